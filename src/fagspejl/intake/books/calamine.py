"""python-calamine behind one small front: its faults become ours, its rows begin in column A."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from fagspejl.intake.books.cells import Cell
from fagspejl.intake.books.markup import PackageRefused


@dataclass(frozen=True, slots=True)
class CellReader:
    """The cells of one sheet, and the merged ones as ((row, column), (row, column)), 0-based."""

    sheet: CalamineSheet
    merged_cell_ranges: list[tuple[tuple[int, int], tuple[int, int]]] | None

    @property
    def width(self) -> int:
        """Columns from A to the last one with content."""
        return 0 if self.sheet.end is None else self.sheet.end[1] + 1

    def rows(self) -> Iterator[list[Cell]]:
        """Every row from row 1, from column A."""
        if self.sheet.start is None:
            return
        left = self.sheet.start[1]
        rows: Iterator[list[Cell]] = iter(self.sheet.iter_rows())  # type: ignore[arg-type]  # of narrower cells
        yield from ([*[""] * left, *row] for row in rows) if left else rows


def opened(package: BytesIO) -> CalamineWorkbook:
    """Open a package that was checked. Raises PackageRefused."""
    with _faults():
        return CalamineWorkbook.from_filelike(package)


def sheet_of(book: CalamineWorkbook, name: str) -> CellReader:
    """Read all cells of a sheet. Raises PackageRefused."""
    with _faults():
        sheet = book.get_sheet_by_name(name)
        return CellReader(sheet, sheet.merged_cell_ranges)


@contextmanager
def _faults() -> Iterator[None]:
    try:
        yield
    except PasswordError as fault:
        raise PackageRefused("password") from fault
    except (CalamineError, ValueError, OSError) as fault:
        raise PackageRefused("broken_workbook") from fault
    except BaseException as fault:
        if (
            type(fault).__name__ != "PanicException"
        ):  # the parser gave up in the middle: no class of its own to name
            raise
        raise PackageRefused("broken_workbook") from fault
