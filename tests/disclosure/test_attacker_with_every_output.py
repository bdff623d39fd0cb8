"""An attacker who holds every figure of every role, and solves for any group below k."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from fagspejl.disclosure.measured.blocks import base_blocks
from fagspejl.disclosure.release import _invited, _own_groups
from support.rounds import _members, make_round


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 6))
def test_no_combination_of_figures_isolates_fewer_than_k(seed: int, leaders: int) -> None:
    """Lone, Mads and Bente pool all they can see about Karen; every sum and difference is of whole blocks."""
    made = make_round(seed, leaders=leaders, units=4, sizes=(0, 2, 3, 4, 5))
    released = made.release()
    for group in released.printed.groups:
        pools = np.ones(made.table.n_leaders, dtype=bool)
        own = _own_groups(made.table, made.organisation, group.group, _members(made, group.group), pools)
        blocks, of_row, _ = base_blocks(
            [u.parent for u in made.organisation.units],
            [x.unit for x in made.organisation.leaders],
            own,
            made.table.person,
            _invited(made.table, group.group, True),
            made.policy.k,
        )
        sets = [frozenset(made.table.person[of_row == b].tolist()) for b in range(len(blocks))]
        figures = {frozenset([b]) for b in range(len(blocks)) if blocks.leader[b] >= 0}
        for index in range(len(made.organisation.units)):
            for row in released.unit_rows(index):
                if row.group == group.group and row.blocks:
                    figures.add(frozenset(int(name.rsplit("-", 1)[1]) - 1 for name in row.blocks))
        matrix = np.zeros((len(figures), len(blocks)))
        for index, figure in enumerate(sorted(figures, key=sorted)):
            matrix[index, list(figure)] = 1
        rank = np.linalg.matrix_rank(matrix) if figures else 0
        for size in range(1, min(4, len(blocks)) + 1):
            for chosen in combinations(range(len(blocks)), size):
                wanted = np.zeros((1, len(blocks)))
                wanted[0, list(chosen)] = 1
                if figures and np.linalg.matrix_rank(np.vstack([matrix, wanted])) == rank:
                    assert len(frozenset().union(*(sets[b] for b in chosen))) >= made.policy.k
        members = [row for b in range(len(blocks)) for row in np.flatnonzero(of_row == b)]
        assert len(members) == len(set(members))
