"""The link at which a unit's shifts are written: derived from the site's secret. The database holds its hash."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.conf import settings

from fagspejl.lib.derivation import base32_lower, derive

_BYTES: Final = 16


def shift_key_of(unit: UUID, turn: int) -> str:
    """Return the key of the address. Each renewal is a new turn, and the key before is dead."""
    return base32_lower(_made("link", unit.bytes, turn.to_bytes(4, "big"))[:_BYTES])


def shift_hash_of(key: str) -> bytes:
    """Return what the database holds of a key."""
    return _made("hash link", key.encode("utf-8", "surrogatepass"))


def _made(label: str, *fields: bytes) -> bytes:
    return derive(settings.SECRET_KEY.encode(), f"fagspejl workspace load {label}", *fields)
