"""Our own statements in the headings of a file: words of every perspective and language, and ids.

What only resembles a statement is never taken for it; it is asked about.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

from fagspejl.instrument.types import PERSPECTIVES, Instrument, PerspectiveName, Wording
from fagspejl.intake.recognition.phrases import Cut, Phrases, words
from fagspejl.lib.sameness import normal

_LEAST_TAIL: Final = 3  # words of a statement that tell it without its subject
_LONGEST_SUBJECT: Final = 6
_ALIKE: Final = 87.0  # of 100: one word changed, added or left out in a statement of ten
_SLOT: Final = re.compile(r"[${%\[][^\s]*[}%\]]")
_PATH: Final = re.compile(r"[^/\[\].:]+")


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement found in a heading; fields as in `types.Column`. `whole`: nothing but a number follows it."""

    item: str
    perspectives: tuple[PerspectiveName, ...]
    whole: bool = True
    before: str = ""
    after: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class _Said:
    item: str
    perspectives: tuple[PerspectiveName, ...]


class Statements:
    """The statements of one instrument, ready to be found."""

    def __init__(self, instrument: Instrument) -> None:
        self._ids = {normal(item.id): item.id for item in instrument.items}
        self._full: Phrases[_Said] = Phrases()
        self._tails: Phrases[_Said] = Phrases()
        said: dict[tuple[str, ...], dict[PerspectiveName, str]] = {}
        tails: dict[tuple[str, ...], dict[PerspectiveName, str]] = {}
        self._texts: dict[str, list[str]] = {}
        for wording in instrument.wordings.values():
            spoken = _by_perspective(wording)
            for perspective, items in spoken.items():
                subject = _subject(list(items.values()))
                for item, phrase in items.items():
                    said.setdefault(phrase, {})[perspective] = item
                    self._texts.setdefault(item, []).append(" ".join(phrase))
                    tail = phrase[len(subject) :]
                    mine = subject and phrase[: len(subject)] == subject and len(tail) >= _LEAST_TAIL
                    if mine and perspective != "self":
                        tails.setdefault(tail, {})[perspective] = item
        for index, found in ((self._full, said), (self._tails, tails)):
            for phrase, by_perspective in found.items():
                if len(set(by_perspective.values())) == 1:
                    names = tuple(name for name in PERSPECTIVES if name in by_perspective)
                    index.add(phrase, _Said(next(iter(by_perspective.values())), names))

    def find(self, heading: str) -> Statement | None:
        """Return the statement a heading holds, at its end or with a further part after it, or None."""
        cut = Cut.of(heading)
        hit = self._full.find(cut)
        if hit is not None:
            after = "" if hit.end == len(cut.words) else cut.after(hit.end - 1)
            value = hit.value
            whole = hit.whole or any(map(str.isdigit, after))  # a scale explained, a number: no leader's name
            return Statement(value.item, value.perspectives, whole, cut.before(hit.begin), after)
        return self._piped(cut)

    def by_id(self, heading: str) -> str | None:
        """Return the item whose id is the heading, or the last part of it: `group/quality`, `FL[quality]`."""
        parts = _PATH.findall(normal(heading))
        return self._ids.get(parts[-1].strip()) if parts else None

    def alike(self, heading: str) -> tuple[str, float] | None:
        """Return the item whose words a heading resembles, and how much (0-100); None below what may be one."""
        from rapidfuzz import fuzz  # only here: most files need no guess

        text = " ".join(words(heading))
        best, item = _ALIKE, None
        for name, spoken in self._texts.items():
            for phrase in spoken:
                if len(text) >= 0.6 * len(phrase):
                    score = fuzz.partial_ratio(phrase, text, score_cutoff=best)
                    if score > best or (score and item is None):
                        best, item = score, name
        return None if item is None else (item, best)

    def _piped(self, cut: Cut) -> Statement | None:
        """A statement whose subject is a leader's name, or the place where a system puts one."""
        hit = self._tails.find(_without_guard(cut))
        if hit is None or not hit.whole or hit.begin == 0:
            return None
        slot = _slot_before(cut, hit.begin)
        if slot:
            return Statement(hit.value.item, hit.value.perspectives, True, subject=slot)
        earliest = max(hit.begin - _LONGEST_SUBJECT, 0)
        begins = [
            place for place in range(earliest, hit.begin) if cut.begins(place)
        ]  # a hyphen may be in a name
        begin = next((p for p in begins if _is_full_name(cut.between(p, hit.begin))), None)
        if begin is None:
            return None
        subject = cut.between(begin, hit.begin)
        return Statement(hit.value.item, hit.value.perspectives, True, cut.before(begin), subject=subject)


def _is_full_name(text: str) -> bool:
    """Whether a text looks like a person's first and last name; one name alone may be anything: Ledelsen."""
    names = text.split()
    return (
        len(names) > 1
        and all(name[:1].isupper() for name in (names[0], names[-1]))
        and all(name.strip(".,").replace("-", "").replace("'", "").isalpha() for name in names)
    )


class _OpenCut(Cut):
    """A cut where any word may begin a part: a subject stands directly before the rest of a statement."""

    __slots__ = ()

    def begins(self, place: int) -> bool:
        """Always."""
        return True


def _without_guard(cut: Cut) -> Cut:
    return _OpenCut(cut.words, cut.text, cut.spans, cut.raw, cut.raw_spans)


def _slot_before(cut: Cut, place: int) -> str:
    """The placeholder that stands directly before a word, as `${e://Field/leder}`; "" where there is none."""
    text = cut.raw[: cut.raw_spans[place][0]].rstrip()
    found = list(_SLOT.finditer(text))
    return found[-1][0] if found and found[-1].end() == len(text) else ""


def _by_perspective(wording: Wording) -> dict[PerspectiveName, dict[str, tuple[str, ...]]]:
    spoken: dict[PerspectiveName, dict[str, tuple[str, ...]]] = {}
    for theme in wording.themes.values():
        for perspective, items in theme.items.items():
            spoken.setdefault(perspective, {}).update({name: words(text) for name, text in items.items()})
    return spoken


def _subject(phrases: list[tuple[str, ...]]) -> tuple[str, ...]:
    """The words that most statements of a perspective begin with: "min leder", "the leader"."""
    for length in (3, 2, 1):
        starts = Counter(phrase[:length] for phrase in phrases if len(phrase) > length)
        if starts:
            start, times = starts.most_common(1)[0]
            if len(phrases) > 1 and times > 0.6 * len(phrases):
                return start
    return ()
