"""One table of text cells, whichever kind of file it came from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Block:
    """Some thousand rows, turned: `columns[c][i]` is the text in column c of file row `rows[i]` (header = row 1)."""

    rows: NDArray[np.int32]
    columns: list[tuple[str, ...]]


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


def turn(
    records: list[list[str]], first_row: int, width: int, ragged: Callable[[int, int], None]
) -> Block | None:
    """Turn records into columns. Rows without a character are passed over; a row of another width goes to `ragged`.

    Cells beyond the header's width are harmless when they are empty.
    """
    rows = np.arange(first_row, first_row + len(records), dtype=np.int32)
    if set(map(len, records)) != {width}:
        kept: list[list[str]] = []
        numbers: list[int] = []
        for number, record in enumerate(records, first_row):
            if not any(cell and not cell.isspace() for cell in record):
                continue
            if len(record) > width and not any(cell.strip() for cell in record[width:]):
                kept.append(record[:width])
            elif len(record) == width:
                kept.append(record)
            else:
                ragged(number, len(record))
                continue
            numbers.append(number)
        records, rows = kept, np.asarray(numbers, dtype=np.int32)
    if not records:
        return None
    return Block(rows, list(zip(*records, strict=True)))
