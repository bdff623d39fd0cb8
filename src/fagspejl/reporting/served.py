"""A leader's report, and its version for employees, as a server hands them out: the page, and any page as PDF."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from threading import Lock

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
from fagspejl.reporting.pages.for_employees.types import EmployeesPage
from fagspejl.reporting.pages.readers import readers_told
from fagspejl.reporting.pages.report import build_report
from fagspejl.reporting.pages.view_of_part import ReleasedRound
from fagspejl.reporting.past_rounds import leader_past
from fagspejl.reporting.render.kinds import PrintedPage
from fagspejl.reporting.render.pdf import PdfWriter
from fagspejl.reporting.selectors import OpenReport, has_team_version, readable_leaders
from fagspejl.reporting.words import words_about

_compiling = Lock()  # one compiler makes one file at a time


@dataclass(frozen=True, slots=True)
class Served:
    """A report ready to be shown. `leader` is her name, `released` what its page was made from."""

    page: ReportPage
    leader: str
    released: ReleasedRound


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


def served(report: OpenReport, words: Wording) -> Served:
    """Return a report in the language of the words, where its questionnaire has it. Raises InstrumentChanged.

    The round before stands beside this one as far as the same reader may read it.
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
    past = leader_past(report, released)
    page = build_report(
        released, leader, instrument, known, readers=told, above=above, nearest=nearest, past=past
    )
    return Served(page, released.leader(leader).name, released)


def served_employees(report: OpenReport, words: Wording) -> ServedEmployees:
    """Return the version for employees of a report. Raises InstrumentChanged."""
    released = report.part.released(with_comments=False)
    page = build_employees(released, report.part.leader, *asked_in(report.part.round, words))
    return ServedEmployees(page, released.leader(report.part.leader).name, released.info.closed)


def shows_employees(report: OpenReport, released: ReleasedRound) -> bool:
    """Whether this reader has a version for employees to show: it was promised, and enough answered for one."""
    if not has_team_version(report):
        return False
    return employees_part(released.leader(report.part.leader), released.disclosure) is not None


def pdf_bytes(page: PrintedPage, closed: date | None) -> bytes:
    """Return any page as PDF, dated `closed`."""
    with _compiling:
        return _writer(closed).render(page)


def file_name(kind: str, leader: str) -> str:
    """Return a file name that every system takes, without its ending."""
    return f"{kind}-{ascii_name(leader) or 'leder'}"


@lru_cache(maxsize=4)
def _writer(made_on: date | None) -> PdfWriter:
    return PdfWriter(made_on)
