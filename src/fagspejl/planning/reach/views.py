"""Letters to those without an address, new links for those who lost theirs, and a poster for the wall."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import Final
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_safe

from fagspejl.accounts.selectors import on_roster_as
from fagspejl.accounts.types import Staff
from fagspejl.evaluation.errors import AnotherPlannersLink, PersonNotAsked
from fagspejl.evaluation.selectors import policy_of
from fagspejl.evaluation.selectors.links import LinkFacts, asked_like, links_of, near_to
from fagspejl.evaluation.selectors.people import addressees, asked_of, how_many_asked
from fagspejl.evaluation.services.correcting import revoke_links
from fagspejl.evaluation.states import Act, can
from fagspejl.evaluation.types import RevokeReason, RoundFacts
from fagspejl.lib.clock import utc_now
from fagspejl.lib.errors import FagspejlError
from fagspejl.mailing.services.hook import HookReason
from fagspejl.mailing.services.message import promise_line
from fagspejl.operations.services.orders import new_paper_key, place_order
from fagspejl.operations.services.rounds.other_way import other_way
from fagspejl.operations.types import OrderKind
from fagspejl.planning.access import round_here
from fagspejl.planning.asked import uuid_of
from fagspejl.planning.doing import ordered
from fagspejl.planning.refusals import lines_of
from fagspejl.web.qr import qr_svg
from fagspejl.web.words_here import words_here

_LONGEST_PLACE: Final = 80  # signs


@require_http_methods(["GET", "HEAD", "POST"])
def letters(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Show who gets a letter; a post orders them and shows the page that waits for them. Raises NotYours."""
    staff, found = round_here(request, round_id)
    if request.method == "POST" and can(Act.MAKE_LETTERS, found.state):
        whom = request.POST.get("whom")
        facts: dict[str, object] = {"everybody": whom == "everybody"}
        if whom == "unreached":
            facts["unreached"] = True
        return _paper(request, staff, round_id, OrderKind.LETTERS, facts)
    kept = near_to(round_id, on_roster_as(staff))
    without = [one for one in addressees(round_id, everybody=False) if one.person not in kept]
    others = len(asked_of(round_id, kept))
    context = {
        "round": found,
        "open": can(Act.MAKE_LETTERS, found.state),
        "without": len(without),
        "everybody": how_many_asked(round_id) - others,
        "others": others,
        **_other_way(round_id, kept),
    }
    return render(request, "planning/reach/letters.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def links(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Find somebody who is asked; give them new links, or ask them no longer. Raises NotYours."""
    staff, found = round_here(request, round_id)
    if request.method == "POST" and can(Act.REISSUE, found.state):
        try:
            return _act(request, staff, found)
        except FagspejlError as error:
            return _links(request, staff, found, refused=lines_of(error, words_here()))
    return _links(request, staff, found)


def _links(
    request: HttpRequest,
    staff: Staff,
    found: RoundFacts,
    *,
    refused: list[str] | None = None,
    sure: Collection[LinkFacts] = (),
    status: int = 200,
) -> HttpResponse:
    """The page; with `sure`, the links that are to be taken back once the planner has said so again."""
    round_id, words = found.id, words_here()
    sought = request.GET.get("navn", "")
    person = uuid_of(request.POST.get("person", "") or request.GET.get("person", ""))
    context = {
        "round": found,
        "open": can(Act.REISSUE, found.state),
        "sought": sought,
        "people": asked_like(round_id, sought),
        "links": () if person is None else links_of(round_id, person),
        "theirs": person is not None and person in near_to(round_id, on_roster_as(staff)),
        "reasons": [(one.value, words.say(f"reach.reason_{one.value}")) for one in RevokeReason],
        "reason": request.POST.get("reason", ""),
        "invitation": uuid_of(request.POST.get("invitation", "")),
        "sure": words.series([one.leader for one in sure]),
        "refused": refused or [],
    }
    return render(request, "planning/reach/links.html", context, status=status)


@require_safe
def poster(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Show a sheet for the wall: where a letter's code is typed, until when, what is promised. Raises NotYours.

    With a place (`sted`) it leads to the shared screen that stands there.
    """
    _, found = round_here(request, round_id)
    words = words_here()
    place = " ".join(request.GET.get("sted", "").split())[:_LONGEST_PLACE]
    context = {
        "round": found,
        "place": place,
        "longest": _LONGEST_PLACE,
        "kiosk": settings.BASE_URL + reverse("answer-kiosk"),
        "address": settings.BASE_URL.partition("://")[2] + "/svar",
        "qr": mark_safe(qr_svg(f"{settings.BASE_URL}/svar/")),  # noqa: S308 - drawn of an address of ours
        "deadline": words.moment_of_week(found.deadline, year=False),
        "promise": promise_line(policy_of(round_id), words.language),
    }
    return render(request, "planning/reach/poster.html", context)


def _other_way(round_id: UUID, kept: Collection[UUID]) -> dict[str, object]:
    """Who is reached by another way than mail, and who of the others gets a letter from this planner."""
    words, way = words_here(), other_way(round_id)
    if way is None or not way.people:
        return {}
    reasons = Counter(reason for person, reason in way.refused.items() if person not in kept)
    told = [
        words.say(f"reach.hook_{reason}", count=reasons[reason]) for reason in HookReason if reasons[reason]
    ]
    unreached = reasons.total()
    return {
        "hook": words.counted("reach.letters_hook", len(way.people)),
        "unreached": words.counted("reach.letters_unreached", unreached) if unreached else "",
        "reasons": told,
    }


def _act(request: HttpRequest, staff: Staff, found: RoundFacts) -> HttpResponse:
    person, act = uuid_of(request.POST.get("person", "")), request.POST.get("act", "")
    theirs = () if person is None else links_of(found.id, person)
    if person is None or not theirs:
        raise PersonNotAsked(request.POST.get("person", ""))
    if person in near_to(found.id, on_roster_as(staff)):
        raise AnotherPlannersLink
    now = utc_now()
    if act == "letter":
        return _paper(request, staff, found.id, OrderKind.REISSUE, {"person": str(person), "letter": True})
    if act == "mail":
        order = place_order(
            OrderKind.REISSUE, round_id=found.id, actor=staff.actor, now=now, facts={"person": str(person)}
        )
        return redirect("planning-order", order)
    chosen = uuid_of(request.POST.get("invitation", ""))
    meant = [one for one in theirs if chosen is None or one.invitation == chosen]
    try:
        reason = RevokeReason(request.POST.get("reason", ""))
    except ValueError:
        return _links(
            request, staff, found, refused=[words_here().say("reach.links_why_missing")], status=422
        )
    if not request.POST.get("sure"):
        return _links(request, staff, found, sure=meant)
    revoke_links(found.id, meant, reason=reason, actor=staff.actor, now=now)
    request.session["notice"] = words_here().counted("reach.revoked", len(meant))
    return redirect(reverse("planning-reach-links", args=[found.id]) + f"?person={person}")


def _paper(
    request: HttpRequest, staff: Staff, round_id: UUID, kind: OrderKind, facts: dict[str, object]
) -> HttpResponse:
    words = words_here()
    private, public = new_paper_key()
    order = place_order(
        kind, round_id=round_id, actor=staff.actor, now=utc_now(), facts=facts, public_key=public
    )
    return ordered(
        request,
        order,
        title=words.say(f"planning_order.kind_{kind}"),
        back=reverse("planning-round", args=[round_id]),
        then=words.say("planning_order.to_round"),
        paper_key=private,
    )
