"""Where the web chat listens and under which address others know it; standard library only."""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})
PORTS: Final = {"http": 80, "https": 443}

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True, slots=True)
class WebPlace:
    """`url`: the address people open, empty when only this machine is served. `proxies`: who may say whom
    a request came from. `plain`: http is wanted although others can listen in. Raises ValueError, in words
    for whoever set it up.
    """

    host: str = "127.0.0.1"
    port: int = 8765
    url: str = ""
    plain: bool = False
    proxies: tuple[Network, ...] = ()

    def __post_init__(self) -> None:
        if not self.url and self.host not in LOOPBACK:
            raise ValueError(
                f"{self.host or 'this'} can be reached by others: say in DABIAO_WEB_URL under which address"
                " they open the web chat, for example https://dabiao.example.gov.cn"
            )
        if self.url:
            self._check_url()

    def _check_url(self) -> None:
        try:
            parts = urlsplit(self.url)
            name = parts.hostname or ""
            _ = parts.port, name.encode("idna")
        except ValueError:
            raise ValueError("no address of a web chat; for example https://dabiao.example.gov.cn") from None
        rest = (parts.path.strip("/"), parts.query, parts.fragment, parts.username, parts.password)
        if parts.scheme not in PORTS or not name or any(rest):
            raise ValueError(
                "http or https, a name and perhaps a port, nothing more; for example"
                " https://dabiao.example.gov.cn"
            )
        if parts.scheme == "http" and name not in LOOPBACK and not self.plain:
            raise ValueError(
                "over http whoever is on the way reads along and can take over a sign-in. Put TLS in front"
                " (docs/operations.md), or, in a network where everybody is trusted, set"
                " DABIAO_WEB_PLAIN_HTTP=true"
            )

    @property
    def secure(self) -> bool:
        """Whether people come by TLS."""
        return self.url.startswith("https:")

    @property
    def origin(self) -> str:
        """As browsers say it: https://name, with a port where it is not the usual one; empty without url."""
        if not self.url:
            return ""
        parts = urlsplit(self.url)
        usual = parts.port in (None, PORTS[parts.scheme])
        return f"{parts.scheme}://{_plain_host(self.url)}" + ("" if usual else f":{parts.port}")

    def address(self, port: int) -> str:
        """What people open, ending in a slash; `port` is the one really listened on."""
        name = "[::1]" if self.host == "::1" else self.host
        return f"{self.origin or f'http://{name}:{port}'}/"

    def invitation(self, port: int) -> str:
        """The link of an invitation, with {code} behind the #: browsers keep that to themselves."""
        return f"{self.address(port)}enter#{{code}}"

    def serves(self, host: str) -> bool:
        """Whether a Host header names this place: with an address of its own that alone."""
        if self.url:
            return host.lower() in self._hosts()
        try:
            return (urlsplit(f"//{host}").hostname or "") in LOOPBACK
        except ValueError:
            return False

    def _hosts(self) -> tuple[str, ...]:
        shown = self.origin.partition("://")[2]
        usual = PORTS[urlsplit(self.url).scheme]
        return (shown, f"{shown}:{usual}")

    def is_own(self, origin: str, host: str) -> bool:
        """Whether an Origin header is this place's."""
        return origin == (self.origin or f"http://{host}")

    def caller(self, peer: str | None, headers: Mapping[str, str]) -> str:
        """Where a request came from: the peer, or whom a trusted proxy names; of IPv6 the network (/64)."""
        chain = [part.strip() for part in headers.get("X-Forwarded-For", "").split(",") if part.strip()]
        found = peer or ""
        while chain and self._is_proxy(found):
            found = chain.pop()
        return _coarse(found)

    def _is_proxy(self, address: str) -> bool:
        try:
            return any(ipaddress.ip_address(address) in network for network in self.proxies)
        except ValueError:
            return False


def networks(text: str) -> tuple[Network, ...]:
    """`127.0.0.1, 10.1.0.0/16` as networks. Raises ValueError."""
    return tuple(ipaddress.ip_network(part.strip(), strict=False) for part in text.split(",") if part.strip())


def _coarse(address: str) -> str:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((found, 64), strict=False).network_address)


def _plain_host(url: str) -> str:
    name = urlsplit(url).hostname or ""
    return f"[{name}]" if ":" in name else name.encode("idna").decode()
