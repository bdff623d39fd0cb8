"""Who is asked about whom: the one answer that preflight, opening, forecast, lists and previews read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from fagspejl.evaluation.models import Round, RoundPolicy
from fagspejl.evaluation.rules import is_eligible, units_in_scope
from fagspejl.evaluation.selectors.lists import changes_of
from fagspejl.evaluation.selectors.plan import plan_of
from fagspejl.evaluation.selectors.questionnaires import frozen_instrument
from fagspejl.evaluation.types.lists import Decision, ListChangeFacts, ListChangeKind
from fagspejl.evaluation.types.plan import PlanValues
from fagspejl.evaluation.types.policy import RoundPolicyValues
from fagspejl.instrument.errors import InstrumentChanged
from fagspejl.instrument.types import Instrument, PerspectiveName
from fagspejl.lib.clock import ZONE
from fagspejl.organisation import selectors as organisation
from fagspejl.organisation.types import AssignmentFacts, ListedLeader, PersonFacts, UnitFacts

Pair = tuple[UUID, UUID]  # rater, leader


@dataclass(frozen=True, slots=True)
class Asking:
    """Who would be asked about whom if the round opened now.

    `assigned`: all pairs that the plan means; `asked`: those left when who is too new or exempt and who was taken off a
    list is left out, and who was put on one is added. `people` holds everybody named in them; `units` is empty where a
    few leaders were asked for and the plan names no units.
    """

    instrument: Instrument
    policy: RoundPolicyValues
    units: tuple[UnitFacts, ...]
    people: dict[UUID, PersonFacts]
    assigned: tuple[AssignmentFacts, ...]
    asked: tuple[AssignmentFacts, ...]

    @property
    def left_out(self) -> int:
        """How many are not asked."""
        asked = {(one.rater, one.leader) for one in self.asked}
        return sum((one.rater, one.leader) not in asked for one in self.assigned)

    @property
    def raters(self) -> int:
        """People who are asked about somebody."""
        return len({assignment.rater for assignment in self.asked})

    @property
    def raters_by_mail(self) -> int:
        """Those of them who have an address; the others get a letter."""
        return len({one.rater for one in self.asked if self.people[one.rater].email})

    @property
    def leaders(self) -> list[UUID]:
        """Leaders whom somebody is asked about, by name."""
        found = {assignment.leader for assignment in self.asked}
        return sorted(found, key=lambda leader: (self.people[leader].name, self.people[leader].key))

    @property
    def by_perspective(self) -> Counter[str]:
        """How many are asked in each perspective."""
        return Counter(assignment.perspective for assignment in self.asked)


def who_is_asked(
    round_id: UUID, *, now: datetime, about: Collection[UUID] | None = None
) -> tuple[Asking, InstrumentChanged | None]:
    """Return who would be asked if the round opened now, and whether its questionnaire is not the one chosen.

    `about`: these leaders alone, for pages that show a few of many. Writes nothing.
    Raises PolicyTooWeak, AccessPolicyImpossible.
    """
    draft = Round.objects.get(id=round_id)
    policy = RoundPolicyValues.from_dict(RoundPolicy.objects.get(round_id=round_id).values)
    plan = plan_of(round_id).values
    changed = None
    try:
        instrument = frozen_instrument(draft.instrument, draft.instrument_sha)
    except InstrumentChanged as error:
        instrument, changed = error.found, error
    changes = changes_of(round_id, about=about, decision=Decision.ACCEPTED)
    listed = tuple(organisation.assignments(about))
    people = _people(listed, changes, everybody=about is None)
    # A page that shows a few needs the tree only where it says who is meant.
    units = tuple(organisation.unit_tree()) if about is None or plan.scope == "units" else ()
    every = tuple(_in_scope(listed, people, units, plan))
    opening = now.astimezone(ZONE).date()
    eligible = [a for a in every if is_eligible(a, people[a.rater], people[a.leader], opening, plan)]
    asked = tuple(_changed(eligible, changes, people))
    return Asking(instrument, policy, units, people, every, asked), changed


def leaders_meant(round_id: UUID, plan: PlanValues | None = None) -> list[ListedLeader]:
    """Return the leaders whom the plan of a round means and somebody is listed for, by name: without reading raters.

    `plan`: where it was read before.
    """
    plan = plan_of(round_id).values if plan is None else plan
    found = organisation.listed_leaders()
    if plan.scope == "all":
        return found
    if plan.scope == "units":
        meant = units_in_scope(organisation.unit_tree(), plan)
        return [leader for leader in found if leader.unit in meant]
    chosen = frozenset(plan.chosen)
    return [leader for leader in found if leader.key in chosen]


def _people(
    listed: Iterable[AssignmentFacts], changes: Iterable[ListChangeFacts], *, everybody: bool
) -> dict[UUID, PersonFacts]:
    if everybody:
        return {person.id: person for person in organisation.people()}
    named = {one for a in listed for one in (a.rater, a.leader)}
    named |= {one for change in changes for one in (change.person, change.leader) if one is not None}
    return organisation.people_by_id(named)


def _in_scope(
    every: tuple[AssignmentFacts, ...],
    people: dict[UUID, PersonFacts],
    units: tuple[UnitFacts, ...],
    plan: PlanValues,
) -> list[AssignmentFacts]:
    """The pairs about the leaders and in the perspectives that the plan means."""
    meant = units_in_scope(units, plan)
    chosen = frozenset(plan.chosen)

    def is_meant(leader: PersonFacts) -> bool:
        if plan.scope == "all":
            return True
        return leader.unit in meant if plan.scope == "units" else leader.key in chosen

    return [a for a in every if a.perspective in plan.perspectives and is_meant(people[a.leader])]


def _changed(
    eligible: list[AssignmentFacts], changes: list[ListChangeFacts], people: dict[UUID, PersonFacts]
) -> list[AssignmentFacts]:
    """Take off the lists, and put on them, what planners have decided; who left the roster since is not put on."""
    removed: set[Pair] = set()
    added: dict[Pair, AssignmentFacts] = {}
    for change in changes:
        if change.person is None:
            continue
        pair = (change.person, change.leader)
        if change.kind == ListChangeKind.REMOVE:
            removed.add(pair)
            added.pop(pair, None)
        elif change.person in people and change.leader in people:
            removed.discard(pair)
            added[pair] = AssignmentFacts(*pair, cast(PerspectiveName, change.perspective))
    stays = [a for a in eligible if (a.rater, a.leader) not in removed and (a.rater, a.leader) not in added]
    if not added:
        return stays  # as `assignments` yields them
    return sorted([*stays, *added.values()], key=lambda a: (a.rater.bytes, a.leader.bytes))
