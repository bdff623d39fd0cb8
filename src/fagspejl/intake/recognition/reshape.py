"""A table made anew in memory with one row for each form about one leader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

import numpy as np

from fagspejl.intake.findings import Findings
from fagspejl.intake.mapping.shape import LEADER, Shape
from fagspejl.intake.sheet import Block, Sheet, TextColumn
from fagspejl.intake.tables import HEAD_ROWS, Heading, Record, Table
from fagspejl.intake.vocabulary import clean
from fagspejl.lib.sameness import normal

_BLOCK_ROWS: Final = 8192


def reshaped(table: Table, heading: Heading, shape: Shape, findings: Findings) -> Table | None:
    """Return the table with one row for each form about one leader, or record why not and return None.

    A row has the number of the first row of the file that is in it; in a turned table, of its column.
    """
    sheet = table.open(heading)
    if shape.kind == "turned":
        made = _turned(sheet, shape, findings)
    elif shape.kind == "leaders-in-columns":
        made = _by_leader(sheet, shape, findings)
    else:
        made = _by_form(sheet, shape, findings)
    if made is None:
        return None
    header, rows = made
    first = min([heading.row, *(row - 1 for row, _ in rows)])
    records = (Record(row, cells) for row, cells in rows[: HEAD_ROWS - 1])

    def opened(chosen: Heading) -> Sheet:
        below = rows if chosen.row == first else [one for one in rows if one[0] > chosen.row]
        return Sheet(table.file, tuple(map(clean, chosen.names)), chosen.row, _blocks(below))

    return replace(table, head=(Record(first, header), *records), open=opened, hidden=frozenset(), spans=())


Rows = list[tuple[int, tuple[str, ...]]]


def _blocks(rows: Rows) -> Iterator[Block]:
    for first in range(0, len(rows), _BLOCK_ROWS):
        chunk = rows[first : first + _BLOCK_ROWS]
        numbers = np.array([row for row, _ in chunk], dtype=np.int32)
        yield Block(
            numbers, [TextColumn(cells) for cells in zip(*(cells for _, cells in chunk), strict=True)]
        )


def _records(sheet: Sheet) -> Iterator[tuple[int, tuple[str, ...]]]:
    for block in sheet.blocks:
        columns = [column.texts() for column in block.columns]
        yield from zip(block.rows.tolist(), zip(*columns, strict=True), strict=True)


def _places(sheet: Sheet, names: Iterable[str], findings: Findings) -> list[int] | None:
    """Return the columns with these headings, or record those that are not there and return None."""
    known: dict[str, int] = {}
    for number, name in enumerate(sheet.header):
        known.setdefault(normal(name), number)
    missing = [name for name in names if normal(name) not in known]
    for name in missing:
        findings.error("shape_column_missing", sheet.file, sheet.header_row, name)
    return None if missing else [known[normal(name)] for name in names]


def _by_form(sheet: Sheet, shape: Shape, findings: Findings) -> tuple[tuple[str, ...], Rows] | None:
    """Rows of one form, told by its number and what else tells forms apart, become one row."""
    found = _places(sheet, (shape.form, shape.statement, *shape.apart, *shape.answers), findings)
    if found is None:
        return None
    form, statement, *others = found
    apart, answers = others[: len(shape.apart)], others[len(shape.apart) :]
    kept = [place for place in range(len(sheet.header)) if place not in (statement, *answers)]
    asked: dict[str, int] = {}
    headings: list[str] = []
    rows: dict[tuple[str, ...], tuple[int, list[str], dict[int, tuple[int, str]]]] = {}
    for row, cells in _records(sheet):
        key = tuple(normal(cells[place]) for place in (form, *apart))
        said = rows.setdefault(key, (row, [cells[place] for place in kept], {}))
        for place, cell in enumerate(cells[place] for place in kept):
            said[1][place] = said[1][place] or cell
        question = normal(cells[statement])
        answer = next((cells[place] for place in answers if cells[place].strip()), "")
        if not question:
            continue
        if question not in asked:
            asked[question] = len(headings)
            headings.append(clean(cells[statement]))
        first = said[2].setdefault(asked[question], (row, answer))
        if first[0] != row and normal(first[1]) != normal(answer):
            facts = {"value": cells[form], "first": first[0], "question": cells[statement]}
            findings.error("shape_answered_twice", sheet.file, row, sheet.header[statement], **facts)
    header = (*(sheet.header[place] for place in kept), *headings)
    return header, [
        (row, (*own, *(said[place][1] if place in said else "" for place in range(len(headings)))))
        for row, own, said in rows.values()
    ]


def _by_leader(sheet: Sheet, shape: Shape, findings: Findings) -> tuple[tuple[str, ...], Rows] | None:
    """A form becomes a row for each leader with an answer; without any, a row about nobody."""
    ours = list(dict.fromkeys(name for columns in shape.leaders.values() for name in columns))
    names = [name for columns in shape.leaders.values() for name in columns.values()]
    found = _places(sheet, names, findings)
    if found is None:
        return None
    used = {normal(name) for name in (LEADER, *ours)}
    kept = [
        place for place, name in enumerate(sheet.header) if place not in found and normal(name) not in used
    ]
    place_of = dict(zip(names, found, strict=True))
    of_leader = [
        (leader, [place_of[columns[name]] if name in columns else None for name in ours])
        for leader, columns in shape.leaders.items()
    ]
    rows: Rows = []
    for row, cells in _records(sheet):
        own = tuple(cells[place] for place in kept)
        said = [
            (leader, tuple("" if place is None else cells[place] for place in places))
            for leader, places in of_leader
        ]
        said = [(leader, answers) for leader, answers in said if any(cell.strip() for cell in answers)]
        for leader, answers in said or [("", ("",) * len(ours))]:
            rows.append((row, (*own, leader, *answers)))
    return (*(sheet.header[place] for place in kept), LEADER, *ours), rows


def _turned(sheet: Sheet, shape: Shape, findings: Findings) -> tuple[tuple[str, ...], Rows] | None:
    """Each column after that of the statements becomes a row; columns without a cell are passed over."""
    found = _places(sheet, (shape.statement,), findings)
    if found is None:
        return None
    first = found[0]
    records = [cells for _, cells in _records(sheet) if any(cell.strip() for cell in cells)]
    forms = sheet.header[first + 1 :]
    numbered = any(forms)
    head = [shape.form or sheet.header[first]] if numbered else []
    header = (*head, *(clean(cells[first]) for cells in records))
    rows: Rows = []
    for place, form in enumerate(forms, first + 1):
        cells = tuple(record[place] for record in records)
        if any(cell.strip() for cell in cells):
            rows.append((place + 1, ((form, *cells) if numbered else cells)))
    return header, rows
