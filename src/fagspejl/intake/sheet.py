"""One table of text cells, whichever kind of file it came from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from fagspejl.intake.codes import CellCodes, Names
from fagspejl.intake.vocabulary import clean

Progress = Callable[[str, int, int], None]


class SheetColumn(Protocol):
    """The cells of one column in one block, by offset within the block."""

    def texts(self) -> list[str]:
        """Every cell's text."""
        ...

    def keys(self) -> list[bytes]:
        """Every cell's text, trimmed and composed, in UTF-8."""
        ...

    def text(self, offset: int) -> str:
        """One cell's text."""
        ...

    def filled(self) -> Iterator[tuple[int, str]]:
        """Offset and text of every cell that is not empty."""
        ...

    def coded(self, codes: CellCodes | Names) -> NDArray[np.int8] | NDArray[np.int32]:
        """Every cell's code, shape (rows,)."""
        ...

    def take(self, offsets: NDArray[np.intp]) -> SheetColumn:
        """The cells at these offsets, in this order."""
        ...


@dataclass(frozen=True, slots=True)
class TextColumn:
    """Cells as Python strings."""

    cells: Sequence[str]

    def texts(self) -> list[str]:
        """Every cell's text."""
        return list(self.cells)

    def keys(self) -> list[bytes]:
        """Every cell's text, trimmed and composed, in UTF-8."""
        return [clean(cell).encode() for cell in self.cells]

    def text(self, offset: int) -> str:
        """One cell's text."""
        return self.cells[offset]

    def filled(self) -> Iterator[tuple[int, str]]:
        """Offset and text of every cell that is not empty."""
        return ((offset, cell) for offset, cell in enumerate(self.cells) if cell)

    def coded(self, codes: CellCodes | Names) -> NDArray[np.int8] | NDArray[np.int32]:
        """Every cell's code, shape (rows,)."""
        return np.fromiter(map(codes.__getitem__, self.cells), dtype=np.int32, count=len(self.cells))

    def take(self, offsets: NDArray[np.intp]) -> TextColumn:
        """The cells at these offsets, in this order."""
        return TextColumn([self.cells[offset] for offset in offsets.tolist()])


@dataclass(frozen=True, slots=True)
class Block:
    """Some thousand rows, column by column. `rows` (n,) are the rows of the file; the header is row 1."""

    rows: NDArray[np.int32]
    columns: Sequence[SheetColumn]


@dataclass(slots=True)
class ShortRows:
    """Rows whose last cells are left out, as some programs do with empty ones.

    `needed`: how many cells a row must have all the same; whoever knows the columns says so before the blocks are
    read. Until then (None) every cell is needed, and a shorter row is a fault. A row with fewer than `sure` cells
    is read only if another row proves that the file leaves out empty ends: else it may as well have been cut.
    """

    needed: int | None = None
    sure: int = 0
    rows: list[int] = field(default_factory=list)
    doubtful: list[tuple[int, int]] = field(default_factory=list)  # row and its number of cells

    def take(self, row: int, cells: int) -> bool:
        """Remember a row of so many cells; False when it cannot be read."""
        if self.needed is None or cells < self.needed:
            return False
        if cells < self.sure:
            self.doubtful.append((row, cells))
        else:
            self.rows.append(row)
        return True


@dataclass(frozen=True, slots=True)
class Sheet:
    """A header and its rows in blocks, read once. `formulas` are the (row, column) a spreadsheet would compute.

    Faults of single rows (too few cells, an open quotation mark) are recorded while the blocks are read.
    """

    file: str
    header: tuple[str, ...]
    header_row: int
    blocks: Iterator[Block]
    formulas: tuple[tuple[int, int], ...] = ()
    short: ShortRows = field(default_factory=ShortRows)


def turn(
    records: list[list[str]],
    first_row: int,
    width: int,
    ragged: Callable[[int, int], None],
    short: ShortRows | None = None,
) -> Block | None:
    """Turn records into columns. Rows without a character are passed over; a row of another width goes to `ragged`.

    Cells beyond the header's width are harmless when they are empty. A row that `short` takes is filled up.
    """
    rows = np.arange(first_row, first_row + len(records), dtype=np.int32)
    kept = records
    if set(map(len, records)) != {width}:
        kept, numbers = [], []
        for number, record in enumerate(records, first_row):
            if not any(cell and not cell.isspace() for cell in record):
                continue
            if len(record) > width and not any(cell.strip() for cell in record[width:]):
                kept.append(record[:width])
            elif len(record) == width:
                kept.append(record)
            elif len(record) < width and short is not None and short.take(number, len(record)):
                kept.append(record + [""] * (width - len(record)))
            else:
                ragged(number, len(record))
                continue
            numbers.append(number)
        rows = np.asarray(numbers, dtype=np.int32)
    if not kept:
        return None
    return Block(rows, [TextColumn(cells) for cells in zip(*kept, strict=True)])
