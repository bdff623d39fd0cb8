"""When two ids mean one person. Ids are written by people and programs that change case, spaces and zeros.

The only place that says so: files, rosters and rounds all ask here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from fagspejl.lib.sameness import folded

_NO_BREAK = re.compile("[\u00a0\u2007\u202f]")
_LEADING_ZEROS = re.compile(r"^0+(?=.)", re.DOTALL)
_TRAILING_ZEROS = re.compile(r"(?<=.)(?:[.,]0+)+$", re.DOTALL)  # a spreadsheet's 17.0 or 17,0
_PLAIN = re.compile(r"[!-~\n]*")  # what is printed in ASCII, without spaces
_TRAILING_ZEROS_OF_LINES = re.compile(r"[.,]0+$", re.MULTILINE)
_ZEROS_OF_LINES = re.compile(r"^0+", re.MULTILINE)


def look_alike(text: str) -> tuple[str, ...]:
    """Return what an id is known by; two ids that share one of these are taken for one person.

    Folded, without leading zeros and a trailing ".0". A no-break space may stand for a space or for nothing.
    """
    if text.isascii():
        return (_without_zeros(folded(text)),)
    spellings = dict.fromkeys((text, _NO_BREAK.sub("", text)))
    return tuple(dict.fromkeys(_without_zeros(folded(spelling)) for spelling in spellings))


def _without_zeros(text: str) -> str:
    return _LEADING_ZEROS.sub("", _TRAILING_ZEROS.sub("", text))


class KnownIds:
    """Ids, each with a number of its caller's, found by what they look like."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._numbers: list[int] = []
        self._place: dict[str, int] = {}  # in both

    def add(self, text: str, number: int) -> tuple[str, int] | None:
        """Remember an id, or return the earlier one that looks like it, with its number."""
        earlier = self.find(text)
        for key in look_alike(text):
            self._place.setdefault(key, len(self._ids))
        self._ids.append(text)
        self._numbers.append(number)
        return earlier

    def add_all(self, ids: Sequence[str]) -> list[tuple[int, int]]:
        """Remember ids numbered by position; return (position, position of an earlier one that looks like it)."""
        keys = None if self._ids else _plain_keys(ids)
        if keys is not None:  # all of them at once
            place = dict(zip(keys, range(len(ids)), strict=True))
            if len(place) == len(ids):
                self._place, self._ids, self._numbers = place, list(ids), list(range(len(ids)))
                return []
        found = ((here, self.add(text, here)) for here, text in enumerate(ids))
        return [(here, earlier[1]) for here, earlier in found if earlier is not None]

    def find(self, text: str) -> tuple[str, int] | None:
        """Return the first id that looks like this one, with its number."""
        places = [self._place[key] for key in look_alike(text) if key in self._place]
        return (self._ids[min(places)], self._numbers[min(places)]) if places else None

    def find_all(self, ids: Sequence[str]) -> list[int | None]:
        """Return the number that `find` gives for each id."""
        keys = _plain_keys(ids)
        if keys is None:
            return [None if found is None else found[1] for found in map(self.find, ids)]
        places = map(self._place.get, keys)
        return [None if place is None else self._numbers[place] for place in places]


def _plain_keys(ids: Sequence[str]) -> list[str] | None:
    """Return the one key of each id, all made at once; None where one of them needs a closer look."""
    together = "\n".join(ids)
    if not _PLAIN.fullmatch(together):
        return None
    if ("." in together or "," in together) and _TRAILING_ZEROS_OF_LINES.search(together):
        return None
    lower = together.lower()
    if lower.startswith("0") or "\n0" in lower:
        lower = _ZEROS_OF_LINES.sub("", lower)
    same = lower == together and together.count("\n") + 1 == len(ids)
    keys = list(ids) if same else lower.split("\n")
    return keys if len(keys) == len(ids) and "" not in keys else None
