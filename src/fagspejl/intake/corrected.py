"""A workbook of faulty rows that comes back corrected: which rows of which file it holds, and these rows in the file.

Rows keep the numbers they have in the file, so that every later sentence names a row as the file has it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from fagspejl.intake.cpr import MASK, heading_is_cpr, masked
from fagspejl.intake.findings import Findings, listing
from fagspejl.intake.limits import Limits
from fagspejl.intake.opening import check_file, open_book
from fagspejl.intake.sentences import own_headings
from fagspejl.intake.sheet import Block, Sheet, TextColumn
from fagspejl.intake.source import Source
from fagspejl.intake.tables import Heading, Record, Table
from fagspejl.intake.vocabulary import clean
from fagspejl.lib.language import LANGUAGES
from fagspejl.lib.sameness import normal

_LONGEST_NAME: Final = 31  # characters of a worksheet's name
_NOT_IN_NAMES: Final = str.maketrans("[]:*?/\\'", "        ")
_OWN: Final = 2  # columns of ours before those of the file


@dataclass(frozen=True, slots=True)
class CorrectedSheet:
    """One worksheet: the headings of the file it was taken from, and row of that file -> its cells.

    `file` is the workbook's own name, `name` the worksheet's. A row without a cell is left out of the file.
    """

    file: str
    name: str
    headings: tuple[str, ...]
    rows: Mapping[int, tuple[str, ...]]


def sheet_name(file: str) -> str:
    """Return what the worksheet with the rows of a file is called."""
    return " ".join(masked(file).translate(_NOT_IN_NAMES).split())[:_LONGEST_NAME].strip()


def read_corrected(
    path: Source, files: Sequence[str], *, limits: Limits, findings: Findings
) -> dict[str, CorrectedSheet]:
    """Read a corrected workbook, by the names of the files whose rows its sheets hold, or record why it cannot be."""
    check_file(path, findings)
    if findings.total:
        return {}
    found: dict[str, CorrectedSheet] = {}
    tables = [
        table for table in open_book(path, limits=limits, findings=findings, progress=None) if table.head
    ]
    ours = [table for table in tables if _is_ours(table.head[0])]
    if tables and not ours:
        findings.error("corrected_no_columns", path.name, tables[0].head[0].row)
    if not tables or not ours:
        return {}
    for table in ours:
        file = next((one for one in files if normal(sheet_name(one)) == normal(table.name)), None)
        if file is None and len(files) == 1 and len(ours) == 1:
            file = files[0]
        if file is None:
            names = listing([sheet_name(one) for one in files])
            findings.error("corrected_of_no_file", path.name, None, sheet=table.name or "CSV", names=names)
        else:
            found[file] = _read(table, findings)
    return found


def _is_ours(record: Record) -> bool:
    """Whether a row is the headings of a workbook of faulty rows, in any language."""
    first = [normal(cell) for cell in record.cells[:_OWN]]
    return any(first == [normal(name) for name in own_headings(language)] for language in LANGUAGES)


def _read(table: Table, findings: Findings) -> CorrectedSheet:
    head = table.head[0]
    names = tuple(clean(cell) for cell in head.cells)
    sheet = table.open(Heading(names, head.row))
    sheet.short.needed = _OWN
    headings, rows = names[_OWN:], dict[int, tuple[str, ...]]()
    for block in sheet.blocks:
        for place, _, written, *cells in zip(
            block.rows.tolist(), *(column.texts() for column in block.columns), strict=True
        ):
            number = normal(written)
            if not any(cell.strip() for cell in (written, *cells)):
                continue
            if not (number.isascii() and number.isdecimal() and len(number) < 10):
                findings.error("corrected_no_row", table.file, place, names[1], value=written)
            elif int(number) in rows:
                findings.error("corrected_row_twice", table.file, place, names[1], value=number)
            else:
                rows[int(number)] = tuple(cells)
                _check_dots(table.file, place, headings, cells, findings)
    for row, column in sheet.formulas:
        if column >= _OWN and row > head.row:
            findings.error("formula", table.file, row, names[column] if column < len(names) else None)
    return CorrectedSheet(table.file, table.name, headings, rows)


def _check_dots(
    file: str, row: int, headings: Sequence[str], cells: Sequence[str], findings: Findings
) -> None:
    """Dots in place of a CPR number are no value."""
    for heading, cell in zip(headings, cells, strict=False):
        if clean(cell) == MASK and not heading_is_cpr(heading):
            findings.error("corrected_dots", file, row, heading)


def with_rows(table: Table, told: CorrectedSheet, findings: Findings) -> Table:
    """Return a table in which the corrected rows stand in place of those of the same number."""
    head = []
    ends = next((r.row for r in table.head if _ending(r.cells) == _ending(told.headings)), 0)
    for record in table.head:
        cells = told.rows.get(record.row, record.cells) if record.row > ends else record.cells
        if any(cell.strip() for cell in cells):
            head.append(Record(record.row, cells))
    return replace(table, head=tuple(head), open=lambda heading: _opened(table, heading, told, findings))


def _opened(table: Table, heading: Heading, told: CorrectedSheet, findings: Findings) -> Sheet:
    with findings.silent() as faulty:
        there = {row for block in table.open(heading).blocks for row in block.rows.tolist()}.union(faulty)
    strange = sorted(row for row in told.rows if row not in there)
    sheet = table.open(replace(heading, passed_over=heading.passed_over | set(told.rows)))
    other = _ending(told.headings) != _ending(sheet.header)
    if other:
        theirs = listing([name for name in told.headings if name not in sheet.header] or told.headings)
        findings.error("corrected_other_headings", told.file, None, other=table.file, names=theirs)
    elif strange:
        rows = listing([str(row) for row in strange])
        findings.error("corrected_unknown_row", told.file, None, other=table.file, rows=rows)
    if other or strange:
        findings.refuse_if_any()  # before what follows from it
    rows_given = {row: cells for row, cells in told.rows.items() if any(cell.strip() for cell in cells)}
    formulas = tuple(place for place in sheet.formulas if place[0] not in told.rows)
    return replace(sheet, blocks=_blocks(sheet, rows_given), formulas=formulas)


def _ending(headings: Sequence[str]) -> tuple[str, ...]:
    """Headings as they are compared: without empty ones at the end."""
    names = [normal(name) for name in headings]
    while names and not names[-1]:
        names.pop()
    return tuple(names)


def _blocks(sheet: Sheet, given: Mapping[int, Sequence[str]]) -> Iterator[Block]:
    """The blocks of a sheet with the given rows where their numbers belong."""
    width = len(sheet.header)
    waiting = sorted(given)
    for block in sheet.blocks:
        last = int(block.rows[-1])
        here = [row for row in waiting if row < last]
        waiting = waiting[len(here) :]
        yield _joined(block, here, given, width) if here else block
    if waiting:
        empty = Block(np.empty(0, dtype=np.int32), [TextColumn([]) for _ in range(width)])
        yield _joined(empty, waiting, given, width)


def _joined(block: Block, rows: Sequence[int], given: Mapping[int, Sequence[str]], width: int) -> Block:
    records = [[*given[row], *[""] * width][:width] for row in rows]
    numbers = np.concatenate([block.rows, np.asarray(rows, dtype=np.int32)])
    order = np.argsort(numbers, kind="stable")
    columns = [
        TextColumn([*column.texts(), *(record[place] for record in records)]).take(order)
        for place, column in enumerate(block.columns)
    ]
    return Block(numbers[order], columns)
