"""The guard: which links and addresses are open, whoever wrote them."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from bot.articles import PUBLIC, ArticleError, Guard

CLOSED = {
    "loopback": ["127.0.0.1", "127.255.255.254", "::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1"],
    "private": ["10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "fd12::1", "::ffff:10.1.2.3"],
    "carrier's inner": ["100.64.0.1", "100.127.255.255"],
    "cloud metadata": ["169.254.169.254", "100.100.100.200", "168.63.129.16", "fd00:ec2::254"],
    "link-local": ["169.254.1.1", "fe80::1", "fe80::1%eth0", "::ffff:169.254.1.1"],
    "multicast": ["224.0.0.1", "239.255.255.250", "ff02::1"],
    "tunnel": ["2002:7f00:1::", "2002:808:808::1", "2001:0:4136:e378::1", "64:ff9b:1::a00:1"],
    "reserved": [
        *("0.1.2.3", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1"),
        *("::", "::8.8.8.8", "2001:db8::1", "100::1", "fec0::1"),
    ],
}
OPEN = ["1.1.1.1", "93.184.216.34", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "64:ff9b::101:101"]
NEVER = ("cloud metadata", "link-local", "multicast", "tunnel", "reserved")
LINK = URL("http://wiki.example/")


@pytest.mark.parametrize(("kind", "address"), [(kind, one) for kind, many in CLOSED.items() for one in many])
def test_addresses_that_are_not_public_are_refused_by_kind(kind: str, address: str) -> None:
    """Each kind of address that isn't public is refused, embedded ones by what they lead to."""
    with pytest.raises(ArticleError, match=f"is at a {kind} address, and only public ones are read"):
        PUBLIC.check(LINK, address)


@pytest.mark.parametrize("address", OPEN)
def test_public_addresses_are_open(address: str) -> None:
    """Addresses beside the closed ranges, and public ones behind a NAT64, are read."""
    PUBLIC.check(LINK, address)


def closed(address: IPv4Address | IPv6Address) -> bool:
    """Return whether the registries close an address, none that stands for an IPv4 one."""
    if isinstance(address, IPv6Address) and (address.ipv4_mapped or address in IPv6Network("64:ff9b::/96")):
        return False
    return not address.is_global or address.is_multicast or address.is_reserved


@given(st.ip_addresses().filter(closed))
def test_nothing_is_open_that_the_registries_close(address: IPv4Address | IPv6Address) -> None:
    """Whatever the registries don't call global is refused, unless it stands for an address that is."""
    with pytest.raises(ArticleError):
        PUBLIC.check(LINK, str(address))


def test_a_listed_host_may_be_inside_and_nowhere_worse() -> None:
    """A host on the list may be at loopback and private addresses, and never at the others."""
    guard = Guard.allowing(["wiki.example"])
    for kind, addresses in CLOSED.items():
        for address in addresses:
            if kind in NEVER:
                with pytest.raises(ArticleError):
                    guard.check(LINK, address)
            else:
                guard.check(LINK, address)


def test_a_list_names_hosts_and_ports_however_they_are_written() -> None:
    """Case, a dot at the end and letters beyond ASCII don't count; a port opens itself and no other."""
    guard = Guard.allowing([" Wiki.Example. ", "bücher.example:8080", "[fd00::5]:81", "10.0.0.7"])
    for link in ("http://WIKI.example/a", "https://wiki.example./", "http://xn--bcher-kva.example:8080/"):
        guard.check(guard.address_of(link), "10.0.0.7")
    guard.check(guard.address_of("http://[fd00::5]:81/"), "fd00::5")
    guard.check(guard.address_of("http://10.0.0.7/"), "10.0.0.7")
    for link in ("http://bücher.example/", "http://sub.wiki.example/"):
        with pytest.raises(ArticleError, match="private address"):
            guard.check(guard.address_of(link), "10.0.0.7")
    with pytest.raises(ArticleError, match="port 81"):
        guard.address_of("http://wiki.example:81/")


@pytest.mark.parametrize("host", ["", "http://", "a b", "wiki.example:99999", "//", "[::1", "/wiki"])
def test_a_list_of_what_names_no_host_is_refused(host: str) -> None:
    """What can't be a host is refused when the list is read, with how to write one."""
    with pytest.raises(ArticleError, match=r"names no host; write wiki\.example"):
        Guard.allowing([host])


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("", "no http or https address"),
        ("page.example", "no http or https address"),
        ("gopher://page.example/", "no http or https address"),
        ("http://", "no http or https address"),
        ("http:///path", "no http or https address"),
        ("http://[::1", "no link"),
        ("https://xn--/", "no link"),
        ("http://page.example:0x50/", "no link"),
        ("http://user@page.example/", "user's name or password"),
        ("http://:secret@page.example/", "user's name or password"),
        ("http://page.example:8080/", "port 8080; only 80 and 443 are read"),
        ("http://page.example:0/", "port 0"),
        ("http://page.example/" + "a" * 2_000, "2,020 characters"),
    ],
)
def test_links_that_may_not_be_followed(link: str, said: str) -> None:
    """A link that is none, holds a password, or names another port is refused before any look-up."""
    with pytest.raises(ArticleError) as refused:
        PUBLIC.address_of(link)
    assert said in str(refused.value)
    assert "secret" not in str(refused.value)


@given(
    st.text() | st.text(alphabet="htps:/@[]#?%.\\\u202e1aé", max_size=40).map(lambda rest: f"http://{rest}")
)
def test_any_text_is_a_link_or_refused_in_a_sentence(link: str) -> None:
    """Nothing but ArticleError comes of a text, in one printable line."""
    said = ""
    try:
        url = PUBLIC.address_of(link)
    except ArticleError as refused:
        said = str(refused)
    else:
        assert url.scheme in {"http", "https"}
        assert url.raw_user is None
    assert said.isprintable()
