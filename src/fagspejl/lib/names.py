"""Names that people read, made safe where they are written: in a file system, an address, a spreadsheet. Pure."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ß": "ss", "ð": "d", "þ": "th", "đ": "d", "ł": "l"})
# A spreadsheet takes a text that begins like this for a formula, or looks past the sign and finds one.
_FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_OTHERS = re.compile(r"[^a-z0-9]+")


def ascii_name(text: str, *, limit: int = 40) -> str:
    """Return `text` as a-z, 0-9 and single hyphens, at most `limit` characters; "" where nothing is left.

    Two texts may become the same name: who needs distinct names adds a number.
    """
    plain = unicodedata.normalize("NFC", text).lower().translate(_DANISH)
    plain = unicodedata.normalize("NFKD", plain)
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return _OTHERS.sub("-", plain).strip("-")[:limit].strip("-")


def inert(text: str) -> str:
    """Return a text as a cell of CSV that no spreadsheet computes: one that it might begins with an apostrophe."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA_SIGNS) else text
