"""Names that are safe in a file system and an address, made from names that people read."""

from __future__ import annotations

import re
import unicodedata

_DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ß": "ss", "ð": "d", "þ": "th", "đ": "d", "ł": "l"})
_OTHERS = re.compile(r"[^a-z0-9]+")


def ascii_name(text: str, *, limit: int = 40) -> str:
    """Return `text` as a-z, 0-9 and single hyphens, at most `limit` characters; "" where nothing is left.

    Two texts may become the same name: who needs distinct names adds a number.
    """
    plain = unicodedata.normalize("NFC", text).lower().translate(_DANISH)
    plain = unicodedata.normalize("NFKD", plain)
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return _OTHERS.sub("-", plain).strip("-")[:limit].strip("-")
