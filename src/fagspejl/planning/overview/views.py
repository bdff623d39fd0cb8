"""The desk: all rounds, one round with its steps, an order that is waited for."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fagspejl.accounts.errors import NotYours
from fagspejl.evaluation.errors import HalfOutdated, HalfTaken
from fagspejl.evaluation.selectors import all_rounds
from fagspejl.lib.clock import utc_now
from fagspejl.operations.errors import PaperGone
from fagspejl.operations.services.orders import order_status, stop_order, take_paper
from fagspejl.operations.types import OrderKind, OrderState, OrderStatus
from fagspejl.planning.access import planner_here, round_here
from fagspejl.planning.doing import ordered
from fagspejl.planning.overview.steps import steps_of
from fagspejl.planning.refusals import lines_of
from fagspejl.web.words_here import words_here


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Show every round and where it stands. Raises NotYours."""
    planner_here(request)
    words = words_here()
    rounds = [
        (one, words.say(f"planning_state.{one.state}"))
        for one in sorted(all_rounds(), key=lambda one: one.deadline, reverse=True)
    ]
    return render(request, "planning/overview/desk.html", {"rounds": rounds})


@require_safe
def round_page(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Show a round and its steps. Raises NotYours."""
    _, found = round_here(request, round_id)
    words = words_here()
    context = {
        "round": found,
        "state": words.say(f"planning_state.{found.state}"),
        "steps": steps_of(found, words),
    }
    return render(request, "planning/overview/round.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def order(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Show how an order fares; a post asks to stop it, or carries on the key of its paper. Raises NotYours."""
    planner_here(request)
    status = order_status(order_id)
    if request.method == "POST" and request.POST.get("act") == "stop":
        stop_order(order_id)
        return redirect("planning-order", order_id)
    return _waiting(request, order_id, status)


@require_POST
def paper(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Hand out a paper once, to the one who ordered it and whose page holds its key. Raises NotYours."""
    staff = planner_here(request)
    try:
        made = take_paper(order_id, request.POST.get("key", ""), actor=staff.actor, now=utc_now())
    except (PaperGone, HalfTaken, HalfOutdated) as error:
        context = {"lines": lines_of(error, words_here()), "status": order_status(order_id)}
        return render(request, "planning/overview/gone.html", context, status=410)
    response = HttpResponse(made.body, content_type=made.content_type)
    response["Content-Disposition"] = f'attachment; filename="{made.name}"'
    response["Cache-Control"] = "no-store"
    return response


# Where whoever ordered goes on: back to where it was ordered, and not to the round's page to look for it again.
_ONWARD: Final = {
    OrderKind.OPEN: "planning-opening-mails",
    OrderKind.CLOSE: "planning-running-close",
    OrderKind.CONFIRM: "planning-running-close",
    OrderKind.PUBLISH: "planning-running-close",
    OrderKind.LETTERS: "planning-reach",
    OrderKind.REISSUE: "planning-reach-links",
    OrderKind.PREPARE_KEY: "planning-key",
    OrderKind.KEY_HALF: "planning-key",
    OrderKind.TRIAL_MAIL: "planning-mails",
    OrderKind.CHECK_COPY: "planning-opening",
}


def _waiting(request: HttpRequest, order_id: UUID, status: OrderStatus | None) -> HttpResponse:
    words = words_here()
    if status is None:
        raise NotYours
    done = status.state == OrderState.DONE
    onward = _ONWARD.get(status.kind) if done or request.method == "POST" else None
    return ordered(
        request,
        order_id,
        title=words.say(f"planning_order.kind_{status.kind}"),
        back=reverse(onward or "planning-round", args=[status.round]),
        then=words.say(f"planning_order.{onward or 'to_round'}"),
        paper_key=request.POST.get("key", ""),
    )
