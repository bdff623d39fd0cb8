"""Who is asked about whom: the one answer that preflight, opening, forecast and previews read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from fagspejl.evaluation.models import Round, RoundPolicy
from fagspejl.evaluation.rules import is_eligible, units_in_scope
from fagspejl.evaluation.selectors.plan import plan_of
from fagspejl.evaluation.types.plan import PlanValues
from fagspejl.evaluation.types.policy import RoundPolicyValues
from fagspejl.instrument.errors import InstrumentChanged
from fagspejl.instrument.loader import frozen
from fagspejl.instrument.types import Instrument
from fagspejl.lib.clock import ZONE
from fagspejl.organisation import selectors as organisation
from fagspejl.organisation.types import AssignmentFacts, PersonFacts, UnitFacts


@dataclass(frozen=True, slots=True)
class Asking:
    """Who would be asked about whom if the round opened now: all `assigned` but those who are too new, or exempt."""

    instrument: Instrument
    policy: RoundPolicyValues
    units: tuple[UnitFacts, ...]
    people: dict[UUID, PersonFacts]
    assigned: tuple[AssignmentFacts, ...]
    asked: tuple[AssignmentFacts, ...]

    @property
    def left_out(self) -> int:
        """How many are not asked."""
        return len(self.assigned) - len(self.asked)

    @property
    def raters(self) -> int:
        """People who are asked about somebody."""
        return len({assignment.rater for assignment in self.asked})

    @property
    def leaders(self) -> list[UUID]:
        """Leaders whom somebody is asked about, by name."""
        found = {assignment.leader for assignment in self.asked}
        return sorted(found, key=lambda leader: (self.people[leader].name, self.people[leader].key))

    @property
    def by_perspective(self) -> Counter[str]:
        """How many are asked in each perspective."""
        return Counter(assignment.perspective for assignment in self.asked)


def who_is_asked(round_id: UUID, *, now: datetime) -> tuple[Asking, InstrumentChanged | None]:
    """Return who would be asked if the round opened now, and whether its questionnaire is not the one chosen.

    Writes nothing. Raises PolicyTooWeak, AccessPolicyImpossible.
    """
    draft = Round.objects.get(id=round_id)
    policy = RoundPolicyValues.from_dict(RoundPolicy.objects.get(round_id=round_id).values)
    plan = plan_of(round_id).values
    changed = None
    try:
        instrument = frozen(draft.instrument, draft.instrument_sha)
    except InstrumentChanged as error:
        instrument, changed = error.found, error
    people = {person.id: person for person in organisation.people()}
    units = tuple(organisation.unit_tree())
    every = tuple(_in_scope(tuple(organisation.assignments()), people, units, plan))
    opening = now.astimezone(ZONE).date()
    asked = tuple(a for a in every if is_eligible(a, people[a.rater], people[a.leader], opening, plan))
    return Asking(instrument, policy, units, people, every, asked), changed


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
