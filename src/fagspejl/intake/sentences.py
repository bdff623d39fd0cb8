"""Notices as finished sentences: where, what, and what to do now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from fagspejl.intake.types import Notice
from fagspejl.lib.language import Language
from fagspejl.lib.wording import Wording, plain, wording

_FEW: Final = 3  # rows of one fault that are told one by one
_ROWS: Final = 10
WORDS: Final = "fagspejl.intake.words"
_MISSING: Final = {"missing_column", "roster_column_missing"}
_NUMBERS: Final = {"limit", "size", "count", "invited", "cells", "columns", "line"}


def sentence(notice: Notice, language: Language) -> str:
    """Return the notice as one line: »svar.csv, række 14, kolonne »fl3«: …«.

    Values from files stand in it shortened and without control characters, but not escaped for HTML.
    """
    words = wording(language, WORDS, terminal=True)
    return f"{_place(notice, words)}: {_what(notice, words)}"


def reason(notice: Notice, language: Language, *, with_place: bool = True) -> str:
    """Return what is wrong, as it stands beside the row itself: »Kolonne »fl3«: …«, or without the column."""
    words = wording(language, WORDS, terminal=True)
    if notice.column is None or not with_place:
        return _what(notice, words)
    place = words.say("place.column", name=notice.column)
    return f"{place[:1].upper()}{place[1:]}: {_what(notice, words)}"


def own_headings(language: Language) -> tuple[str, str]:
    """Return the headings of the columns that stand before those of the file: what is wrong, and the row."""
    words = wording(language, WORDS, terminal=True)
    return words.say("mending.reason"), words.say("mending.row")


def _what(notice: Notice, words: Wording) -> str:
    facts = {key: _spoken(key, value, words) for key, value in notice.facts}
    if notice.code in _MISSING:
        facts["name"] = words.say(f"column.{facts['name']}")
    return words.say(f"notice.{notice.code}", **facts)


def sentences(notices: Sequence[Notice], language: Language) -> list[str]:
    """Return a line per notice; one that says the same of many rows stands once, with these rows."""
    alike: dict[tuple[object, ...], list[Notice]] = {}
    for notice in notices:
        alike.setdefault((notice.code, notice.file, notice.facts), []).append(notice)
    lines: list[str] = []
    for same in alike.values():
        if len(same) <= _FEW or any(notice.row is None for notice in same):
            lines += [sentence(notice, language) for notice in same]
        else:
            lines.append(_of_many(same, language))
    return lines


def _of_many(same: Sequence[Notice], language: Language) -> str:
    """Return what is said of many cells, where they stand in one column with its name."""
    words = wording(language, WORDS, terminal=True)
    rows = list(dict.fromkeys(str(notice.row) for notice in same))
    columns = list(dict.fromkeys(notice.column for notice in same if notice.column is not None))
    column = columns[0] if len(columns) == 1 else None
    said = sentence(replace(same[0], row=None, column=None), language).removeprefix(
        f"{plain(same[0].file)}: "
    )
    place = [
        plain(same[0].file),
        words.say("place.row", number=", ".join(rows[:_ROWS]) + ", …" * (len(rows) > _ROWS)),
    ]
    place += [] if column is None else [words.say("place.column", name=column)]
    return f"{', '.join(place)}: {said}"


def _place(notice: Notice, words: Wording) -> str:
    parts = [plain(notice.file)]
    mapping = notice.code.startswith("mapping_")
    if notice.row is not None:
        parts.append(words.say("place.line" if mapping else "place.row", number=notice.row))
    if notice.column is not None:
        parts.append(words.say("place.key" if mapping else "place.column", name=notice.column))
    return ", ".join(parts)


def _spoken(key: str, value: str, words: Wording) -> str:
    if key == "perspective":
        return words.say(f"perspective.{value}")
    if key in _NUMBERS and value.isdecimal():
        return words.whole(int(value), least=1_000)
    return value
