"""Dates as Danes write them: 2026-03-01, 01-03-2026, 1.3.2026, 1/3-26, 1. marts 2026, a spreadsheet's 46082.

03/25/2026 is an American date, and 03/04/2026 may be one: a column of dates with two slashes is read only where it
shows that the day comes first, or where somebody says which does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from fagspejl.lib.sameness import folded

Order = Literal["", "day-month-year", "month-day-year"]
EARLIEST: Final = date(1900, 1, 1)
_UNTOLD: Final = 2026  # the year in which this was written
LATEST: Final = date(2100, 1, 1)  # later is a system's way to say "no end"
_MONTHS: Final = (
    ("januar", "january", "jan"),
    ("februar", "february", "feb"),
    ("marts", "march", "mar"),
    ("april", "apr"),
    ("maj", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("august", "aug"),
    ("september", "sept", "sep"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
_MONTH: Final = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_CLOCK: Final = re.compile(
    r"[T ]+\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?$", re.IGNORECASE
)
_ISO: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_DANISH: Final = re.compile(
    r"(\d{1,2})(?:\. ?|-| )(\d{1,2})(?:\. ?|-| )(\d{4}|\d{2})|(\d{1,2})/(\d{1,2})[- ](\d{4}|\d{2})"
)
_SLASHES: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})")
_NAMED: Final = re.compile(r"(?:d\. ?|den )?(\d{1,2})\.?[ -]?([^\W\d]+)\.?[ -]?,? ?(\d{4}|\d{2})")
_NAMED_FIRST: Final = re.compile(r"([^\W\d]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_SERIAL: Final = re.compile(r"(\d{5})(?:[.,]0*)?")
_PACKED: Final = re.compile(r"(\d{8})")
_SERIAL_START: Final = date(1899, 12, 30)
_SERIALS: Final = range(10_000, 73_051)  # 1927 to 2100


@dataclass(frozen=True, slots=True)
class ReadDays:
    """Text -> date for the different texts of a column. `wrong`: what is none. `open`: what may be either of two."""

    days: Mapping[str, date]
    wrong: frozenset[str]
    open: frozenset[str]


def year_of(today: date | None) -> int:
    """Return the year that years of two digits are read by; where nobody says which day it is, a fixed one."""
    return _UNTOLD if today is None else today.year


def read_days(cells: Iterable[str], *, order: Order = "", this_year: int = _UNTOLD) -> ReadDays:
    """Read a column. A year of two digits lies at most ten years ahead of `this_year`, else in the century before."""
    found: dict[str, date] = {}
    wrong, slashes = set(), []
    for text in set(cells):
        if not text:
            continue
        day = _iso(text) or _written(text, this_year)
        if day is not None:
            found[text] = day
        elif (parts := _SLASHES.fullmatch(_bare(text))) is not None:
            slashes.append((text, int(parts[1]), int(parts[2]), parts[3]))
        else:
            wrong.add(text)
    shown = any(first > 12 for _, first, _, _ in slashes) and not any(
        second > 12 for _, _, second, _ in slashes
    )
    day_first, month_first = order == "day-month-year" or (not order and shown), order == "month-day-year"
    open_ = set()
    for text, first, second, year in slashes:
        if day_first == month_first and first != second:
            open_.add(text)
        else:
            pair = (second, first) if month_first else (first, second)
            said = _day(*pair, year, this_year)
            wrong.add(text) if said is None else found.update({text: said})
    return ReadDays(found, frozenset(wrong), frozenset(open_))


def _iso(text: str) -> date | None:
    if len(text) == 10 and text[4] == "-":
        try:
            return date.fromisoformat(text)
        except ValueError:
            return None
    return None


def _bare(text: str) -> str:
    return _CLOCK.sub("", folded(text))


def _written(text: str, this_year: int) -> date | None:
    bare = _bare(text)
    if (found := _ISO.fullmatch(bare)) is not None:
        return _day(int(found[3]), int(found[2]), found[1], this_year)
    if (found := _DANISH.fullmatch(bare)) is not None:
        day, month, year = found.groups()[:3] if found[1] else found.groups()[3:]
        return _day(int(day), int(month), year, this_year)
    if (found := _NAMED.fullmatch(bare)) is not None and found[2] in _MONTH:
        return _day(int(found[1]), _MONTH[found[2]], found[3], this_year)
    if (found := _NAMED_FIRST.fullmatch(bare)) is not None and found[1] in _MONTH:
        return _day(int(found[2]), _MONTH[found[1]], found[3], this_year)
    if (found := _SERIAL.fullmatch(bare)) is not None and int(found[1]) in _SERIALS:
        return _SERIAL_START + timedelta(days=int(found[1]))
    if (found := _PACKED.fullmatch(bare)) is not None:
        year_first = _day(int(bare[6:]), int(bare[4:6]), bare[:4], this_year)
        return year_first or _day(int(bare[:2]), int(bare[2:4]), bare[4:], this_year)
    return None


def _day(day: int, month: int, year: str, this_year: int) -> date | None:
    number = int(year)
    if len(year) == 2:
        number += this_year // 100 * 100
        number -= 100 if number > this_year + 10 else 0
    try:
        found = date(number, month, day)
    except ValueError:
        return None
    return found if found >= EARLIEST else None
