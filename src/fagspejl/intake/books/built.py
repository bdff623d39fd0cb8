"""Sheets built cell by cell from XML that is read once: never larger than the content there is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fagspejl.intake.books.cells import Cell, Grid
from fagspejl.intake.books.markup import PackageRefused
from fagspejl.intake.limits import Limits
from fagspejl.intake.tables import Span

MOST_CELLS: Final = 20_000_000


class Building:
    """One sheet while it is read. Rows are 1-based, columns 0-based.

    Cells without content reach nowhere; what is repeated is repeated only while it has content and lies within the
    limits.
    """

    def __init__(self, name: str, limits: Limits) -> None:
        self.name = name
        self.visible = True
        self._limits = limits
        self._rows: list[list[str]] = []
        self._known: dict[str, str] = {}
        self._cells = 0
        self._width = 0
        self.formulas: list[tuple[int, int]] = []
        self.hidden: set[int] = set()
        self.spans: list[Span] = []

    def put(self, cells: list[str], column: int, text: str, repeated: int = 1) -> None:
        """Write a text into a row that is being built, as often as it is repeated. Raises PackageRefused."""
        if not text:
            return
        if column + repeated > self._limits.columns:
            raise PackageRefused(
                "too_many_columns", limit=self._limits.columns, count=min(column + repeated, 1 << 20)
            )
        cells.extend([""] * (column - len(cells)))
        cells.extend([self._known.setdefault(text, text) if len(text) < 40 else text] * repeated)

    def place(self, row: int, cells: list[str], repeated: int = 1, *, hidden: bool = False) -> None:
        """Take in a row that is built. Raises PackageRefused."""
        if not cells:
            return
        if row + repeated - 1 > self._limits.xlsx_rows + 1:
            raise PackageRefused("too_many_rows", limit=self._limits.xlsx_rows)
        self._cells += len(cells) * repeated
        if self._cells > MOST_CELLS:
            raise PackageRefused("too_many_cells", limit=MOST_CELLS)
        self._rows.extend([[]] * (row - 1 - len(self._rows)))
        self._rows.extend([cells] * repeated)
        self._width = max(self._width, len(cells))
        if hidden:
            self.hidden.update(range(row, row + repeated))

    def grid(self, file: str) -> Grid:
        """The sheet as it was built."""
        return Grid(
            file=file,
            name=self.name,
            width=self._width,
            rows=self._all,
            formulas=tuple(self.formulas),
            hidden=frozenset(self.hidden),
            spans=tuple(self.spans),
        )

    def _all(self) -> Iterator[list[Cell]]:
        for cells in self._rows:
            yield [*cells, *[""] * (self._width - len(cells))]
