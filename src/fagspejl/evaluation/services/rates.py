"""Response rates while a round is open: last night's, for units large enough, in steps; and nothing else.

A unit's rate is that of the blocks formed at or below it on that night's answers: a group stands alone when enough
people were asked and enough have answered, small groups are carried to the lowest unit where together they are
enough. Rates are rounded down, and nothing above 90 % is told apart. Source: docs/explanation/rules.md 4.5.

None is worked out in the last day. Of ten people a step is one person: beside the number that is counted at closing, a
rate of the very last answers would tell whether somebody who came later, or was taken off, is among them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from fagspejl.analysis.policy import DisclosurePolicy
from fagspejl.evaluation.models import Invitation, RoundRates
from fagspejl.evaluation.rules import percent_in_steps, rate_may_be_shown
from fagspejl.evaluation.selectors import policy_of, tree_of
from fagspejl.evaluation.selectors.lists import later_ids
from fagspejl.evaluation.selectors.progress import WORKED_OUT

_COUNTED = ("employee", "subordinate_leader")  # the others are few, or named


@dataclass(frozen=True, slots=True)
class Group:
    """The people asked about the leaders of one unit, and those of them who have answered somebody there."""

    invited: frozenset[UUID]
    answered: frozenset[UUID]

    def __or__(self, other: Group) -> Group:
        return Group(self.invited | other.invited, self.answered | other.answered)


_NOBODY = Group(frozenset(), frozenset())


def unit_rates(
    parents: Sequence[int], groups: Mapping[int, Group], policy: DisclosurePolicy
) -> dict[int, int]:
    """Return per cent by unit, for the units that may have one. `parents[u]` is above u, -1 at the root.

    Units come parents first. A unit has a rate when a block was formed at it or below it.
    """
    carried = [_NOBODY] * len(parents)
    formed = [_NOBODY] * len(parents)
    for unit in reversed(range(len(parents))):
        own, below = groups.get(unit, _NOBODY), carried[unit]
        if _stands(own, policy):
            formed[unit] = formed[unit] | own
        else:
            below = below | own
        if _stands(below, policy):
            formed[unit] = formed[unit] | below
            below = _NOBODY
        if parents[unit] >= 0:
            carried[parents[unit]] = carried[parents[unit]] | below
            formed[parents[unit]] = formed[parents[unit]] | formed[unit]
    return {unit: in_steps(group, policy) for unit, group in enumerate(formed) if group.invited}


def in_steps(group: Group, policy: DisclosurePolicy) -> int:
    """Return the rate in per cent, rounded down to a step, at most the step below all."""
    return percent_in_steps(len(group.invited), len(group.answered), policy)


def keep_rates(round_id: UUID, answered: Collection[UUID], *, night: date) -> None:
    """Compute last night's rates from the invitations with an answer, and keep only the rates.

    Whoever was asked at opening is counted to the end, revoked or not, and nobody else: a rate that changed when
    somebody is taken off the list, or put on it, would tell whether that person had answered, or how many others have.
    """
    tree = tree_of(round_id)
    parents = [int(str(unit["parent"])) for unit in tree["units"]]
    unit_of = {UUID(str(leader["id"])): int(str(leader["unit"])) for leader in tree["leaders"]}
    invited: dict[int, set[UUID]] = {}
    heard: dict[int, set[UUID]] = {}
    asked = Invitation.objects.filter(round_id=round_id, perspective__in=_COUNTED)
    later = later_ids(round_id)
    for invitation, person, leader in asked.values_list("id", "person_id", "leader_id"):
        if invitation in later:
            continue
        unit = unit_of[leader]
        invited.setdefault(unit, set()).add(person)
        if invitation in answered:
            heard.setdefault(unit, set()).add(person)
    groups = {u: Group(frozenset(people), frozenset(heard.get(u, ()))) for u, people in invited.items()}
    found = unit_rates(parents, groups, policy_of(round_id).disclosure)
    tens = {str(tree["units"][unit]["id"]): percent for unit, percent in found.items()}
    RoundRates.objects.update_or_create(round_id=round_id, defaults={"night": night, "tens": tens})


def leave_rates(round_id: UUID, *, night: date) -> None:
    """Note that the night's work was done without new rates: those that stand keep the night they are of."""
    with transaction.atomic():
        kept = RoundRates.objects.select_for_update().filter(round_id=round_id).first()
        if kept is None:
            RoundRates.objects.create(round_id=round_id, night=night, tens={WORKED_OUT: None})
            return
        kept.tens = {WORKED_OUT: kept.night.isoformat(), **kept.tens}
        kept.night = night
        kept.save(update_fields=["night", "tens"])


def _stands(group: Group, policy: DisclosurePolicy) -> bool:
    return rate_may_be_shown(len(group.invited), len(group.answered), policy)
