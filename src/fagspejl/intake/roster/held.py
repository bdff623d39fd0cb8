"""A roster between two requests: what its file holds, without a CPR number, as plain values that JSON can carry.

Read again it gives the same people and the same findings as the file itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date
from itertools import islice
from typing import Any, Final

import numpy as np

from fagspejl.intake.corrected import CorrectedSheet, read_corrected
from fagspejl.intake.cpr import MASK, heading_is_cpr, is_cpr_column, mask_cells, masked
from fagspejl.intake.faulty_rows import wide
from fagspejl.intake.findings import Findings
from fagspejl.intake.limits import Limits
from fagspejl.intake.recorded import Finding, Recording
from fagspejl.intake.roster.cells import RosterTable
from fagspejl.intake.roster.file import chosen
from fagspejl.intake.roster.fourfiles import ENGAGEMENTS
from fagspejl.intake.roster.headings import key, understand
from fagspejl.intake.roster.mapping import RosterMapping
from fagspejl.intake.roster.read import Feed, open_roster
from fagspejl.intake.sheet import Block, Sheet, ShortRows, TextColumn
from fagspejl.intake.source import HeldFile, Source
from fagspejl.intake.tables import HEAD_ROWS, Heading, Record, Table
from fagspejl.intake.tree import UnitMentioned

_BLOCK_ROWS: Final = 8192
_ALL: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class HeldTable:
    """One table of one file. `rows` are numbers of the file's rows below the heading, `columns` their cells.

    `above`: the records before the heading and the heading itself. `refused`: rows that `block_findings` are about,
    which are shown where they are corrected and else left out. `findings` were made when the file was opened.
    """

    file: str
    sheet: str
    delimiter: str
    heading_row: int
    width: int  # of the heading
    above: list[tuple[int, list[str]]]
    rows: list[int]
    columns: list[list[str]]
    hidden: list[int]
    formulas: list[tuple[int, int]]
    refused: list[int]
    findings: list[Finding] = field(default_factory=list)
    block_findings: list[Finding] = field(default_factory=list)

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings of the columns, "" for one that has none."""
        return tuple(next(cells for row, cells in self.above if row == self.heading_row)[: self.width])

    def cells(self, place: int) -> Iterator[str]:
        """The cells of one column that are not empty."""
        return filter(str.strip, self.columns[place])

    def table(self, findings: Findings) -> Table:
        """Return it as what a file may be read as, and tell what was found when it was opened."""
        for one in self.findings:
            one.tell(findings)
        records = [Record(row, tuple(cells)) for row, cells in self.above]
        below = islice(zip(self.rows, zip(*self.columns, strict=True), strict=True), HEAD_ROWS - len(records))
        records += [Record(row, cells) for row, cells in below]
        return Table(
            self.file,
            self.sheet,
            tuple(records),
            lambda heading: self._opened(heading, findings),
            self.delimiter,
            frozenset(self.hidden),
        )

    def _opened(self, heading: Heading, findings: Findings) -> Sheet:
        short = ShortRows()
        blocks = self._blocks(heading, findings, short)
        formulas = tuple((row, column) for row, column in self.formulas)
        return Sheet(self.file, heading.names, heading.row, blocks, formulas, short)

    def _blocks(self, heading: Heading, findings: Findings, short: ShortRows) -> Iterator[Block]:
        left_out = set(heading.passed_over)
        if short.needed is None:
            left_out |= set(self.refused)
        width = len(heading.names)
        for start in range(0, len(self.rows), _BLOCK_ROWS):
            numbers = self.rows[start : start + _BLOCK_ROWS]
            kept = [place for place, row in enumerate(numbers, start) if row not in left_out]
            if kept:
                cells = [[column[place] for place in kept] for column in self.columns[:width]]
                cells += [[""] * len(kept) for _ in range(width - len(cells))]
                rows = np.asarray([self.rows[place] for place in kept], dtype=np.int32)
                yield Block(rows, [TextColumn(column) for column in cells])
        for one in self.block_findings:
            one.tell(findings, heading.passed_over)


@dataclass(frozen=True, slots=True)
class HeldFeed:
    """The feed of four files, its engagements joined. `findings` were made meanwhile."""

    table: RosterTable
    units: dict[str, UnitMentioned]
    also: dict[str, tuple[str, ...]]
    findings: list[Finding] = field(default_factory=list)


Held = HeldTable | HeldFeed


def hold(path: Source, *, known: Sequence[Sequence[str]] = (), today: date | None, limits: Limits) -> Held:
    """Open a roster and return all that it holds, CPR numbers replaced by dots. Raises IntakeRefused.

    `known`: rows of headings that are looked for first, because somebody has said what they mean.
    """
    findings = Recording(limits.listed)
    told = open_roster(path, today, limits, findings)
    if isinstance(told, Feed):
        table = replace(told.table, headings=dict(told.table.headings))
        return HeldFeed(table, told.units, told.also, findings.found)
    table_, heading = _known(told, known) or chosen(told, RosterMapping(), findings)
    before = len(findings.found)
    held = _whole(table_, heading, findings)
    if any(one.error and not one.rows for one in findings.found):  # of the file, not of rows of it
        findings.refuse_if_any()
    held.findings.extend(findings.found[:before])
    held.block_findings.extend(findings.found[before:])
    return held


