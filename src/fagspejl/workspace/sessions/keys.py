"""The keys of a session: derived from the site's secret and the session's id, so that the database holds only hashes.

A code has 6 of 31 signs and is no secret in the room; its hash is keyed, since a plain one is solved in a second.
"""

from __future__ import annotations

import secrets
from typing import Final
from uuid import UUID

from django.conf import settings

from fagspejl.lib.derivation import base32_lower, derive

SIGNS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # no 0, O, 1, I, L
CODE_LENGTH: Final = 6
_BYTES: Final = 16


def _made(label: str, *fields: bytes) -> bytes:
    return derive(settings.SECRET_KEY.encode(), f"fagspejl workspace {label}", *fields)


def code_of(session: UUID, turn: int) -> str:
    """Return the code by which phones join. `turn` counts codes that another session had already."""
    number = int.from_bytes(_made("code", session.bytes, turn.to_bytes(2, "big")), "big")
    signs = []
    for _ in range(CODE_LENGTH):
        number, place = divmod(number, len(SIGNS))
        signs.append(SIGNS[place])
    return "".join(signs)


def display_key_of(session: UUID) -> str:
    """Return the key of the room screen's address."""
    return base32_lower(_made("display", session.bytes)[:_BYTES])


def control_key_of(session: UUID, turn: int) -> str:
    """Return the key of the control's address. Each handing over is a new turn, and the key before is dead."""
    return base32_lower(_made("control", session.bytes, turn.to_bytes(2, "big"))[:_BYTES])


def unit_key_of(unit: UUID, turn: int) -> str:
    """Return the key of a unit's page. Each renewal is a new turn, and the key before is dead."""
    return base32_lower(_made("unit", unit.bytes, turn.to_bytes(4, "big"))[:_BYTES])


def colleague_token(session: UUID, number: int) -> str:
    """Return the token of a made-up colleague in a practice room."""
    return base32_lower(_made("colleague", session.bytes, number.to_bytes(2, "big"))[:_BYTES])


def new_token() -> str:
    """Return a phone's own random token of 128 bits."""
    return base32_lower(secrets.token_bytes(_BYTES))


def hash_of(kind: str, key: str) -> bytes:
    """Return what the database holds of a key; `kind` is code, display, control, token or unit."""
    return _made(f"hash {kind}", key.encode("utf-8", "surrogatepass"))  # addresses are typed by anybody


def typed_code(text: str) -> str:
    """Return a code as somebody typed it: in capitals, without blanks, dots and hyphens."""
    return "".join(sign for sign in text.upper() if sign.isalnum())[: 2 * CODE_LENGTH]
