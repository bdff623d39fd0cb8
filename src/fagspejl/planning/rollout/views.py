"""The lot on one page: what it can tell, registering it, drawing it, and who begins when."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from fagspejl.analysis.policy import LOT_LEAST_A_SIDE, LOT_POWER
from fagspejl.evaluation.errors import LotDrawn, LotRegistered, LotTooSmall
from fagspejl.evaluation.selectors.lots import LotSeen, lot_of
from fagspejl.evaluation.states import Act, can
from fagspejl.evaluation.types import RoundFacts
from fagspejl.lib.clock import utc_now
from fagspejl.lib.errors import FagspejlError
from fagspejl.lib.wording import Wording
from fagspejl.operations.services.lots import (
    LotHasNoRelease,
    LotTellsReaders,
    draw_registered,
    lot_themes,
    register,
    unit_names,
)
from fagspejl.planning.access import round_here
from fagspejl.planning.refusals import lines_of
from fagspejl.planning.rollout.themes import theme_titles
from fagspejl.web.words_here import words_here

_REFUSED: Final = (LotHasNoRelease, LotTellsReaders, LotRegistered, LotDrawn, LotTooSmall)


@require_http_methods(["GET", "HEAD", "POST"])
def lot(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Show how far the lot is; a post registers it, or draws it. Raises NotYours."""
    staff, found = round_here(request, round_id)
    if request.method != "POST":
        return _page(request, found)
    try:
        if request.POST.get("act") == "draw":
            if lot_of(round_id) is not None:
                draw_registered(round_id, actor=staff.actor, now=utc_now())
        else:
            theme = request.POST.get("theme", "")
            if theme not in {one.id for one in lot_themes(round_id)}:
                return _page(request, found, said=words_here().say("planning_lot.choose"))
            register(round_id, theme, actor=staff.actor, now=utc_now())
    except _REFUSED as error:
        return _page(request, found, error)
    return redirect("planning-lot", round_id)


def _page(
    request: HttpRequest, found: RoundFacts, error: FagspejlError | None = None, said: str = ""
) -> HttpResponse:
    words, seen = words_here(), lot_of(found.id)
    context: dict[str, object] = {
        "round": found,
        "lot": seen,
        "refusals": [*([] if error is None else lines_of(error, words)), *([said] if said else [])],
        "power": [_power(words, a_side, told) for a_side, told in LOT_POWER.items()],
    }
    titles = theme_titles(found, words)
    if seen is not None:
        context |= _seen(seen, words, titles)
        context["halves"] = _halves(found, seen, words)
    elif can(Act.READ, found.state):
        context["themes"] = _themes(found, words, titles)
    return render(request, "planning/rollout/lot.html", context)


def _power(words: Wording, a_side: int, told: int) -> str:
    return words.say("planning_lot.power", count=a_side, told=told)


def _themes(found: RoundFacts, words: Wording, titles: dict[str, str]) -> list[dict[str, object]]:
    """The themes to choose among; one that too few units print is told, and cannot be chosen."""
    try:
        themes = lot_themes(found.id)
    except LotHasNoRelease:
        return []
    return [
        {
            "id": one.id,
            "title": titles.get(one.id, one.id),
            "enough": one.a_side >= LOT_LEAST_A_SIDE,
            "text": words.counted("planning_lot.a_side", one.a_side)
            if one.a_side >= LOT_LEAST_A_SIDE
            else words.say("planning_lot.too_few", least=LOT_LEAST_A_SIDE),
        }
        for one in themes
    ]


def _seen(seen: LotSeen, words: Wording, titles: dict[str, str]) -> dict[str, object]:
    on = words.day(seen.drawn_on) if seen.drawn_on else words.day(seen.registered_on)
    return {"title": titles.get(seen.theme, seen.theme), "on": on}


def _halves(found: RoundFacts, seen: LotSeen, words: Wording) -> list[dict[str, object]]:
    """Both halves by name, in the order of names: nothing tells who was whose neighbour."""
    if seen.drawn_on is None:
        return []
    try:
        names = unit_names(found.id)
    except LotHasNoRelease:
        names = {}
    return [
        {
            "title": words.say(f"planning_lot.{half}"),
            "units": sorted(names.get(unit, unit) for unit in units),
        }
        for half, units in (("begins", seen.begins), ("later", seen.later))
    ]
