"""Checking lists before a round opens: leaders confirm and wish, a planner decides; opening locks them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.evaluation.errors import (
    AlreadyOnList,
    AnotherPlannersList,
    ListNotChecked,
    ListReasonMissing,
    PersonNotChosen,
)
from fagspejl.evaluation.models import ListChange, ListCheck, Round
from fagspejl.evaluation.selectors.lists import last_number
from fagspejl.evaluation.services.asking import who_is_asked
from fagspejl.evaluation.states import Act, check_can
from fagspejl.evaluation.types.lists import REASON_SIGNS, Decision, ListChangeKind
from fagspejl.instrument.types import PerspectiveName
from fagspejl.intake import masked
from fagspejl.lib.clock import ZONE
from fagspejl.lib.superiors import superiors_among_raters
from fagspejl.organisation.selectors import people_by_id


def ask_to_check(round_id: UUID, leaders: Collection[UUID], *, actor: Actor, now: datetime) -> list[UUID]:
    """Ask these leaders to check their lists; returns those who were not asked before. Raises RoundInOtherState."""
    today = now.astimezone(ZONE).date()
    with transaction.atomic():
        _draft(round_id)
        there = set(ListCheck.objects.filter(round_id=round_id).values_list("leader_id", flat=True))
        new = [leader for leader in leaders if leader not in there]
        ListCheck.objects.bulk_create(
            ListCheck(round_id=round_id, leader_id=leader, asked_on=today) for leader in new
        )
        if new:
            facts = {"leaders": len(new)}
            record(actor=actor, event=Event.LISTS_SENT, object=round_id, facts=facts, at=now)
    return new


def remind_to_check(round_id: UUID, *, actor: Actor, now: datetime) -> list[tuple[UUID, int]]:
    """Return who has not confirmed, each with the number of this reminder. Raises RoundInOtherState."""
    with transaction.atomic():
        _draft(round_id)
        waiting = list(ListCheck.objects.filter(round_id=round_id, confirmed_on=None))
        for one in waiting:
            one.reminders += 1
        ListCheck.objects.bulk_update(waiting, ["reminders"], batch_size=500)
        if waiting:
            facts = {"leaders": len(waiting)}
            record(actor=actor, event=Event.LISTS_REMINDED, object=round_id, facts=facts, at=now)
    return [(one.leader_id, one.reminders) for one in waiting]


def confirm_list(
    round_id: UUID, leader: UUID, *, actor: Actor, now: datetime, reason: str | None = None
) -> None:
    """The leader says that her list is right; a planner in her place gives a `reason`.

    Raises ListNotChecked, ListReasonMissing, RoundInOtherState.
    """
    why = "" if reason is None else written_reason(reason)
    with transaction.atomic():
        _draft(round_id)
        told = {"confirmed_on": now.astimezone(ZONE).date(), "confirmed_by": actor.name, "reason": why}
        if not ListCheck.objects.filter(round_id=round_id, leader_id=leader).update(**told):
            raise ListNotChecked
        facts: dict[str, str | bool] = {"leader": str(leader), "in_her_place": reason is not None}
        record(actor=actor, event=Event.LIST_CONFIRMED, object=round_id, facts=facts, at=now)


def wish_change(
    round_id: UUID,
    leader: UUID,
    kind: ListChangeKind,
    *,
    person: UUID | None,
    name: str,
    perspective: PerspectiveName,
    reason: str,
    actor: Actor,
    now: datetime,
) -> UUID:
    """Ask for somebody to be taken off a list, or put on it; a planner decides. The same wish twice is one.

    Raises ListNotChecked where the leader was not asked to check, ListReasonMissing, RoundInOtherState.
    """
    why = written_reason(reason)
    with transaction.atomic():
        _draft(round_id)
        if not ListCheck.objects.filter(round_id=round_id, leader_id=leader).exists():
            raise ListNotChecked
        called = masked(" ".join(name.split()))[:200]
        alike = ListChange.objects.filter(
            round_id=round_id, leader_id=leader, kind=kind, decision=Decision.OPEN
        )
        alike = alike.filter(person_id=person) if person is not None else alike.filter(name=called)
        found = alike.values_list("id", flat=True).first()
        if found is not None:
            return found
        wished = ListChange.objects.create(
            round_id=round_id,
            number=last_number(round_id) + 1,
            leader_id=leader,
            kind=kind,
            person_id=person,
            name=called,
            perspective=perspective,
            reason=why,
            wished_by=actor.name,
            wished_on=now.astimezone(ZONE).date(),
        )
        facts = {"leader": str(leader), "kind": str(kind)}
        record(actor=actor, event=Event.LIST_CHANGE_WISHED, object=round_id, facts=facts, at=now)
    return wished.id


def decide_change(
    round_id: UUID,
    change: UUID,
    *,
    accept: bool,
    person: UUID | None = None,
    planner: UUID | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Decide a wish. To put somebody on a list whom the leader only named, `person` says who it is.

    `planner`: who decides, as a person of the roster. Decided twice the same way it stays. Raises PersonNotChosen,
    AlreadyOnList, AnotherPlannersList, ListNotChecked, RoundInOtherState.
    """
    with transaction.atomic():
        _draft(round_id)
        row = ListChange.objects.select_for_update().filter(id=change, round_id=round_id).first()
        if row is None:
            raise ListNotChecked
        _check_not_own(planner, row.leader_id, row.person_id or person)
        if accept and row.kind == ListChangeKind.ADD:
            row.person_id = row.person_id or person
            if row.person_id is None or row.person_id not in people_by_id({row.person_id}):
                raise PersonNotChosen(row.name)
            _check_may_join(round_id, row.person_id, row.leader_id, row.perspective, now)
        row.decision = Decision.ACCEPTED if accept else Decision.REFUSED
        row.decided_by, row.decided_on = actor.name, now.astimezone(ZONE).date()
        row.save()
        facts = {"leader": str(row.leader_id), "kind": row.kind, "decision": str(row.decision)}
        record(actor=actor, event=Event.LIST_CHANGE_DECIDED, object=round_id, facts=facts, at=now)


