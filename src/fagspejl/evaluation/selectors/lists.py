"""Leaders' lists before a round opens: who is on them, what is wished, how far the checking has come."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from fagspejl.evaluation.models import ListChange, ListCheck
from fagspejl.evaluation.types.lists import (
    Decision,
    ListChangeFacts,
    ListChangeKind,
    ListCheckFacts,
    ListsStand,
)

_CHANGE = (
    "id",
    "leader_id",
    "kind",
    "person_id",
    "name",
    "perspective",
    "reason",
    "wished_by",
    "wished_on",
    "decision",
    "decided_by",
    "decided_on",
)
_NAMES = tuple(one.removesuffix("_id") if one != "id" else one for one in _CHANGE)
_CHECK = ("leader_id", "asked_on", "reminders", "confirmed_on", "confirmed_by", "reason")


def changes_of(
    round_id: UUID, *, about: Collection[UUID] | None = None, decision: Decision | None = None
) -> list[ListChangeFacts]:
    """Return the changes to lists of a round, oldest first; of these leaders, and with this decision, or all."""
    rows = ListChange.objects.filter(round_id=round_id).order_by("number")
    if about is not None:
        rows = rows.filter(leader__in=list(about))
    if decision is not None:
        rows = rows.filter(decision=decision)
    return [_change(row) for row in rows.values_list(*_CHANGE)]


def checks_of(round_id: UUID, about: Collection[UUID] | None = None) -> dict[UUID, ListCheckFacts]:
    """Return where the checks of a round stand, by leader."""
    rows = ListCheck.objects.filter(round_id=round_id)
    if about is not None:
        rows = rows.filter(leader__in=list(about))
    return {row[0]: ListCheckFacts(*row) for row in rows.values_list(*_CHECK)}


def lists_stand(round_id: UUID, leaders: Collection[UUID]) -> ListsStand:
    """Return how far the checking has come, of these leaders of the round."""
    confirmed = dict(ListCheck.objects.filter(round_id=round_id).values_list("leader_id", "confirmed_on"))
    asked = [confirmed[leader] for leader in leaders if leader in confirmed]
    wishes = ListChange.objects.filter(round_id=round_id, decision=Decision.OPEN).count()
    return ListsStand(
        leaders=len(leaders),
        asked=len(asked),
        confirmed=sum(day is not None for day in asked),
        wishes=wishes,
    )


def lists_to_check(leader: UUID) -> list[tuple[UUID, str, bool]]:
    """Return the drafts in which this leader was asked to check a list: round, title, whether it is confirmed."""
    rows = ListCheck.objects.filter(leader_id=leader, round__state="draft").order_by("asked_on")
    return [
        (round_id, title, confirmed is not None)
        for round_id, title, confirmed in rows.values_list("round_id", "round__title", "confirmed_on")
    ]


def _change(row: tuple[Any, ...]) -> ListChangeFacts:
    told = dict(zip(_NAMES, row, strict=True))
    return ListChangeFacts(
        **{**told, "kind": ListChangeKind(told["kind"]), "decision": Decision(told["decision"])}
    )
