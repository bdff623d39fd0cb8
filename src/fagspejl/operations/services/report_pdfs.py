"""Every leader's report of a published round as PDF, one by one, where the round lets HR read them.

A run that was stopped is taken up where it was: what is there stays, and each report is in the staff access log once,
before its file is in place. Stopped in between the two, the log says one time too many, never one too few.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

from django.db import transaction

from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.disclosure.document.parts import LEADER
from fagspejl.disclosure.selectors import parts_of_round, withdrawn_parts
from fagspejl.evaluation.selectors import policy_of
from fagspejl.lib.errors import FagspejlError
from fagspejl.lib.files import FolderNotOurs, PlaceIsNoFolder
from fagspejl.lib.language import Language
from fagspejl.operations.services.published_round import (
    PublishedRound,
    facts_to_export,
    file_names,
    instrument_of,
    leaders_page,
    published_round,
)
from fagspejl.reporting.pages.next_step.files import NAME as SHEETS
from fagspejl.reporting.pages.next_step.sheets import all_sheets
from fagspejl.reporting.render.batch import RenderJob, render_many

_LIST: Final = ".fagspejl-reports.json"  # which reports the folder is of
_UNFINISHED: Final = ".part"
_WORKERS: Final = 2


class ReportsNotForHr(FagspejlError):
    """The round does not let HR read leaders' reports. `title`: the round's."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.title = title


class FolderOfOtherReports(FagspejlError):
    """The folder holds reports of another round, or in another language."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


@dataclass(frozen=True, slots=True)
class WrittenReports:
    """How many reports were written, were there already, and are left out as withdrawn."""

    new: int
    there: int
    withdrawn: int


def write_report_pdfs(
    round_id: UUID, out: Path, *, actor: Actor, language: Language, progress: Callable[[int, int], None]
) -> WrittenReports:
    """Write the reports that are not in `out` yet, without comments; one that was withdrawn since is taken out of it.

    The sheets for what comes next lie beside them.

    Raises RoundUnknown, RoundInOtherState, ReportsDeleted, ReportsNotForHr, NoWording, InstrumentChanged,
    ReleaseDamaged, FolderNotOurs, PlaceIsNoFolder and FolderOfOtherReports before anything is written;
    PageNotRendered, OSError.
    """
    facts = facts_to_export(round_id)
    if not policy_of(round_id).access.hr_reads_reports:
        raise ReportsNotForHr(facts.title)
    found = published_round(round_id, instrument_of(facts, language))
    withdrawn = {part.key for part in withdrawn_parts(round_id) if part.kind == LEADER}
    parts = {one.key: one.id for one in parts_of_round(round_id) if one.kind == LEADER}
    files = {key: out / f"{name}.pdf" for key, name in file_names(found).items()}
    with _taken(out, {"round": str(round_id), "language": language}):
        for key in withdrawn:
            files[key].unlink(missing_ok=True)
        offered = [key for key in files if key not in withdrawn]
        wanted = [key for key in offered if not files[key].exists()]
        there = len(offered) - len(wanted)
        _write(found, {files[key]: (key, parts[key]) for key in wanted}, actor, language, there, progress)
        _write_sheets(found, out / f"{SHEETS}.pdf", language)
    return WrittenReports(len(wanted), there, len(withdrawn))


def _write(
    found: PublishedRound,
    wanted: dict[Path, tuple[str, UUID]],
    actor: Actor,
    language: Language,
    there: int,
    progress: Callable[[int, int], None],
) -> None:
    done, total = there, there + len(wanted)

    def jobs() -> Iterator[RenderJob]:
        for file, (key, _) in wanted.items():
            yield RenderJob(leaders_page(found, key, language), None, _unfinished(file))

    def finished(job: RenderJob) -> None:
        nonlocal done
        assert job.pdf is not None
        file = job.pdf.with_name(job.pdf.name.removesuffix(_UNFINISHED))
        with job.pdf.open("rb") as written:
            os.fsync(written.fileno())
        with transaction.atomic():
            record(
                actor=actor, event=Event.REPORT_EXPORTED, object=wanted[file][1], facts={"comments": False}
            )
        job.pdf.replace(file)
        done += 1
        progress(done, total)

    progress(done, total)
    workers = min(_WORKERS, max(1, len(wanted)))
    render_many(jobs(), made_on=found.release.info.closed, workers=workers, progress=finished)


def _write_sheets(found: PublishedRound, file: Path, language: Language) -> None:
    """They hold no figure of anybody, so that no line of the log is needed."""
    if file.exists():
        return
    page = all_sheets(found.release, found.instrument, language)
    job = RenderJob(page, None, _unfinished(file))
    render_many([job], made_on=found.release.info.closed, workers=1)
    _unfinished(file).replace(file)


def _unfinished(file: Path) -> Path:
    return file.with_name(file.name + _UNFINISHED)


def _sweep(out: Path) -> None:
    """Remove what is not finished."""
    for left in out.glob(f"*{_UNFINISHED}"):
        left.unlink()


@contextmanager
def _taken(out: Path, told: dict[str, str]) -> Iterator[None]:
    """Hold the folder for one run at a time, a new one readable by its owner alone."""
    if out.exists() and not out.is_dir():
        raise PlaceIsNoFolder(out)
    out.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(out, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        marker = out / _LIST
        if not marker.exists():
            if any(out.iterdir()):
                raise FolderNotOurs(out)
            marker.write_text(json.dumps(told) + "\n", "utf-8")
        elif marker.read_text("utf-8") != json.dumps(told) + "\n":
            raise FolderOfOtherReports(out)
        _sweep(out)  # what a killed run left
        try:
            yield
        finally:
            _sweep(out)
    finally:
        os.close(descriptor)
