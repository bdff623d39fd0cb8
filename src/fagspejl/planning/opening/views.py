"""The page that has to be green before a round opens, and its button."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from fagspejl.accounts.types import Staff
from fagspejl.evaluation.errors import QuestionnaireGone, RoundInOtherState
from fagspejl.evaluation.selectors.plan import plan_of
from fagspejl.evaluation.services.planning_round import save_plan
from fagspejl.evaluation.states import Act, can
from fagspejl.evaluation.types import RoundFacts
from fagspejl.instrument.errors import InstrumentInvalid, InstrumentNotFound
from fagspejl.instrument.types import PERSPECTIVES
from fagspejl.lib.clock import ZONE, utc_now
from fagspejl.lib.errors import FagspejlError
from fagspejl.lib.wording import Wording
from fagspejl.operations.services.orders import orders_of, place_order
from fagspejl.operations.services.readiness import Check, Light, Readiness, readiness
from fagspejl.operations.types import OrderKind
from fagspejl.planning.access import round_here
from fagspejl.planning.opening.durations import said
from fagspejl.planning.refusals import lines, lines_of
from fagspejl.web.words_here import words_here

# Where each check is seen to.
_WHERE: Final[Mapping[str, tuple[str, ...]]] = {
    "asked": ("planning-draft-leaders", "planning-draft", "planning-people"),
    "forms": ("planning-form",),
    "lists": ("planning-lists",),
    "promise": ("planning-promise",),
    "union": ("planning-draft",),
    "plan": ("planning-draft",),
    "days": ("planning-draft",),
    "copy": ("planning-key",),
    "samples": ("planning-mails",),
    "pace": ("planning-mails",),
}
_OF_NO_ROUND: Final = ("planning-people",)
_LOOKING: Final = "looking"  # a check that the worker is about to answer
_COUNTED: Final = ("people", "leaders", "mails")  # facts told with what they count
_SOON: Final = "5"  # seconds
_GONE: Final = (InstrumentInvalid, InstrumentNotFound, QuestionnaireGone)


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One check as the page tells it."""

    name: str
    light: Light
    said: str
    title: str
    text: str
    refusals: list[str]
    links: list[tuple[str, str]]


