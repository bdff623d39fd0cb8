"""Texts found at the end of a heading, whatever stands before them: a stem, a number, a group, a pair of brackets."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import Final, Generic, TypeVar

from fagspejl.intake.vocabulary import clean
from fagspejl.lib.sameness import normal

T = TypeVar("T")
_TAG: Final = re.compile(r"</?[A-Za-z][^<>]{0,400}>")
_ENTITY: Final = re.compile(r"&#?\w{2,8};")
_WORD: Final = re.compile(r"[^\W_]+")
_BOUNDARY: Final = re.compile(r"[^\w\s,'’\"]|[\n_]|\s{2}")  # what may stand between a stem and a statement
_NUMBER: Final = 6  # characters of a question's number: 12, q3, sq001
_OPEN: Final = re.compile(r"[\[({<«»\"'“„]+\s*$")


def untagged(text: str) -> str:
    """Return the text without HTML tags and entities."""
    if "&" in text and _ENTITY.search(text):
        text = html.unescape(text)
    return _TAG.sub(" ", text) if "<" in text else text


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text as texts are compared: no signs, no tags, no case."""
    return tuple(_WORD.findall(normal(untagged(text))))


@dataclass(frozen=True, slots=True)
class Cut:
    """A heading as words, with what stands between them. `raw`: the same places of the heading as it is written."""

    words: tuple[str, ...]
    text: str
    spans: tuple[tuple[int, int], ...]
    raw: str
    raw_spans: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, heading: str) -> Cut:
        """Cut a heading."""
        bare = clean(untagged(heading))
        text = normal(bare)
        spans = tuple(found.span() for found in _WORD.finditer(text))
        raw_spans = tuple(found.span() for found in _WORD.finditer(bare))
        if len(raw_spans) != len(spans):
            bare, raw_spans = text, spans
        return cls(tuple(text[s:e] for s, e in spans), text, spans, bare, raw_spans)

    def begins(self, place: int) -> bool:
        """Whether the word at `place` begins a part of the heading: after a sign, or after a number of its own."""
        if place == 0:
            return True
        gap = slice(self.raw_spans[place - 1][1], self.raw_spans[place][0])
        if _BOUNDARY.search(self.raw[gap]):
            return True
        number = self.words[place - 1]
        return len(number) <= _NUMBER and any(map(str.isdigit, number)) and self.begins(place - 1)

    def before(self, place: int) -> str:
        """What is written before the word at `place`, without the sign that ends it."""
        text = self.raw[: self.raw_spans[place][0]] if place < len(self.words) else self.raw
        return _OPEN.sub("", text).rstrip(" \n-–—:/[({|.>_").strip()

    def after(self, place: int) -> str:
        """What is written after the word at `place`."""
        return self.raw[self.raw_spans[place][1] :].strip(' \n-–—:/[](){}|.>_*"»«')

    def between(self, begin: int, end: int) -> str:
        """What is written from the word at `begin` up to the word at `end`."""
        return self.raw[self.raw_spans[begin][0] : self.raw_spans[end][0]].strip()


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """A phrase found: its value, where its words begin and end (end exclusive), and whether the heading ends there."""

    value: T
    begin: int
    end: int
    whole: bool


@dataclass(slots=True)
class Phrases(Generic[T]):
    """Phrases by their words. Two different values for the same words are none."""

    _by_last: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    _value: dict[tuple[str, ...], T | None] = field(default_factory=dict)

    def add(self, phrase: tuple[str, ...], value: T) -> None:
        """Remember a phrase."""
        if not phrase:
            return
        if phrase in self._value:
            if self._value[phrase] != value:
                self._value[phrase] = None
            return
        self._value[phrase] = value
        known = self._by_last.setdefault(phrase[-1], [])
        known.append(phrase)
        known.sort(key=len, reverse=True)

    def __getitem__(self, phrase: tuple[str, ...]) -> T | None:
        return self._value.get(phrase)

    def find(self, cut: Cut) -> Hit[T] | None:
        """Return the phrase that ends the heading, else one that a further part follows; the longest of them.

        Digits at the very end belong to programs that number equal headings.
        """
        last = len(cut.words)
        numbered = last > 1 and cut.words[-1].isdigit()
        for end in range(last, 0, -1):
            for phrase in self._by_last.get(cut.words[end - 1], ()):
                begin = end - len(phrase)
                if begin < 0 or cut.words[begin:end] != phrase or not cut.begins(begin):
                    continue
                if end < last and not cut.begins(end):
                    continue
                value = self._value[phrase]
                if value is not None:
                    return Hit(value, begin, end, end == last or (numbered and end == last - 1))
        return None
