"""The pages about reports: a report, its PDF, and who has read it. Every look is logged before it is sent."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fagspejl.accounts.permissions import staff_here
from fagspejl.accounts.types import Staff
from fagspejl.audit.services import record
from fagspejl.audit.types import Event
from fagspejl.evaluation.selectors import round_facts
from fagspejl.reporting.page_types.report import ReportPage
from fagspejl.reporting.page_types.steps import StagePage
from fagspejl.reporting.permissions import check_can_open_report, check_can_see_looks
from fagspejl.reporting.responses import page_response, pdf_response, withdrawn_response
from fagspejl.reporting.selectors import LOOKS_SHOWN, OpenReport, looks_at
from fagspejl.reporting.served import Served, file_name, served, shows_employees
from fagspejl.reporting.starts import starts_here
from fagspejl.web.words_here import words_here


@require_safe
def report(request: HttpRequest, part_id: UUID) -> HttpResponse:
    """Show a leader's report, or the note of its withdrawal."""
    staff = staff_here(request)
    found = check_can_open_report(part_id, staff)
    if found.part.withdrawn is not None:
        return withdrawn_response(request, found.part.withdrawn)
    made = served(found, words_here())
    response = report_response(request, found, made, made.page)
    _log_look(Event.REPORT_READ, staff, found)
    return response


@require_safe
def report_pdf(request: HttpRequest, part_id: UUID) -> HttpResponse:
    """Hand out a leader's report as PDF."""
    staff = staff_here(request)
    found = check_can_open_report(part_id, staff)
    if found.part.withdrawn is not None:
        return withdrawn_response(request, found.part.withdrawn)
    made = served(found, words_here())
    response = pdf_response(made.page, made.released.info.closed, file_name("rapport", made.leader))
    _log_look(Event.REPORT_PDF_READ, staff, found)
    return response


@require_safe
def report_looks(request: HttpRequest, part_id: UUID) -> HttpResponse:
    """Show a leader who has read the report about her."""
    staff = staff_here(request)
    found = check_can_see_looks(part_id, staff)
    facts = round_facts(found.part.round)
    looks = looks_at(part_id)
    context = {
        "report": found,
        "round": "" if facts is None else facts.title,
        "looks": looks,
        "limit": LOOKS_SHOWN if len(looks) == LOOKS_SHOWN else None,
        "me": str(staff.id),
    }
    record(actor=staff.actor, event=Event.REPORT_LOOKS_READ, object=part_id)
    return render(request, "reporting/site/looks.html", context)


def report_response(
    request: HttpRequest, found: OpenReport, made: Served, page: ReportPage | StagePage
) -> HttpResponse:
    """Return a report, or a step of it, under the report's bar."""
    about = {
        "report": found,
        "leader": made.leader,
        "starts": starts_here(request, found),
        "team_version": shows_employees(found, made.released),
        # The steps are listed at the foot of each of them, under the name that the link to them has elsewhere.
        "in_steps": page.kind == "stage",
    }
    return page_response(request, page, about, bar="report_bar")


def _log_look(event: Event, staff: Staff, found: OpenReport) -> None:
    record(actor=staff.actor, event=event, object=found.part.id, facts={"comments": found.comments})
