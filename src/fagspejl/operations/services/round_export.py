"""A published round as files: the organisation's part, and leaders' reports where the round lets HR read them.

Everything comes from the stored Release, whose hashes are verified first. Acts are in the staff access log before the
files are in place.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db import transaction

from fagspejl.accounts.types import Staff
from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.disclosure.document.organisation_part import organisation_document, organisation_text
from fagspejl.disclosure.document.parts import LEADER, Part
from fagspejl.disclosure.release_check.organisation import audit_organisation
from fagspejl.disclosure.selectors import (
    lot_for_everybody,
    organisation_withdrawal,
    parts_of_round,
    release_id,
)
from fagspejl.disclosure.types import LotPrinted
from fagspejl.evaluation.selectors import policy_of
from fagspejl.lib.derivation import derive
from fagspejl.lib.errors import FagspejlError
from fagspejl.lib.files import replaced_folder
from fagspejl.lib.language import Language
from fagspejl.operations.services.ledger import installation_key
from fagspejl.operations.services.organisation_files import NAME, OrganisationFiles
from fagspejl.operations.services.published_round import (
    PublishedRound,
    facts_to_export,
    file_names,
    instrument_of,
    leaders_page,
    published_round,
)
from fagspejl.operations.services.report_files import FORMATS, OwnAuditFailed, Progress
from fagspejl.reporting.exports.figures import FigureTable
from fagspejl.reporting.figure_files import check_writable, write_figures
from fagspejl.reporting.pages.next_step.files import NAME as SHEETS
from fagspejl.reporting.pages.next_step.files import write_date
from fagspejl.reporting.pages.next_step.sheets import all_sheets
from fagspejl.reporting.pages.of_units.organisation import build_organisation
from fagspejl.reporting.pages.over_time.past import Past
from fagspejl.reporting.past_rounds import units_past_for_export
from fagspejl.reporting.render.batch import RenderJob, render_many
from fagspejl.reporting.selectors import grants_of_round, readable_leaders
from fagspejl.reporting.workbook import write_workbook

_LEADERS: Final = "leaders"
_WORKERS: Final = 2
_ALONE: Final = 20  # pages that are made soonest without processes of their own


class PlannerIsReader(FagspejlError):
    """The planner may read leaders' reports of the round: beside the totals they could give another leader's."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} reads reports of this round")
        self.name = name


class OrganisationWithdrawn(FagspejlError):
    """A part that the organisation's files are made of was withdrawn."""


def check_totals_may_leave(round_id: UUID, planner: Staff | None) -> None:
    """Refuse to hand over a round's totals. Raises PlannerIsReader, OrganisationWithdrawn.

    `planner`: whose account it is done by, None where there are no accounts.
    """
    with_leaders = policy_of(round_id).access.hr_reads_reports
    if planner is not None and not with_leaders and readable_leaders(round_id, planner.person):
        raise PlannerIsReader(planner.name)
    if organisation_withdrawal(round_id) is not None:
        raise OrganisationWithdrawn


