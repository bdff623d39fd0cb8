"""Leaders' lists: what is wished before a round opens, how far the checking has come, and who came on them later."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from fagspejl.evaluation.models import Invitation, ListChange, ListCheck, Round
from fagspejl.evaluation.types.lists import (
    AskedAbout,
    Decision,
    ListChangeFacts,
    ListChangeKind,
    ListCheckFacts,
    ListsStand,
)
from fagspejl.lib.clock import ZONE

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


def last_number(round_id: UUID) -> int:
    """Return the number of the last change to a list of the round, 0 before any. A round keeps it when it opens."""
    rows = ListChange.objects.filter(round_id=round_id).order_by("-number").values_list("number", flat=True)
    return rows.first() or 0


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


def later_ids(round_id: UUID) -> set[UUID]:
    """Return the invitations that were made after the round had opened, those taken back since too."""
    pairs = {(one.person, one.leader) for one in added_since_opening(round_id)}
    if not pairs:
        return set()
    rows = Invitation.objects.filter(round_id=round_id, person__in={person for person, _ in pairs})
    fields = ("id", "person_id", "leader_id")
    return {one for one, person, leader in rows.values_list(*fields) if (person, leader) in pairs}


def added_since_opening(round_id: UUID, leader: UUID | None = None) -> list[ListChangeFacts]:
    """Return who was put on a list after the round had opened, oldest first; on this leader's, or on any."""
    found = Round.objects.filter(id=round_id).values_list("tree", "opened_at").first()
    if found is None:
        return []
    tree, opened = found
    rows = ListChange.objects.filter(round_id=round_id, kind=ListChangeKind.ADD, decision=Decision.ACCEPTED)
    if opened is None:
        return []
    if tree is not None and "changes" in tree:
        rows = rows.filter(number__gt=tree["changes"])
    else:  # opened before that was kept
        rows = rows.filter(decided_on__gt=opened.astimezone(ZONE).date())
    if leader is not None:
        rows = rows.filter(leader_id=leader)
    return [_change(row) for row in rows.order_by("number").values_list(*_CHANGE)]


def lists_changed(leader: UUID) -> list[tuple[UUID, str]]:
    """Return the open rounds in which somebody was put on this leader's list after opening: round, title."""
    rows = ListChange.objects.filter(leader_id=leader, kind=ListChangeKind.ADD, round__state="open")
    rounds = rows.order_by("round__deadline").values_list("round_id", "round__title").distinct()
    return [(one, title) for one, title in rounds if added_since_opening(one, leader)]


def asked_about(round_id: UUID, leader: UUID) -> list[AskedAbout]:
    """Return everybody who has, or had, a link to answer about this leader, by name."""
    later = later_ids(round_id)
    rows = Invitation.objects.filter(round_id=round_id, leader_id=leader).order_by(
        "person__name", "person_id"
    )
    fields = ("id", "person_id", "person__name", "person__unit__name", "person__profession", "perspective")
    return [
        AskedAbout(person, name, unit, profession, perspective, bool(email), revoked, one in later)
        for one, person, name, unit, profession, perspective, email, revoked in rows.values_list(
            *fields, "person__email", "revoked"
        )
    ]


def _change(row: tuple[Any, ...]) -> ListChangeFacts:
    told = dict(zip(_NAMES, row, strict=True))
    return ListChangeFacts(
        **{**told, "kind": ListChangeKind(told["kind"]), "decision": Decision(told["decision"])}
    )
