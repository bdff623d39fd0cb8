"""Answers in words: our own labels of every language, alone or beside a number, and what the numbers then mean."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Final, Literal

from fagspejl.analysis.types import Missing
from fagspejl.instrument.types import Instrument, Scale
from fagspejl.intake.recognition.phrases import words
from fagspejl.intake.types import ScaleDirection
from fagspejl.lib.sameness import normal

Direction = ScaleDirection | Literal["both"] | None
_NUMBER: Final = re.compile(r"[0-9]{1,2}")
_PARTS: Final = re.compile(r"[,;()\[\]\n|]|\s/\s|\.\s|\bog\b|\band\b|\btil\b|\bto\b")
_MIDDLE: Final = ("hverken", "neither")  # as the middle label must begin for its short forms to mean it


@cache
def vocabulary() -> dict[str, dict[str, list[str]]]:
    """The words of words.toml."""
    text = files("fagspejl.intake.recognition").joinpath("words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


class Labels:
    """The answers of one questionnaire. A label means its place, whichever number stands beside it."""

    def __init__(self, instrument: Instrument) -> None:
        self.scale = instrument.scale
        self._codes: dict[tuple[str, ...], int] = {}
        self._labels: dict[int, str] = {}
        known = vocabulary()["answers"]
        for wording in instrument.wordings.values():
            for place, label in enumerate(wording.options, 1):
                self._codes.setdefault(words(label), place)
                self._labels.setdefault(place, label)
            middle = wording.options[len(wording.options) // 2]
            if len(wording.options) % 2 and words(middle)[:1] in {(start,) for start in _MIDDLE}:
                self._add(known["middle"], len(wording.options) // 2 + 1)
            self._add([wording.dont_know], -int(Missing.DONT_KNOW))
            self._add([wording.no_disclose], -int(Missing.NO_DISCLOSE))
        if self._codes:
            self._add(known["dont_know"], -int(Missing.DONT_KNOW))
            self._add(known["no_disclose"], -int(Missing.NO_DISCLOSE))
            self._add(known["blank"], -int(Missing.BLANK))
        self._codes.pop((), None)

    def _add(self, phrases: Iterable[str], code: int) -> None:
        for phrase in phrases:
            self._codes.setdefault(words(phrase), code)

    def code(self, text: str) -> int | None:
        """Return the code of a cell that holds a label, alone or with a number before or after it, or None."""
        found = self._both(text)
        return None if found is None else found[1]

    def pair(self, text: str) -> tuple[int, int] | None:
        """Return number and code of a cell that holds both, such as `5 - Helt enig`, or None."""
        found = self._both(text)
        return None if found is None or found[0] is None else (found[0], found[1])

    def pairs_in(self, heading: str) -> list[tuple[int, int]]:
        """Return number and code of each label that a heading explains: `(1 = Helt uenig, 5 = Helt enig)`."""
        return [pair for part in _PARTS.split(heading) if (pair := self.pair(part)) is not None]

    def label(self, code: int) -> str:
        """Return the first language's label of a place on the scale."""
        return self._labels.get(code, str(code))

    def _both(self, text: str) -> tuple[int | None, int] | None:
        said = words(text.replace("_", " "))
        if not said:
            return None
        code = self._codes.get(said)
        if code is not None:
            return None, code
        for number, rest in ((said[0], said[1:]), (said[-1], said[:-1])):
            if rest and _NUMBER.fullmatch(number) and (code := self._codes.get(rest)) is not None:
                return int(number), code
        return None


def number(text: str) -> int | None:
    """Return a plain whole number of at most two digits, or None."""
    said = normal(text)
    return int(said) if _NUMBER.fullmatch(said) else None


def direction(pairs: Iterable[tuple[int, int]], scale: Scale) -> Direction:
    """Return which way numbers run, by those that stand beside labels; None if they do not say, "both" if they differ.

    Pairs are (number, place on the scale from 1). The middle of a scale says nothing.
    """
    found: set[ScaleDirection] = set()
    strange = False
    for said, place in pairs:
        if place < 1:
            continue
        low, high = said - scale.lo + 1 == place, scale.hi - said + 1 == place
        if low and not high:
            found.add("low-to-high")
        elif high and not low:
            found.add("high-to-low")
        strange = strange or not (low or high)
    if len(found) > 1 or (strange and found):
        return "both"
    return next(iter(found), None) if not strange else "both"


def codes_of(direction: ScaleDirection, scale: Scale) -> dict[str, int]:
    """Return number as written -> place on the scale."""
    steps = range(scale.lo, scale.hi + 1)
    if direction == "low-to-high":
        return {str(said): said - scale.lo + 1 for said in steps}
    return {str(said): scale.hi - said + 1 for said in steps}
