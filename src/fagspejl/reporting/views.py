"""The pages about reports: a report, its PDF, and who has read it. Every look is logged before it is sent."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from fagspejl.accounts.permissions import staff_here
from fagspejl.accounts.types import Staff
from fagspejl.audit.services import record
from fagspejl.audit.types import Event
from fagspejl.evaluation.selectors import round_facts
from fagspejl.reporting.permissions import check_can_open_report, check_can_see_looks
from fagspejl.reporting.selectors import LOOKS_SHOWN, OpenReport, looks_at
from fagspejl.reporting.served import html_of, pdf_name, pdf_of, served, shows_employees
from fagspejl.web.words_here import words_here


@require_safe
def report(request: HttpRequest, part_id: UUID) -> HttpResponse:
    """Show a leader's report, or the note of its withdrawal."""
    staff = staff_here(request)
    found = check_can_open_report(part_id, staff)
    if found.part.withdrawn is not None:
        return _withdrawn(request, found)
    made = served(found, words_here(), staff.person)
    context = {"report": found, "leader": made.leader, "team_version": shows_employees(found)}
    bar = render_to_string("reporting/site/bar.html", context, request)
    text = html_of(made, bar=bar)
    _log_look(Event.REPORT_READ, staff, found)
    return HttpResponse(text)


@require_safe
def report_pdf(request: HttpRequest, part_id: UUID) -> HttpResponse:
    """Hand out a leader's report as PDF."""
    staff = staff_here(request)
    found = check_can_open_report(part_id, staff)
    if found.part.withdrawn is not None:
        return _withdrawn(request, found)
    made = served(found, words_here(), staff.person)
    file = pdf_of(made)
    _log_look(Event.REPORT_PDF_READ, staff, found)
    response = HttpResponse(file, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{pdf_name(made.leader)}"'
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


def _withdrawn(request: HttpRequest, found: OpenReport) -> HttpResponse:
    context = {"note": found.part.withdrawn}
    return render(request, "reporting/site/withdrawn.html", context, status=410)


def _log_look(event: Event, staff: Staff, found: OpenReport) -> None:
    record(actor=staff.actor, event=event, object=found.part.id, facts={"comments": found.comments})
