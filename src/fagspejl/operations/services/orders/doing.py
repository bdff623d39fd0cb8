"""The worker's side: take an order under a lease, carry it out, keep how it went. May be killed anywhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q

from fagspejl.accounts.selectors import staff_of
from fagspejl.audit.types import Actor
from fagspejl.evaluation.errors import RoundNotReady
from fagspejl.lib.clock import utc_now
from fagspejl.lib.duty import Duty, Stop, Tell
from fagspejl.lib.errors import FagspejlError
from fagspejl.lib.retention import DAYS, Due, Retention, Rule
from fagspejl.operations.errors import NoLongerPlanner
from fagspejl.operations.models import PlannerOrder
from fagspejl.operations.services.orders.papers import drop_old_papers, keep_paper
from fagspejl.operations.types import Made, OrderKind, OrderState

LEASE: Final = timedelta(minutes=10)
ORDERS: Final = Rule("planner_orders", days=DAYS)
_SOON: Final = timedelta(seconds=2)  # a planner who has ordered something is likely to order the next
_LATELY: Final = timedelta(minutes=15)


class OrderStopped(Exception):
    """Somebody asked to stop, and the handler has come to a point where it can."""


@dataclass(frozen=True, slots=True)
class Doing:
    """An order as its handler sees it. `progress` is told how much is done and of how much."""

    id: UUID
    round: UUID
    facts: Mapping[str, Any]
    actor: Actor
    now: datetime
    progress: Callable[[int, int], None] = field(repr=False)
    stopped: Callable[[], bool] = field(repr=False)


Handler = Callable[[Doing], Made | None]


def do_orders(handlers: Mapping[OrderKind, Handler], tell: Tell, stop: Stop) -> datetime | None:
    """Carry out what waits, oldest first; returns when to look again, soon after somebody ordered something."""
    drop_old_papers(utc_now())
    while not stop():
        row = _claim(utc_now())
        if row is None:
            break
        _do(row, handlers[OrderKind(row.kind)], stop)
        tell("ordered", order=row.kind, round=row.round_id)
    now = utc_now()
    return now + _SOON if PlannerOrder.objects.filter(placed_at__gt=now - _LATELY).exists() else None


def _claim(now: datetime) -> PlannerOrder | None:
    free = Q(state=OrderState.WAITING) | Q(state=OrderState.RUNNING, lease__lt=now)
    waiting = PlannerOrder.objects.filter(free).order_by("placed_at", "id")
    if connection.vendor == "postgresql":
        waiting = waiting.select_for_update(skip_locked=True)
    with transaction.atomic():
        row = waiting.first()
        if row is not None:
            row.state, row.lease = OrderState.RUNNING, now + LEASE
            row.save(update_fields=("state", "lease"))
    return row


def _do(row: PlannerOrder, handler: Handler, stop: Stop) -> None:
    def progress(done: int, total: int) -> None:
        PlannerOrder.objects.filter(id=row.id).update(done=done, total=total, lease=utc_now() + LEASE)

    def stopped() -> bool:
        return stop() or PlannerOrder.objects.filter(id=row.id, stop=True).exists()

    doing = Doing(
        row.id, row.round_id, row.facts, Actor(row.actor, row.actor_name), utc_now(), progress, stopped
    )
    try:
        _check_still_plans(doing.actor)
        made = handler(doing)
    except OrderStopped:
        if PlannerOrder.objects.filter(id=row.id, stop=True).exists():
            _end(row, OrderState.STOPPED)
        else:  # the worker ends: the next one takes the order up again
            PlannerOrder.objects.filter(id=row.id).update(state=OrderState.WAITING, lease=None)
    except FagspejlError as error:
        _end(row, OrderState.REFUSED, plain_refusals(error))
    else:
        with (
            transaction.atomic()
        ):  # a paper of an order that runs could be taken, and made again after a kill
            if made is not None:
                keep_paper(row, made, now=utc_now())
            _end(row, OrderState.DONE)


def _check_still_plans(actor: Actor) -> None:
    """Raise NoLongerPlanner where whoever ordered it may not any more: a role that is taken is gone at once.

    Who is no account has no role to lose: the worker itself, and the representative, who comes by a link of her own
    and whose order makes nothing but her own sheet.
    """
    try:
        account = UUID(actor.id)
    except ValueError:
        return
    staff = staff_of(account)
    if staff is None or "planner" not in staff.roles:
        raise NoLongerPlanner(actor.name)


def _end(
    row: PlannerOrder, state: OrderState, refusals: list[tuple[str, dict[str, Any]]] | None = None
) -> None:
    told = {"state": state, "lease": None, "refusals": refusals or [], "ended_at": utc_now()}
    PlannerOrder.objects.filter(id=row.id).update(**told)


def plain_refusals(error: FagspejlError) -> list[tuple[str, dict[str, Any]]]:
    """Return an error, or each reason of one that has several, as a name and plain facts."""
    reasons = error.reasons if isinstance(error, RoundNotReady) else [error]
    return [(type(one).__name__, {name: plain(fact) for name, fact in _told(one)}) for one in reasons]


def _told(error: FagspejlError) -> list[tuple[str, object]]:
    """The facts of an error: its attributes, and of one that keeps them together, each by its own name."""
    own = dict(vars(error))
    together = own.pop("facts", None)
    return list({**own, **(together if isinstance(together, dict) else {})}.items())


def plain(fact: object) -> object:
    """Return a fact of an error as JSON keeps it: moments in ISO form, lists of text, all else as text."""
    match fact:
        case bool() | int() | float() | None:
            return fact
        case datetime() | date():
            return fact.isoformat()
        case list() | tuple():
            return [plain(one) for one in fact]
        case dict():
            return {str(name): plain(one) for name, one in fact.items()}
    return str(fact)


def retention(now: datetime) -> tuple[Retention, ...]:
    """Offer to delete orders of a month ago; their papers are long gone."""
    before = now - timedelta(days=DAYS)
    old = PlannerOrder.objects.filter(placed_at__lt=before)
    return (Retention(ORDERS, lambda: Due(old.count()), lambda: old.delete()[0], ("planner_order",)),)


__all__ = ["Doing", "Duty", "Handler", "OrderStopped", "do_orders", "plain", "plain_refusals", "retention"]
