"""A published round as files: the organisation's part, and leaders' reports where the round lets HR read them.

Everything comes from the stored Release, whose hashes are verified first. Acts are in the staff access log before the
files are in place.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db import transaction

from fagspejl.accounts.types import Staff
from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.disclosure.document.codec import loads
from fagspejl.disclosure.document.organisation_part import organisation_document, organisation_text
from fagspejl.disclosure.document.parts import HEAD, LEADER, Part, ReleasedPart, document_of
from fagspejl.disclosure.public_totals import readers_with_rights
from fagspejl.disclosure.release import Release
from fagspejl.disclosure.release_check.organisation import audit_organisation
from fagspejl.disclosure.selectors import PartKey, parts_of_round, release_id, withdrawn_parts
from fagspejl.disclosure.services.store import read_parts, verify
from fagspejl.evaluation.errors import ReportsDeleted, RoundUnknown
from fagspejl.evaluation.selectors import policy_of, round_facts
from fagspejl.evaluation.states import Act, check_can
from fagspejl.instrument.loader import frozen
from fagspejl.instrument.types import Instrument
from fagspejl.lib.canonical import canonical
from fagspejl.lib.derivation import derive
from fagspejl.lib.errors import FagspejlError
from fagspejl.lib.files import replaced_folder
from fagspejl.lib.language import Language
from fagspejl.lib.names import ascii_name
from fagspejl.lib.wording import wording
from fagspejl.operations.services.ledger import installation_key
from fagspejl.operations.services.organisation_files import NAME, OrganisationFiles
from fagspejl.operations.services.report_files import NoWording, OwnAuditFailed
from fagspejl.reporting.pages.organisation import build_organisation
from fagspejl.reporting.pages.readers import readers_told
from fagspejl.reporting.pages.report import build_report
from fagspejl.reporting.render.batch import RenderJob, render_many
from fagspejl.reporting.selectors import grants_of_round, readable_leaders
from fagspejl.reporting.workbook import write_workbook

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


@dataclass(frozen=True, slots=True)
class _Round:
    """What is exported: the stored parts, the same as a Release, and its questionnaire."""

    id: UUID
    parts: tuple[Part, ...]
    release: Release
    instrument: Instrument


def export_round(
    round_id: UUID, out: Path, *, planner: Staff | None, actor: Actor, language: Language, progress: Progress
) -> int:
    """Write a published round's files into `out`, replaced as a whole; returns how many leaders' reports are there.

    `planner`: whose account it is done by, None where there are no accounts.
    Raises RoundInOtherState, ReportsDeleted, PlannerIsReader, OrganisationWithdrawn, NoWording, InstrumentChanged,
    ReleaseDamaged, OwnAuditFailed, LedgerUnusable, PageNotRendered, FolderNotReplaceable, OSError; then nothing is
    written.
    """
    facts = round_facts(round_id)
    if facts is None:
        raise RoundUnknown(str(round_id))
    check_can(Act.EXPORT, facts.state, round_id)
    if facts.reports_deleted_on is not None:
        raise ReportsDeleted(facts.reports_deleted_on)
    with_leaders = policy_of(round_id).access.hr_reads_reports
    if planner is not None and not with_leaders and readable_leaders(round_id, planner.person):
        raise PlannerIsReader(planner.name)
    instrument = frozen(facts.instrument, facts.instrument_sha)
    if language not in instrument.wordings:
        raise NoWording(instrument.id, tuple(instrument.wordings))
    withdrawn = withdrawn_parts(round_id)
    if any(part.kind != LEADER for part in withdrawn):
        raise OrganisationWithdrawn
    progress("counting", "", 0, 0)
    verify(round_id)
    parts = tuple(read_parts(round_id))
    found = _Round(round_id, parts, loads(canonical(document_of(parts))), instrument)
    text = _audited(found, progress)
    leaders = [one for one in parts_of_round(round_id) if one.kind == LEADER and one not in withdrawn]
    exported = leaders if with_leaders else []
    with replaced_folder(out) as staged:
        (staged / "release.json").write_text(text, "utf-8")
        _write_pages(found, exported, staged, language, progress)
        with transaction.atomic():
            for one in exported:
                record(actor=actor, event=Event.REPORT_EXPORTED, object=one.id, facts={"comments": False})
            record(actor=actor, event=Event.ROUND_EXPORTED, object=round_id, facts={"leaders": len(exported)})
    return len(exported)


def _audited(found: _Round, progress: Progress) -> str:
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


def _write_pages(
    found: _Round, leaders: list[PartKey], folder: Path, language: Language, progress: Progress
) -> None:
    granted = grants_of_round(found.id)
    readers = readers_with_rights(found.release, granted.values())
    whole = OrganisationFiles(found.release, found.instrument, language, readers)
    if leaders:
        (folder / _LEADERS).mkdir()
    total, done = whole.count + len(leaders), 0

    def count(_: RenderJob) -> None:
        nonlocal done
        done += 1
        progress("pages", "", done, total)

    def jobs() -> Iterator[RenderJob]:
        yield from whole.jobs(folder, html=True, pdf=True)
        for name, report in _reports(found, leaders, language):
            place = folder / _LEADERS / name
            yield RenderJob(report, place.with_suffix(".html"), place.with_suffix(".pdf"))

    progress("pages", "", 0, total)
    workers = _WORKERS if total > _ALONE else 1
    render_many(jobs(), made_on=found.release.info.closed, workers=workers, progress=count)
    page = build_organisation(found.release, found.instrument, language)
    write_workbook(page, folder / f"{NAME}.xlsx")


def _reports(found: _Round, leaders: list[PartKey], language: Language) -> Iterator[tuple[str, Any]]:
    """Yield names of files and leaders' reports as HR may read them: without comments, promised to others alone."""
    bodies = {(part.kind, part.key): part.body for part in found.parts}
    words = wording(language, _SITE_WORDS)
    names = {leader.id: leader.name for leader in found.release.printed.organisation.leaders}
    place = {leader: number for number, leader in enumerate(names)}
    width = len(str(len(leaders)))
    for number, one in enumerate(sorted(leaders, key=lambda one: place[one.key]), start=1):
        released = ReleasedPart(bodies[HEAD, ""], bodies[one.kind, one.key], with_comments=False)
        readers = readers_told(released.info.report_readers, words)
        name = f"{number:0{width}}-{ascii_name(names[one.key]) or 'leder'}"
        yield name, build_report(released, one.key, found.instrument, language, readers=readers)
