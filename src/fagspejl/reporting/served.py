"""A leader's report as a server hands it out: the page of the pipeline with a bar above it, and the same as PDF."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from threading import Lock
from uuid import UUID

from fagspejl.disclosure.selectors import nearest_for_reader
from fagspejl.disclosure.types import GroupName, UnitRelease
from fagspejl.instrument.types import Instrument
from fagspejl.lib.language import Language
from fagspejl.lib.names import ascii_name
from fagspejl.lib.wording import Wording
from fagspejl.reporting.frozen_questionnaire import asked_in
from fagspejl.reporting.page_types.report import ReportPage
from fagspejl.reporting.pages.above import Above
from fagspejl.reporting.pages.for_employees.page import build_employees
from fagspejl.reporting.pages.for_employees.part import employees_part
from fagspejl.reporting.pages.for_employees.types import EmployeesPage, ProjectorPage
from fagspejl.reporting.pages.readers import readers_told
from fagspejl.reporting.pages.report import build_report
from fagspejl.reporting.pages.view_of_part import ReleasedRound
from fagspejl.reporting.past_rounds import leader_past
from fagspejl.reporting.render.html import render_html
from fagspejl.reporting.render.kinds import PrintedPage
from fagspejl.reporting.render.pdf import PdfWriter
from fagspejl.reporting.selectors import OpenReport, has_team_version, readable_leaders
from fagspejl.reporting.words import words_about
from fagspejl.web.assets import address

_compiling = Lock()  # one compiler makes one file at a time


@dataclass(frozen=True, slots=True)
class Served:
    """A report ready to be shown. `leader` is her name, `closed` the day the round closed."""

    page: ReportPage
    leader: str
    closed: date | None


@dataclass(frozen=True, slots=True)
class ServedEmployees:
    """The version for employees ready to be shown; `page` is None where too few answered for one."""

    page: EmployeesPage | None
    leader: str
    closed: date | None


def released_in(report: OpenReport, words: Wording) -> tuple[ReleasedRound, Instrument, Language]:
    """Return what was released to this reader, its questionnaire, and the language closest to the words.

    Raises InstrumentChanged.
    """
    released = report.part.released(with_comments=report.comments)
    return released, *asked_in(report.part.round, words)


def served(report: OpenReport, words: Wording, person: UUID | None = None) -> Served:
    """Return a report in the language of the words, where its questionnaire has it. Raises InstrumentChanged.

    `person`: who reads; the round before stands beside this one as far as that person may read it.
    """
    released, instrument, known = released_in(report, words)
    above = None
    if report.role == "superior":
        above, words = Above(report.named), words_about(known, own=False)
    # The Release keeps who may read as the policy names them; people read it in their language.
    round_id, leader = report.part.round, report.part.leader

    def nearest(groups: Collection[GroupName]) -> UnitRelease | None:
        return nearest_for_reader(round_id, readable_leaders(round_id, report.reader), leader, groups)

    told = readers_told(released.info.report_readers, words)
    past = leader_past(report, released, person)
    page = build_report(
        released, leader, instrument, known, readers=told, above=above, nearest=nearest, past=past
    )
    return Served(page, released.leader(leader).name, released.info.closed)


def served_employees(report: OpenReport, words: Wording) -> ServedEmployees:
    """Return the version for employees of a report. Raises InstrumentChanged."""
    released = report.part.released(with_comments=False)
    page = build_employees(released, report.part.leader, *asked_in(report.part.round, words))
    return ServedEmployees(page, released.leader(report.part.leader).name, released.info.closed)


def shows_employees(report: OpenReport) -> bool:
    """Whether this reader has a version for employees to show: it was promised, and enough answered for one."""
    if not has_team_version(report):
        return False
    released = report.part.released(with_comments=False)
    return employees_part(released.leader(report.part.leader), released.disclosure) is not None


def employees_html(page: EmployeesPage | ProjectorPage, *, bar: str) -> str:
    """Return the version for employees as one page, or its pictures for a big screen with their clock."""
    script = address("projector.js") if page.kind == "projector" else None
    return render_html(page, style_href=address("site.css"), script_href=script, bar=bar)


def html_of(report: Served, *, bar: str) -> str:
    """Return the report as one page, `bar` above its head."""
    return render_html(report.page, style_href=address("site.css"), bar=bar)


def pdf_of(report: Served) -> bytes:
    """Return the report as PDF, dated the day the round closed."""
    return pdf_bytes(report.page, report.closed)


def pdf_bytes(page: PrintedPage, closed: date | None) -> bytes:
    """Return any page as PDF, dated `closed`."""
    with _compiling:
        return _writer(closed).render(page)


def pdf_name(leader: str) -> str:
    """Return a file name that every system takes."""
    return f"rapport-{ascii_name(leader) or 'leder'}.pdf"


@lru_cache(maxsize=4)
def _writer(made_on: date | None) -> PdfWriter:
    return PdfWriter(made_on)
