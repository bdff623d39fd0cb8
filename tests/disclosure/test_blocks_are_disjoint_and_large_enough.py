"""The block rule on random trees."""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given, settings

from fagspejl.analysis.types import Perspective
from fagspejl.disclosure.blocks import organisation_blocks
from fagspejl.disclosure.release import _group, _invited, _may_pool, _rows_of
from support.rounds import Round, rounds

_GROUPS = {"employee": (Perspective.EMPLOYEE,), "peer": (Perspective.PEER,)}


def _blocks(made: Round, name: str):
    table = made.table
    rows = _rows_of(table, name, not made.separate)
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
    )


@settings(max_examples=150, deadline=None)
@given(rounds)
def test_every_block_holds_k_people_and_nobody_stands_in_two(made: Round) -> None:
    """Sofie is counted in at most one block about Karen, and that block holds at least k people."""
    for name in made.release().groups:
        group, own = _blocks(made, name)
        seen: Counter[int] = Counter()
        for index in range(len(group.blocks)):
            assert group.blocks.n[index] >= made.policy.k
            leader = int(group.blocks.leader[index])
            if leader >= 0:
                seen[leader] += 1
        assert all(count == 1 for count in seen.values())
        pooled = int(group.blocks.leaders[group.blocks.leader < 0].sum())
        assert len(seen) + pooled <= len(own)


@settings(max_examples=150, deadline=None)
@given(rounds)
def test_no_report_that_has_its_k_answers_is_lost(made: Round) -> None:
    """Karen gets her report as soon as k people answered about her, whatever happens in the units around her."""
    for name in made.release().groups:
        group, own = _blocks(made, name)
        deserved = {member.leader for member in own if member.n >= made.policy.k}
        assert {int(leader) for leader in group.blocks.leader if leader >= 0} == deserved


@settings(max_examples=150, deadline=None)
@given(rounds)
def test_organisation_blocks_hold_three_leaders(made: Round) -> None:
    """Mads' organisation figures, and their differences, always rest on three leaders or more."""
    parents = [unit.parent for unit in made.organisation.units]
    for name in made.release().groups:
        group, _ = _blocks(made, name)
        standing, left = organisation_blocks(parents, group.blocks, made.policy.org_leaders)
        used = [block for lifted in standing for block in lifted.pieces] + list(left)
        assert sorted(used) == list(range(len(group.blocks)))
        for lifted in standing:
            assert int(group.blocks.leaders[list(lifted.pieces)].sum()) >= made.policy.org_leaders
