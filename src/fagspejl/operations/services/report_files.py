"""From files to files, the pipeline as one walk: read, release, check, write. `report` and `demo` both take it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final

from fagspejl.analysis.policy import DisclosurePolicy, ReportingPolicy, limits, thresholds_sha256
from fagspejl.disclosure.document.codec import dumps
from fagspejl.disclosure.release import Release, release
from fagspejl.disclosure.release_check.audit import audit
from fagspejl.disclosure.release_check.types import AuditFault
from fagspejl.disclosure.types import (
    InstrumentStamp,
    Leader,
    Organisation,
    Provenance,
    RoundInfo,
    Unit,
    WrittenComment,
)
from fagspejl.instrument.loader import load
from fagspejl.instrument.types import Instrument
from fagspejl.intake import Mending, read_round
from fagspejl.intake.types import AnswerFile, Notice, RoundData, RoundFacts
from fagspejl.lib.errors import FagspejlError
from fagspejl.lib.language import Language
from fagspejl.lib.names import ascii_name
from fagspejl.lib.promise import Registered
from fagspejl.operations.services.nearest_totals import NearestTotals
from fagspejl.operations.services.organisation_files import BOARD, NAME, OrganisationFiles
from fagspejl.operations.services.previous_release import PreviousRelease
from fagspejl.reporting.exports.figures import FigureTable
from fagspejl.reporting.figure_files import FILES, check_writable, write_figures
from fagspejl.reporting.pages.for_employees.meeting import build_projector
from fagspejl.reporting.pages.for_employees.page import build_employees
from fagspejl.reporting.pages.for_employees.part import employees_part
from fagspejl.reporting.pages.index import build_index
from fagspejl.reporting.pages.next_step.files import NAME as SHEETS
from fagspejl.reporting.pages.next_step.files import write_date
from fagspejl.reporting.pages.next_step.sheets import all_sheets
from fagspejl.reporting.pages.of_units.organisation import build_organisation
from fagspejl.reporting.pages.report import build_report
from fagspejl.reporting.render.batch import RenderJob, render_many
from fagspejl.reporting.words import sentences_sha256
from fagspejl.reporting.workbook import write_workbook

FORMATS: Final = ("html", "pdf", "json", "xlsx")  # made where nothing else is asked for
ALL_FORMATS: Final = (*FORMATS, *FILES)
_WORKERS: Final = 2
_LEADERS: Final = "leaders"  # the folder of leaders' reports

Progress = Callable[[str, str, int, int], None]  # (step, file name or "", done, of how many: 0 is not known)


class NoWording(FagspejlError):
    """The questionnaire has no words in the language asked for; `known` are those it has."""

    def __init__(self, instrument: str, known: tuple[str, ...]) -> None:
        super().__init__(f"{instrument} has words in {', '.join(known)} only")
        self.instrument, self.known = instrument, known


class ClosedOnOtherDay(FagspejlError):
    """The day a round is said to have closed contradicts its mapping: `opened` and `closed` are what that says."""

    def __init__(self, day: date, opened: date | None, closed: date | None) -> None:
        super().__init__(f"{day}, and the mapping says {opened} to {closed}")
        self.day, self.opened, self.closed = day, opened or "?", closed or "?"


class OwnAuditFailed(FagspejlError):
    """A Release that we made ourselves does not pass our own audit: nothing may be written."""

    def __init__(self, faults: tuple[AuditFault, ...]) -> None:
        super().__init__(f"{len(faults)} faults, the first: {faults[0].finding} {faults[0].where}")
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for."""

    answers: Path | tuple[AnswerFile, ...]
    instrument: str
    leaders: Path | None = None
    mapping: Path | None = None
    language: Language = "da"
    formats: tuple[str, ...] = FORMATS
    disclosure: DisclosurePolicy = field(default_factory=DisclosurePolicy)
    with_comments: bool = True
    separate_subordinate_leaders: bool = False
    team_version: bool = False  # a version for employees beside each leader's report
    previous: Path | None = None  # the release of the last round
    closed: date | None = None  # the day the round closed, where no mapping says it

    @property
    def files(self) -> tuple[AnswerFile, ...]:
        """The files of answers."""
        return (AnswerFile(self.answers),) if isinstance(self.answers, Path) else self.answers

    @property
    def inputs(self) -> tuple[Path, ...]:
        """Every file that is read."""
        given = (
            *(path for one in self.files for path in (one.path, one.mapping)),
            self.leaders,
            self.mapping,
        )
        return tuple(path for path in (*given, self.previous) if path is not None)


@dataclass(frozen=True, slots=True)
class Summary:
    """What a Release shows and hides, counted on its file. Leaders, and places in the reports."""

    leaders: int
    with_group: int  # leaders with at least one group of their own
    without_group: int
    nobody_asked: int
    leader_places: int  # places in leaders' reports that are empty to protect anonymity
    unit_places: int  # the same in the organisation's report
    not_asked: int  # places that are empty because a group was not asked
    with_comments: int  # leaders whose reports hold somebody's comments


