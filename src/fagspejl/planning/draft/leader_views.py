"""Which leaders a round is about: all, those of some units, or named ones; long lists in pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, cast, get_args
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from fagspejl.accounts.types import Staff
from fagspejl.evaluation.selectors.plan import PlanSeen, plan_of
from fagspejl.evaluation.services.planning_round import save_plan
from fagspejl.evaluation.states import Act, can
from fagspejl.evaluation.types import RoundFacts
from fagspejl.evaluation.types.plan import PlanValues, Scope
from fagspejl.lib.clock import utc_now
from fagspejl.lib.errors import FagspejlError
from fagspejl.organisation.selectors import leaders_on_roster, unit_tree
from fagspejl.planning.access import round_here
from fagspejl.planning.refusals import lines_of
from fagspejl.web.words_here import words_here

_ON_A_PAGE: Final = 100
_DEEPEST: Final = 6  # further down a list is not moved in any more
_PASTED_AT_MOST: Final = 5000
_BETWEEN: Final = re.compile(r"[\n\r;,\t]+")


@dataclass(frozen=True, slots=True)
class Choice:
    """One unit or leader to tick."""

    key: str
    name: str
    told: str
    depth: int
    ticked: bool


@require_http_methods(["GET", "HEAD", "POST"])
def leaders(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Show and keep which leaders a round is about. Raises NotYours."""
    staff, found = round_here(request, round_id)
    seen = plan_of(round_id)
    if request.method != "POST":
        return _page(request, found, seen, seen.values)
    wanted, unknown = _wanted(request, seen.values)
    try:
        version = int(request.POST.get("version") or 0)
    except ValueError:
        version = -1
    try:
        save_plan(round_id, wanted, version=version, actor=staff.actor, now=utc_now())
    except FagspejlError as error:
        said = lines_of(error, words_here())
        return _page(request, found, plan_of(round_id), wanted, said=said, unknown=unknown, status=409)
    if unknown:
        return _page(request, found, plan_of(round_id), wanted, unknown=unknown, status=422)
    return _kept(request, staff, round_id)


def _kept(request: HttpRequest, staff: Staff, round_id: UUID) -> HttpResponse:
    request.session["notice"] = words_here().say("draft_page.kept")
    asked = {name: value for name in ("q", "side") if (value := request.POST.get(name, ""))}
    response = HttpResponse(status=302)
    response["Location"] = reverse("planning-draft-leaders", args=[round_id]) + (
        f"?{urlencode(asked)}" if asked else ""
    )
    return response


def _wanted(request: HttpRequest, before: PlanValues) -> tuple[PlanValues, list[str]]:
    """Return the plan as the page asks for it, and what was pasted and is nobody."""
    sent = request.POST
    if sent.get("act") == "scope":
        scope = cast(Scope, sent.get("scope")) if sent.get("scope") in get_args(Scope) else before.scope
        return replace(before, scope=scope, chosen=before.chosen if scope == before.scope else ()), []
    if sent.get("act") == "paste":
        keys, unknown = _pasted(sent.get("pasted", ""))
        return replace(before, chosen=tuple(sorted({*before.chosen, *keys}))), unknown
    shown, ticked = set(sent.getlist("shown")), set(sent.getlist("ticked"))
    if sent.get("act") == "none":
        return replace(before, chosen=()), []
    return replace(before, chosen=tuple(sorted((set(before.chosen) - shown) | (shown & ticked)))), []


def _pasted(text: str) -> tuple[set[str], list[str]]:
    """Leaders by the roster's id or by e-mail address, as a list from somewhere else holds them."""
    keys: dict[str, str] = {}
    for one in leaders_on_roster():
        keys[one.key.casefold()] = one.key
        if one.email:
            keys.setdefault(one.email.casefold(), one.key)
    said = [part for part in (one.strip() for one in _BETWEEN.split(text)) if part][:_PASTED_AT_MOST]
    return {keys[one.casefold()] for one in said if one.casefold() in keys}, [
        one for one in said if one.casefold() not in keys
    ]


def _page(
    request: HttpRequest,
    found: RoundFacts,
    seen: PlanSeen,
    values: PlanValues,
    *,
    said: Sequence[str] = (),
    unknown: Sequence[str] = (),
    status: int = 200,
) -> HttpResponse:
    asked = request.POST if request.method == "POST" else request.GET
    search, number = asked.get("q", "").strip(), asked.get("side", "")
    lines = _lines(values, search)
    pages = max(1, -(-len(lines) // _ON_A_PAGE))
    page = min(max(int(number) if number.isdecimal() and len(number) < 7 else 1, 1), pages)
    context = {
        "round": found,
        "seen": seen,
        "values": values,
        "scopes": get_args(Scope),
        "is_draft": can(Act.OPEN, found.state),
        "lines": lines[(page - 1) * _ON_A_PAGE : page * _ON_A_PAGE],
        "search": search,
        "page": page,
        "pages": pages,
        "before": page - 1,
        "after": page + 1 if page < pages else 0,
        "chosen": len(values.chosen),
        "said": said,
        "unknown": unknown,
        "left": "\n".join(unknown),
    }
    return render(request, "planning/draft/leaders.html", context, status=status)


def _lines(values: PlanValues, search: str) -> list[Choice]:
    """Every unit or leader to choose among, of those that were searched for."""
    chosen, wanted = set(values.chosen), search.casefold()
    if values.scope == "units":
        depths: list[int] = []
        found = []
        for unit in unit_tree():
            depths.append(depths[unit.parent] + 1 if unit.parent >= 0 else 0)
            found.append(Choice(unit.key, unit.name, "", min(depths[-1], _DEEPEST), unit.key in chosen))
    elif values.scope == "leaders":
        found = [Choice(one.key, one.name, one.unit, 0, one.key in chosen) for one in leaders_on_roster()]
    else:
        return []
    return [one for one in found if wanted in f"{one.name} {one.told}".casefold()] if wanted else found
