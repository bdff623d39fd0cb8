"""What the planner's pages share: a step of a round, and the page that waits for an order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fagspejl.evaluation.types import RoundFacts
from fagspejl.evaluation.types.plan import PlanValues
from fagspejl.evaluation.types.policy import RoundPolicyValues
from fagspejl.lib.clock import utc_now
from fagspejl.lib.wording import Wording
from fagspejl.operations.services.orders import order_status
from fagspejl.operations.types import OrderState, OrderStatus
from fagspejl.planning.refusals import lines
from fagspejl.web.words_here import words_here

_LONG: Final = timedelta(minutes=1)  # an order that nobody has begun by then is told otherwise
State = Literal["done", "open", "blocked", "later"]


@dataclass(frozen=True, slots=True)
class Standing:
    """A round as it stands now, what is planned for it and what it promises: read once for all of its steps.

    `leaders`: whom a draft is about, by id; nobody once the round is opened.
    """

    facts: RoundFacts
    plan: PlanValues
    policy: RoundPolicyValues
    leaders: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a round on its page. `text`: where it stands, in a sentence. `url`: where it is done."""

    name: str
    title: str
    text: str
    url: str
    state: State = "open"


def ordered(
    request: HttpRequest, order_id: UUID, *, title: str, back: str, then: str, paper_key: str = ""
) -> HttpResponse:
    """Show the page that waits for an order: it asks again by itself every few seconds, or by its button.

    `back`: where to go when it is over; `then`: what that link says. `paper_key` (of `new_paper_key`) goes from form to
    form of this page and is kept nowhere else: with it the paper can be taken once.
    """
    words = words_here()
    status = order_status(order_id)
    context = {
        "status": status,
        "title": title,
        "back": back,
        "then": then,
        "paper_key": paper_key,
        "refusals": [] if status is None else lines(status.refusals, words),
        "waits": status is not None and not status.is_over,
        "percent": _percent(status),
        "said": _said(status, words),
        "next": _next(status, words),
    }
    response = render(request, "planning/overview/order.html", context)
    if (
        context["waits"] and not paper_key
    ):  # a page with a key is asked for by a form: an address would keep the key
        response["Refresh"] = "3"
    return response


def _percent(status: OrderStatus | None) -> int | None:
    return None if status is None or not status.total else 100 * status.done // status.total


def _next(status: OrderStatus | None, words: Wording) -> str:
    """What is to be done now that an order is done, where there is something."""
    key = "" if status is None else f"planning_order.next_{status.kind}"
    done = status is not None and status.state == OrderState.DONE
    return words.say(key) if done and key in words.keys else ""


def _said(status: OrderStatus | None, words: Wording) -> str:
    if status is None:
        return words.say("planning_order.gone")
    since = utc_now() - status.placed_at
    if status.state == OrderState.WAITING and since >= _LONG:
        return words.counted("planning_order.waiting_long", since // timedelta(minutes=1))
    return words.say(f"planning_order.{status.state}")
