"""Cells that are no answers, gathered over a whole file: few are told one by one, many of one cause in one sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from fagspejl.intake.findings import Findings, listing
from fagspejl.intake.vocabulary import NO_VALUE, OUT_OF_SCALE, UNKNOWN, UNPROVED

FAULTS: Final = {
    UNKNOWN: "unknown_value",
    OUT_OF_SCALE: "out_of_scale",
    UNPROVED: "number_without_direction",
    NO_VALUE: "missing_mark",
}
_OFTEN: Final = {UNKNOWN: "unknown_value_often", OUT_OF_SCALE: "out_of_scale_often"}
_ONE_SENTENCE: Final = (NO_VALUE, UNPROVED)  # however few they are
_EACH_TOLD: Final = 3  # cells with the same text that are told one by one
_MOST_TEXTS: Final = 10  # different texts of one column; with more it holds something else than answers
_REMEMBERED: Final = 1_000
_ALL: Final = 10_000_000  # where every row with a fault is wanted


@dataclass(slots=True)
class _Cells:
    value: str
    places: list[tuple[int, int]] = field(default_factory=list)  # row and column
    count: int = 0

    def add(self, row: int, column: int, most: int) -> None:
        self.count += 1
        if self.count <= most:
            self.places.append((row, column))


class UnknownAnswers:
    """Gathers them block by block; `tell` when the file has been read. `gathers`: every row is wanted."""

    def __init__(self, gathers: bool) -> None:
        self._most = _ALL if gathers else _REMEMBERED
        self._texts: dict[tuple[int, str], _Cells] = {}
        self._columns: dict[int, _Cells] = {}
        self._distinct: dict[int, set[str]] = {}

    def add(self, code: int, text: str, row: int, column: int) -> None:
        """Take in one cell."""
        if code in (UNKNOWN, OUT_OF_SCALE):
            self._columns.setdefault(column, _Cells(text)).add(row, column, self._most)
            distinct = self._distinct.setdefault(column, set())
            if len(distinct) <= _MOST_TEXTS:
                distinct.add(text)
        key = (code, "" if code == UNPROVED else text.strip())
        if key in self._texts or len(self._texts) < self._most:
            self._texts.setdefault(key, _Cells(text)).add(row, column, self._most)

    def tell(self, file: str, header: tuple[str, ...], findings: Findings, **scale: int) -> None:
        """Record them; `header` names the columns."""
        others = {column for column, texts in self._distinct.items() if len(texts) > _MOST_TEXTS}
        for column in sorted(others):
            cells = self._columns[column]
            facts = {"value": cells.value, "count": cells.count, **scale}
            findings.once("column_without_answers", file, cells.places[0][0], header[column], **facts)
            at = sorted({row for row, _ in cells.places})
            findings.same("column_without_answers", file, at, header[column], **facts)
        for (code, _), cells in self._texts.items():
            places = [place for place in cells.places if place[1] not in others]
            if not places:
                continue
            few = cells.count <= _EACH_TOLD and code not in _ONE_SENTENCE
            for row, column in places if few else ():
                findings.error(FAULTS[code], file, row, header[column], value=cells.value, **scale)
            if not few:
                _tell_many(code, cells, places, file, header, findings, scale)


def _tell_many(
    code: int,
    cells: _Cells,
    places: list[tuple[int, int]],
    file: str,
    header: tuple[str, ...],
    findings: Findings,
    scale: dict[str, int],
) -> None:
    columns = {column for _, column in places}
    rows = listing([str(row) for row in sorted({row for row, _ in places})])
    facts = {"value": cells.value.strip(), "count": max(len(places), cells.count), "rows": rows, **scale}
    name = header[places[0][1]] if len(columns) == 1 else None
    findings.once(_OFTEN.get(code, FAULTS[code]), file, min(row for row, _ in places), name, **facts)
    for column in sorted(columns):
        at = [row for row, its in places if its == column]
        each = {**facts, "count": len(at), "rows": listing([str(row) for row in at])}
        findings.same(FAULTS[code], file, at, header[column], **each)
