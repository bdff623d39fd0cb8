"""Text that became UTF-8 twice: "Søren" read as something else and saved again, "SÃ¸ren".

The signs that this leaves (Ã and Â before a sign of the upper half, â€ and one more) stand in no text that people
write, so what they were is certain.
"""

from __future__ import annotations

import re
from functools import partial
from typing import Final

_CONTINUED: Final = range(0x80, 0xC0)
_MOST_TIMES = 3  # a text may have been saved so more than twice


def _signs(codec: str) -> dict[int, str]:
    """Byte -> the sign it became; where Windows-1252 has none, the control character."""
    return {byte: bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in range(0x80, 0x100)}


_AS: Final = {
    codec: _signs(codec) for codec in ("cp1252", "latin-1", "mac_roman", "cp850")
}  # what UTF-8 was taken for
_LOST: Final = tuple({"".join(signs[byte] for byte in b"\xef\xbf\xbd") for signs in _AS.values()})
REPLACEMENT: Final = "\ufffd"


def _pattern(signs: dict[int, str]) -> re.Pattern[str]:
    more = "[" + re.escape("".join(signs[byte] for byte in _CONTINUED)) + "]"
    two = "[" + re.escape(signs[0xC2] + signs[0xC3]) + "]" + more
    mark = re.escape("".join(signs[byte] for byte in b"\xef\xbb\xbf"))
    return re.compile(
        f"{two}|{re.escape(signs[0xE2])}{more}{more}|{re.escape(signs[0xF0])}{more}{{3}}|{mark}"
    )


_PATTERNS: Final = {codec: _pattern(signs) for codec, signs in _AS.items()}
_BYTES: Final = {codec: {sign: byte for byte, sign in signs.items()} for codec, signs in _AS.items()}
_LEADS: Final = tuple(dict.fromkeys(signs[byte] for signs in _AS.values() for byte in (0xC2, 0xC3, 0xE2)))


def mended(text: str) -> str:
    """Return a text with each sign that was encoded twice as it was; any other text unchanged."""
    for _ in range(_MOST_TIMES):
        before = text
        for codec in _AS:
            if any(lead in text for lead in _LEADS):
                text = _PATTERNS[codec].sub(partial(_once, _BYTES[codec]), text)
        if text == before:
            return text.replace("\ufeff", "")
    return text


def _once(number: dict[str, int], found: re.Match[str]) -> str:
    try:
        return bytes(number[sign] for sign in found[0]).decode("utf-8")
    except UnicodeDecodeError:
        return found[0]


def is_twice(text: str) -> bool:
    """Whether a text has signs that were encoded twice."""
    return any(lead in text for lead in _LEADS) and mended(text) != text


def has_lost(text: str) -> bool:
    """Whether letters of a text were replaced by a sign that stands for any."""
    return REPLACEMENT in text or any(lost in text for lost in _LOST)
