"""The network that a request comes from: what attempts are counted by. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import Final

_HOME: Final = 64  # bits of an IPv6 address that name one home or office; the rest its owner chooses freely


def network_of(meta: Mapping[str, str]) -> str:
    """Return an IPv4 address or the /64 of an IPv6 address; "" where the request names none.

    `meta` is what WSGI tells of the request; behind proxies of ours its address is already that of whoever asked them.
    """
    told = meta.get("REMOTE_ADDR", "")
    try:
        found = ip_address(told)
    except ValueError:
        return ""
    if isinstance(found, IPv6Address):
        mapped = found.ipv4_mapped
        return str(mapped or IPv6Network((found, _HOME), strict=False).network_address)
    return str(found)
