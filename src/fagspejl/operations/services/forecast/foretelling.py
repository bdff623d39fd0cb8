"""Making a forecast: who is asked by today's lists, and the block rule on simulated answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time
from typing import Final
from uuid import UUID

import numpy as np

from fagspejl.analysis.policy import ForecastPolicy
from fagspejl.analysis.types import Perspective
from fagspejl.disclosure.forecast.draws import chances
from fagspejl.disclosure.forecast.numbers import numbers_of
from fagspejl.disclosure.forecast.outlook import outlook
from fagspejl.disclosure.forecast.types import AskedPairs, Outlook
from fagspejl.disclosure.types import Leader, Organisation, Unit
from fagspejl.evaluation.errors import RosterEmpty
from fagspejl.evaluation.selectors import round_facts
from fagspejl.evaluation.services.asking import Asking, who_is_asked
from fagspejl.evaluation.states import Act, check_can
from fagspejl.lib.clock import ZONE
from fagspejl.operations.services.forecast.basis import basis_of
from fagspejl.operations.services.forecast.keeping import keep_forecast
from fagspejl.operations.services.forecast.types import Foretold

_NAMED: Final = ("self", "superior")  # they answer with their names: no group, and nothing to foretell
_WHOLE: Final = 100  # per cent


def foretell(round_id: UUID, *, seed: int, now: datetime) -> Foretold:
    """Make the forecast of a draft at the usual rates, and keep it.

    The same lists, policy, seed and day give the same forecast. Only the draft and the roster are read.
    Raises RoundInOtherState once the round is open, RosterEmpty where nobody is asked in an anonymous group,
    PolicyTooWeak and AccessPolicyImpossible.
    """
    found = round_facts(round_id)
    assert found is not None
    check_can(Act.OPEN, found.state, round_id)
    basis = basis_of(round_id)  # before the lists are read: what changes meanwhile makes it stale
    asking, _ = who_is_asked(round_id, now=now)
    asked = asked_pairs(asking)
    if not asked.leader.size:
        raise RosterEmpty
    usual, access = ForecastPolicy(), asking.policy.access
    outlooks = _outlooks(asking, asked, usual.rates, seed=seed)
    told = Foretold(
        made=now.astimezone(ZONE).date(),
        seed=seed,
        draws=usual.draws,
        merged=not access.separate_subordinate_leaders,
        policy=asking.policy.disclosure,
        policy_sha=asking.policy.sha256,
        basis=basis,
        comments=access.comments,
        people=asked.people,
        left_out=asking.left_out,
        organisation=asked.organisation,
        numbers=tuple(map(numbers_of, outlooks)),
    )
    keep_forecast(round_id, told, outlooks)
    return told


def at_another_rate(round_id: UUID, told: Foretold, percent: int) -> tuple[Foretold, Outlook]:
    """Return a forecast with one more rate in it, and the outlook there: same seed, lots and day. Nothing is kept.

    `told` is of the lists as they stand (`basis_of`). Raises as `foretell`.
    """
    found = round_facts(round_id)
    assert found is not None
    check_can(Act.OPEN, found.state, round_id)
    asking, _ = who_is_asked(round_id, now=datetime.combine(told.made, time(12), tzinfo=ZONE))
    rate = percent / _WHOLE
    (at,) = _outlooks(asking, asked_pairs(asking), (rate,), seed=told.seed)
    others = [one for one in told.numbers if one.rate != rate]
    numbers = sorted((*others, numbers_of(at)), key=lambda one: one.rate)
    return replace(told, numbers=tuple(numbers)), at


def _outlooks(asking: Asking, asked: AskedPairs, rates: Sequence[float], *, seed: int) -> list[Outlook]:
    access = asking.policy.access
    chance = chances(asked.people, seed=seed, draws=ForecastPolicy().draws)
    return [
        outlook(
            asked,
            asking.policy.disclosure,
            chance,
            rate=rate,
            seed=seed,
            merged=not access.separate_subordinate_leaders,
            with_comments=access.comments,
        )
        for rate in rates
    ]


def asked_pairs(asking: Asking) -> AskedPairs:
    """Return who is asked in an anonymous group, as numbers: leaders in tree order, people in order of their ids."""
    pairs = [a for a in asking.asked if a.perspective not in _NAMED]
    home = {unit.key: place for place, unit in enumerate(asking.units)}
    leaders = sorted(asking.leaders, key=lambda leader: home[asking.people[leader].unit])
    raters = sorted({a.rater for a in pairs}, key=lambda rater: asking.people[rater].key)
    leader_place = {leader: place for place, leader in enumerate(leaders)}
    rater_place = {rater: place for place, rater in enumerate(raters)}
    return AskedPairs(
        Organisation(
            tuple(Unit(unit.key, unit.name, unit.parent) for unit in asking.units),
            tuple(
                Leader(str(leader), asking.people[leader].name, home[asking.people[leader].unit])
                for leader in leaders
            ),
        ),
        np.asarray([leader_place[a.leader] for a in pairs], dtype=np.int32),
        np.asarray([rater_place[a.rater] for a in pairs], dtype=np.int32),
        np.asarray([Perspective[a.perspective.upper()] for a in pairs], dtype=np.int8),
        len(raters),
    )
