"""The link of an agreement's page, and the key that each opened page is given.

The link is derived from the site's secret, so that the database holds only its hash. A page's key is made and signed
anew each time the page is opened; the database sees it when the page is pressed, as a hash, until the day is over.
"""

from __future__ import annotations

import hmac
import secrets
from datetime import date
from typing import Final
from uuid import UUID

from django.conf import settings

from fagspejl.lib.derivation import base32_lower, derive
from fagspejl.workspace.agreements.pulse.types import PageKey
from fagspejl.workspace.agreements.types import PulseSide

_BYTES: Final = 16
_SIGNS: Final = 26  # of 16 bytes in base32
_DAY_SIGNS: Final = 8


def _made(label: str, *fields: bytes) -> bytes:
    return derive(settings.SECRET_KEY.encode(), f"fagspejl workspace pulse {label}", *fields)


def pulse_key_of(agreement: UUID, turn: int) -> str:
    """Return the key of an agreement's address. Each renewal is a new turn, and the key before is dead."""
    return base32_lower(_made("link", agreement.bytes, turn.to_bytes(2, "big"))[:_BYTES])


def pulse_hash_of(key: str) -> bytes:
    """Return what the database holds of an address's key."""
    return _made("hash link", key.encode("utf-8", "surrogatepass"))


def new_page_key(agreement: UUID, side: PulseSide, day: date) -> str:
    """Return the key of a page that is opened now: random signs, the day, and what only this site can sign."""
    signs = base32_lower(secrets.token_bytes(_BYTES))
    return f"{signs}{day:%Y%m%d}{_signed(agreement, side, day, signs)}"


def page_key_is(key: str, agreement: UUID, side: PulseSide, today: date) -> PageKey:
    """Return what a page's key is worth today for one side of an agreement."""
    if len(key) != 2 * _SIGNS + _DAY_SIGNS or not key.isascii():
        return PageKey.FORGED
    signs, day, signed = key[:_SIGNS], key[_SIGNS:-_SIGNS], key[-_SIGNS:]
    try:
        opened = date(int(day[:4]), int(day[4:6]), int(day[6:]))
    except ValueError:
        return PageKey.FORGED
    if f"{opened:%Y%m%d}" != day or not hmac.compare_digest(signed, _signed(agreement, side, opened, signs)):
        return PageKey.FORGED
    return PageKey.GOOD if opened == today else PageKey.OLD


def page_hash_of(key: str) -> bytes:
    """Return what the database holds of a pressed page's key until the end of its day."""
    return _made("hash page", key.encode("ascii"))


def _signed(agreement: UUID, side: PulseSide, day: date, signs: str) -> str:
    told = (agreement.bytes, day.toordinal().to_bytes(4, "big"), side.value.encode(), b"\x00", signs.encode())
    return base32_lower(_made("page", *told)[:_BYTES])
