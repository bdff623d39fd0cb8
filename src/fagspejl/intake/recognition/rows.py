"""Rows that are no answers: previews, unfinished forms, totals, headings that come again, hidden rows, lines between.

Each is left out by a rule that has a name and is told with its rows; what no rule names is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from fagspejl.intake.codes import CellCodes
from fagspejl.intake.findings import Findings, listing
from fagspejl.intake.mapping.leave_out import LeaveOut, Reason
from fagspejl.intake.sheet import Block, Sheet
from fagspejl.lib.sameness import normal

HiddenRows = Literal["read", "leave-out"]
_TOTALS: Final = (
    *(
        "total",
        "totalt",
        "totaler",
        "i alt",
        "ialt",
        "sum",
        "hovedtotal",
        "subtotal",
        "grand total",
        "totals",
    ),
    *("gennemsnit", "gns", "middelværdi", "snit", "average", "mean", "grand average", "mean score"),
    *(
        "median",
        "std.afv",
        "standardafvigelse",
        "spredning",
        "std. deviation",
        "std dev",
        "standard deviation",
    ),
    *(
        "samlet",
        "samlet resultat",
        "hele organisationen",
        "snit for alle",
        "alle",
        "alle ledere",
        "alle svar",
        "antal",
        "n=",
    ),
    *("procent", "maksimum", "minimum", "overall", "whole organisation", "all leaders", "count"),
    *("antal svar", "antal besvarelser", "svar i alt", "number of responses", "valid n"),
)
_N: Final = re.compile(r"\(?n ?= ?[0-9]{1,7}\)?")
_AFTER_NAME: Final = (" total", " i alt", " gennemsnit", " average", " mean", " resultat")  # "L01 Total"
_TESTS: Final = ("test", "testleder", "test leder", "preview", "forhåndsvisning")
_LINES: Final = frozenset(
    "-–—_=*.·•#~|+ \u00a0\u2500\u2501"
)  # signs that lines between groups are drawn with
_SHAPES: Final[tuple[Reason, ...]] = ("heading", "total", "test", "other")
NOTICES: Final[dict[Reason, str]] = {
    "preview": "left_out_preview",
    "test": "left_out_test",
    "unfinished": "left_out_unfinished",
    "total": "left_out_total",
    "hidden": "left_out_hidden",
    "heading": "left_out_heading",
    "other": "left_out_other",
}
_MOST_LISTED: Final = 1_000  # numbers of rows kept for each rule; all are counted


@dataclass(slots=True)
class LeftOut:
    """Rows that one rule left out. `column` and `values` say what it looks at; "" and () where it needs neither."""

    reason: Reason
    rule: str = ""
    column: str = ""
    count: int = 0
    rows: list[int] = field(default_factory=list)

    def add(self, rows: NDArray[np.int32]) -> None:
        """Count rows, and keep the first numbers."""
        self.count += len(rows)
        self.rows += rows[: _MOST_LISTED - len(self.rows)].tolist()


class RowFilter:
    """Leaves out of a sheet the rows that are no answers; `left_out` tells which, once the sheet has been read.

    `leader`: the column with leaders, None where there is none; `statements`: those with answers. `headings`: the
    names of the columns, one tuple for each row of headings. `hidden`: rows to leave out, since a reader of the
    workbook does not see them.
    """

    def __init__(
        self,
        sheet: Sheet,
        rules: Iterable[LeaveOut],
        *,
        leader: int | None = None,
        statements: frozenset[int] = frozenset(),
        headings: Sequence[tuple[str, ...]] = (),
        hidden: frozenset[int] = frozenset(),
    ) -> None:
        self._sheet, self._leader, self._statements = sheet, leader, statements
        self._given = tuple(rules)
        self._rules = _placed(sheet, self._given)
        self._hidden = np.array(sorted(hidden), dtype=np.int32)
        self._headings = [[normal(name) for name in names] for names in headings or (sheet.header,)]
        self._beginnings = _Beginnings([name for names in headings or (sheet.header,) for name in names])
        self._names = _LeaderNames(self._beginnings)
        self._told: dict[tuple[Reason, str, str], LeftOut] = {}

    @property
    def sheet(self) -> Sheet:
        """The sheet without these rows. It is read once."""
        return replace(self._sheet, blocks=self._blocks())

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """What was left out so far, rule by rule."""
        return tuple(self._told.values())

    def tell(self, findings: Findings) -> None:
        """Warn once for each rule that left rows out; a column that only a mapping names is an error."""
        names = {normal(name) for name in self._sheet.header}
        for rule in self._given:
            if not rule.rule and normal(rule.column) not in names:
                findings.error("rows_column_missing", self._sheet.file, self._sheet.header_row, rule.column)
        for one in self.left_out:
            rows = listing([str(row) for row in one.rows])
            if one.count > len(one.rows):
                rows = rows.removesuffix(", …") + ", …"
            column = one.column or None
            findings.warn(
                f"left_out_{one.reason}", self._sheet.file, None, column, count=one.count, rows=rows
            )

    def _blocks(self) -> Iterator[Block]:
        for block in self._sheet.blocks:
            keep = np.ones(len(block.rows), dtype=np.bool_)
            for reason, rule, column, places in self._found(block):
                fresh = places & keep
                if fresh.any():
                    key = (reason, rule, column)
                    self._told.setdefault(key, LeftOut(reason, rule, column)).add(block.rows[fresh])
                    keep &= ~fresh
            if keep.all():
                yield block
            elif keep.any():
                kept = np.flatnonzero(keep)
                yield Block(block.rows[kept], [column.take(kept) for column in block.columns])

    def _found(self, block: Block) -> Iterator[tuple[Reason, str, str, NDArray[np.bool_]]]:
        """Yield reason, rule, heading and the rows of each rule, the plainest first."""
        if len(self._hidden):
            yield "hidden", "", "", np.isin(block.rows, self._hidden)
        by_shape = self._by_shape(block)
        for reason in _SHAPES if by_shape else ():
            places = np.zeros(len(block.rows), dtype=np.bool_)
            places[[offset for offset, found in by_shape.items() if found == reason]] = True
            yield reason, "", "", places
        for rule, place, codes in self._rules:
            wanted = block.columns[place].coded(codes) == 1 if codes is not None else _empty(block, place)
            yield rule.reason, rule.rule, self._sheet.header[place], wanted != rule.unless

    def _by_shape(self, block: Block) -> dict[int, Reason]:
        """Return the rows that any table's reader would pass over: offset -> reason."""
        suspects: set[int] = set()
        leader = self._leader
        if leader != 0:
            known = self._beginnings
            suspects |= {
                offset for offset, cell in block.columns[0].filled() if known[cell[:2]] or cell[0].isspace()
            }
        if leader is not None:
            found = block.columns[leader].coded(self._names)
            suspects |= set(np.flatnonzero(found != 0).tolist())
        judged = ((offset, self._judged(block, offset)) for offset in sorted(suspects))
        return {offset: reason for offset, reason in judged if reason is not None}

    def _judged(self, block: Block, offset: int) -> Reason | None:
        cells = [normal(column.text(offset)) for column in block.columns]
        filled = [place for place, cell in enumerate(cells) if cell]
        if not filled:
            return None
        if all(set(cells[place]) <= _LINES for place in filled):
            return "other"
        for names in self._headings:
            same = [place for place in filled if place < len(names) and cells[place] == names[place]]
            if len(same) >= 2 and len(same) == len(filled):
                return "heading"
        leader = "" if self._leader is None else cells[self._leader]
        first = "" if filled[0] in self._statements else cells[filled[0]]
        if _sums_up(first) or _bare(leader) in _TOTALS or self._names.is_total(leader):
            return "total"
        return "test" if leader in _TESTS else None


