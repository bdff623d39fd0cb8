"""Texts in files that a spreadsheet opens: none of them is computed. Pure."""

from __future__ import annotations

from typing import Final

# A spreadsheet takes a text that begins like this for a formula, or looks past the sign and finds one.
_FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_INERT: Final = "'"


def inert(text: str) -> str:
    """Return a text as a cell of CSV that no spreadsheet computes: one that it might begins with an apostrophe."""
    return _INERT + text if text.lstrip(" ").startswith(_FORMULA_SIGNS) else text
