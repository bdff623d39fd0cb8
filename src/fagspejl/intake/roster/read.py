"""The roster: who works where, who leads whom, and so who is asked about whom. Reads one file, writes nothing.

Format: docs/reference/roster.md. Every fault of the file is told at once, with row, column and what to do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from fagspejl.instrument.types import Instrument
from fagspejl.intake.findings import Findings, listing
from fagspejl.intake.limits import CLI_LIMITS, Limits
from fagspejl.intake.mending import Mending
from fagspejl.intake.opening import check_file, open_book
from fagspejl.intake.roster.added import add_leaders
from fagspejl.intake.roster.addresses import check_addresses
from fagspejl.intake.roster.cells import RosterTable, drop_cpr, refuse_spoiled, tidy
from fagspejl.intake.roster.checks import assignments_of, check_groups, check_places
from fagspejl.intake.roster.days import LATEST, read_days, year_of
from fagspejl.intake.roster.file import read_table
from fagspejl.intake.roster.fourfiles import is_feed, read_feed
from fagspejl.intake.roster.mapping import RosterMapping, read_roster_mapping
from fagspejl.intake.roster.rows import RosterReader, tell_days
from fagspejl.intake.roster.titles import Titles, read_titles, shipped
from fagspejl.intake.roster.types import DECISIONS, RosterData
from fagspejl.intake.sheet import Progress
from fagspejl.intake.source import Source
from fagspejl.intake.tables import Table
from fagspejl.intake.tree import UnitMentioned, build_tree


@dataclass(frozen=True, slots=True)
class Feed:
    """The feed of four files once its engagements are joined: no CPR number is in it. `also`: person -> other ids."""

    table: RosterTable
    units: dict[str, UnitMentioned]
    also: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of a roster beside its file: see `read_roster`."""

    mapping: RosterMapping = field(default_factory=RosterMapping)
    titles: Titles = field(default_factory=shipped)
    organisation: str = ""
    today: date | None = None


def read_roster(
    path: Source,
    instrument: Instrument,
    *,
    organisation: str = "",
    mapping: Path | None = None,
    professions: Path | None = None,
    today: date | None = None,
    mending: Mending | None = None,
    limits: Limits = CLI_LIMITS,
    progress: Progress | None = None,
) -> RosterData:
    """Read a roster: CSV, XLSX, or the feed of four files in a folder or ZIP. `instrument` says which professions are.

    `organisation` names the unit put above several units that have none above them. `mapping` says what the file calls
    our columns and values, `professions` which titles belong to which profession. Employments that ended before
    `today` are left out; where nobody says which day it is, none are. `mending` gathers faulty rows, and has corrected
    ones.

    Raises IntakeRefused with the first `limits.listed` errors and the total.
    """
    findings = Findings(limits.listed, mending)
    told = RosterMapping() if mapping is None else read_roster_mapping(mapping, limits, findings)
    titles = shipped() if professions is None else read_titles(professions, limits, findings)
    findings.refuse_if_any()
    opened = open_roster(path, today, limits, findings, progress)
    return read_opened(opened, instrument, Told(told, titles, organisation, today), findings)


def open_roster(
    path: Source, today: date | None, limits: Limits, findings: Findings, progress: Progress | None = None
) -> Feed | tuple[Table, ...]:
    """Return what a file may be read as, or the whole feed. Raises IntakeRefused."""
    if is_feed(path):
        if findings.mending is not None and findings.mending.corrects:
            findings.error("corrected_feed", path.name)
            findings.refuse_if_any()
        return Feed(*read_feed(path, today=today, limits=limits, findings=findings))
    check_file(path, findings)
    findings.refuse_if_any()
    tables = open_book(path, limits=limits, findings=findings, progress=progress)
    findings.refuse_if_any()
    return tables


def read_opened(
    opened: Feed | tuple[Table, ...], instrument: Instrument, told: Told, findings: Findings
) -> RosterData:
    """Read what was opened, now or earlier. Raises IntakeRefused."""
    if isinstance(opened, Feed):
        return _roster(opened.table, opened.units, opened.also, instrument, told, findings)
    table = _one_file(opened, told, findings)
    return _roster(table, None, {}, instrument, told, findings)


def _one_file(tables: Sequence[Table], told: Told, findings: Findings) -> RosterTable:
    table, unused = read_table(tables, told.mapping, findings)
    drop_cpr(table, unused, findings)
    findings.refuse_if_any()
    refuse_spoiled(table, findings)
    tidy(table, findings)
    add_leaders(table, findings)
    _leave_out_ended(table, told.mapping, told.today, findings)
    if not table.rows:
        findings.error("header_only", table.file, table.header_row)
    return table


def _roster(
    table: RosterTable,
    units: dict[str, UnitMentioned] | None,
    also: dict[str, tuple[str, ...]],
    instrument: Instrument,
    told: Told,
    findings: Findings,
) -> RosterData:
    this_year = year_of(told.today)
    reader = RosterReader(
        table, instrument, findings, mapping=told.mapping, titles=told.titles, this_year=this_year
    )
    reader.read_all()
    if not reader.people and not findings.total:
        findings.error("header_only", table.file, table.header_row)
    if units is not None:
        reader.units.units = units
    tree, _ = build_tree(
        reader.units.units,
        organisation=told.organisation,
        file=table.file,
        column=reader.heading("parent_unit"),
        findings=findings,
    )
    check_places(reader, findings)
    check_addresses(reader, findings)
    assignments = assignments_of(reader, findings)
    reader.tell_left_out()
    check_groups(reader, assignments, tree[0].id if tree else "", findings)
    findings.refuse_if_any()
    return RosterData(
        units=tree,
        people=tuple(reader.people.values()),
        assignments=assignments,
        decisions=tuple(notice for notice in findings.warnings if notice.code in DECISIONS),
        warnings=tuple(notice for notice in findings.warnings if notice.code not in DECISIONS),
        also={**reader.also, **also},
    )


def _leave_out_ended(table: RosterTable, told: RosterMapping, today: date | None, findings: Findings) -> None:
    """Leave out employments that ended before today. A day beyond 2100 is no end."""
    cells: Sequence[str] = table.cells("employed_until")
    if today is None or not any(cells):
        return
    found = read_days(cells, order=told.dates, this_year=today.year)
    tell_days(table, "employed_until", found.wrong, found.open, findings)
    wanted = [not cell or found.days.get(cell, LATEST) >= today for cell in cells]
    if not all(wanted):
        gone = [str(row) for row, kept in zip(table.rows, wanted, strict=True) if not kept]
        heading = table.headings.get("employed_until", "employed_until")
        findings.warn("roster_ended", table.file, None, heading, count=len(gone), rows=listing(gone))
        table.keep(wanted)
