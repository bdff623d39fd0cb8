"""The block rule on random trees."""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given, settings

from fagspejl.analysis.types import Perspective
from fagspejl.disclosure.measured.blocks import candidates
from fagspejl.disclosure.measured.groups import rows_of
from fagspejl.disclosure.release import _group, _invited, _may_pool
from support.rounds import Round, rounds

_GROUPS = {"employee": (Perspective.EMPLOYEE,), "peer": (Perspective.PEER,)}


def _blocks(made: Round, name: str):
    table = made.table
    rows = rows_of(table.group, name, merged=not made.separate)
    invited = _invited(table, name, not made.separate)
    asked = np.ones(table.n_leaders, dtype=bool)
    return _group(
        table,
        made.organisation,
        name,
        rows,
        invited,
        asked,
        made.policy,
        made.release().reporting,
        _may_pool(table, name, rows, merged=not made.separate, has_person=made.has_person),
        asked_once=name == "employee",
    )


@settings(max_examples=150, deadline=None)
@given(rounds)
def test_every_block_holds_k_people_and_nobody_stands_in_two(made: Round) -> None:
    """Sofie is counted in at most one block about Karen, and that block holds at least k people."""
    for name in made.release().groups:
        group, _, own = _blocks(made, name)
        seen: Counter[int] = Counter()
        for index in range(len(group.blocks)):
            assert group.blocks.n[index] >= made.policy.k
            leader = int(group.blocks.leader[index])
            if leader >= 0:
                seen[leader] += 1
        assert all(count == 1 for count in seen.values())
        parents = [unit.parent for unit in made.organisation.units]
        homes = [leader.unit for leader in made.organisation.leaders]
        could_hold = candidates(parents, homes, group.blocks, group.asked)
        held = Counter(leader for leaders in could_hold for leader in leaders)
        assert all(count == 1 for count in held.values())
        assert {member.leader for member in own if member.n >= made.policy.k} <= set(held)


@settings(max_examples=150, deadline=None)
@given(rounds)
def test_no_report_that_has_its_k_answers_is_lost(made: Round) -> None:
    """Karen gets her report as soon as k people answered about her, whatever happens in the units around her."""
    for name in made.release().groups:
        group, _, own = _blocks(made, name)
        deserved = {member.leader for member in own if member.n >= made.policy.k}
        assert {int(leader) for leader in group.blocks.leader if leader >= 0} == deserved
