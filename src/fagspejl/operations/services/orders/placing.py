"""Placing an order, looking at it, and asking to stop it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from fagspejl.audit.types import Actor
from fagspejl.operations.models import PlannerOrder, SealedPaper
from fagspejl.operations.types import OrderKind, OrderState, OrderStatus, Refusal

_LIVE = (OrderState.WAITING, OrderState.RUNNING)


def place_order(
    kind: OrderKind,
    *,
    round_id: UUID,
    actor: Actor,
    now: datetime,
    facts: Mapping[str, Any] | None = None,
    public_key: bytes | None = None,
) -> UUID:
    """Ask the worker for something and return the order's id.

    Without a paper (`public_key`) an order that waits or runs already, for the same round and with the same facts, is
    returned instead: two planners who press at once get one act.
    """
    told = dict(facts or {})
    with transaction.atomic():
        if public_key is None:
            _alone(kind, round_id)
            alike = PlannerOrder.objects.select_for_update().filter(
                kind=kind, round_id=round_id, state__in=_LIVE
            )
            for one in alike:
                if one.facts == told and not one.stop:
                    return one.id
        made = PlannerOrder.objects.create(
            kind=kind,
            round_id=round_id,
            facts=told,
            actor=actor.id,
            actor_name=actor.name,
            placed_at=now,
            public_key=public_key,
        )
    return made.id


def _alone(kind: OrderKind, round_id: UUID) -> None:
    """Let nobody else place such an order until the transaction ends. A row that is not there yet cannot be locked.

    SQLite has one writer at a time anyway.
    """
    if connection.vendor == "postgresql":
        number = int.from_bytes(sha256(round_id.bytes + kind.encode()).digest()[:8], "big", signed=True)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])


def order_status(order_id: UUID) -> OrderStatus | None:
    """Return where an order stands; None for one that is not there."""
    row = PlannerOrder.objects.filter(id=order_id).first()
    return None if row is None else _status(row)


def orders_of(round_id: UUID, *kinds: OrderKind, limit: int = 20) -> list[OrderStatus]:
    """Return the latest orders of a round, newest first; of these kinds, or of all."""
    rows = PlannerOrder.objects.filter(round_id=round_id).order_by("-placed_at")
    if kinds:
        rows = rows.filter(kind__in=kinds)
    return [_status(row) for row in rows[:limit]]


def stop_order(order_id: UUID) -> None:
    """Ask to stop: one that waits is stopped at once, one that runs at its next step."""
    with transaction.atomic():
        PlannerOrder.objects.filter(id=order_id, state=OrderState.WAITING).update(state=OrderState.STOPPED)
        PlannerOrder.objects.filter(id=order_id, state=OrderState.RUNNING).update(stop=True)


def _status(row: PlannerOrder) -> OrderStatus:
    return OrderStatus(
        id=row.id,
        kind=OrderKind(row.kind),
        round=row.round_id,
        state=OrderState(row.state),
        placed_at=row.placed_at,
        by=row.actor_name,
        done=row.done,
        total=row.total,
        refusals=tuple(Refusal(name, facts) for name, facts in row.refusals),
        has_paper=SealedPaper.objects.filter(order_id=row.id).exists(),
    )
