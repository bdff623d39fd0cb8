"""The version for employees on the web: a page, its PDF and pictures for a big screen. The leader alone opens them."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from fagspejl.accounts.errors import NotYours
from fagspejl.accounts.permissions import staff_here
from fagspejl.audit.services import record
from fagspejl.audit.types import Event
from fagspejl.reporting.pages.for_employees.meeting import build_projector
from fagspejl.reporting.pages.for_employees.types import EmployeesPage, ProjectorPage
from fagspejl.reporting.permissions import check_can_show_employees
from fagspejl.reporting.responses import page_response, pdf_response
from fagspejl.reporting.served import ServedEmployees, file_name, served_employees
from fagspejl.web.words_here import words_here


@require_safe
def employees(request: HttpRequest, part_id: UUID) -> HttpResponse:
    """Show the leader what she may show her employees."""
    page, _ = _made(request, part_id)
    response = _shown(request, part_id, page)
    _log(request, part_id, "page")
    return response


@require_safe
def employees_pdf(request: HttpRequest, part_id: UUID) -> HttpResponse:
    """Hand it out as PDF, for paper."""
    page, made = _made(request, part_id)
    response = pdf_response(page, made.closed, file_name("medarbejderversion", made.leader))
    _log(request, part_id, "pdf")
    return response


@require_safe
def projector(request: HttpRequest, part_id: UUID) -> HttpResponse:
    """Show it one picture at a time, with the plan of the meeting and a clock."""
    page, _ = _made(request, part_id)
    response = _shown(request, part_id, build_projector(page))
    _log(request, part_id, "projector")
    return response


def _made(request: HttpRequest, part_id: UUID) -> tuple[EmployeesPage, ServedEmployees]:
    """Return the version. Raises NotYours where it is another's, was not promised, or too few answered."""
    made = served_employees(check_can_show_employees(part_id, staff_here(request)), words_here())
    if made.page is None:
        raise NotYours
    return made.page, made


def _shown(request: HttpRequest, part_id: UUID, page: EmployeesPage | ProjectorPage) -> HttpResponse:
    return page_response(request, page, {"part": part_id, "shown": page.kind}, bar="employees_bar")


def _log(request: HttpRequest, part_id: UUID, shown: str) -> None:
    record(
        actor=staff_here(request).actor, event=Event.TEAM_VERSION_READ, object=part_id, facts={"as": shown}
    )
