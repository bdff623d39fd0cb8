"""What a worksheet's own XML tells before a cell is read: its reach, formulas, error cells and hidden rows.

A single cell far down or far right makes a reader allocate all between, so the reach is checked first. A reader of
cells gives a formula's last value, gives an error as nothing and tells of no hidden rows, so these are looked for here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from fagspejl.intake.books.built import MOST_CELLS
from fagspejl.intake.books.markup import PackageRefused, parse
from fagspejl.intake.books.tags import find_reach
from fagspejl.intake.limits import MEGABYTE, Limits

_PLACE = re.compile(r"([A-Za-z]{1,8})([0-9]{1,9})")
_FORMULA = re.compile(rb"<f[\s/>]")
_HIDDEN_ROW = re.compile(rb'<row r="([0-9]+)"(?:[^>]*?\s)??(?:hidden="(?:1|true)"|ht="0")[^>]*>')
_ERROR_CELL = re.compile(
    rb'<c r="([A-Z]+[0-9]+)"[^>/]*\st="e"[^>/]*>(?:(?!</c>).)*?<v>([^<]*)</v>', re.DOTALL
)
_ERROR: Final = "#ERROR"  # an error cell that does not tell which
_WIDEST: Final = 702  # columns that two letters can name


@dataclass(slots=True)
class Survey:
    """Formulas as (row 1-based, column 0-based); rows nobody sees; error cells: row -> column -> the error's name."""

    formulas: list[tuple[int, int]] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    errors: dict[int, dict[int, str]] = field(default_factory=dict)


def survey(data: bytes, limits: Limits) -> Survey:
    """Return what the XML of a worksheet tells.

    Sheets written as all common programs write them are searched as bytes; others are parsed, ten times slower.
    Cells without content count nowhere: a format may reach to the last row and column of a sheet.
    Raises PackageRefused when content lies beyond the limits.
    """
    if len(data) < MEGABYTE:
        parse([data])  # larger ones are taken to be whole when every tag is of the usual kind
    if limits.columns >= _WIDEST and data[-100:].rstrip().endswith(b"</worksheet>"):
        reach = find_reach(data, limits.xlsx_rows + 1)
        if reach is not None:
            if reach.content_below:
                raise PackageRefused("too_many_rows", limit=limits.xlsx_rows)
            _check_area(reach.rows, reach.columns)
            return _searched(data)
    parsed = _Parsed(limits)
    parse([data], parsed.element, parsed.characters)
    _check_area(parsed.rows, parsed.columns)
    return parsed.told


def _check_area(rows: int, columns: int) -> None:
    """A reader of cells keeps all cells up to the last row and column, the empty ones too."""
    if rows * columns > MOST_CELLS:
        raise PackageRefused("too_many_cells", limit=MOST_CELLS)


def _searched(data: bytes) -> Survey:
    told = Survey()
    for found in _FORMULA.finditer(data):
        begin = data.rfind(b'<c r="', 0, found.start()) + len(b'<c r="')
        place = _PLACE.match(data[begin : begin + 16].decode("latin-1"))
        if place is not None:
            told.formulas.append((int(place[2]), _number(place[1]) - 1))
    for mark in (b' hidden="', b' ht="0"'):
        at = data.find(mark)
        while at >= 0:
            row = _HIDDEN_ROW.match(data, data.rfind(b"<", 0, at))
            if row is not None:
                told.hidden.add(int(row[1]))
            at = data.find(mark, at + len(mark))
    at = data.find(b' t="e"')
    while at >= 0:
        cell = _ERROR_CELL.match(data, data.rfind(b"<", 0, at))
        place = None if cell is None else _PLACE.fullmatch(cell[1].decode("ascii"))
        if cell is not None and place is not None:
            name = cell[2].decode("utf-8", "replace").strip() or _ERROR
            told.errors.setdefault(int(place[2]), {})[_number(place[1]) - 1] = name
        at = data.find(b' t="e"', at + 1)
    return told


def _number(letters: str) -> int:
    """Column A is 1, Z 26, AA 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


class _Parsed:
    """The same from parsed XML, whatever prefixes, comments and missing places it has."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._row = self._column = 0
        self._error = self._in_value = False
        self.told = Survey()
        self.rows = self.columns = 0  # as far as there is content

    def element(self, name: str, attributes: dict[str, str]) -> None:
        """Take in one start tag. Raises PackageRefused when content lies too far away."""
        self._in_value = name == "v"
        if name == "c":
            self._cell(attributes.get("r", ""))
            self._error = attributes.get("t") == "e"
        elif name == "row":
            told = attributes.get("r", "")
            self._row = int(told) if told.isdecimal() and len(told) < 10 else self._row + 1
            self._column, self._error = 0, False
            if attributes.get("hidden") in ("1", "true") or attributes.get("ht") == "0":
                self.told.hidden.add(self._row)
        elif name in ("v", "is", "t", "f"):
            self._check()
            if name == "f":
                self.told.formulas.append((self._row, self._column - 1))
            elif self._error and name == "v":
                self.told.errors.setdefault(self._row, {})[self._column - 1] = _ERROR

    def characters(self, text: str) -> None:
        """Take in text: the name of an error."""
        if self._error and self._in_value and text.strip():
            self.told.errors[self._row][self._column - 1] = text.strip()

    def _cell(self, place: str) -> None:
        told = _PLACE.fullmatch(place)
        if told is None:
            self._column += 1
        else:
            self._column = _number(told[1])
            self._row = int(told[2])

    def _check(self) -> None:
        if self._column > self._limits.columns:
            raise PackageRefused("too_many_columns", limit=self._limits.columns, count=self._column)
        if self._row > self._limits.xlsx_rows + 1:
            raise PackageRefused("too_many_rows", limit=self._limits.xlsx_rows)
        self.rows, self.columns = max(self.rows, self._row), max(self.columns, self._column)
