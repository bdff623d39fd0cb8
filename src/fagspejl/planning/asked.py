"""What a page was asked for, read without trust."""

from __future__ import annotations

from typing import Final
from uuid import UUID

_MOST_DIGITS: Final = 18  # of the largest number that every database keeps


def whole(text: str, otherwise: int) -> int:
    """Return a whole number that a form or an address holds; `otherwise` for anything that is none, or is too long."""
    is_one = text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS
    return int(text) if is_one else otherwise


def uuid_of(text: str) -> UUID | None:
    """Return an id that a form or an address sent; None for anything else."""
    try:
        return UUID(text)
    except ValueError:
        return None
