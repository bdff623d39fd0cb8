"""The analyst's study says nothing that the reports' blocks do not carry, and nothing of one leader."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from fagspejl import analysis
from fagspejl.analysis.errors import EmptyTable, LengthMismatch
from fagspejl.analysis.policy import ReportingPolicy
from fagspejl.analysis.study import StudyGroup, study

LEADERS, PER_LEADER, ITEMS = 60, 6, 5


def made_round(leaders: int = LEADERS, seed: int = 1, per_leader: int = PER_LEADER):
    """Employees and a self-rating of each leader; the last leader's group is too small to be counted."""
    rng = np.random.default_rng(seed)
    leader = np.concatenate([np.repeat(np.arange(leaders), per_leader), np.arange(leaders)])
    group = np.concatenate([np.zeros(leaders * per_leader, int), np.ones(leaders, int)])
    level = rng.normal(3.4, 0.5, leaders)[leader] + rng.normal(0, 0.5, leader.size)
    values = np.clip(np.round(level[:, None] + rng.normal(0, 0.6, (leader.size, ITEMS))), 1, 5)
    table = analysis.ResponseTable.from_raw(
        lo=1,
        hi=5,
        items=[analysis.ItemSpec(f"q{i}", "t") for i in range(ITEMS)],
        values=values,
        leader=leader,
        group=group,
        person=np.arange(leader.size),
        invited=np.full((leaders, 5), -1),
    )
    block = np.where((group == 0) & (leader < leaders - 1), leader, -1).astype(np.int32)
    employees = StudyGroup("employee", block, np.arange(leaders - 1, dtype=np.int32))
    own = StudyGroup(
        "self",
        np.where(group == 1, leader, -1).astype(np.int32),
        np.arange(leaders, dtype=np.int32),
        named=True,
    )
    return table, [employees, own]


@cache
def studied(leaders: int = LEADERS):
    """The study of a round, made once for all tests that only read it."""
    return study(*made_round(leaders))


def test_answers_outside_the_blocks_change_nothing() -> None:
    """Lone's group of three is in no block: whatever the three answer, the analysis is the same."""
    table, groups = made_round()
    outside = (groups[0].block < 0) & (groups[1].block < 0)
    assert outside.sum() == PER_LEADER
    other = table.values.copy(order="F")
    other[outside] = 1
    changed = analysis.ResponseTable(
        table.lo,
        table.hi,
        table.items,
        other,
        table.missing,
        table.leader,
        table.group,
        table.person,
        table.invited,
    )
    assert studied() == study(changed, groups)


def test_no_number_rests_on_fewer_than_fifty_people() -> None:
    """Forty-nine people, however they answer: verdicts 'too few', and not one number."""
    table, groups = made_round(leaders=9)
    found = study(table, groups)
    assert found.coefficients
    for c in found.coefficients:
        assert (c.value, c.lower, c.upper, c.people) == (None, None, None, None)
        assert c.verdict == "too_few"


def test_every_number_says_how_many_stand_behind_it() -> None:
    """Each shown coefficient carries at least fifty people; hidden ones carry none."""
    found = studied()
    shown = [c for c in found.coefficients if c.value is not None]
    assert {c.section for c in shown} == {"reliability", "icc", "agreement", "self_other"}
    assert all(c.people is not None and c.people >= 50 for c in shown)
    assert all(c.people is None for c in found.coefficients if c.value is None)


def test_nothing_is_said_per_leader_and_no_mean_is_given() -> None:
    """The number of figures does not grow with the number of leaders, and none of them is a mean of answers."""
    few, many = (studied(n) for n in (60, 120))

    def places(found):
        return {(c.group, c.theme, c.statistic) for c in found.of("icc") + found.of("agreement")}

    assert places(few) == places(many)
    statistics = {c.statistic for c in many.coefficients}
    assert statistics == {
        "alpha", "lambda2", "omega", "icc1_anova", "icc1_anova_k0", "icc1_reml", "icc2_anova", "reliability_5",
        "reliability_10", "reliability_20", "ad_mean", "rwg_star_mean", "invariance_delta_cfi", "self_other_r",
    }  # fmt: skip


def test_pooled_blocks_count_in_alpha_and_not_between_leaders() -> None:
    """A block of several leaders together says nothing of differences between leaders."""
    table, groups = made_round()
    pooled = StudyGroup("employee", groups[0].block, np.full_like(groups[0].leader, -1))
    found = study(table, [pooled])
    assert next(c for c in found.coefficients if c.statistic == "alpha").value is not None
    assert all(c.verdict == "too_few" for c in found.of("icc") + found.of("agreement"))


def test_few_leaders_are_too_few_to_compare() -> None:
    """Nineteen leaders with many answers: alpha yes, differences between leaders no."""
    table, groups = made_round(leaders=20, per_leader=9)
    found = study(table, groups)
    assert next(c for c in found.coefficients if c.statistic == "alpha").value is not None
    assert all(c.verdict == "too_few" for c in found.of("icc"))
    assert ReportingPolicy().within_units == 20


def test_groups_that_understand_alike_can_be_compared() -> None:
    """A hundred and twenty leaders: employees and leaders answer from the same model."""
    found = studied(120)
    assert {c.verdict for c in found.of("invariance")} == {"means"}
    assert {c.verdict for c in found.of("self_other")} == {"follows"}


def test_unusable_input_is_named() -> None:
    """An empty round and a block column of another length come back by name."""
    table, groups = made_round()
    with pytest.raises(LengthMismatch):
        study(table, [StudyGroup("employee", groups[0].block[1:], groups[0].leader)])
    empty = analysis.ResponseTable.from_raw(
        lo=1, hi=5, items=table.items, values=np.empty((0, ITEMS), int), leader=np.empty(0, int),
        group=np.empty(0, int), person=np.empty(0, int), invited=table.invited,
    )  # fmt: skip
    with pytest.raises(EmptyTable):
        study(empty, [])