class _LeaderNames(CellCodes):
    """A leader's cell -> 1 where the row needs a closer look: it is empty, or begins or ends as totals do."""

    in_runs = True

    def __init__(self, beginnings: Mapping[str, bool]) -> None:
        super().__init__(self._suspicious)
        self._beginnings = beginnings
        self._plain: list[str] = []  # names as written that nothing looked closer at yet
        self._seen: set[str] = set()

    def _suspicious(self, text: str) -> int:
        if text.isalnum() and text.isascii():  # one word: it ends as no total does
            self._plain.append(text)
            return int(self._beginnings[text[:2]])
        name = normal(text)
        if not name:
            return 1
        total = name.endswith(_AFTER_NAME)
        if not total:
            self._seen.add(name)
        begins = self._beginnings[text[:2]] or text[0].isspace()
        return int(total or begins or name in _TOTALS or name in _TESTS)

    def is_total(self, name: str) -> bool:
        """Whether it is a leader's name and a word for totals after it, as spreadsheets write below a group."""
        if not name.endswith(_AFTER_NAME):
            return False
        self._seen.update(map(normal, self._plain))
        self._plain.clear()
        return any(
            name.endswith(after) and name.removesuffix(after).strip() in self._seen for after in _AFTER_NAME
        )


class _Beginnings(dict[str, bool]):
    """The first two signs of a cell -> whether anything that is looked for begins so; most cells are passed over."""

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__()
        words = (*_TOTALS, *_TESTS, *names, *_LINES, *(a + b for a in _LINES for b in _LINES))
        self._known = frozenset(normal(word[:2]) for word in words)

    def __missing__(self, beginning: str) -> bool:
        known = self[beginning] = normal(beginning) in self._known
        return known


def _placed(sheet: Sheet, rules: Iterable[LeaveOut]) -> list[tuple[LeaveOut, int, CellCodes | None]]:
    """Return the rules whose column the sheet has, with its place; no codes where only an empty cell counts."""
    places: dict[str, int] = {}
    for number, name in enumerate(sheet.header):
        places.setdefault(normal(name), number)
    found: list[tuple[LeaveOut, int, CellCodes | None]] = []
    for rule in rules:
        place = places.get(normal(rule.column))
        if place is not None:
            values = frozenset(map(normal, rule.values))
            found.append((rule, place, None if values == {""} else _matching(values)))
    return found


def _matching(values: frozenset[str]) -> CellCodes:
    return CellCodes(lambda text: int(normal(text) in values))


def _empty(block: Block, place: int) -> NDArray[np.bool_]:
    empty = np.ones(len(block.rows), dtype=np.bool_)
    empty[[offset for offset, cell in block.columns[place].filled() if not cell.isspace()]] = False
    return empty


def is_total(cells: Sequence[str]) -> bool:
    """Whether a record begins with a word for totals."""
    first = next((cell for cell in cells if cell.strip()), "")
    return _sums_up(normal(first))


def _sums_up(cell: str) -> bool:
    return _bare(cell) in _TOTALS or _N.fullmatch(cell) is not None


def _bare(text: str) -> str:
    """Return a word without what stands around it: "Gennemsnit:", "I alt (n)"."""
    return text.partition("(")[0].strip(" :.*=-")
