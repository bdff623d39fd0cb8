"""The rows of a file that have faults, whole, so that they alone can be corrected: pure, written by somebody else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from fagspejl.intake.corrected import sheet_name
from fagspejl.intake.cpr import MASK, heading_is_cpr, is_cpr_column, masked
from fagspejl.intake.sheet import Sheet
from fagspejl.intake.tables import Heading, Table
from fagspejl.intake.types import Notice

LONGEST_CELL: Final = 32_767  # signs; a spreadsheet holds no more


@dataclass(frozen=True, slots=True)
class Fault:
    """One faulty row. `file` is its name; `column` the heading, which the notice may have shortened."""

    notice: Notice
    file: str
    column: str | None


@dataclass(frozen=True, slots=True)
class FaultyRow:
    """A row by its number in the file. No notice: it came back corrected, and is kept with the others.

    `cells` have no CPR number. `marks`: place of a faulty cell -> its notices.
    """

    row: int
    notices: tuple[Notice, ...]
    cells: tuple[str, ...]
    marks: Mapping[int, tuple[Notice, ...]]


@dataclass(frozen=True, slots=True)
class FaultySheet:
    """The faulty rows of one file, by number. `name` is what their worksheet is called.

    `too_long`: rows that no spreadsheet can hold, because a cell is longer than LONGEST_CELL.
    """

    file: str
    name: str
    headings: tuple[str, ...]
    rows: tuple[FaultyRow, ...]
    too_long: tuple[int, ...] = ()


def faulty_sheet(
    table: Table, heading: Heading, faults: Sequence[Fault], corrected: frozenset[int] = frozenset()
) -> FaultySheet:
    """Read a table again and return the rows that have faults, or were corrected."""
    by_row: dict[int, list[Fault]] = defaultdict(list)
    for fault in faults:
        if fault.notice.row is not None and fault.notice.row > heading.row:
            by_row[fault.notice.row].append(fault)
    notices = [(fault.notice.code, dict(fault.notice.facts)) for fault in faults]
    sheet = table.open(wide(heading, notices))
    names = list(sheet.header)
    found = _cells(sheet, frozenset(by_row) | corrected)
    while names and not names[-1] and not any(cells[len(names) - 1] for cells in found.values()):
        names.pop()
    too_long = tuple(row for row, cells in found.items() if max(map(len, cells), default=0) > LONGEST_CELL)
    kept = {row: cells[: len(names)] for row, cells in found.items() if row not in too_long}
    bare = _without_cpr(names, kept)
    places = {name: place for place, name in reversed(list(enumerate(names)))}
    rows = tuple(_row(row, cells, by_row.get(row, ()), places) for row, cells in sorted(bare.items()))
    return FaultySheet(table.file, sheet_name(table.file), tuple(map(masked, names)), rows, too_long)


def wide(heading: Heading, notices: Iterable[tuple[str, Mapping[str, str]]]) -> Heading:
    """Return the heading as wide as the widest row that was refused for its width, so that it is read whole.

    `notices`: code and facts of what was found.
    """
    refused = ("ragged_row", "ragged_rows")
    widths = [int(facts["cells"]) for code, facts in notices if code in refused]
    missing = max(widths, default=0) - len(heading.names)
    names = heading.names + ("",) * max(missing, 0)
    return Heading(names, heading.row, heading.passed_over)


def _cells(sheet: Sheet, wanted: frozenset[int]) -> dict[int, tuple[str, ...]]:
    sheet.short.needed = 0
    found = {}
    for block in sheet.blocks:
        for offset, row in enumerate(block.rows.tolist()):
            if row in wanted:
                found[row] = tuple(column.text(offset) for column in block.columns)
    return found


def _without_cpr(names: Sequence[str], rows: Mapping[int, Sequence[str]]) -> dict[int, tuple[str, ...]]:
    """Empty columns of CPR numbers, and dots for one that stands elsewhere. Dots also under a heading that says CPR."""
    if not rows:
        return {}
    columns = list(zip(*rows.values(), strict=True))
    bare = []
    for name, cells in zip(names, columns, strict=True):
        if heading_is_cpr(name):
            bare.append([MASK if cell.strip() else "" for cell in cells])
        elif is_cpr_column("", cells) and len(cells) > 1:
            bare.append([""] * len(cells))
        else:
            bare.append([masked(cell) for cell in cells])
    return dict(zip(rows, zip(*bare, strict=True), strict=True))


def _row(row: int, cells: tuple[str, ...], faults: Sequence[Fault], places: Mapping[str, int]) -> FaultyRow:
    marks: dict[int, list[Notice]] = defaultdict(list)
    for fault in faults:
        if fault.column is not None and fault.column in places:
            marks[places[fault.column]].append(fault.notice)
    notices = tuple(dict.fromkeys(fault.notice for fault in faults))
    return FaultyRow(row, notices, cells, {place: tuple(notices) for place, notices in sorted(marks.items())})
