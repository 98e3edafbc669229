"""Where a link may lead: to public addresses, and to hosts of the newsroom's own that somebody listed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TYPE_CHECKING, Final, Self

from bot.articles.errors import SAVE_IT, ArticleError, shown
from db.models import MAX_URL

if TYPE_CHECKING:  # most commands never need it
    from yarl import URL

Address = IPv4Address | IPv6Address
Networks = tuple[IPv4Network | IPv6Network, ...]

_HOST: Final = re.compile(r"[^\s/@?#]+")
MISWRITTEN: Final = (ValueError, IndexError)  # what yarl raises of what is no address
_PORTS: Final = {"http": 80, "https": 443}
_EMBEDDING: Final = IPv6Network("64:ff9b::/96")  # NAT64: the last four bytes are an IPv4 address


def _networks(*written: str) -> Networks:
    return tuple(map(ip_network, written))


_INSIDE: Final[dict[str, Networks]] = {
    "loopback": _networks("127.0.0.0/8", "::1/128"),
    "private": _networks("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"),
    "carrier's inner": _networks("100.64.0.0/10"),
}
"""What a listed host may have, because newsrooms keep intranets there."""

_NEVER: Final[dict[str, Networks]] = {
    "cloud metadata": _networks(
        "169.254.169.254/32", "100.100.100.200/32", "168.63.129.16/32", "192.0.0.192/32"
    )
    + _networks("fd00:ec2::/32", "fd20:ce::254/128"),
    "link-local": _networks("169.254.0.0/16", "fe80::/10"),
    "multicast": _networks("224.0.0.0/4", "ff00::/8"),
    "tunnel": _networks("2002::/16", "2001::/32", "64:ff9b:1::/48", "192.88.99.0/24", "::ffff:0:0:0/96"),
    "reserved": _networks("0.0.0.0/8", "192.0.0.0/24", "240.0.0.0/4", "fec0::/10", "5f00::/16", "3fff::/20"),
}
"""What no host may have."""


@dataclass(frozen=True)
class Guard:
    """The hosts that may be at private addresses or on other ports than 80 and 443."""

    allowed: frozenset[tuple[str, int]] = frozenset()  # host in lower case, and port

    @classmethod
    def allowing(cls, hosts: Iterable[str]) -> Self:
        """Return a guard that allows hosts such as "wiki.example" or "wiki.example:8080".

        A host without a port is allowed on 80 and 443; IPv6 addresses stand in brackets.
        Raises ArticleError for what names no host.
        """
        from yarl import URL

        allowed: set[tuple[str, int]] = set()
        for host in hosts:
            try:
                url = URL(f"//{host.strip()}")
                name, port = _name(url), url.explicit_port
            except MISWRITTEN:
                name, port = "", None
            if not name or not _HOST.fullmatch(host.strip()):
                raise ArticleError(
                    f"{shown(host)} names no host; write wiki.example, or wiki.example:8080 with a port."
                )
            allowed |= {(name, one) for one in ([port] if port else _PORTS.values())}
        return cls(frozenset(allowed))

    def address_of(self, link: str) -> "URL":
        """Return a link that may be followed, as far as that can be told before its host is looked up.

        Raises ArticleError for what is no http or https address, holds a password, or names another port.
        """
        from yarl import URL

        link = link.strip()
        if len(link) > MAX_URL:
            raise ArticleError(
                f"That link has {len(link):,} characters; it may have at most {MAX_URL:,}. {SAVE_IT}"
            )
        try:
            url = URL(link).with_fragment(None)
            usual, name, port = _PORTS.get(url.scheme), _name(url) if url.host else "", url.port
        except MISWRITTEN:
            raise ArticleError(f"{shown(link)} is no link; give an http or https address.") from None
        if usual is None or not name:
            raise ArticleError(f"{shown(link)} is no http or https address; give one, or a file.")
        if url.raw_user is not None or url.raw_password is not None:
            raise ArticleError("That link holds a user's name or password; give it without them.")
        if port not in _PORTS.values() and (name, port) not in self.allowed:
            raise ArticleError(
                f"That link names port {port}; only 80 and 443 are read, and hosts with a port that "
                "allow_hosts in the settings lists."
            )
        return url

    def check(self, url: "URL", address: str) -> None:
        """Raise ArticleError where the host of a link may not be at the address to be connected to."""
        kind, inside = _kind(ip_address(address.partition("%")[0]))
        if kind is None or (inside and (_name(url), url.port) in self.allowed):
            return
        way_out = "Give the page as a file, or list the host in allow_hosts in the settings."
        raise ArticleError(
            f"{shown(_name(url))} is at a {kind} address, and only public ones are read. "
            f"{way_out if inside else SAVE_IT}"
        )


def _name(url: "URL") -> str:
    return (url.raw_host or "").lower().rstrip(".")


def _kind(address: Address) -> tuple[str | None, bool]:
    """Return what keeps an address from being read, None where nothing does, and whether listing helps."""
    address = _plain(address)
    for kinds, inside in ((_NEVER, False), (_INSIDE, True)):
        for kind, networks in kinds.items():
            if any(address in network for network in networks):
                return kind, inside
    return (None, False) if address.is_global and not address.is_reserved else ("reserved", False)


def _plain(address: Address) -> Address:
    """Return the IPv4 address that an IPv6 one stands for, where that is where packets go."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return address.ipv4_mapped
        if address in _EMBEDDING:
            return IPv4Address(address.packed[-4:])
    return address


PUBLIC: Final = Guard()
