"""Notices as finished sentences: where, what, and what to do now."""

from __future__ import annotations

from fagspejl.intake.answers.sentences import PERSPECTIVES, SENTENCES
from fagspejl.intake.types import Notice
from fagspejl.lib.language import Language

# What a missing column is called in Danish files; our own name stands beside it.
_DANISH_NAMES = {
    "person": "medarbejdernummer",
    "name": "navn",
    "email": "e-mail",
    "unit": "enhed",
    "role": "rolle",
    "leader": "leder",
}
_MISSING = {"missing_column", "roster_column_missing"}
_NUMBERS = {"limit", "size", "count", "invited", "cells", "columns", "line"}


def sentence(notice: Notice, language: Language) -> str:
    """Return the notice as one line: »svar.csv, række 14, kolonne »fl3«: …«.

    Values from files stand in it shortened and without control characters, but not escaped for HTML.
    """
    english = language == "en"
    facts = {key: _spoken(key, value, english=english) for key, value in notice.facts}
    if notice.code in _MISSING and not english:
        facts["name"] = f"{_DANISH_NAMES[facts['name']]} ({facts['name']})"
    return f"{_place(notice, english=english)}: {SENTENCES[notice.code][english].format_map(facts)}"


def _place(notice: Notice, *, english: bool) -> str:
    parts = [notice.file]
    mapping = notice.code.startswith("mapping_")
    if notice.row is not None:
        word = ("linje", "line") if mapping else ("række", "row")
        parts.append(f"{word[english]} {notice.row}")
    if notice.column is not None:
        word = ("nøglen", "key") if mapping else ("kolonne", "column")
        opening, closing = "“”" if english else "»«"
        parts.append(f"{word[english]} {opening}{notice.column}{closing}")
    return ", ".join(parts)


def _spoken(key: str, value: str, *, english: bool) -> str:
    if key == "perspective":
        return PERSPECTIVES[value][english]
    if key in _NUMBERS and value.isdecimal():
        return f"{int(value):,}" if english else f"{int(value):,}".replace(",", ".")
    return value
