"""XLSX: the sheet is measured and searched for formulas in its own XML, then python-calamine reads the cells."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from fagspejl.intake.findings import Findings, listing
from fagspejl.intake.limits import Limits
from fagspejl.intake.package import PackageRefused, SheetPart, read_parts, repacked, worksheets
from fagspejl.intake.sheet import Block, Progress, Sheet, turn
from fagspejl.intake.survey import survey
from fagspejl.intake.vocabulary import clean

_BLOCK_ROWS = 8192
_REMEMBERED = 100_000
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
        formulas = survey(parts[part.path], limits)
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
    sheet = _sheet(file, cells, formulas)
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


def _sheet(file: str, cells: CalamineSheet, formulas: tuple[tuple[int, int], ...]) -> Sheet | None:
    records = _texts(cells)
    for row, record in enumerate(records, 1):
        if any(cell.strip() for cell in record):
            header = tuple(clean(cell) for cell in record)
            blocks = _blocks(records, row + 1, len(header))
            return Sheet(file, header, row, blocks, formulas)
    return None


def _texts(cells: CalamineSheet) -> Iterator[list[str]]:
    """Every row of the sheet from row 1 and column A, as text."""
    if cells.start is None:
        return
    left = [""] * cells.start[1]
    numbers = _Numbers()
    for row in cells.iter_rows():
        yield left + [
            cell if isinstance(cell, str) else numbers[cell] if type(cell) is float else _text(cell)
            for cell in row
        ]


class _Numbers(dict[float, str]):
    """Float -> text; a sheet has few different ones."""

    def __missing__(self, number: float) -> str:
        text = _text(number)
        if len(self) < _REMEMBERED:
            self[number] = text
        return text


def _text(cell: Cell) -> str:
    """A cell that is no text as it would stand in a CSV file: whole numbers without decimals, dates as ISO."""
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
