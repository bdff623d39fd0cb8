"""Cells that are no answers, gathered over a whole file: few are told one by one, many of one cause in one sentence."""

from __future__ import annotations

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
_LISTED: Final = 11  # rows of one text and column that are remembered where not all are wanted; ten are named


class _Cells:
    """Cells that are told together, by column. `value`: the text of the first. `most`: rows remembered per column."""

    def __init__(self, value: str, most: int | None) -> None:
        self.value = value
        self._most = most
        self.counts: dict[int, int] = {}
        self.rows: dict[int, list[int]] = {}

    def add(self, row: int, column: int) -> None:
        self.counts[column] = count = self.counts.get(column, 0) + 1
        if self._most is None or count <= self._most:
            self.rows.setdefault(column, []).append(row)


class UnknownAnswers:
    """Gathers them block by block; `tell` when the file has been read.

    `gathers`: every row is wanted, not only those that are named. What is told is the same.
    """

    def __init__(self, gathers: bool) -> None:
        self._most = None if gathers else _LISTED
        self._texts: dict[tuple[int, str], _Cells] = {}
        self._columns: dict[int, _Cells] = {}
        self._distinct: dict[int, set[str]] = {}

    def add(self, code: int, text: str, row: int, column: int) -> None:
        """Take in one cell."""
        if code in (UNKNOWN, OUT_OF_SCALE):
            self._columns.setdefault(column, _Cells(text, self._most)).add(row, column)
            distinct = self._distinct.setdefault(column, set())
            if len(distinct) <= _MOST_TEXTS:
                distinct.add(text)
            if len(distinct) > _MOST_TEXTS:
                return  # the column is told as a whole
        key = (code, "" if code == UNPROVED else text.strip())
        self._texts.setdefault(key, _Cells(text, self._most)).add(row, column)

    def tell(self, file: str, header: tuple[str, ...], findings: Findings, **scale: int) -> None:
        """Record them; `header` names the columns."""
        others = {column for column, texts in self._distinct.items() if len(texts) > _MOST_TEXTS}
        for column in sorted(others):
            cells = self._columns[column]
            facts = {"value": cells.value, "count": cells.counts[column], **scale}
            findings.once("column_without_answers", file, cells.rows[column][0], header[column], **facts)
            findings.same("column_without_answers", file, cells.rows[column], header[column], **facts)
        for (code, _), cells in self._texts.items():
            told = [column for column in cells.counts if column not in others]
            if told and (code in _ONE_SENTENCE or sum(cells.counts[c] for c in told) > _EACH_TOLD):
                _tell_many(code, cells, told, file, header, findings, scale)
            elif told:
                for row, column in sorted((row, c) for c in told for row in cells.rows[c]):
                    findings.error(FAULTS[code], file, row, header[column], value=cells.value, **scale)
            if code in _ONE_SENTENCE:  # a column told as a whole has gathered its texts only
                whole = [column for column in cells.counts if column in others]
                _gather(code, cells, whole, file, header, findings, scale)


def _tell_many(
    code: int,
    cells: _Cells,
    columns: list[int],
    file: str,
    header: tuple[str, ...],
    findings: Findings,
    scale: dict[str, int],
) -> None:
    rows = sorted({row for column in columns for row in cells.rows[column]})
    facts = {
        "value": cells.value.strip(),
        "count": sum(cells.counts[column] for column in columns),
        "rows": listing([str(row) for row in rows]),
        **scale,
    }
    name = header[columns[0]] if len(columns) == 1 else None
    findings.once(_OFTEN.get(code, FAULTS[code]), file, rows[0], name, **facts)
    _gather(code, cells, columns, file, header, findings, scale)


def _gather(
    code: int,
    cells: _Cells,
    columns: list[int],
    file: str,
    header: tuple[str, ...],
    findings: Findings,
    scale: dict[str, int],
) -> None:
    """Hand over every row, in the words of its own cell."""
    for column in sorted(columns):
        rows = listing([str(row) for row in cells.rows[column]])
        facts = {"value": cells.value.strip(), "count": cells.counts[column], "rows": rows, **scale}
        findings.same(FAULTS[code], file, cells.rows[column], header[column], **facts)
