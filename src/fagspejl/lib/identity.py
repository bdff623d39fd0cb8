"""When two ids mean one person. Ids are written by people and programs that change case, spaces and zeros.

The only place that says so: files, rosters and rounds all ask here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

# Drawn as nothing, although Unicode does not count them among its format characters (Cf).
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0000-\U000e0fff]"
)
_NO_BREAK = re.compile("[\u00a0\u2007\u202f]")
_LEADING_ZEROS = re.compile(r"^0+(?=.)", re.DOTALL)
_TRAILING_ZEROS = re.compile(r"(?<=.)[.,]0+$", re.DOTALL)  # a spreadsheet's 17.0 or 17,0
_PLAIN = re.compile(r"[A-Za-z0-9_\-\n]*")
_ZEROS_OF_LINES = re.compile(r"^0+", re.MULTILINE)


def folded(text: str) -> str:
    """Return an id as ids are compared: NFKC, case folded, no invisible characters, single spaces, trimmed."""
    before = None
    while text != before:  # what is removed may let letters compose anew
        before = text
        text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
        if not text.isascii():
            text = "".join(sign for sign in _UNSEEN.sub("", text) if unicodedata.category(sign) != "Cf")
        text = " ".join(text.split())
    return text


def look_alike(text: str) -> tuple[str, ...]:
    """Return what an id is known by; two ids that share one of these are taken for one person.

    Folded, without leading zeros and a trailing ".0". A no-break space may stand for a space or for nothing.
    """
    spellings = dict.fromkeys((text, _NO_BREAK.sub("", text)))
    return tuple(dict.fromkeys(_without_zeros(folded(spelling)) for spelling in spellings))


def _without_zeros(text: str) -> str:
    return _LEADING_ZEROS.sub("", _TRAILING_ZEROS.sub("", text))


class KnownIds:
    """Ids with their numbers, found by what they look like."""

    def __init__(self) -> None:
        self._number: dict[str, int] = {}

    def add(self, text: str, number: int) -> int | None:
        """Remember an id, or return the number of an earlier one that looks like it."""
        earlier = self.find(text)
        for key in look_alike(text):
            self._number.setdefault(key, number)
        return earlier

    def add_all(self, ids: Sequence[str]) -> list[tuple[int, int]]:
        """Remember distinct ids by position; return (position, position of an earlier one that looks like it)."""
        together = "\n".join(ids)
        if not self._number and _PLAIN.fullmatch(together):  # letters and digits: all of them at once
            keys = _ZEROS_OF_LINES.sub("", together.lower()).split("\n")
            number = dict(zip(keys, range(len(ids)), strict=False))
            if len(number) == len(ids) == len(keys) and "" not in number:
                self._number = number
                return []
        return [(i, first) for i, text in enumerate(ids) if (first := self.add(text, i)) is not None]

    def find(self, text: str) -> int | None:
        """Return the number of an id that looks like this one."""
        found = (self._number[key] for key in look_alike(text) if key in self._number)
        return min(found, default=None)


def first_alike(ids: Iterable[str]) -> list[tuple[str, str]]:
    """Return each id that looks like an earlier, other one, with that one; the same id again is no matter."""
    distinct = list(dict.fromkeys(ids))
    return [(distinct[here], distinct[first]) for here, first in KnownIds().add_all(distinct)]