def opened(held: Held, findings: Findings) -> Feed | tuple[Table, ...]:
    """Return what a roster that is held may be read as: what `open_roster` returns of its file."""
    if isinstance(held, HeldFeed):
        if findings.mending is not None and findings.mending.corrects:
            findings.error("corrected_feed", ENGAGEMENTS)
            findings.refuse_if_any()
        for one in held.findings:
            one.tell(findings)
        columns = {name: list(cells) for name, cells in held.table.columns.items()}
        units = {unit: replace(said) for unit, said in held.units.items()}
        return Feed(replace(held.table, rows=list(held.table.rows), columns=columns), units, held.also)
    tables: tuple[Table, ...] = (held.table(findings),)
    if findings.mending is not None:
        tables = findings.mending.tables(HeldFile(held.file), tables, findings)
    findings.refuse_if_any()
    return tables


def hold_corrected(path: Source, file: str, limits: Limits) -> CorrectedSheet:
    """Read rows of `file` that come back corrected, without CPR numbers. Raises IntakeRefused."""
    findings = Findings(limits.listed)
    found = read_corrected(path, [file], limits=limits, findings=findings)
    findings.refuse_if_any()
    told = found[file]
    ids = [heading_is_cpr(name) for name in told.headings]
    ids += [False] * max((len(cells) for cells in told.rows.values()), default=0)
    rows = {
        row: tuple(
            MASK if cpr and cell.strip() else masked(cell) for cpr, cell in zip(ids, cells, strict=False)
        )
        for row, cells in told.rows.items()
    }
    return CorrectedSheet(masked(told.file), masked(told.name), tuple(map(masked, told.headings)), rows)


def _known(tables: Sequence[Table], known: Sequence[Sequence[str]]) -> tuple[Table, Heading] | None:
    wanted = {keys(headings) for headings in known}
    for table in tables:
        for record in table.head:
            if wanted and keys(record.cells) in wanted:
                return table, Heading(tuple(cell.strip() for cell in record.cells), record.row)
    return None


def keys(headings: Sequence[str]) -> tuple[str, ...]:
    """Return headings as they are compared, without empty ones at the end."""
    found = [key(masked(heading)) for heading in headings]
    while found and not found[-1]:
        found.pop()
    return tuple(found)


def _whole(table: Table, heading: Heading, findings: Recording) -> HeldTable:
    """Read a table; where rows were refused, once more with them, as wide as they are."""
    before = len(findings.found)
    sheet = table.open(heading)
    rows, columns = _cells(sheet)
    read = set(rows)
    if any(one.rows for one in findings.found[before:]):
        with findings.silent():
            again = table.open(wide(heading, [(one.code, one.facts) for one in findings.found]))
            again.short.needed = 0
            rows, columns = _cells(again)
    names = heading.names
    person = understand(names, {}).columns.get("person", ())
    for place, cells in enumerate(columns):
        name = names[place] if place < len(names) and place not in person else ""
        columns[place] = _without_cpr(name, cells)
    last = max((place for place, cells in enumerate(columns) if any(map(str.strip, cells))), default=-1)
    del columns[max(last + 1, len(names)) :]
    return HeldTable(
        file=masked(table.file),
        sheet=masked(table.name),
        delimiter=table.delimiter,
        heading_row=heading.row,
        width=len(names),
        above=[(one.row, list(map(masked, one.cells))) for one in table.head if one.row <= heading.row],
        rows=rows,
        columns=columns,
        hidden=sorted(table.hidden),
        formulas=list(sheet.formulas),
        refused=sorted(set(rows) - read),
    )


def _cells(sheet: Sheet) -> tuple[list[int], list[list[str]]]:
    rows: list[int] = []
    columns: list[list[str]] = [[] for _ in sheet.header]
    for block in sheet.blocks:
        rows += block.rows.tolist()
        for kept, column in zip(columns, block.columns, strict=True):
            kept.extend(column.texts())
    return rows, columns


def _without_cpr(name: str, cells: list[str]) -> list[str]:
    if is_cpr_column(name, cells):
        return [MASK if cell.strip() else "" for cell in cells]
    return list(mask_cells(cells)[0])


def to_json(held: Held) -> dict[str, Any]:
    """Return plain values. Lists of texts and numbers are those of `held`, not copies."""
    kind = "feed" if isinstance(held, HeldFeed) else "table"
    told: dict[str, Any] = _plain(held)
    return {"kind": kind, **told}


def _plain(value: Any) -> Any:
    """As `asdict`, which copies every cell by itself and takes longer for it than reading the file."""
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple) and not isinstance(next(iter(value), ""), str | int):
        return [_plain(one) for one in value]
    return value


def from_json(told: Mapping[str, Any]) -> Held:
    """Return what plain values hold."""
    said = {name: value for name, value in told.items() if name != "kind"}
    for name in ("findings", "block_findings"):
        if name in said:
            said[name] = [Finding(**one) for one in said[name]]
    if told["kind"] == "feed":
        said["table"] = RosterTable(**said["table"])
        said["units"] = {unit: UnitMentioned(**one) for unit, one in said["units"].items()}
        said["also"] = {person: tuple(ids) for person, ids in said["also"].items()}
        return HeldFeed(**said)
    said["above"] = [(row, cells) for row, cells in said["above"]]
    said["formulas"] = [(row, column) for row, column in said["formulas"]]
    return HeldTable(**said)