def export_round(
    round_id: UUID,
    out: Path,
    *,
    planner: Staff | None,
    actor: Actor,
    language: Language,
    progress: Progress,
    formats: tuple[str, ...] = FORMATS,
) -> int:
    """Write a published round's files into `out`, replaced as a whole; returns how many leaders are in them.

    `planner`: whose account it is done by, None where there are no accounts. `formats`: of `report_files.ALL_FORMATS`.
    Raises SavNotInstalled, RoundInOtherState, ReportsDeleted, PlannerIsReader, OrganisationWithdrawn, NoWording,
    InstrumentChanged, ReleaseDamaged, OwnAuditFailed, LedgerUnusable, PageNotRendered, FolderNotReplaceable, OSError;
    then nothing is written.
    """
    check_writable(formats)
    facts = facts_to_export(round_id)
    check_totals_may_leave(round_id, planner)
    instrument = instrument_of(facts, language)
    progress("counting", "", 0, 0)
    found = published_round(round_id, instrument)
    standing = parts_of_round(round_id, withdrawn=False)
    with_leaders = policy_of(round_id).access.hr_reads_reports
    exported = [one for one in standing if one.kind == LEADER] if with_leaders else []
    named = frozenset(one.key for one in exported)
    lot = lot_for_everybody(round_id, release_id(round_id), [*grants_of_round(round_id).values(), named])
    text = _audited(found, progress, with_lot=lot is not None)
    with replaced_folder(out) as staged:
        if "json" in formats:
            (staged / "release.json").write_text(text, "utf-8")
        past = units_past_for_export(round_id, None if planner is None else planner.person)
        _Files(found, named, past, staged, language, formats, lot).write(progress)
        with transaction.atomic():
            for one in exported:
                record(actor=actor, event=Event.REPORT_EXPORTED, object=one.id, facts={"comments": False})
            record(actor=actor, event=Event.ROUND_EXPORTED, object=round_id, facts={"leaders": len(exported)})
    return len(exported)


def _audited(found: PublishedRound, progress: Progress, *, with_lot: bool) -> str:
    """Return the organisation's part as text that passed its own audit. Raises OwnAuditFailed."""
    progress("auditing", "", 0, 0)
    key, stored = installation_key(settings.KEYS), release_id(found.id)

    def salt(part: Part) -> bytes:
        return derive(key, "left-out", stored.bytes, f"{part.kind}\x00{part.key}".encode())

    text = organisation_text(organisation_document(found.parts, salt, with_lot=with_lot))
    faults = audit_organisation(json.loads(text)).faults
    if faults:
        raise OwnAuditFailed(faults)
    return text


@dataclass(frozen=True, slots=True)
class _Files:
    """What one export writes. `leaders`: ids of those in it; `past`: the last round, by place in tree order.

    `lot`: what all readers of the round's reports may read of a drawn half.
    """

    found: PublishedRound
    leaders: frozenset[str]
    past: Mapping[int, Past]
    folder: Path
    language: Language
    formats: tuple[str, ...]
    lot: LotPrinted | None

    def write(self, progress: Progress) -> None:
        """Write pages and tables."""
        if {"html", "pdf"} & set(self.formats):
            self._write_pages(progress)
        asked = (self.found.release, self.found.instrument, self.language)
        page, figures = build_organisation(*asked, self.lot), FigureTable(*asked, leaders=self.leaders)
        if "xlsx" in self.formats:
            write_workbook(page, self.folder / f"{NAME}.xlsx", figures)
        write_figures(figures, page, self.folder, self.formats)

    def _write_pages(self, progress: Progress) -> None:
        release = self.found.release
        whole = OrganisationFiles(
            release, self.found.instrument, self.language, self.found.readers, self.past, self.lot
        )
        if self.leaders:
            (self.folder / _LEADERS).mkdir()
        write_date(self.folder, release.info, self.language)
        total, done = whole.count + 1 + len(self.leaders), 0

        def count(_: RenderJob) -> None:
            nonlocal done
            done += 1
            progress("pages", "", done, total)

        progress("pages", "", 0, total)
        workers = _WORKERS if total > _ALONE else 1
        render_many(self._jobs(whole), made_on=release.info.closed, workers=workers, progress=count)

    def _jobs(self, whole: OrganisationFiles) -> Iterator[RenderJob]:
        found, language = self.found, self.language
        yield from whole.jobs(self.folder, html="html" in self.formats, pdf="pdf" in self.formats)
        yield self._job(all_sheets(found.release, found.instrument, language), self.folder / SHEETS)
        for key, name in file_names(found).items():
            if key in self.leaders:
                yield self._job(leaders_page(found, key, language), self.folder / _LEADERS / name)

    def _job(self, page: Any, place: Path) -> RenderJob:
        html, pdf = (
            place.with_suffix(f".{kind}") if kind in self.formats else None for kind in ("html", "pdf")
        )
        return RenderJob(page, html, pdf)
