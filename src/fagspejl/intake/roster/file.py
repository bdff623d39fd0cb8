"""One file of people, opened as what it is: which table, which row of headings, which columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from fagspejl.intake.answers.columns import refuse_formulas
from fagspejl.intake.findings import Findings, listing, shown
from fagspejl.intake.roster.cells import RosterTable
from fagspejl.intake.roster.columns import NEEDED
from fagspejl.intake.roster.headings import (
    LEADER_COLUMNS,
    SPARE,
    Understood,
    fit,
    is_ours,
    understand,
)
from fagspejl.intake.roster.mapping import RosterMapping
from fagspejl.intake.roster.types import ROLES, YES_OR_NO
from fagspejl.intake.tables import Heading, Record, Table
from fagspejl.intake.vocabulary import word

HEADING_ROWS: Final = 20


def read_table(
    tables: Sequence[Table], told: RosterMapping, findings: Findings
) -> tuple[RosterTable, list[str]]:
    """Return the columns that are ours, whole, and the headings of the others. Raises IntakeRefused."""
    table, heading = chosen(tables, told, findings)
    found = understand(heading.names, told.columns)
    _tell(table, heading, found, told, findings)
    findings.refuse_if_any()
    sheet = table.open(heading)
    places = _places(found)
    refuse_formulas(sheet, places, findings)
    if table.hidden:
        listed = listing([str(row) for row in sorted(table.hidden)])
        findings.warn("roster_hidden_rows", table.file, None, count=len(table.hidden), rows=listed)
    columns: dict[str, list[str]] = {name: [] for name in places}
    rows: list[int] = []
    for block in sheet.blocks:
        cells = {name: block.columns[place].texts() for name, place in places.items()}
        filled = [any(row) for row in zip(*cells.values(), strict=True)]
        whole = all(filled)
        for name, texts in cells.items():
            columns[name] += (
                texts if whole else [text for text, kept in zip(texts, filled, strict=True) if kept]
            )
        rows += [row for row, kept in zip(block.rows.tolist(), filled, strict=True) if kept]
    findings.refuse_if_any()
    headings = {name: heading.names[place] for name, place in places.items()}
    read = RosterTable(table.file, heading.row, rows, columns, headings)
    _leader_is_a_role(read)
    if not any(name in read.columns for name in LEADER_COLUMNS):
        facts = {"name": "leader", "names": listing([one for one in heading.names if one], 20)}
        findings.error("roster_column_missing", table.file, heading.row, **facts)
        findings.refuse_if_any()
    used = set(places.values())
    return read, [name for place, name in enumerate(heading.names) if name and place not in used]


def chosen(tables: Sequence[Table], told: RosterMapping, findings: Findings) -> tuple[Table, Heading]:
    """Return the table and the row whose headings name most of our columns; the first of several."""
    best: tuple[int, Table, Record] | None = None
    for table in tables:
        if told.sheet and table.name and table.name != told.sheet:
            continue
        for record in table.head:
            if record.row > HEADING_ROWS or (told.heading_row and record.row != told.heading_row):
                continue
            fits = fit(record.cells, told.columns)
            if best is None or fits > best[0]:
                best = fits, table, record
    if best is None:
        findings.error("roster_no_heading", tables[0].file if tables else told.file)
        findings.refuse_if_any()
        raise AssertionError("the roster was refused without a reason")
    _, table, record = best
    return table, Heading(tuple(cell.strip() for cell in record.cells), record.row)


def _places(found: Understood) -> dict[str, int]:
    """Our columns by name; further leader columns and levels are numbered."""
    places: dict[str, int] = {}
    for name, columns in found.columns.items():
        places |= {name if not number else f"{name}~{number}": place for number, place in enumerate(columns)}
    return places | {f"level_{number}": place for number, place in enumerate(found.levels, 1)}


def _tell(table: Table, heading: Heading, found: Understood, told: RosterMapping, findings: Findings) -> None:
    """Say what was understood of the headings, and what is missing or said twice."""
    names = heading.names
    for name, theirs in found.missing.items():
        said = {"name": name, "mapping": told.file}
        findings.error("mapped_column_missing", table.file, heading.row, theirs, **said)
    for name, (one, other) in found.doubled.items():
        said = {"first": names[one], "name": name}
        findings.error("duplicate_column", table.file, heading.row, names[other], **said)
    for name in NEEDED:
        if not found.has(name) and name not in found.missing:
            listed = listing([one for one in names if one], 20)
            findings.error("roster_column_missing", table.file, heading.row, name=name, names=listed)
    if found.source is not None:
        findings.warn("roster_source", table.file, heading.row, value=found.source.name)
    places = _places(found)
    read = [
        f"{shown(names[place])} = {name}"
        for name, place in places.items()
        if name != SPARE and not is_ours(names[place], name)
    ]
    if read:
        findings.warn(
            "roster_columns_read", table.file, heading.row, count=len(read), names=", ".join(read[:30])
        )
    used = set(places.values())
    unused = [name for place, name in enumerate(names) if name and place not in used]
    if unused:
        count = len(unused)
        findings.warn("columns_left_out", table.file, heading.row, count=count, names=listing(unused))


def _leader_is_a_role(table: RosterTable) -> None:
    """A column called "Leder" with yes and no in it says who leads, not who leads whom."""
    spare = table.columns.pop(SPARE, None)
    if "role" in table.columns:
        return
    for name in LEADER_COLUMNS:
        said = {word(cell) for cell in table.cells(name)} - {""}
        if said and said <= {*YES_OR_NO, *ROLES} and not any(text.isdecimal() for text in said):
            table.columns["role"] = table.columns.pop(name)
            table.headings = {**table.headings, "role": table.headings[name]}
            if spare is not None:
                table.columns["leader"] = spare
                table.headings = {**table.headings, "leader": table.headings[SPARE]}
            return
