"""Words of a roster that are none of ours, so that somebody can say what they mean: roles, languages, professions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from fagspejl.instrument.types import Instrument
from fagspejl.intake.roster.mapping import RosterMapping
from fagspejl.intake.roster.titles import shipped
from fagspejl.intake.roster.types import LANGUAGES_SAID, YES_OR_NO, role_words
from fagspejl.intake.vocabulary import word

MOST_WORDS: Final = 100  # that are shown at once, the most frequent first


@dataclass(frozen=True, slots=True)
class WordRow:
    """A word of the file. `column`: ours; `text`: as it is first written; `rows`: how many say it.

    `meant`: what somebody said that it means, "" for none of ours on purpose, None where nobody said anything.
    """

    column: str
    text: str
    rows: int
    meant: str | None


def words_of(
    columns: Mapping[str, Sequence[str]], told: RosterMapping, instrument: Instrument
) -> list[WordRow]:
    """Return the words that are unknown, and those that somebody has explained; first what is left, most rows first.

    `columns`: our column -> its cells, as many in each.
    """
    found: list[WordRow] = []
    roles = columns.get("role", ())
    ours: dict[str, Mapping[str, object]] = {
        "role": role_words(told.said("role", cell) for cell in set(roles)),
        "language": {**LANGUAGES_SAID, "": None},
        "exempt": YES_OR_NO,
    }
    for name, known in ours.items():
        counted, texts = _counted(columns.get(name, ()))
        for key, count in counted.items():
            if key not in known or key in told.values.get(name, {}):
                found.append(_row(name, texts[key], count, told))
    if instrument.professions:
        found += _professions(columns, told, instrument)
    return sorted(found, key=lambda one: (one.meant is not None, -one.rows, one.column, one.text))


def _professions(
    columns: Mapping[str, Sequence[str]], told: RosterMapping, instrument: Instrument
) -> list[WordRow]:
    """Words of people whose title and profession say nothing to us; the profession before the title."""
    find = shipped().finder(instrument)
    said, titles = columns.get("profession", ()), columns.get("title", ())
    length = max(len(said), len(titles))
    heard = told.values.get("profession", {})
    explained = {text for text in {*said, *titles} if word(text) in heard}
    silent = {text for text in {"", *said, *titles} if not text.strip() or find(text) is None}
    left = []
    for pair in zip(said or [""] * length, titles or [""] * length, strict=True):
        first = next((text for text in pair if text in explained), None)
        if first is None and any(map(str.strip, pair)) and silent.issuperset(pair):
            first = pair[0] if pair[0].strip() else pair[1]
        if first is not None:
            left.append(first)
    counted, texts = _counted(left)
    return [_row("profession", texts[key], count, told) for key, count in counted.items()]


def _row(name: str, text: str, rows: int, told: RosterMapping) -> WordRow:
    return WordRow(name, text, rows, told.values.get(name, {}).get(word(text)))


def _counted(cells: Sequence[str]) -> tuple[dict[str, int], dict[str, str]]:
    """How often each word stands there, and how it is written first."""
    counted: dict[str, int] = {}
    texts: dict[str, str] = {}
    for cell in cells:
        key = word(cell)
        counted[key] = counted.get(key, 0) + 1
        texts.setdefault(key, " ".join(cell.split()))
    return counted, texts
