"""Asking somebody who was forgotten, about one leader, after a round has opened.

Lists lock at opening, so that nobody makes a group large enough with people whose answers she knows. What may be
added is therefore bounded, and what is bounded stays so when others are taken off:

- only groups that could have a report of their own at opening grow, by one for every k who were asked then, and none
  comes to have its comments read that was too small for it;
- only anonymous roles that were asked about the leader then: a superior is shown by name, and reads the report;
- nobody comes back whose link was taken back; nobody comes in the last day.

While the round is open nothing of an answer is shown but the night's rates, and they count those asked at opening
alone (`rates.keep_rates`). Held by tests/anonymity/test_somebody_added_after_opening.py.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.evaluation.errors import (
    AnotherPlannersList,
    LaterOnesFirst,
    LeaderNotAskedAbout,
    NotOneMore,
    PeopleLookAlike,
    PersonNotChosen,
    RoundUnknown,
)
from fagspejl.evaluation.keys.derivation import link_of, lookup_of
from fagspejl.evaluation.models import Invitation, ListChange, Round
from fagspejl.evaluation.rules import check_deadline, form_name, is_eligible, may_grow
from fagspejl.evaluation.selectors import policy_of
from fagspejl.evaluation.selectors.lists import last_number, later_ids
from fagspejl.evaluation.selectors.plan import plan_of
from fagspejl.evaluation.selectors.questionnaires import frozen_instrument
from fagspejl.evaluation.services.lists import written_reason
from fagspejl.evaluation.services.moving import hold
from fagspejl.evaluation.states import Act, check_can
from fagspejl.evaluation.types.lists import GROUPS_THAT_GROW, Decision, ListChangeKind, OneMore
from fagspejl.lib.clock import ZONE
from fagspejl.lib.identity import KnownIds
from fagspejl.lib.superiors import superiors_among_raters
from fagspejl.organisation import selectors as organisation
from fagspejl.organisation.types import AssignmentFacts, PersonFacts


def check_one_more(round_id: UUID, one: OneMore, *, planner: UUID | None, now: datetime) -> None:
    """Raise unless somebody may be asked about a leader now. Writes nothing.

    `planner`: who asks for it, as a person of the roster. Raises RoundUnknown, RoundInOtherState, ListReasonMissing,
    PersonNotChosen, LeaderNotAskedAbout, AnotherPlannersList, DeadlineTooNear, NotOneMore, PeopleLookAlike.
    """
    found = Round.objects.filter(id=round_id).first()
    if found is None:
        raise RoundUnknown(str(round_id))
    check_can(Act.ASK_MORE, found.state, round_id)
    written_reason(one.reason)
    people = organisation.people_by_id({one.person, one.leader})
    person, leader = people.get(one.person), people.get(one.leader)
    if person is None or one.person not in organisation.on_roster({one.person}):
        raise PersonNotChosen("" if person is None else person.name)
    about = Invitation.objects.filter(round_id=round_id, leader_id=one.leader)
    if leader is None or not about.exists():
        raise LeaderNotAskedAbout("" if leader is None else leader.name)
    if planner is not None and (
        planner in (one.leader, one.person) or about.filter(person_id=planner).exists()
    ):
        raise AnotherPlannersList  # who rates the leader gains by it, as by another's link
    check_deadline(found.deadline, now)  # as everybody else, they have a day at least
    _check_pair(found, one, person, leader, about)
    _check_group(round_id, one, person, about)


def ask_one_more(
    round_id: UUID, one: OneMore, round_key: bytes, *, planner: UUID | None, actor: Actor, now: datetime
) -> bool:
    """Put somebody on a leader's list in an open round and make the link; False where this order has done it.

    Whoever calls sees to the mail, in the same transaction. Raises as `check_one_more`, InstrumentChanged.
    """
    why, today = written_reason(one.reason), now.astimezone(ZONE).date()
    with transaction.atomic():
        hold(round_id, Act.ASK_MORE)
        if ListChange.objects.filter(id=one.id).exists():
            return False
        check_one_more(round_id, one, planner=planner, now=now)
        found = Round.objects.get(id=round_id)
        instrument = frozen_instrument(found.instrument, found.instrument_sha)
        person = organisation.people_by_id({one.person})[one.person]
        ListChange.objects.create(
            id=one.id,
            round_id=round_id,
            number=last_number(round_id) + 1,
            leader_id=one.leader,
            kind=ListChangeKind.ADD,
            person_id=one.person,
            name=person.name,
            perspective=one.perspective,
            reason=why,
            wished_by=actor.name,
            wished_on=today,
            decision=Decision.ACCEPTED,
            decided_by=actor.name,
            decided_on=today,
        )
        made = Invitation(
            round_id=round_id,
            person_id=one.person,
            leader_id=one.leader,
            perspective=one.perspective,
            form=form_name(instrument, one.perspective, person.profession),
        )
        made.lookup = lookup_of(link_of(round_key, round_id, made.id, made.generation))
        made.save()
        _forget_newcomers(found, one)
        facts = {"invitation": str(made.id), "leader": str(one.leader)}
        record(actor=actor, event=Event.RATER_ADDED, object=round_id, facts=facts, at=now)
    return True


def check_few_later(round_id: UUID, leaving: Collection[UUID]) -> None:
    """Raise LaterOnesFirst where those who stay after these links die would be too many who came later."""
    later = later_ids(round_id)
    if not later:
        return
    gone = Invitation.objects.filter(id__in=list(leaving), round_id=round_id)
    for leader, perspective in gone.values_list("leader_id", "perspective").distinct():
        if perspective not in GROUPS_THAT_GROW:
            continue
        about = Invitation.objects.filter(round_id=round_id, leader_id=leader).exclude(id__in=list(leaving))
        first, added = _sizes(round_id, perspective, about, later)
        if added and not may_grow(first, added - 1, policy_of(round_id).disclosure.k):
            raise LaterOnesFirst(organisation.people_by_id({leader})[leader].name)


def _check_pair(
    found: Round, one: OneMore, person: PersonFacts, leader: PersonFacts, about: QuerySet[Invitation]
) -> None:
    """Nobody is asked twice about a leader, in a role that was not asked, or where opening would have refused it."""
    there = about.filter(person_id=one.person).values_list("revoked", flat=True).first()
    if there is not None:
        raise NotOneMore(person.name, "taken_off" if there else "asked")
    if one.perspective not in GROUPS_THAT_GROW or not about.filter(perspective=one.perspective).exists():
        raise NotOneMore(person.name, "role")
    pair = (one.person, one.leader)
    said = {(a.rater, a.leader): a.perspective for a in organisation.assignments()}
    if said.get(pair, one.perspective) != one.perspective:
        raise NotOneMore(person.name, "role")
    rows = Invitation.objects.filter(round_id=found.id, perspective="superior")
    said |= dict.fromkeys(rows.values_list("person_id", "leader_id"), "superior")
    if one.person == one.leader or superiors_among_raters({**said, pair: one.perspective}, [pair]):
        raise NotOneMore(person.name, "asked")
    assert found.opened_at is not None, "open without having been opened"
    opening = found.opened_at.astimezone(ZONE).date()
    asked = AssignmentFacts(*pair, one.perspective)
    if not is_eligible(asked, person, leader, opening, plan_of(found.id).values):
        raise NotOneMore(person.name, "too_new")
    _check_looks_like_nobody(found.id, person)


def _check_looks_like_nobody(round_id: UUID, person: PersonFacts) -> None:
    rows = Invitation.objects.filter(round_id=round_id).exclude(person_id=person.id).order_by()
    known = KnownIds()
    known.add_all(list(rows.values_list("person__key", flat=True).distinct()))
    alike = known.find(person.key)
    if alike is not None:
        raise PeopleLookAlike(1, [(person.key, alike[0])])


def _check_group(round_id: UUID, one: OneMore, person: PersonFacts, about: QuerySet[Invitation]) -> None:
    k = policy_of(round_id).disclosure.k
    first, added = _sizes(round_id, one.perspective, about, later_ids(round_id))
    if first < k or first < _comments_from(round_id) <= first + added + 1:
        raise NotOneMore(person.name, "small")
    if not may_grow(first, added, k):
        raise NotOneMore(person.name, "grown")


def _comments_from(round_id: UUID) -> int:
    """How many must have answered before a leader may read comments; 0 where there are none in the round.

    Who sees that eight are asked, and reads that comments are shown from ten on, writes for nobody.
    """
    policy = policy_of(round_id)
    return policy.disclosure.k_comments if policy.access.comments else 0


def _sizes(
    round_id: UUID, perspective: str, about: QuerySet[Invitation], later: Collection[UUID]
) -> tuple[int, int]:
    """How many are still asked about a leader in the group that a perspective belongs to: at opening, and later.

    Where subordinate leaders count among employees, the two together.
    """
    merged = not policy_of(round_id).access.separate_subordinate_leaders
    led = ("employee", "subordinate_leader")
    group = led if merged and perspective in led else (perspective,)
    asked = set(about.filter(perspective__in=group, revoked=False).values_list("id", flat=True))
    return len(asked - set(later)), len(asked & set(later))


def _forget_newcomers(found: Round, one: OneMore) -> None:
    """How many of a group are new since the last round was counted at opening, of another number of people."""
    new = (found.tree or {}).get("new", {})
    if new.get(str(one.leader), {}).pop(one.perspective, None) is not None:
        found.save(update_fields=["tree"])
