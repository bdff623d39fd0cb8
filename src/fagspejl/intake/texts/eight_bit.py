"""Which one-byte encoding a text is in: Windows-1252, Mac Roman or one of DOS, told by the words its letters make.

Each of them gives every byte some sign, so nothing fails when the wrong one is used; but å, æ and ø become signs that
do not stand inside words (S›ren, p†, S¿ren), or capitals behind small letters (pŒ). Only what leaves no such sign,
and gives Danish letters next to others, is certain.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import Final

from fagspejl.intake.source import Source

WINDOWS: Final = "cp1252"
NAMES: Final = {"mac_roman": "Mac Roman", "cp850": "DOS 850", "cp865": "DOS 865"}
OTHERS: Final = tuple(NAMES)

_BLOCK = 1 << 20
_REMEMBERED = 100_000  # different words; more say no more
_WORD = re.compile(rb"[A-Za-z]*[\x80-\xff][A-Za-z\x80-\xff]*")
_DANISH: Final = frozenset("æøåÆØÅ")
_UNDEFINED = "\ufffd"
# Signs, not letters, that may stand within, behind and before a word.
_WITHIN: Final = frozenset("’´–—·€")
_BEHIND: Final = _WITHIN | frozenset("“”…™®©°²³«»•")
_BEFORE: Final = _WITHIN | frozenset("‘“”„‚…§©±«»•")
_LEAST = 2  # Danish letters beside another letter, for an encoding to be certain


def best_of(path: Source) -> str | None:
    """Return the codec that the words of a file prove, Windows-1252 where nothing speaks against it; else None.

    None as well where Windows-1252 would be the answer but has no sign for some byte.
    """
    words: Counter[bytes] = Counter()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            found = _WORD.findall(block)
            words.update(found if len(words) < _REMEMBERED else (w for w in found if w in words))
    odd = {codec: _odd(words, codec) for codec in (WINDOWS, *OTHERS)}
    if odd[WINDOWS] == 0:
        return WINDOWS
    danish = {codec: _danish(words, codec) for codec in (WINDOWS, *OTHERS)}
    certain = [codec for codec in OTHERS if odd[codec] == 0 and danish[codec] >= _LEAST]
    if certain and len({_decoded(words, codec) for codec in certain}) == 1:
        return certain[0]
    defined = not any(_UNDEFINED in word.decode(WINDOWS, "replace") for word in words)
    return WINDOWS if defined and not certain and danish[WINDOWS] > odd[WINDOWS] else None


def is_odd(word: str) -> bool:
    """Whether a word holds a sign that would not stand where it stands."""
    return any(_odd_at(word, place) for place in range(len(word)))


def _odd(words: Counter[bytes], codec: str) -> int:
    return sum(count for word, count in words.items() if is_odd(word.decode(codec, "replace")))


def _odd_at(word: str, place: int) -> bool:
    sign = word[place]
    if sign.isascii():
        return False
    before = place > 0 and _letter(word[place - 1])
    behind = place + 1 < len(word) and _letter(word[place + 1])
    if _letter(sign):
        return before and sign.isupper() and word[place - 1].islower()
    if sign == _UNDEFINED or unicodedata.category(sign) == "Cc":
        return True
    if before and behind:
        return sign not in _WITHIN
    return (before and sign not in _BEHIND) or (behind and sign not in _BEFORE)


def _letter(sign: str) -> bool:
    return unicodedata.category(sign)[0] == "L" and sign not in "ªº"


def _danish(words: Counter[bytes], codec: str) -> int:
    """How many Danish letters stand beside an ASCII letter."""
    return sum(
        count * sum(_beside(text, place) for place, sign in enumerate(text) if sign in _DANISH)
        for word, count in words.items()
        for text in [word.decode(codec, "replace")]
    )


def _beside(text: str, place: int) -> bool:
    beside = text[max(place - 1, 0) : place] + text[place + 1 : place + 2]
    return any(sign.isascii() and sign.isalpha() for sign in beside)


def _decoded(words: Counter[bytes], codec: str) -> str:
    return "\n".join(word.decode(codec, "replace") for word in words)
