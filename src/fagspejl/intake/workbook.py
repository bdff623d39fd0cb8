"""XLSX: the sheet is measured and searched for formulas in its own XML, then python-calamine reads the cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from fagspejl.intake.findings import Findings, listing
from fagspejl.intake.limits import Limits
from fagspejl.intake.package import PackageRefused, SheetPart, parse, read_parts, repacked, worksheets
from fagspejl.intake.sheet import Block, Progress, Sheet, turn
from fagspejl.intake.vocabulary import clean

_BLOCK_ROWS = 8192
_PLACE = re.compile(r"([A-Za-z]{1,8})([0-9]{1,9})")
_LARGEST_WHOLE = 1e15  # beyond it a float no longer tells whole numbers apart
Cell = int | float | str | bool | time | date | datetime | timedelta | None


def open_workbook(
    path: Path, *, limits: Limits, findings: Findings, progress: Progress | None
) -> Sheet | None:
    """Open the first visible sheet of a workbook, or record why not and return None."""
    file, size = path.name, path.stat().st_size
    if size > limits.xlsx_bytes:
        findings.error("file_too_large", file, limit=limits.xlsx_bytes >> 20, size=-(-size >> 20))
        return None
    try:
        parts = read_parts(path, limits)
        part = _chosen(worksheets(parts), file, findings)
        survey = Survey(limits)
        parse(parts[part.path], survey.element)
        book = CalamineWorkbook.from_filelike(repacked(parts))
        cells = book.get_sheet_by_name(part.name)
    except PackageRefused as fault:
        findings.error(fault.code, file, None, None, **fault.facts)
        return None
    except CalamineError:
        findings.error("broken_workbook", file)
        return None
    if progress is not None:
        progress(file, size, size)
    sheet = _sheet(file, cells, survey)
    if sheet is None:
        findings.error("empty_file", file)
    return sheet


def _chosen(sheets: list[SheetPart], file: str, findings: Findings) -> SheetPart:
    visible = [sheet for sheet in sheets if sheet.visible]
    if not visible:
        raise PackageRefused("broken_workbook")
    if len(visible) > 1:
        others = listing([sheet.name for sheet in visible[1:]])
        findings.warn("other_sheets", file, sheet=visible[0].name, names=others)
    return visible[0]


class Survey:
    """What the sheet's XML says before any cell is read: how far it reaches, and where its formulas are.

    A single cell far down or far right makes a reader allocate all between, so the reach is checked first.
    """

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
            self._column = 0
            for letter in told[1].upper():
                self._column = self._column * 26 + ord(letter) - 64
            self._row = int(told[2])
        self._check()

    def _check(self) -> None:
        if self._column > self._limits.columns:
            raise PackageRefused("too_many_columns", limit=self._limits.columns, count=self._column)
        if self._row > self._limits.xlsx_rows + 1:
            raise PackageRefused("too_many_rows", limit=self._limits.xlsx_rows)


def _sheet(file: str, cells: CalamineSheet, survey: Survey) -> Sheet | None:
    records = _texts(cells)
    for row, record in enumerate(records, 1):
        if any(cell.strip() for cell in record):
            header = tuple(clean(cell) for cell in record)
            blocks = _blocks(records, row + 1, len(header))
            return Sheet(file, header, row, blocks, tuple(survey.formulas))
    return None


def _texts(cells: CalamineSheet) -> Iterator[list[str]]:
    """Every row of the sheet from row 1 and column A, as text."""
    if cells.start is None:
        return
    left = [""] * cells.start[1]
    for row in cells.iter_rows():
        yield left + [_text(cell) for cell in row]


def _text(cell: Cell) -> str:
    """A cell as it would stand in a CSV file: whole numbers without decimals, dates as ISO."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < _LARGEST_WHOLE:
        return str(int(cell))
    if isinstance(cell, date | datetime | time):
        return cell.isoformat()
    return "" if cell is None else str(cell)


def _blocks(records: Iterator[list[str]], row: int, width: int) -> Iterator[Block]:
    def ragged(row: int, cells: int) -> None:
        raise AssertionError(f"row {row} of a worksheet has {cells} cells, its header {width}")

    while chunk := list(islice(records, _BLOCK_ROWS)):
        block = turn(chunk, row, width, ragged)
        row += len(chunk)
        if block is not None:
            yield block
