"""How far a worksheet reaches and where its formulas are, told by its own XML before a cell is read.

A single cell far down or far right makes a reader allocate all between, so the reach is checked first. A reader of
cells gives a formula's last value and does not tell that there was a formula, so these are looked for here.
"""

from __future__ import annotations

import re

from fagspejl.intake.limits import Limits
from fagspejl.intake.package import PackageRefused, parse

_PLACE = re.compile(r"([A-Za-z]{1,8})([0-9]{1,9})")
_UNUSUAL = re.compile(
    rb"<(?:!"  # comments, character data
    rb'|c(?! r="[A-Z]{1,2}[1-9][0-9]{0,6}"[\s/>])[\s/>]'  # cells that do not begin with their place, or lie far right
    rb'|row(?! r="[1-9][0-9]{0,6}"[\s/>])[\s/>]'
    rb"|[^<>\s:/]+:(?:c|row|f)[\s/>])"  # elements with a prefix
)
_FORMULA = re.compile(rb"<f[\s/>]")
_WIDEST = 702  # columns that two letters can name


def survey(data: bytes, limits: Limits) -> tuple[tuple[int, int], ...]:
    """Return the formulas of a worksheet as (row 1-based, column 0-based).

    Sheets written as all common programs write them are searched as bytes; others are parsed, ten times slower.
    Raises PackageRefused when the sheet reaches beyond the limits.
    """
    if limits.columns >= _WIDEST and b"\0" not in data and not _UNUSUAL.search(data):
        return _searched(data, limits)
    parsed = _Survey(limits)
    parse(data, parsed.element)
    return tuple(parsed.formulas)


def _searched(data: bytes, limits: Limits) -> tuple[tuple[int, int], ...]:
    last = limits.xlsx_rows + 1
    far = re.compile(rb'<(?:row|c) r="[A-Z]*([0-9]{%d,})"' % len(str(last)))
    if any(int(found[1]) > last for found in far.finditer(data)):
        raise PackageRefused("too_many_rows", limit=limits.xlsx_rows)
    places = []
    for found in _FORMULA.finditer(data):
        begin = data.rfind(b'<c r="', 0, found.start()) + len(b'<c r="')
        place = _PLACE.match(data[begin : begin + 16].decode("latin-1"))
        if place is not None:
            places.append((int(place[2]), _number(place[1]) - 1))
    return tuple(places)


def _number(letters: str) -> int:
    """Column A is 1, Z 26, AA 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


class _Survey:
    """The same from parsed XML, whatever prefixes, comments and missing places it has."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._row = self._column = 0
        self.formulas: list[tuple[int, int]] = []  # (row 1-based, column 0-based)

    def element(self, name: str, attributes: dict[str, str]) -> None:
        """Take in one start tag. Raises PackageRefused when the sheet reaches too far."""
        if name == "c":
            self._cell(attributes.get("r", ""))
        elif name == "row":
            told = attributes.get("r", "")
            self._row = int(told) if told.isdecimal() and len(told) < 10 else self._row + 1
            self._column = 0
            self._check()
        elif name == "f":
            self.formulas.append((self._row, self._column - 1))

    def _cell(self, place: str) -> None:
        told = _PLACE.fullmatch(place)
        if told is None:
            self._column += 1
        else:
            self._column = _number(told[1])
            self._row = int(told[2])
        self._check()

    def _check(self) -> None:
        if self._column > self._limits.columns:
            raise PackageRefused("too_many_columns", limit=self._limits.columns, count=self._column)
        if self._row > self._limits.xlsx_rows + 1:
            raise PackageRefused("too_many_rows", limit=self._limits.xlsx_rows)
