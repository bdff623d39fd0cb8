"""The page of all leaders below somebody: links to their reports and the department's totals. Every look is logged."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from fagspejl.accounts.permissions import staff_here
from fagspejl.accounts.types import Staff
from fagspejl.audit.services import record
from fagspejl.audit.types import Event
from fagspejl.disclosure.selectors import organisation_release
from fagspejl.reporting.below_selectors import LeadersBelow
from fagspejl.reporting.frozen_questionnaire import asked_in
from fagspejl.reporting.organisation_selectors import organisation_for
from fagspejl.reporting.pages.below import Department, ReportBelow, build_below
from fagspejl.reporting.permissions import check_can_see_leaders_below
from fagspejl.reporting.responses import page_response
from fagspejl.web.words_here import words_here


@require_safe
def leaders_below(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Show the leaders in tree order, whatever their results, and nothing of who has read which report."""
    staff = staff_here(request)
    found = check_can_see_leaders_below(round_id, staff)
    instrument, language = asked_in(round_id, words_here())
    reports = [
        ReportBelow(
            one.part.leader, reverse("report", args=[one.part.id]), withdrawn=one.part.withdrawn is not None
        )
        for one in found.reports
    ]
    page = build_below(
        organisation_release(found.stored),
        found.organisation,
        instrument,
        language,
        reports,
        _department(found, staff),
    )
    response = page_response(request, page, {})
    unit = found.organisation.units[found.department].id
    record(
        actor=staff.actor,
        event=Event.ORGANISATION_READ,
        object=round_id,
        facts={"unit": unit, "as": "leaders below"},
    )
    return response


def _department(found: LeadersBelow, staff: Staff) -> Department:
    """The department with the totals that this reader may see; without any where the unit is not hers to see."""
    unit = found.department
    name = found.organisation.units[unit].name
    seen = organisation_for(found.round, staff)
    if seen is None or unit not in seen.units or seen.withdrawn is not None:
        return Department(name, None, 0, "")
    (totals,) = seen.seen((unit,))
    href = reverse("organisation-unit", args=[found.round, unit])
    return Department(name, totals, seen.outline.leaders[unit], href)
