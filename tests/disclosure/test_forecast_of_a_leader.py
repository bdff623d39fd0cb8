"""What a leader is foretold: full, partly or no report, where small groups count, and what merging changes."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np

from fagspejl.analysis.policy import DisclosurePolicy
from fagspejl.analysis.types import Perspective
from fagspejl.disclosure.forecast.draws import chances, who_answers
from fagspejl.disclosure.forecast.numbers import numbers_of
from fagspejl.disclosure.forecast.outlook import outlook
from fagspejl.disclosure.forecast.types import AskedPairs, Outlook
from support.foretold import asked_pairs, team_of

USUAL = DisclosurePolicy()


def told(
    asked: AskedPairs,
    *,
    rate: float = 0.7,
    seed: int = 1,
    merged: bool = True,
    policy: DisclosurePolicy = USUAL,
    with_comments: bool = True,
) -> Outlook:
    """The forecast of 200 draws."""
    chance = chances(asked.people, seed=seed, draws=200)
    return outlook(asked, policy, chance, rate=rate, seed=seed, merged=merged, with_comments=with_comments)


def everybody(asked: AskedPairs, **more: object) -> Outlook:
    """The forecast when all answer in every draw."""
    return outlook(
        asked,
        USUAL,
        np.zeros((asked.people, 3), dtype=np.float32),
        rate=0.9,
        seed=0,
        merged=bool(more.get("merged", True)),
    )


def test_four_five_nine_and_ten_people() -> None:
    """When all answer, Karen's four give no report, five and nine figures without counts, ten a full one."""
    found = everybody(team_of(4, 5, 9, 10))
    assert [(one.full, one.partly, one.none) for one in found.leaders] == [
        (0, 0, 3),
        (0, 3, 0),
        (0, 3, 0),
        (3, 0, 0),
    ]
    numbers = numbers_of(found)
    assert (numbers.full, numbers.partly, numbers.none, numbers.danger) == (1, 2, 1, 1)


def test_a_stricter_rule_of_comments_makes_fewer_reports_full() -> None:
    """Where comments need ten people and counts eleven, a report of ten answers lacks something; without comments not."""
    asked = team_of(10)
    strict = DisclosurePolicy(k_distribution=10, k_comments=10)
    assert numbers_of(told(asked, policy=strict, rate=0.95)) == numbers_of(told(asked, rate=0.95))
    late = replace(strict, k_distribution=12)
    assert told(asked, policy=late, rate=0.95).leaders[0].full == 0
    assert told(team_of(9), policy=DisclosurePolicy(k=5, k_comments=9), rate=0.95).leaders[0].full == 0


def test_two_teams_of_three_pool_above() -> None:
    """Karen's three and Omar's three count together in the unit above, and the forecast says where."""
    found = everybody(team_of(3, 3, 6, parents=(-1, 0, 1, 1, 0), home=(2, 3, 4)))
    assert [(one.none, one.pooled, one.pool) for one in found.leaders] == [(3, 3, 1), (3, 3, 1), (0, 0, -1)]
    assert [unit.pools for unit in found.units] == [0, 3, 0, 0, 0]
    assert [unit.totals for unit in found.units] == [3, 0, 0, 0, 0]


def test_a_small_team_without_company_is_told_to_count_nowhere() -> None:
    """Lone's four are the only small group: nothing to pool with, and four people are never counted."""
    found = everybody(team_of(4, 6))
    assert (found.leaders[0].pooled, found.leaders[0].pool) == (0, -1)
    assert found.groups[0].lost == 4


def test_one_person_may_not_be_half_of_a_foretold_pool() -> None:
    """Ida is asked about six leaders and four others about one each: five people, but Ida gave most of the answers."""
    asked = team_of(2, 2, 2, 2, 1, 1)
    asked.perspective[:] = Perspective.PEER
    asked.person[[0, 2, 4, 6, 8, 9]] = 0  # Ida, about everybody
    found = everybody(asked)
    assert [unit.pools for unit in found.units] == [0]
    assert found.groups[0].lost == 5
    asked.person[[8, 9]] = [8, 9]  # two others in Ida's place about the last two: now she gave four of ten
    assert [unit.pools for unit in everybody(asked).units] == [3]


def test_merging_subordinate_leaders_helps_where_three_and_three_are_six() -> None:
    """Mads is answered by three employees and three leaders: apart they give nothing, together a report."""
    asked = team_of(6)
    asked.perspective[:3] = Perspective.SUBORDINATE_LEADER
    apart, merged = everybody(asked, merged=False), everybody(asked, merged=True)
    assert (apart.leaders[0].none, apart.leaders[0].otherwise) == (3, 0)
    assert (merged.leaders[0].none, merged.leaders[0].otherwise) == (0, 3)


def test_what_merging_would_do_is_what_merging_does() -> None:
    """On random municipalities the other way of treating subordinate leaders is foretold as it would be."""
    for seed in range(10):
        asked = asked_pairs(seed)
        apart, merged = told(asked, merged=False), told(asked, merged=True)
        assert [one.otherwise for one in apart.leaders] == [one.none for one in merged.leaders]
        assert [one.otherwise for one in merged.leaders] == [one.none for one in apart.leaders]


def test_the_same_seed_gives_the_same_forecast() -> None:
    """Bente prints the paper twice from one seed and reads the same; another seed is another chance."""
    asked = asked_pairs(5, leaders=30)
    assert told(asked) == told(asked)
    assert told(asked) != told(asked, seed=2)


def test_a_higher_rate_never_takes_a_report_away() -> None:
    """Whoever answers at 60 % answers at 70 % and 80 % too: no leader's share of reports falls."""
    asked = asked_pairs(8, leaders=30)
    at = [told(asked, rate=rate) for rate in (0.6, 0.7, 0.8)]
    for lower, higher in pairwise(at):
        assert all(a.none >= b.none for a, b in zip(lower.leaders, higher.leaders, strict=True))


def test_full_partly_and_none_are_all_draws_and_all_leaders() -> None:
    """Every leader who is asked about stands once in each draw, and the three numbers of the page add up."""
    found = told(asked_pairs(9, leaders=40))
    assert {one.full + one.partly + one.none for one in found.leaders} == {200}
    numbers = numbers_of(found)
    assert numbers.full + numbers.partly + numbers.none == numbers.leaders == len(found.leaders)


def test_nobody_asked_is_an_empty_forecast() -> None:
    """A draft without lists foretells nothing and does not fail."""
    found = everybody(team_of())
    assert (found.leaders, found.units, found.groups) == ((), (), ())
    assert numbers_of(found).none == 0


def test_half_of_the_draws_reach_the_number_that_is_told() -> None:
    """Of Karen's twelve so many answer in half of the draws, and one more in fewer than half."""
    asked = team_of(12)
    answers = who_answers(chances(asked.people, seed=1, draws=200), 0.6).sum(axis=0)
    half = told(asked, rate=0.6).leaders[0].half
    assert (answers >= half).sum() >= 100 > (answers > half).sum()