@dataclass(frozen=True, slots=True)
class FilesRead:
    """What the files say, before anything is measured."""

    instrument: Instrument
    organisation: Organisation
    data: RoundData


@dataclass(frozen=True, slots=True)
class CheckedRelease:
    """A Release that passed its own audit, its file, and what is needed to write reports of it."""

    release: Release
    text: str
    summary: Summary
    organisation: Organisation
    instrument: Instrument
    warnings: tuple[Notice, ...]
    previous: PreviousRelease | None = None


def files_read(order: Order, progress: Progress, mending: Mending | None = None) -> FilesRead:
    """Read the files. Raises SavNotInstalled, InstrumentNotFound, InstrumentInvalid, NoWording, IntakeRefused,
    ClosedOnOtherDay.
    """
    instrument = questionnaire(order)
    data = read_round(
        order.files,
        instrument,
        leaders=order.leaders,
        mapping=order.mapping,
        separate_subordinate_leaders=order.separate_subordinate_leaders,
        k=order.disclosure.k,
        mending=mending,
        progress=lambda name, done, total: progress("reading", name, done, total),
    )
    organisation = Organisation(
        tuple(Unit(row.id, row.name, row.parent) for row in data.units),
        tuple(Leader(row.id, row.name, row.unit) for row in data.leaders),
    )
    return FilesRead(instrument, organisation, replace(data, round=_dated(data.round, order.closed)))


def questionnaire(order: Order) -> Instrument:
    """Return the questionnaire. Raises SavNotInstalled, InstrumentNotFound, InstrumentInvalid, NoWording."""
    check_writable(order.formats)
    instrument = load(order.instrument)
    if order.language not in instrument.wordings:
        raise NoWording(instrument.id, tuple(instrument.wordings))
    return instrument


def _dated(told: RoundFacts, closed: date | None) -> RoundFacts:
    """Return what is told of the round with the day it closed."""
    if closed is None:
        return told
    if told.closed not in (None, closed) or (told.opened is not None and told.opened > closed):
        raise ClosedOnOtherDay(closed, told.opened, told.closed)
    return replace(told, closed=closed)


def checked_release(
    order: Order, read: FilesRead, provenance: Provenance, progress: Progress
) -> CheckedRelease:
    """Release the round and audit the release from its own text. Writes nothing. Raises OwnAuditFailed."""
    progress("counting", "", 0, 0)
    made = _released(order, read, provenance)
    progress("auditing", "", 0, 0)
    text = dumps(made)
    document = json.loads(text)
    report = audit(document)
    if report.faults:
        raise OwnAuditFailed(report.faults)
    summary = summary_of(document)
    return CheckedRelease(made, text, summary, read.organisation, read.instrument, read.data.warnings)


def _released(order: Order, read: FilesRead, provenance: Provenance) -> Release:
    data, instrument, told = read.data, read.instrument, read.data.round
    return release(
        data.table,
        read.organisation,
        comments=[WrittenComment(row.row, row.question, row.text) for row in data.comments],
        questions=instrument.comments,
        info=RoundInfo(told.title, told.organisation, told.opened, told.closed, told.report_readers),
        stamp=InstrumentStamp(instrument.id, instrument.version, instrument.checksum, instrument.validated),
        disclosure=order.disclosure,
        reporting=ReportingPolicy(),
        separate_subordinate_leaders=order.separate_subordinate_leaders,
        has_person=data.has_person,
        with_comments=order.with_comments,
        provenance=provenance,
        promise=_registered(order, instrument),
    )


def _registered(order: Order, instrument: Instrument) -> Registered:
    """Return the rules that these reports are made by. What those who answered were told, no file says."""
    return Registered(
        made="report",
        k=order.disclosure.k,
        thresholds=thresholds_sha256(order.disclosure, ReportingPolicy()),
        access=None,
        words=None,
        questionnaire=instrument.checksum,
        sentences=sentences_sha256(),
        rules=limits(),
    )


def summary_of(document: Mapping[str, Any]) -> Summary:
    """Count a release's file."""
    ids = {row["id"] for row in document["leaders"]}
    own = {row["leader"] for row in document["blocks"] if row["kind"] == "own"}
    unasked = Counter(name for group in document["groups"] for name in group["leaders_not_asked"])
    nobody = {name for name in ids if unasked[name] == len(document["groups"])}
    withheld = Counter(
        (row["reason"], "leader" in row)
        for section in ("figures", "comments")
        for row in document[section]
        if row["status"] == "withheld"
    )
    commented = {row["leader"] for row in document["comments"] if row["status"] == "shown"}
    return Summary(
        leaders=len(ids),
        with_group=len(own),
        without_group=len(ids) - len(own) - len(nobody),
        nobody_asked=len(nobody),
        leader_places=withheld["anonymity", True],
        unit_places=withheld["anonymity", False],
        not_asked=withheld["not_asked", True] + withheld["not_asked", False],
        with_comments=len(commented),
    )


