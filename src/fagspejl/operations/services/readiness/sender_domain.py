"""What the world can look up about the domain that mails come from: SPF, DKIM, DMARC, and the name of the mail server.

Mail from a domain that says nothing of itself ends among unwanted mail. Only names of the organisation's own domain
are asked for, at the name servers of this machine or those of FAGSPEJL_NAME_SERVERS; what they do not answer in time
never counts as missing.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final, Literal

import dns.exception
import dns.resolver

Kind = Literal["TXT", "A", "AAAA", "MX"]
Resolve = Callable[[str, Kind], Sequence[str]]  # nothing there: (); LookupError: it could not be looked up
_SECONDS: Final = 2.0  # for one name, all name servers together
_KEPT: Final = 600  # seconds that an answer is used again


class Found(StrEnum):
    """What was found of one thing."""

    THERE = "there"
    WEAK = "weak"  # there, but it asks nobody to do anything, or lets everybody send
    MISSING = "missing"
    UNKNOWN = "unknown"  # could not be looked up
    UNTOLD = "untold"  # nobody told us what to look for


@dataclass(frozen=True, slots=True)
class SenderDomain:
    """What was found of a domain. `tls`: the mail server has a name that is found, and is reached encrypted."""

    domain: str
    spf: Found
    dkim: Found
    dmarc: Found
    tls: Found


@dataclass(frozen=True, slots=True)
class MailServer:
    """How mail leaves this installation. `here`: on this machine, where nothing passes the network."""

    host: str
    encrypted: bool
    here: bool


def look_up(name: str, kind: Kind) -> Sequence[str]:
    """Return the records of a name as text. Raises LookupError where nobody answered in time."""
    asked = [one.strip() for one in os.environ.get("FAGSPEJL_NAME_SERVERS", "").split(",") if one.strip()]
    resolver = dns.resolver.Resolver(configure=not asked)
    resolver.nameservers = asked or resolver.nameservers
    resolver.lifetime = _SECONDS
    try:
        answer = resolver.resolve(name, kind)
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return ()
    except (dns.exception.DNSException, OSError) as error:
        raise LookupError(name) from error
    if kind == "TXT":
        return [b"".join(row.strings).decode("utf-8", "replace") for row in answer]
    return [row.to_text() for row in answer]


def sender_domain(
    domain: str, server: MailServer, *, selector: str = "", resolve: Resolve = look_up
) -> SenderDomain:
    """Return what is found of the domain, all at once; `selector` names the DKIM key that mails are signed with."""
    dkim = f"{selector}._domainkey.{domain}" if selector else ""
    asks: tuple[Callable[[], Found], ...] = (
        lambda: _spf(domain, resolve),
        lambda: _dkim(dkim, resolve),
        lambda: _dmarc(domain, resolve),
        lambda: _tls(server, resolve),
    )
    with ThreadPoolExecutor(len(asks)) as together:
        spf, signed, dmarc, tls = together.map(lambda ask: ask(), asks)
    return SenderDomain(domain, spf, signed, dmarc, tls)


def sender_domain_lately(domain: str, server: MailServer, selector: str, span: int) -> SenderDomain:
    """Return the same, asked for once in each span of time; what could not be looked up is asked for again."""
    found = _lately(domain, server, selector, span)
    if Found.UNKNOWN in (found.spf, found.dkim, found.dmarc, found.tls):
        _lately.cache_clear()
    return found


@lru_cache(maxsize=32)
def _lately(domain: str, server: MailServer, selector: str, span: int) -> SenderDomain:
    return sender_domain(domain, server, selector=selector)


def span_of(seconds: float) -> int:
    """Return the span of time that a moment lies in."""
    return int(seconds // _KEPT)


def _spf(domain: str, resolve: Resolve) -> Found:
    found = _texts(domain, "v=spf1", resolve)
    if isinstance(found, Found):
        return found
    return Found.WEAK if len(found) > 1 or {"+all", "all"} & set(found[0].casefold().split()) else Found.THERE


def _dkim(name: str, resolve: Resolve) -> Found:
    if not name:
        return Found.UNTOLD
    try:
        rows = resolve(name, "TXT")
    except LookupError:
        return Found.UNKNOWN
    keys = [tag.strip() for row in rows for tag in row.split(";") if tag.strip().startswith("p=")]
    return (
        Found.THERE if any(key != "p=" for key in keys) else Found.MISSING
    )  # an empty key is one taken back


def _dmarc(domain: str, resolve: Resolve) -> Found:
    parts = domain.split(".")
    for above in range(max(1, len(parts) - 1)):  # the domain's own, else that of the domain it belongs to
        found = _texts("_dmarc." + ".".join(parts[above:]), "v=DMARC1", resolve)
        if found is Found.MISSING:
            continue
        if isinstance(found, Found):
            return found
        tags = dict(tag.strip().casefold().split("=", 1) for tag in found[0].split(";") if "=" in tag)
        return Found.WEAK if tags.get("p", "none").strip() == "none" else Found.THERE
    return Found.MISSING


def _tls(server: MailServer, resolve: Resolve) -> Found:
    if server.here:
        return Found.THERE
    if not server.encrypted:
        return Found.MISSING
    try:
        named = resolve(server.host, "A") or resolve(server.host, "AAAA")
    except LookupError:
        return Found.UNKNOWN
    return Found.THERE if named else Found.MISSING


def _texts(name: str, start: str, resolve: Resolve) -> list[str] | Found:
    try:
        rows = resolve(name, "TXT")
    except LookupError:
        return Found.UNKNOWN
    found = [row for row in rows if row.casefold().startswith(start.casefold())]
    return found or Found.MISSING
