"""The organisation's report on the web: a page per unit, its PDF and its short version. Every look is logged."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from fagspejl.accounts.permissions import staff_here
from fagspejl.accounts.types import Staff
from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.lib.names import ascii_name
from fagspejl.reporting.frozen_questionnaire import asked_in
from fagspejl.reporting.organisation_selectors import OpenOrganisation
from fagspejl.reporting.page_types.organisation import BoardPage, OrganisationPage
from fagspejl.reporting.pages.of_units.board import build_board
from fagspejl.reporting.pages.of_units.organisation import build_unit
from fagspejl.reporting.pages.outline import Place
from fagspejl.reporting.past_rounds import unit_past
from fagspejl.reporting.permissions import check_can_open_organisation, check_can_open_unit
from fagspejl.reporting.responses import page_response, pdf_response, withdrawn_response
from fagspejl.web.words_here import words_here


@require_safe
def organisation(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Lead to the first unit, in tree order, of which this person may see the totals."""
    found = check_can_open_organisation(round_id, staff_here(request))
    return HttpResponseRedirect(_page_url(found, Place(min(found.units))))


@require_safe
def unit(request: HttpRequest, round_id: UUID, unit: int, part: int = 1) -> HttpResponse:
    """Show one unit, and the units one level down."""
    staff, place = staff_here(request), Place(unit, part)
    found = check_can_open_unit(round_id, place, staff)
    if found.withdrawn is not None:
        return withdrawn_response(request, found.withdrawn)
    page = _page(found, place, staff)
    about = {"round": round_id, "unit": unit, "planner": "planner" in staff.roles}
    about["below"] = len(found.outline.below[unit]) > 1
    response = page_response(request, page, about, bar="organisation_bar")
    _log(staff.actor, found, place, "page")
    return response


@require_safe
def unit_pdf(request: HttpRequest, round_id: UUID, unit: int) -> HttpResponse:
    """Hand out one unit's page as PDF."""
    staff, place = staff_here(request), Place(unit)
    found = check_can_open_unit(round_id, place, staff)
    if found.withdrawn is not None:
        return withdrawn_response(request, found.withdrawn)
    response = _pdf(_page(found, place, staff), found)
    _log(staff.actor, found, place, "pdf")
    return response


@require_safe
def unit_board(request: HttpRequest, round_id: UUID, unit: int) -> HttpResponse:
    """Hand out the short version: only totals that every reader of the round's reports may see."""
    staff, place = staff_here(request), Place(unit)
    found = check_can_open_unit(round_id, place, staff)
    if found.withdrawn is not None:
        return withdrawn_response(request, found.withdrawn)
    instrument, language = asked_in(found.round, words_here())
    units = found.public((unit, *found.outline.listed(place)))
    shown = found.outline.on_page(place, units, lambda _: "", language)
    page = build_board(found.release, instrument, language, shown, readers_known=True)
    response = _pdf(page, found)
    _log(staff.actor, found, place, "board")
    return response


def _page(found: OpenOrganisation, place: Place, staff: Staff) -> OrganisationPage:
    instrument, language = asked_in(found.round, words_here())
    units = found.seen((place.unit, *found.outline.listed(place)))
    shown = found.outline.on_page(
        place, units, lambda to: _page_url(found, to), language, may_open=found.units.__contains__
    )
    past = unit_past(found, place.unit, staff) if shown.summary else None
    return build_unit(found.release, instrument, language, shown, past, found.lot)


def _page_url(found: OpenOrganisation, place: Place) -> str:
    if place.part == 1:
        return reverse("organisation-unit", args=[found.round, place.unit])
    return reverse("organisation-part", args=[found.round, place.unit, place.part])


def _pdf(page: OrganisationPage | BoardPage, found: OpenOrganisation) -> HttpResponse:
    return pdf_response(page, found.release.info.closed, ascii_name(page.head.title) or "organisation")


def _log(actor: Actor, found: OpenOrganisation, place: Place, kind: str) -> None:
    unit = found.unit_id(place.unit)
    record(actor=actor, event=Event.ORGANISATION_READ, object=found.round, facts={"unit": unit, "as": kind})
