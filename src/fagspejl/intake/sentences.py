"""Notices as finished sentences: where, what, and what to do now."""

from __future__ import annotations

from typing import Final

from fagspejl.intake.types import Notice
from fagspejl.lib.language import Language
from fagspejl.lib.wording import Wording, plain, wording

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
