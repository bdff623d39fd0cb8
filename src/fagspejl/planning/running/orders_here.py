"""The latest order of a page: whether it waits or runs, and why it was refused."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from fagspejl.lib.wording import Wording
from fagspejl.operations.services.orders import orders_of
from fagspejl.operations.types import OrderKind, OrderState
from fagspejl.planning.refusals import lines

_WHOLE = 100


@dataclass(frozen=True, slots=True)
class OrderHere:
    """An order as a page shows it. `percent` is None where nothing tells how far it is."""

    id: UUID
    title: str
    text: str
    percent: int | None
    waits: bool
    refusals: tuple[str, ...]


def latest(round_id: UUID, *kinds: OrderKind, words: Wording) -> OrderHere | None:
    """Return the round's latest order of these kinds while it waits or runs, and where it was refused or stopped."""
    found = next(iter(orders_of(round_id, *kinds, limit=1)), None)
    if found is None or found.state == OrderState.DONE:
        return None
    return OrderHere(
        id=found.id,
        title=words.say(f"planning_order.kind_{found.kind}"),
        text=words.say(f"planning_order.{found.state}"),
        percent=_WHOLE * found.done // found.total if found.total else None,
        waits=not found.is_over,
        refusals=tuple(lines(found.refusals, words)),
    )
