"""What a page was asked for, read without trust."""

from __future__ import annotations

from typing import Final

_MOST_DIGITS: Final = 9


def whole(text: str, otherwise: int) -> int:
    """Return a whole number that a form or an address holds; `otherwise` for anything that is none, or is too long."""
    is_one = text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS
    return int(text) if is_one else otherwise
