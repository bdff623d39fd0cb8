"""Which proxies are believed when they say who asks: those that are named, and nobody else.

`X-Forwarded-For` is a line that anybody can write. Believed from everybody, it let whoever wrote another address in it
have as many attempts to log in as they liked.
"""

from __future__ import annotations

import ipaddress
from collections.abc import MutableMapping, Sequence
from typing import Any, Final

from fagspejl.lib.errors import FagspejlError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
# What proxies say of a request. X-Forwarded-Host is never read; it goes so that nothing ever begins to.
_FOR, _PROTO = "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO"
_SAID: Final = (_FOR, _PROTO, "HTTP_X_FORWARDED_HOST", "HTTP_FORWARDED")


class ProxyUnknown(FagspejlError):
    """FAGSPEJL_PROXIES names something that is no address and no network."""

    def __init__(self, given: str) -> None:
        super().__init__(f"FAGSPEJL_PROXIES must name proxies by address or network, not {given}")
        self.given = given


def named_proxies(value: str) -> tuple[Network, ...]:
    """Return the proxies that FAGSPEJL_PROXIES names, with commas between. Raises ProxyUnknown."""
    found: list[Network] = []
    for given in filter(None, (one.strip() for one in value.split(","))):
        try:
            if given.isdigit():  # a number of proxies names none; ip_network would take it for an address
                raise ValueError(given)
            found.append(ipaddress.ip_network(given, strict=False))
        except ValueError:
            raise ProxyUnknown(given) from None
    return tuple(found)


def believe(environ: MutableMapping[str, Any], proxies: Sequence[Network]) -> None:
    """Let a request come from whoever asked a named proxy; what anybody else says of it is forgotten.

    Read from the right, where the nearest proxy has written, over further named proxies, to the first other address.
    """
    named = _is_named(str(environ.get("REMOTE_ADDR", "")), proxies)
    said = {name: environ.pop(name) for name in _SAID if name in environ}
    if not named:
        return
    if _PROTO in said:
        environ[_PROTO] = said[_PROTO]
    for hop in reversed(str(said.get(_FOR, "")).split(",")):
        address = _address(hop.strip())
        if address is None:
            return
        environ["REMOTE_ADDR"] = str(address)
        if not _is_named(str(address), proxies):
            return


def _is_named(text: str, proxies: Sequence[Network]) -> bool:
    address = _address(text)
    return address is not None and any(address in network for network in proxies)


def _address(text: str) -> Address | None:
    """Read an address; one of IPv4 that comes through a socket of IPv6 is itself."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
