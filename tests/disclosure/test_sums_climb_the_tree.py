"""Sums of units are taken level by level and are, to the last bit, those of a plain walk from the last unit upwards."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from fagspejl.disclosure.arithmetic.upwards import Upwards
from support.choosing import line_of

trees = st.integers(1, 60).flatmap(
    lambda size: st.tuples(*(st.integers(0, max(unit - 1, 0)) for unit in range(size)))
)


@given(trees, st.integers(0, 2**32 - 1))
def test_levels_add_as_a_plain_walk_does(tree: tuple[int, ...], seed: int) -> None:
    """Familieområdet's total does not depend on how the tree is walked, however deep or wide it is."""
    parents = [-1, *tree[1:]]
    chance = np.random.default_rng(seed)
    place = chance.integers(0, len(parents), 2 * len(parents))
    values = chance.normal(size=(place.size, 3)) * 10.0 ** chance.integers(-8, 8, (place.size, 3))
    wanted = np.zeros((len(parents), 3))
    for unit, value in zip(place, values, strict=True):
        wanted[unit] += value
    for unit in range(len(parents) - 1, 0, -1):
        wanted[parents[unit]] += wanted[unit]
    found = Upwards(parents, place).climb(values)
    assert found.tolist() == wanted.tolist()


def test_a_chain_of_units_is_no_harder_than_a_wide_tree() -> None:
    """Each of Mads' two thousand units lies in the one before: every one of them is summed once."""
    parents = list(range(-1, 1999))
    up = Upwards(parents, np.arange(2000))
    assert sum(units.size for units in up.levels) == 1999
    assert up.climb(np.ones(2000)).tolist() == list(range(2000, 0, -1))
    assert up.below(1990).tolist() == list(range(1990, 2000))


@given(trees, st.integers(0, 2**32 - 1))
def test_blocks_below_a_unit_are_those_whose_line_leads_to_it(tree: tuple[int, ...], seed: int) -> None:
    """Under Familieområdet stand the groups of every unit from which one comes there by going up."""
    parents = [-1, *tree[1:]]
    place = np.random.default_rng(seed).integers(0, len(parents), 2 * len(parents))
    up = Upwards(parents, place)
    for unit in range(len(parents)):
        wanted = [block for block, home in enumerate(place.tolist()) if unit in line_of(parents, home)]
        assert up.below(unit).tolist() == wanted
