"""The roster: who works where, who leads whom, and so who is asked about whom. Reads one file, writes nothing.

Format: docs/reference/roster.md. Every fault of the file is told at once, with row, column and what to do.
"""

from __future__ import annotations

from pathlib import Path

from fagspejl.instrument.types import Instrument
from fagspejl.intake.answers.columns import hoped_for, match_columns, refuse_formulas
from fagspejl.intake.findings import Findings
from fagspejl.intake.limits import CLI_LIMITS, Limits
from fagspejl.intake.mapping.types import ColumnMap
from fagspejl.intake.opening import check_file, open_sheet
from fagspejl.intake.roster.addresses import check_addresses
from fagspejl.intake.roster.checks import assignments_of, check_places
from fagspejl.intake.roster.columns import COLUMNS, DANISH_COLUMNS, NEEDED
from fagspejl.intake.roster.rows import RosterReader
from fagspejl.intake.roster.types import DECISIONS, RosterData
from fagspejl.intake.sheet import Progress, Sheet
from fagspejl.intake.tree import build_tree
from fagspejl.intake.vocabulary import column_key, column_name

_NEVER_EMPTY = ("person", "name", "unit", "role")


def read_roster(
    path: Path,
    instrument: Instrument,
    *,
    organisation: str = "",
    limits: Limits = CLI_LIMITS,
    progress: Progress | None = None,
) -> RosterData:
    """Read a roster, CSV or XLSX. `instrument` tells which professions there are.

    `organisation` names the unit put above several units that have none above them.

    Raises IntakeRefused with the first `limits.listed` errors and the total.
    """
    findings = Findings(limits.listed)
    check_file(path, findings)
    findings.refuse_if_any()
    known = hoped_for(COLUMNS, ColumnMap()) | frozenset(DANISH_COLUMNS)
    sheet = open_sheet(path, known=known, limits=limits, findings=findings, progress=progress)
    findings.refuse_if_any()
    if sheet is None:  # every way to None has recorded an error
        raise AssertionError("the roster was refused without a reason")
    found = _columns(sheet, findings)
    findings.refuse_if_any()
    refuse_formulas(sheet, found, findings)
    sheet.short.needed = 1 + max(found[name] for name in _NEVER_EMPTY)
    reader = RosterReader(sheet, found, instrument, findings)
    reader.read_all()
    if not reader.people and not findings.total:
        findings.error("header_only", sheet.file, sheet.header_row)
    units, _ = build_tree(
        reader.units,
        organisation=organisation,
        file=sheet.file,
        column=reader.heading("parent_unit"),
        findings=findings,
    )
    check_places(reader, findings)
    check_addresses(reader, findings)
    assignments = assignments_of(reader, findings)
    findings.refuse_if_any()
    return RosterData(
        units=units,
        people=tuple(reader.people.values()),
        assignments=assignments,
        decisions=tuple(notice for notice in findings.warnings if notice.code in DECISIONS),
        warnings=tuple(notice for notice in findings.warnings if notice.code not in DECISIONS),
    )


def _columns(sheet: Sheet, findings: Findings) -> dict[str, int]:
    """Our name -> column index. Columns that are not ours are left alone and named."""
    ours = {column_name(heading) for heading in sheet.header} & set(COLUMNS)
    danish = {
        DANISH_COLUMNS[key]: heading
        for heading in sheet.header
        if (key := column_key(heading)) in DANISH_COLUMNS and DANISH_COLUMNS[key] not in ours
    }
    found = match_columns(sheet, COLUMNS, ColumnMap(theirs=danish, lenient=True), findings)
    for name in NEEDED:
        if name not in found:
            findings.error("roster_column_missing", sheet.file, sheet.header_row, name=name)
    return found
