"""Cells of a workbook as the texts of a CSV file, and a grid of them as a Table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Final

import numpy as np

from fagspejl.intake.books.markup import PackageRefused
from fagspejl.intake.findings import Findings, listing
from fagspejl.intake.sheet import Block, Sheet, TextColumn
from fagspejl.intake.tables import HEAD_ROWS, Codebook, Heading, Record, Span, Table
from fagspejl.intake.vocabulary import clean

Cell = int | float | str | bool | time | date | datetime | timedelta | None
_BLOCK_ROWS: Final = 8192
_MIDNIGHT: Final = "T00:00:00"
_REMEMBERED: Final = 100_000
_LARGEST_WHOLE: Final = 1e15  # spreadsheets keep 15 digits of a number


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one sheet. `rows` reads all rows anew, from row 1 and column A, all as wide as `width`.

    `errors`: row -> column -> name of the error, for readers that give an error cell as nothing. Rows are 1-based,
    columns 0-based.
    """

    file: str
    name: str
    width: int
    rows: Callable[[], Iterator[list[Cell]]]
    formulas: tuple[tuple[int, int], ...] = ()
    errors: Mapping[int, Mapping[int, str]] = field(default_factory=dict)
    hidden: frozenset[int] = frozenset()
    spans: tuple[Span, ...] = ()
    codebook: Codebook = field(default_factory=Codebook)

    def table(self) -> Table:
        """Look at the beginning, and keep the rest for the one who opens it."""
        head: list[Record] = []
        for row, cells in enumerate(self._texts(), 1):
            if any(cell and not cell.isspace() for cell in cells):
                head.append(Record(row, tuple(cells)))
                if len(head) == HEAD_ROWS:
                    break
        last = head[-1].row if head else 0
        return Table(
            file=self.file,
            name=self.name,
            head=tuple(head),
            open=self._open,
            hidden=self._hidden_content(),
            codebook=self.codebook,
            spans=tuple(span for span in self.spans if span.row <= last),
        )

    def _hidden_content(self) -> frozenset[int]:
        """The hidden rows that hold anything."""
        if not self.hidden:
            return self.hidden
        return frozenset(
            row
            for row, cells in enumerate(self.rows(), 1)
            if row in self.hidden and (row in self.errors or any(map(_filled, cells)))
        )

    def _open(self, heading: Heading) -> Sheet:
        names = [clean(name) for name in heading.names[: self.width]]
        header = tuple(names + [""] * (self.width - len(names)))
        return Sheet(self.file, header, heading.row, self._blocks(heading), self.formulas)

    def _blocks(self, heading: Heading) -> Iterator[Block]:
        below: Iterator[tuple[int, list[str]]] = islice(enumerate(self._texts(), 1), heading.row, None)
        if heading.passed_over:
            below = filter(lambda numbered: numbered[0] not in heading.passed_over, below)
        while chunk := list(islice(below, _BLOCK_ROWS)):
            kept = [numbered for numbered in chunk if any(numbered[1])]
            if kept:
                rows, records = zip(*kept, strict=True)
                columns = [TextColumn(cells) for cells in zip(*records, strict=True)]
                yield Block(np.asarray(rows, dtype=np.int32), columns)

    def _texts(self) -> Iterator[list[str]]:
        numbers = _Numbers()
        rows = (
            [
                cell if type(cell) is str else numbers[cell] if type(cell) is float else cell_text(cell)
                for cell in cells
            ]
            for cells in self.rows()
        )
        return self._with_errors(rows) if self.errors else rows

    def _with_errors(self, rows: Iterator[list[str]]) -> Iterator[list[str]]:
        for row, texts in enumerate(rows, 1):
            for column, error in self.errors.get(row, {}).items():
                if column < self.width:
                    texts[column] = error
            yield texts


def visible_tables(file: str, grids: Sequence[tuple[Grid, bool]], findings: Findings) -> tuple[Table, ...]:
    """One Table per grid that people see; the others are named in a warning. Raises PackageRefused if none is seen."""
    unseen = [grid.name for grid, visible in grids if not visible]
    if len(unseen) == len(grids):
        raise PackageRefused("broken_workbook")
    if unseen:
        findings.warn("hidden_sheets", file, names=listing(unseen))
    return tuple(grid.table() for grid, visible in grids if visible)


class _Numbers(dict[float, str]):
    """Float -> text; a sheet has few different ones."""

    def __missing__(self, number: float) -> str:
        text = cell_text(number)
        if len(self) < _REMEMBERED:
            self[number] = text
        return text


def _filled(cell: Cell) -> bool:
    return cell is not None and not (isinstance(cell, str) and not cell.strip())


def cell_text(cell: Cell) -> str:
    """A cell that is no text as it would stand in a CSV file: whole numbers without decimals, dates as ISO.

    Whole numbers of more than 15 digits stand as spreadsheets show them, 1.23E+16: their last digits are lost.
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell)) if abs(cell) < _LARGEST_WHOLE else f"{cell:.15G}"
    if isinstance(cell, date | datetime | time):
        return cell.isoformat().removesuffix(_MIDNIGHT)
    return str(cell)
