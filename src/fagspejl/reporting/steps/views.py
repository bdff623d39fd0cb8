"""A report read step by step: the access and the log of the whole report, one step a page."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from fagspejl.accounts.errors import NotYours
from fagspejl.accounts.permissions import staff_here
from fagspejl.audit.services import record
from fagspejl.audit.types import Event
from fagspejl.reporting.permissions import check_can_open_report
from fagspejl.reporting.responses import withdrawn_response
from fagspejl.reporting.served import served
from fagspejl.reporting.steps.build import NoSuchStage, build_stage
from fagspejl.reporting.views import report_response
from fagspejl.web.words_here import words_here


@require_safe
def step(request: HttpRequest, part_id: UUID, name: str) -> HttpResponse:
    """Show the leader one step of her report, or the note of its withdrawal; to nobody else it is written.

    A step that is not there is not hers.
    """
    staff = staff_here(request)
    found = check_can_open_report(part_id, staff)
    if found.role != "leader":
        raise NotYours
    if found.part.withdrawn is not None:
        return withdrawn_response(request, found.part.withdrawn)
    made = served(found, words_here())
    try:
        page = build_stage(
            made.page,
            name,
            address=lambda to: reverse("report-stage", args=[part_id, to]),
            whole=reverse("report", args=[part_id]),
        )
    except NoSuchStage as error:
        raise NotYours from error
    response = report_response(request, found, made, page)
    record(
        actor=staff.actor,
        event=Event.REPORT_READ,
        object=found.part.id,
        facts={"comments": found.comments},
    )
    return response
