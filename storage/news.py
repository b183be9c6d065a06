"""Tells other processes on the same PostgreSQL that there is something to handle, send or show."""

import asyncio
import logging
from collections.abc import Callable

from sqlalchemy import Connection, make_url, text

log = logging.getLogger(__name__)

NOTIFY = text("NOTIFY dabiao")
SECONDS = 5.0  # until the next try to listen; what is missed meanwhile is seen by looking, once a second


def there_is_news(connection: Connection) -> None:
    """The transaction writes what another process waits for."""
    connection.info["news"] = True


def has_news(connection: Connection) -> bool:
    return bool(connection.info.pop("news", False))


async def listen(url: str, heard: Callable[[], None]) -> None:
    """Call `heard` whenever any process committed news, until cancelled."""
    import psycopg  # an optional dependency

    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    while True:
        try:
            connection = await psycopg.AsyncConnection.connect(address, autocommit=True)
            async with connection:
                await connection.execute("LISTEN dabiao")
                heard()
                async for _ in connection.notifies():
                    heard()
        except psycopg.Error as error:
            log.warning("no news from the database: %s", type(error).__name__)
        await asyncio.sleep(SECONDS)
