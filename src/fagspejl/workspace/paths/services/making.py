"""Paths are made at the release, end when a report is withdrawn, and may be begun before the survey ends."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from fagspejl.accounts.errors import NotYours
from fagspejl.audit.selectors import entries_about
from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.disclosure.selectors import parts_of_round, withdrawn_parts
from fagspejl.evaluation.selectors import all_rounds, round_facts
from fagspejl.evaluation.selectors.lookup import count_of_invited
from fagspejl.evaluation.states import Act, can
from fagspejl.evaluation.types import RoundFacts, RoundState
from fagspejl.lib.clock import ZONE
from fagspejl.organisation.selectors import people_by_id, superiors
from fagspejl.workspace.paths.models import FollowUpPath, PathStep
from fagspejl.workspace.paths.types import StepKind

_LEADER = "leader"  # the kind of a Release's part


def make_due(now: datetime) -> int:
    """Make the paths that published reports ask for, stop those of withdrawn ones; returns how many were made.

    May be repeated at any time, by any number of workers. A path that was begun before the release goes on from it.
    """
    today = now.astimezone(ZONE).date()
    made = 0
    for facts in all_rounds():
        if facts.state is RoundState.CANCELLED:
            FollowUpPath.objects.filter(round=facts.id, released_on=None).delete()
        elif can(Act.READ, facts.state) and facts.reports_deleted_on is None:
            made += _of_round(facts, today)
            gone = [part.id for part in withdrawn_parts(facts.id)]
            FollowUpPath.objects.filter(part__in=gone, stopped_on=None).update(stopped_on=today)
    return made


def prepare_path(round_id: UUID, owner: UUID, *, actor: Actor, now: datetime) -> UUID:
    """Begin the path of a leader about whom a round asks, before it is published. Raises NotYours."""
    facts = round_facts(round_id)
    if facts is None or not _is_under_way(facts) or not count_of_invited(round_id, owner):
        raise NotYours
    today = now.astimezone(ZONE).date()
    with transaction.atomic():
        path, made = FollowUpPath.objects.get_or_create(
            round=round_id,
            owner_id=owner,
            defaults={"created_on": today, "own_leader_id": _own_leader(owner)},
        )
        if made:
            PathStep.objects.bulk_create(PathStep(path=path, kind=kind) for kind in StepKind)
            record(actor=actor, event=Event.PATH_MADE, object=path.id, at=now)
    return path.id


def open_rounds_about(person: UUID) -> list[RoundFacts]:
    """Return the rounds under way that ask about this person and have no path yet."""
    known = set(FollowUpPath.objects.filter(owner=person).values_list("round", flat=True))
    return [
        facts
        for facts in all_rounds()
        if facts.id not in known and _is_under_way(facts) and count_of_invited(facts.id, person)
    ]


def _is_under_way(facts: RoundFacts) -> bool:
    return facts.state in (RoundState.OPEN, RoundState.CLOSING, RoundState.SEALED, RoundState.KEYS_GONE)


def _of_round(facts: RoundFacts, today: date) -> int:
    parts = {
        part.id: UUID(part.key) for part in parts_of_round(facts.id, withdrawn=False) if part.kind == _LEADER
    }
    known = set(FollowUpPath.objects.filter(part__in=list(parts)).values_list("part", flat=True))
    missing = {part: owner for part, owner in parts.items() if part not in known}
    if not missing:
        return 0
    released = _released_on(facts, today)
    there, leaders = people_by_id(set(missing.values())), superiors(set(missing.values()))
    wanted = {part: owner for part, owner in missing.items() if owner in there}
    for part, owner in wanted.items():
        own_leader = next(iter(leaders.get(owner, ())), None)
        _make(facts.id, part, owner, own_leader, released=released, today=today)
    return len(wanted)


def _make(
    round_id: UUID, part: UUID, owner: UUID, own_leader: UUID | None, *, released: date, today: date
) -> None:
    due = settings.FOLLOW_UP_DAYS
    days = {
        StepKind.TALK: due.talk,
        StepKind.DIALOGUE: due.dialogue,
        StepKind.PLAN: due.plan,
        StepKind.FIRST_LOOK: due.first_look,
        StepKind.SECOND_LOOK: due.second_look,
    }
    with transaction.atomic():
        FollowUpPath.objects.get_or_create(
            round=round_id, owner_id=owner, defaults={"created_on": today, "own_leader_id": own_leader}
        )
        path = FollowUpPath.objects.select_for_update().get(round=round_id, owner_id=owner)
        if path.part is not None:  # another worker was quicker
            return
        path.part, path.released_on = part, released
        path.save(update_fields=["part", "released_on"])
        for kind in StepKind:
            after = days.get(kind)
            due_on = None if after is None else released + timedelta(days=after)
            PathStep.objects.update_or_create(path=path, kind=kind, defaults={"due_on": due_on})


def _released_on(facts: RoundFacts, today: date) -> date:
    """The day the round was published; where the log is older than it keeps, the day its keys were destroyed."""
    told = entries_about(facts.id, events=[Event.ROUND_PUBLISHED], limit=1)
    if told:
        return told[0].at.astimezone(ZONE).date()
    return facts.keys_destroyed_on or today


def _own_leader(owner: UUID) -> UUID | None:
    return next(iter(superiors([owner]).get(owner, ())), None)