def add_exception(
    round_id: UUID,
    leader: UUID,
    kind: ListChangeKind,
    person: UUID,
    *,
    perspective: PerspectiveName,
    reason: str,
    planner: UUID | None,
    actor: Actor,
    now: datetime,
) -> None:
    """A planner takes somebody off a list, or puts somebody on it against the rules of months, in writing.

    `planner`: who does it, as a person of the roster. A list that its leader has confirmed waits for her again.
    Raises ListReasonMissing, AlreadyOnList, AnotherPlannersList, PersonNotChosen, RoundInOtherState.
    """
    why, today = written_reason(reason), now.astimezone(ZONE).date()
    with transaction.atomic():
        _draft(round_id)
        found = people_by_id({person}).get(person)
        if found is None:
            raise PersonNotChosen("")
        _check_not_own(planner, leader, person)
        if kind == ListChangeKind.ADD:
            _check_may_join(round_id, person, leader, perspective, now)
        ListChange.objects.create(
            round_id=round_id,
            number=last_number(round_id) + 1,
            leader_id=leader,
            kind=kind,
            person_id=person,
            name=found.name,
            perspective=perspective,
            reason=why,
            wished_by=actor.name,
            wished_on=today,
            decision=Decision.ACCEPTED,
            decided_by=actor.name,
            decided_on=today,
        )
        ListCheck.objects.filter(round_id=round_id, leader_id=leader).update(
            confirmed_on=None, confirmed_by="", reason=""
        )
        facts = {"leader": str(leader), "kind": str(kind), "decision": "accepted"}
        record(actor=actor, event=Event.LIST_CHANGE_DECIDED, object=round_id, facts=facts, at=now)


def _check_may_join(round_id: UUID, person: UUID, leader: UUID, perspective: str, now: datetime) -> None:
    """Nobody is asked twice about a leader, about herself as another, or as a leader above among her raters."""
    asking, _ = who_is_asked(round_id, now=now)
    said = {(a.rater, a.leader): a.perspective for a in (*asking.assigned, *asking.asked)}
    pair = (person, leader)
    already = any((a.rater, a.leader) == pair for a in asking.asked)
    if already or person == leader or superiors_among_raters({**said, pair: perspective}, [pair]):
        found = people_by_id({person}).get(person)
        raise AlreadyOnList("" if found is None else found.name)


def _check_not_own(planner: UUID | None, leader: UUID, person: UUID | None) -> None:
    """Who is asked about a planner is another planner's to decide, and whether she is asked herself.

    Off the list she would handle the links of those who stay on it. docs/explanation/rules.md 3.3.
    """
    if planner is not None and planner in (leader, person):
        raise AnotherPlannersList


def _draft(round_id: UUID) -> None:
    """Hold the round; lists are locked once it is open."""
    found = Round.objects.select_for_update().get(id=round_id)
    check_can(Act.OPEN, found.state, round_id)


def written_reason(text: str) -> str:
    """Return a reason as it is kept, without CPR numbers. Raises ListReasonMissing."""
    said = masked(" ".join(text.split()))[:REASON_SIGNS]
    if not said:
        raise ListReasonMissing
    return said