def write_reports(checked: CheckedRelease, order: Order, folder: Path, progress: Progress) -> None:
    """Write every file that is asked for into `folder`, which exists and is nobody else's.

    Raises PageNotRendered, OSError.
    """
    wanted = order.formats
    pages = [name for name in ("html", "pdf") if name in wanted]
    names = _file_names(checked.organisation)
    if pages:
        (folder / _LEADERS).mkdir()
        before = {} if checked.previous is None else checked.previous.of_units(checked.release)
        whole = OrganisationFiles(checked.release, checked.instrument, order.language, past=before)
        shown = _with_team_version(checked, order) if order.team_version else frozenset()
        total = len(names) + whole.count + 1 + ("html" in wanted) + len(shown) * (1 + ("html" in wanted))
        done = 0

        def count(job: RenderJob) -> None:
            nonlocal done
            done += 1
            progress("pages", "", done, total)

        progress("pages", "", 0, total)
        closed = checked.release.info.closed
        write_date(folder, checked.release.info, order.language)
        render_many(
            _jobs(checked, order, folder, names, whole, shown),
            made_on=closed,
            workers=_WORKERS,
            progress=count,
        )
    if {"xlsx", *FILES} & set(wanted):
        progress("organisation", "", 0, 0)
        page = build_organisation(checked.release, checked.instrument, order.language)
        # No policy says here that anybody but the leader reads her figures: the organisation's part alone.
        figures = FigureTable(checked.release, checked.instrument, order.language)
        if "xlsx" in wanted:
            write_workbook(page, folder / f"{NAME}.xlsx", figures)
        write_figures(figures, page, folder, wanted)
    if "json" in wanted:
        (folder / "release.json").write_text(checked.text, "utf-8")


def _jobs(
    checked: CheckedRelease,
    order: Order,
    folder: Path,
    names: Mapping[str, str],
    whole: OrganisationFiles,
    shown: frozenset[str],
) -> Iterator[RenderJob]:
    """Yield pages one by one. `shown`: the leaders with a version for employees."""
    html, pdf = "html" in order.formats, "pdf" in order.formats

    def job(page: Any, name: str, *, has_pdf: bool = True) -> RenderJob:
        return RenderJob(
            page,
            folder / f"{name}.html" if html else None,
            folder / f"{name}.pdf" if pdf and has_pdf else None,
        )

    made, instrument, language = checked.release, checked.instrument, order.language
    yield from whole.jobs(folder, html=html, pdf=pdf)
    yield job(all_sheets(made, instrument, language), SHEETS)
    totals = NearestTotals(made)
    for leader, name in names.items():
        past = None if checked.previous is None else checked.previous.of_leader(made, leader)
        nearest = partial(totals.of, leader)
        yield job(build_report(made, leader, instrument, language, past=past, nearest=nearest), name)
        if leader in shown and (version := build_employees(made, leader, instrument, language)) is not None:
            yield job(version, f"{name}-employees")
            if html:
                yield job(build_projector(version), f"{name}-projector", has_pdf=False)
    if html:
        pages = [name for name in ("html", "pdf") if name in order.formats]

        def files_of(leader: str, name: str) -> list[tuple[str, str]]:
            version = [(f"employees_{kind}", f"{name}-employees.{kind}") for kind in pages]
            version.append(("projector", f"{name}-projector.html"))
            return [*((kind, f"{name}.{kind}") for kind in pages), *(version if leader in shown else ())]

        files = [(kind, f"{NAME}.{kind}") for kind in ("html", "pdf", "xlsx") if kind in order.formats]
        short = [(f"board_{kind}", f"{BOARD}.{kind}") for kind in pages]
        index = build_index(
            made.info,
            checked.organisation,
            language,
            leader_files={leader: files_of(leader, name) for leader, name in names.items()},
            organisation_files=[*files, *short],
            release_files=[("json", "release.json")] if "json" in order.formats else [],
            sheet_files=[
                *((kind, f"{SHEETS}.{kind}") for kind in pages),
                *([("ics", f"{SHEETS}.ics")] if made.info.closed else []),
            ],
        )
        yield job(index, "index", has_pdf=False)


def _with_team_version(checked: CheckedRelease, order: Order) -> frozenset[str]:
    """Return the leaders about whom enough employees answered for a version that these may see."""
    made = checked.release
    return frozenset(
        leader.id
        for leader in checked.organisation.leaders
        if employees_part(made.leader(leader.id), order.disclosure) is not None
    )


def _file_names(organisation: Organisation) -> dict[str, str]:
    """Name each leader's files by place in the list and id: distinct, and safe on every system."""
    width = len(str(len(organisation.leaders)))
    names = {}
    for number, leader in enumerate(organisation.leaders, start=1):
        readable = ascii_name(leader.id)
        names[leader.id] = f"{_LEADERS}/{number:0{width}}" + (f"-{readable}" if readable else "")
    return names
