"""What a planner may take away of a published round: the released figures, and leaders' reports where HR reads them."""

from __future__ import annotations

import tempfile
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from django.db import transaction

from fagspejl.accounts.types import Staff
from fagspejl.audit.services import record
from fagspejl.audit.types import Event
from fagspejl.disclosure.selectors import check_unchanged, lot_for_everybody
from fagspejl.evaluation.selectors import policy_of, round_facts
from fagspejl.lib.wording import Wording
from fagspejl.reporting.exports.figures import FigureTable
from fagspejl.reporting.exports.spss import SavNotInstalled
from fagspejl.reporting.figure_files import FILES, check_writable, write_rows
from fagspejl.reporting.frozen_questionnaire import asked_in
from fagspejl.reporting.organisation_selectors import OpenOrganisation
from fagspejl.reporting.pages.of_units.organisation import build_organisation
from fagspejl.reporting.report_archive import ReportFile, report_files
from fagspejl.reporting.selectors import grants_of_round
from fagspejl.reporting.workbook import write_open_document, write_workbook

WORKBOOK: Final = "xlsx"
# What each file is called, and what a browser is told that it is; in the order of the page.
NAMES: Final = {WORKBOOK: "organisation.xlsx", **FILES}
TYPES: Final = {
    WORKBOOK: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "csv": "text/csv; charset=utf-8",
    "figures": "application/json",
    "sav": "application/x-spss-sav",
    "ddi": "application/xml",
}
_SHEETS: Final = {WORKBOOK: write_workbook, "ods": write_open_document}


@dataclass(frozen=True, slots=True)
class Downloads:
    """What one planner may take away.

    for_hr    whether the round lets HR read leaders' reports
    reports   those that are not withdrawn, without comments; none where HR reads none
    figures   formats of the released figures: none where the planner reads some leaders' reports and HR none, because
              totals beside these could give another leader's
    """

    found: OpenOrganisation
    title: str
    for_hr: bool
    reports: tuple[ReportFile, ...]
    figures: tuple[str, ...]


def downloads(found: OpenOrganisation) -> Downloads:
    """Return what a planner may take away of a round of which she may see the totals."""
    facts = round_facts(found.round)
    assert facts is not None
    for_hr = policy_of(found.round).access.hr_reads_reports
    formats = tuple(TYPES) if for_hr or not found.readable else ()
    return Downloads(
        found,
        facts.title,
        for_hr,
        tuple(report_files(found.round)) if for_hr else (),
        tuple(one for one in formats if one != "sav" or _writes_sav()),
    )


def figures_file(offered: Downloads, kind: str, words: Wording, staff: Staff) -> BinaryIO:
    """Return a file of the released figures, open and without a name on disk, after what it holds is in the log.

    Leaders' rows are in it where `offered` holds their reports. Raises ReleaseDamaged, InstrumentChanged, OSError.
    """
    check_unchanged(offered.found.round)
    named = {report.leader for report in offered.reports}
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / NAMES[kind]
        _write(offered.found, kind, place, words, named)
        file = place.open("rb")
    told = () if kind == "ddi" else offered.reports  # it describes columns, and holds no figure
    with transaction.atomic():
        for report in told:
            record(
                actor=staff.actor, event=Event.REPORT_EXPORTED, object=report.part, facts={"comments": False}
            )
        facts: dict[str, str | int | bool | None] = {"leaders": len(told), "as": kind}
        record(actor=staff.actor, event=Event.ROUND_EXPORTED, object=offered.found.round, facts=facts)
    return file


def _write(found: OpenOrganisation, kind: str, place: Path, words: Wording, named: Collection[str]) -> None:
    """Write it; of a drawn half it says what all may read who get reports, and who holds those named here."""
    instrument, language = asked_in(found.round, words)
    table = FigureTable(found.release, instrument, language, leaders=named)
    if kind in _SHEETS:
        granted = [*grants_of_round(found.round).values(), frozenset(named)]
        lot = lot_for_everybody(found.round, found.stored, granted)
        _SHEETS[kind](build_organisation(found.release, instrument, language, lot), place, table)
    else:
        write_rows(table, place.parent, (kind,))


def _writes_sav() -> bool:
    try:
        check_writable(("sav",))
    except SavNotInstalled:
        return False
    return True
