"""A report read step by step: the access and the log of the whole report, one step a page."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from fagspejl.accounts.errors import NotYours
from fagspejl.accounts.permissions import staff_here
from fagspejl.audit.services import record
from fagspejl.audit.types import Event
from fagspejl.reporting.permissions import check_can_open_report
from fagspejl.reporting.render.html import render_html
from fagspejl.reporting.served import served, shows_employees
from fagspejl.reporting.steps.build import NoSuchStage, build_stage
from fagspejl.reporting.views import withdrawn_page
from fagspejl.web.assets import address
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
        return withdrawn_page(request, found)
    made = served(found, words_here(), staff.person)
    try:
        page = build_stage(
            made.page,
            name,
            address=lambda to: reverse("report-stage", args=[part_id, to]),
            whole=reverse("report", args=[part_id]),
        )
    except NoSuchStage as error:
        raise NotYours from error
    # The steps are listed at the foot of each of them, under the name that the link to them has elsewhere.
    context = {
        "report": found,
        "leader": made.leader,
        "team_version": shows_employees(found),
        "in_steps": True,
    }
    bar = render_to_string("reporting/site/bar.html", context, request)
    text = render_html(page, style_href=address("site.css"), bar=bar)
    record(
        actor=staff.actor,
        event=Event.REPORT_READ,
        object=found.part.id,
        facts={"comments": found.comments},
    )
    return HttpResponse(text)
