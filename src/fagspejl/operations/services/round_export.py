"""A published round as files: the organisation's part, and leaders' reports where the round lets HR read them.

Everything comes from the stored Release, whose hashes are verified first. Acts are in the staff access log before the
files are in place.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import transaction

from fagspejl.accounts.types import Staff
from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.disclosure.document.organisation_part import organisation_document, organisation_text
from fagspejl.disclosure.document.parts import LEADER, Part
from fagspejl.disclosure.public_totals import readers_with_rights
from fagspejl.disclosure.release_check.organisation import audit_organisation
from fagspejl.disclosure.selectors import PartKey, parts_of_round, release_id, withdrawn_parts
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
from fagspejl.operations.services.report_files import OwnAuditFailed
from fagspejl.reporting.exports.figures import FigureTable
from fagspejl.reporting.figure_files import FILES, check_writable, write_figures
from fagspejl.reporting.pages.next_step.files import NAME as SHEETS
from fagspejl.reporting.pages.next_step.files import write_date
from fagspejl.reporting.pages.next_step.sheets import all_sheets
from fagspejl.reporting.pages.of_units.organisation import build_organisation
from fagspejl.reporting.pages.over_time.past import Past
from fagspejl.reporting.past_rounds import units_past_for_export
from fagspejl.reporting.render.batch import RenderJob, render_many
from fagspejl.reporting.selectors import grants_of_round, readable_leaders
from fagspejl.reporting.workbook import write_workbook

FORMATS: Final = ("html", "pdf", "json", "xlsx")  # made where nothing else is asked for
ALL_FORMATS: Final = (*FORMATS, *FILES)
_LEADERS: Final = "leaders"
_SITE_WORDS: Final = "fagspejl.reporting.words.site"
_WORKERS: Final = 2
_ALONE: Final = 20  # pages that are made soonest without processes of their own

Progress = Callable[[str, str, int, int], None]  # (step, file name or "", done, of how many: 0 is not known)


class PlannerIsReader(FagspejlError):
    """The planner may read leaders' reports of the round: beside the totals they could give another leader's."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} reads reports of this round")
        self.name = name


class OrganisationWithdrawn(FagspejlError):
    """A part that the organisation's files are made of was withdrawn."""


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

    `planner`: whose account it is done by, None where there are no accounts. `formats`: of ALL_FORMATS.
    Raises SavNotInstalled, RoundInOtherState, ReportsDeleted, PlannerIsReader, OrganisationWithdrawn, NoWording,
    InstrumentChanged, ReleaseDamaged, OwnAuditFailed, LedgerUnusable, PageNotRendered, FolderNotReplaceable, OSError;
    then nothing is written.
    """
    check_writable(formats)
    facts = facts_to_export(round_id)
    with_leaders = policy_of(round_id).access.hr_reads_reports
    if planner is not None and not with_leaders and readable_leaders(round_id, planner.person):
        raise PlannerIsReader(planner.name)
    instrument = instrument_of(facts, language)
    withdrawn = withdrawn_parts(round_id)
    if any(part.kind != LEADER for part in withdrawn):
        raise OrganisationWithdrawn
    progress("counting", "", 0, 0)
    found = published_round(round_id, instrument)
    text = _audited(found, progress)
    leaders = [one for one in parts_of_round(round_id) if one.kind == LEADER and one not in withdrawn]
    exported = leaders if with_leaders else []
    with replaced_folder(out) as staged:
        if "json" in formats:
            (staged / "release.json").write_text(text, "utf-8")
        past = units_past_for_export(round_id, None if planner is None else planner.person)
        _write_files(found, exported, past, staged, language, formats, progress)
        with transaction.atomic():
            for one in exported:
                record(actor=actor, event=Event.REPORT_EXPORTED, object=one.id, facts={"comments": False})
            record(actor=actor, event=Event.ROUND_EXPORTED, object=round_id, facts={"leaders": len(exported)})
    return len(exported)


def _audited(found: PublishedRound, progress: Progress) -> str:
    """Return the organisation's part as text that passed its own audit. Raises OwnAuditFailed."""
    progress("auditing", "", 0, 0)
    key, stored = installation_key(settings.KEYS), release_id(found.id)

    def salt(part: Part) -> bytes:
        return derive(key, "left-out", stored.bytes, f"{part.kind}\x00{part.key}".encode())

    text = organisation_text(organisation_document(found.parts, salt))
    faults = audit_organisation(json.loads(text)).faults
    if faults:
        raise OwnAuditFailed(faults)
    return text


def _write_files(
    found: PublishedRound,
    leaders: list[PartKey],
    past: Mapping[int, Past],
    folder: Path,
    language: Language,
    formats: tuple[str, ...],
    progress: Progress,
) -> None:
    if {"html", "pdf"} & set(formats):
        _write_pages(found, leaders, past, folder, language, formats, progress)
    page = build_organisation(found.release, found.instrument, language)
    named = {one.key for one in leaders}
    figures = FigureTable(found.release, found.instrument, language, leaders=named)
    if "xlsx" in formats:
        write_workbook(page, folder / f"{NAME}.xlsx", figures)
    write_figures(figures, page, folder, formats)


def _write_pages(
    found: PublishedRound,
    leaders: list[PartKey],
    past: Mapping[int, Past],
    folder: Path,
    language: Language,
    formats: tuple[str, ...],
    progress: Progress,
) -> None:
    readers = readers_with_rights(found.release, grants_of_round(found.id).values())
    whole = OrganisationFiles(found.release, found.instrument, language, readers, past)
    if leaders:
        (folder / _LEADERS).mkdir()
    write_date(folder, found.release.info, language)
    total, done, wanted = whole.count + 1 + len(leaders), 0, {one.key for one in leaders}

    def count(_: RenderJob) -> None:
        nonlocal done
        done += 1
        progress("pages", "", done, total)

    def files(place: Path) -> tuple[Path | None, Path | None]:
        html, pdf = (place.with_suffix(f".{kind}") if kind in formats else None for kind in ("html", "pdf"))
        return html, pdf

    def jobs() -> Iterator[RenderJob]:
        yield from whole.jobs(folder, html="html" in formats, pdf="pdf" in formats)
        sheets = all_sheets(found.release, found.instrument, language)
        yield RenderJob(sheets, *files(folder / SHEETS))
        for key, name in file_names(found).items():
            if key in wanted:
                yield RenderJob(leaders_page(found, key, language), *files(folder / _LEADERS / name))

    progress("pages", "", 0, total)
    workers = _WORKERS if total > _ALONE else 1
    render_many(jobs(), made_on=found.release.info.closed, workers=workers, progress=count)