@require_http_methods(["GET", "HEAD", "POST"])
def preflight(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Show whether a draft is ready; a post ticks what was seen, has the worker look, or orders it opened.

    Raises NotYours.
    """
    staff, found = round_here(request, round_id)
    if not can(Act.OPEN, found.state):
        return redirect("planning-opening-mails", round_id)
    if request.method != "POST":
        return _page(request, found)
    act = _ACTS.get(request.POST.get("act", ""))
    return _page(request, found) if act is None else act(request, found, staff)


def _open(request: HttpRequest, found: RoundFacts, staff: Staff) -> HttpResponse:
    now = utc_now()
    try:
        stands = readiness(found.id, now=now)
    except RoundInOtherState:
        return redirect("planning-opening-mails", found.id)
    except _GONE:
        return _page(request, found)
    if not stands.may_open:
        return _page(
            request, found, wrong=[words_here().say("opening_page.not_yet")], stands=stands, status=409
        )
    if request.POST.get("sure") != "on":
        return _page(
            request, found, wrong=[words_here().say("opening_page.sure_missing")], stands=stands, status=422
        )
    return redirect(
        "planning-order", place_order(OrderKind.OPEN, round_id=found.id, actor=staff.actor, now=now)
    )


def _look(request: HttpRequest, found: RoundFacts, staff: Staff) -> HttpResponse:
    place_order(OrderKind.CHECK_COPY, round_id=found.id, actor=staff.actor, now=utc_now())
    return redirect("planning-opening", found.id)


def _seen(request: HttpRequest, found: RoundFacts, staff: Staff) -> HttpResponse:
    """Keep that the mails were seen; a colleague's change meanwhile is no reason to see them again."""
    seen, now = plan_of(found.id), utc_now()
    values = replace(seen.values, samples_read_on=now.astimezone(ZONE).date())
    try:
        save_plan(found.id, values, version=seen.version, actor=staff.actor, now=now)
    except FagspejlError as error:
        return _page(request, found, wrong=lines_of(error, words_here()), status=409)
    return redirect("planning-opening", found.id)


_ACTS: Final[Mapping[str, Callable[[HttpRequest, RoundFacts, Staff], HttpResponse]]] = {
    "open": _open,
    "look": _look,
    "seen": _seen,
}


def _page(
    request: HttpRequest,
    found: RoundFacts,
    *,
    wrong: list[str] | None = None,
    stands: Readiness | None = None,
    status: int = 200,
) -> HttpResponse:
    words = words_here()
    try:
        stands = stands or readiness(found.id, now=utc_now())
    except _GONE as error:  # nothing can be said of a round whose questionnaire is not there
        context = {"round": found, "wrong": lines_of(error, words)}
        return render(request, "planning/opening/gone.html", context, status=409)
    told = [_line(check, found, words) for check in stands.checks]
    red = sum(line.light == Light.RED for line in told)
    context = {
        "round": found,
        "lines": told,
        "red": red,
        "may_open": stands.may_open,
        "wrong": wrong or [],
        "perspectives": _perspectives(stands, words),
        "left_out": [
            (words.say(f"opening_page.left_{why}"), count) for why, count in sorted(stands.left_out.items())
        ],
        "people": stands.asking.raters,
        "leaders": len(stands.asking.leaders),
        "running": next(
            (one.id for one in orders_of(found.id, OrderKind.OPEN, limit=1) if not one.is_over), None
        ),
    }
    response = render(request, "planning/opening/preflight.html", context, status=status)
    if any(check.reason == _LOOKING for check in stands.checks) and request.method != "POST":
        response["Refresh"] = _SOON
    return response


def _perspectives(stands: Readiness, words: Wording) -> list[tuple[str, int, int]]:
    """Each perspective that anybody stands in: its name, how many are asked, how many are left out."""
    asked = stands.asking.by_perspective
    every: dict[str, int] = {}
    for one in stands.asking.assigned:
        every[one.perspective] = every.get(one.perspective, 0) + 1
    return [
        (words.say(f"planning_perspective.{name}"), asked[name], every[name] - asked[name])
        for name in PERSPECTIVES
        if name in every
    ]


def _line(check: Check, found: RoundFacts, words: Wording) -> CheckLine:
    key = f"opening_check.{check.name}_{check.reason or 'fine'}"
    return CheckLine(
        name=check.name,
        light=check.light,
        said=words.say(f"opening_light.{check.light}"),
        title=words.say(f"opening_check.{check.name}"),
        text=words.say(key, **{name: _fact(name, fact, words) for name, fact in check.facts.items()}),
        refusals=lines(check.refusals, words),
        links=_links(check, found.id, words),
    )


def _fact(name: str, fact: Any, words: Wording) -> object:
    if name == "lasts":
        return said(fact, words)
    if name in ("missing", "days"):
        return words.series([words.say(f"opening_check.named_{one}") for one in fact])
    if name in _COUNTED:
        return words.counted(f"planning_count.{name}", fact)
    if isinstance(fact, datetime):
        return words.moment(fact)
    if isinstance(fact, date):
        return words.day(fact)
    return words.whole(fact) if isinstance(fact, int) else fact


def _links(check: Check, round_id: UUID, words: Wording) -> list[tuple[str, str]]:
    """Where something is done about a check that is not in order: addresses, and what the pages are called."""
    if check.light == Light.GREEN:
        return []
    return [
        (
            reverse(name, args=() if name in _OF_NO_ROUND else (round_id,)),
            words.say(f"opening_link.{name.removeprefix('planning-').replace('-', '_')}"),
        )
        for name in _WHERE.get(check.name, ())
    ]
