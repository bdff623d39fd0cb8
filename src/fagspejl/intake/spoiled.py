"""Cells that a spreadsheet spoiled: one sentence for each column and cause, with the rows, not one for each cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from fagspejl.intake.findings import Findings, listing
from fagspejl.intake.vocabulary import ERROR_CELL, SHORTENED, id_fault

SPOILED: Final = {ERROR_CELL: "error_cell", SHORTENED: "shortened_number"}


@dataclass(slots=True)
class _SpoiledCells:
    value: str
    rows: list[int] = field(default_factory=list)


class SpoiledCells:
    """Gathers them block by block."""

    def __init__(self) -> None:
        self._found: dict[tuple[int, int], _SpoiledCells] = {}

    def add(self, code: int, column: int, value: str, rows: Iterable[int]) -> None:
        """Take in the rows of a column whose cells have this fault; `value` is the first of them."""
        self._found.setdefault((code, column), _SpoiledCells(value)).rows.extend(rows)

    def look(self, column: int, texts: Sequence[str], rows: Sequence[int], *, ids: bool) -> frozenset[int]:
        """Look through a whole column and return the offsets of spoiled cells; only `ids` are spoiled by shortening."""
        together = "\n".join(texts)
        if not any(mark in together for mark in ("#", "Err:", "+")):
            return frozenset()
        found = set()
        for offset, text in enumerate(texts):
            fault = id_fault(text.strip())
            if fault == ERROR_CELL or (ids and fault == SHORTENED):
                self.add(fault, column, text.strip(), [rows[offset]])
                found.add(offset)
        return frozenset(found)

    def tell(self, file: str, header: Sequence[str], findings: Findings) -> None:
        """Record one error for each column and cause; `header` names the columns."""
        for (code, column), cells in sorted(self._found.items(), key=lambda found: found[0][1]):
            facts = {
                "value": cells.value,
                "count": len(cells.rows),
                "rows": listing([str(row) for row in cells.rows]),
            }
            findings.error(SPOILED[code], file, cells.rows[0], header[column], **facts)
            findings.same(SPOILED[code], file, cells.rows[1:], header[column], **facts)
