"""The roster: who works where, who leads whom, and so who is asked about whom. Reads one file, writes nothing.

Format: docs/reference/roster.md. Every fault of the file is told at once, with row, column and what to do.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from fagspejl.instrument.types import Instrument
from fagspejl.intake.findings import Findings, listing
from fagspejl.intake.limits import CLI_LIMITS, Limits
from fagspejl.intake.mending import Mending
from fagspejl.intake.opening import check_file
from fagspejl.intake.roster.added import add_leaders
from fagspejl.intake.roster.addresses import check_addresses
from fagspejl.intake.roster.cells import RosterTable, drop_cpr, refuse_spoiled, tidy
from fagspejl.intake.roster.checks import assignments_of, check_places
from fagspejl.intake.roster.days import LATEST, read_days, year_of
from fagspejl.intake.roster.file import read_table
from fagspejl.intake.roster.fourfiles import is_feed, read_feed
from fagspejl.intake.roster.mapping import RosterMapping, read_roster_mapping
from fagspejl.intake.roster.rows import RosterReader, tell_days
from fagspejl.intake.roster.titles import Titles, read_titles, shipped
from fagspejl.intake.roster.types import DECISIONS, RosterData
from fagspejl.intake.sheet import Progress
from fagspejl.intake.tree import UnitMentioned, build_tree


def read_roster(
    path: Path,
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
    units: dict[str, UnitMentioned] | None = None
    if is_feed(path):
        if mending is not None and mending.corrects:
            findings.error("corrected_feed", path.name)
            findings.refuse_if_any()
        table, units, also = read_feed(path, today=today, limits=limits, findings=findings)
    else:
        table, also = _one_file(path, told, today, limits, findings, progress), {}
    return _roster(table, units, also, (told, titles, instrument, organisation, today), findings)


def _one_file(
    path: Path,
    told: RosterMapping,
    today: date | None,
    limits: Limits,
    findings: Findings,
    progress: Progress | None,
) -> RosterTable:
    check_file(path, findings)
    findings.refuse_if_any()
    table, unused = read_table(path, told, limits, findings, progress)
    drop_cpr(table, unused, findings)
    findings.refuse_if_any()
    refuse_spoiled(table, findings)
    tidy(table, findings)
    add_leaders(table, findings)
    _leave_out_ended(table, told, today, findings)
    if not table.rows:
        findings.error("header_only", table.file, table.header_row)
    return table


def _roster(
    table: RosterTable,
    units: dict[str, UnitMentioned] | None,
    also: dict[str, tuple[str, ...]],
    told: tuple[RosterMapping, Titles, Instrument, str, date | None],
    findings: Findings,
) -> RosterData:
    mapping, titles, instrument, organisation, today = told
    reader = RosterReader(
        table, instrument, findings, mapping=mapping, titles=titles, this_year=year_of(today)
    )
    reader.read_all()
    if not reader.people and not findings.total:
        findings.error("header_only", table.file, table.header_row)
    if units is not None:
        reader.units.units = units
    tree, _ = build_tree(
        reader.units.units,
        organisation=organisation,
        file=table.file,
        column=reader.heading("parent_unit"),
        findings=findings,
    )
    check_places(reader, findings)
    check_addresses(reader, findings)
    assignments = assignments_of(reader, findings)
    reader.tell_left_out()
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
