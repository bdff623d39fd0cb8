"""The keys of a course: derived from the site's secret, so that the database holds only hashes."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.conf import settings

from fagspejl.lib.derivation import base32_lower, derive
from fagspejl.workspace.sessions.keys import CODE_LENGTH, SIGNS

_BYTES: Final = 16


def code_of(course: UUID, turn: int) -> str:
    """Return the code by which phones join. `turn` counts codes that another course had already."""
    number = int.from_bytes(_made("code", course.bytes, turn.to_bytes(2, "big")), "big")
    signs = []
    for _ in range(CODE_LENGTH):
        number, place = divmod(number, len(SIGNS))
        signs.append(SIGNS[place])
    return "".join(signs)


def display_key_of(course: UUID) -> str:
    """Return the key of the wall's address."""
    return base32_lower(_made("display", course.bytes)[:_BYTES])


def control_key_of(course: UUID, turn: int) -> str:
    """Return the key of the control's address. Each handing over is a new turn, and the key before is dead."""
    return base32_lower(_made("control", course.bytes, turn.to_bytes(2, "big"))[:_BYTES])


def page_key_of(course: UUID) -> str:
    """Return the key of the page that stays for 30 days; it tells nothing of who was in the room."""
    return base32_lower(_made("page", course.bytes)[:_BYTES])


def exercise_token(token: str, session: UUID) -> str:
    """Return what a phone of the course is in the room of an exercise.

    Made of the phone's own token each time: no row says which phone of the course is which of the exercise.
    """
    return base32_lower(_made("exercise", token.encode("utf-8", "surrogatepass"), session.bytes)[:_BYTES])


def hash_of(kind: str, key: str) -> bytes:
    """Return what the database holds of a key; `kind` is code, display, control, page or token."""
    return _made(f"hash {kind}", key.encode("utf-8", "surrogatepass"))  # addresses are typed by anybody


def _made(label: str, *fields: bytes) -> bytes:
    return derive(settings.SECRET_KEY.encode(), f"fagspejl workspace course {label}", *fields)
