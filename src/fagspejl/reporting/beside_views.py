"""Units side by side on the web: somebody ticks two to four of those she may open, and sees them in tree order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fagspejl.accounts.errors import NotYours
from fagspejl.accounts.permissions import staff_here
from fagspejl.audit.services import record
from fagspejl.audit.types import Event
from fagspejl.reporting.frozen_questionnaire import asked_in
from fagspejl.reporting.organisation_selectors import OpenOrganisation
from fagspejl.reporting.pages.of_units.beside import build_beside
from fagspejl.reporting.pages.outline import Place
from fagspejl.reporting.permissions import check_can_open_unit
from fagspejl.reporting.responses import withdrawn_response
from fagspejl.web.words_here import words_here

FEWEST: Final = 2
MOST: Final = 4  # that can be read beside each other
_OFFERED: Final = 200  # units to choose from on one page
_DIGITS: Final = 9  # of a number that can be a unit; more are not read


@dataclass(frozen=True, slots=True)
class UnitToTick:
    """A unit that may be ticked. `depth` below the page's unit, 0 for one from elsewhere."""

    unit: int
    name: str
    depth: int
    ticked: bool


@require_safe
def beside(request: HttpRequest, round_id: UUID, unit: int) -> HttpResponse:
    """Offer the units below one, and show those that are ticked side by side. Every look at a unit is logged."""
    staff = staff_here(request)
    found = check_can_open_unit(round_id, Place(unit), staff)
    if found.withdrawn is not None:
        return withdrawn_response(request, found.withdrawn)
    ticked = _ticked(request, found)
    page = None
    if FEWEST <= len(ticked) <= MOST:
        instrument, language = asked_in(found.round, words_here())
        page = build_beside(found.release, instrument, language, found.seen(tuple(ticked)))
        for one in ticked:
            facts = {"unit": found.unit_id(one), "as": "beside"}
            record(actor=staff.actor, event=Event.ORGANISATION_READ, object=round_id, facts=facts)
    context = {
        "round": round_id,
        "unit": unit,
        "name": found.outline.names[unit],
        "choices": _choices(found, unit, ticked),
        "page": page,
        "wrong": bool(ticked) and page is None,
        "fewest": FEWEST,
        "most": MOST,
    }
    return render(request, "reporting/site/beside.html", context)


def _ticked(request: HttpRequest, found: OpenOrganisation) -> list[int]:
    """Return the ticked units in tree order. Raises NotYours for one that is another's, or not there."""
    given = request.GET.getlist("enhed")
    if not all(one.isdecimal() and one.isascii() and len(one) <= _DIGITS for one in given):
        raise NotYours
    ticked = {int(one) for one in given}
    if not ticked <= found.units:
        raise NotYours
    return sorted(ticked)


def _choices(found: OpenOrganisation, unit: int, ticked: list[int]) -> list[UnitToTick]:
    """Return the units one level down, those below them where they are few enough, and what is ticked already."""
    outline = found.outline
    near = [one for one in outline.below[unit] if one in found.units]
    below = [under for one in near for under in outline.below[one] if under in found.units]
    depths = dict.fromkeys(near[:_OFFERED], 0)
    if len(near) + len(below) <= _OFFERED:
        depths |= dict.fromkeys(below, 1)
    places = sorted({*depths, *ticked})
    return [UnitToTick(one, outline.names[one], depths.get(one, 0), one in ticked) for one in places]
