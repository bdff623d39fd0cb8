"""Which units print totals is the best of all allowed choices, found by trying every one of them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fagspejl.disclosure.arithmetic.choice import choose
from support.choosing import Tree, best_choice

trees = st.integers(1, 9).flatmap(
    lambda size: st.tuples(*(st.integers(0, max(unit - 1, 0)) for unit in range(size)))
)


def chosen(tree: Tree, at: list[int], leaders: list[int], least: int = 3) -> set[int]:
    """What the product chooses for one item that every block prints."""
    shown = np.ones((len(at), 1), dtype=bool)
    found = choose(tree, np.asarray(at, dtype=np.int64), np.asarray(leaders, dtype=np.int64), shown, least)
    return set(np.flatnonzero(found[:, 0]).tolist())


@settings(max_examples=150, deadline=None)
@given(trees, st.integers(0, 2**32 - 1), st.integers(3, 5))
def test_no_other_allowed_choice_has_more_totals_or_comes_first(
    shape: tuple[int, ...], seed: int, least: int
) -> None:
    """Asta writes down every way of printing totals in Lone's municipality: none beats the one that is printed."""
    rng = np.random.default_rng(seed)
    tree = [-1, *shape[1:]]
    size = int(rng.integers(0, 2 * len(tree) + 1))
    at = rng.integers(0, len(tree), size).tolist()
    leaders = np.where(rng.random(size) < 0.75, 1, 2).tolist()
    assert chosen(tree, at, leaders, least) == best_choice(tree, at, leaders, least)


@given(trees, st.integers(0, 2**32 - 1))
def test_items_are_chosen_for_one_by_one(shape: tuple[int, ...], seed: int) -> None:
    """What Karen's group prints of one statement decides nothing about another."""
    rng = np.random.default_rng(seed)
    tree = [-1, *shape[1:]]
    at = rng.integers(0, len(tree), 12)
    leaders = rng.integers(1, 3, 12)
    shown = rng.random((12, 4)) < 0.7
    together = choose(tree, at, leaders, shown, 3)
    for item in range(4):
        mine = shown[:, item]
        assert set(np.flatnonzero(together[:, item]).tolist()) == chosen(
            tree, at[mine].tolist(), leaders[mine].tolist()
        )


@pytest.mark.parametrize(
    ("leaders", "printing"),
    [([], set()), ([1], set()), ([1, 1], set()), ([2], set()), ([1, 1, 1], {0}), ([2, 1], {0})],
)
def test_a_place_of_few_leaders(leaders: list[int], printing: set[int]) -> None:
    """Two leaders, or everybody in one pool, print no total; a pool and Karen do."""
    assert chosen([-1], [0] * len(leaders), leaders) == printing


def test_a_unit_without_leaders_prints_nothing_and_harms_nothing() -> None:
    """Nobody leads in the archive: it has no total, and the whole has one."""
    assert chosen([-1, 0, 0], [1, 1, 1], [1, 1, 1]) == {0, 1}


@pytest.mark.parametrize("length", [200, 10_000])
def test_a_chain_of_units(length: int) -> None:
    """Each of Mads' units lies in the one before, with one leader each: every third prints, and the whole."""
    tree = list(range(-1, length - 1))
    found = chosen(tree, list(range(length)), [1] * length)
    assert 0 in found
    assert len(found) == length // 3
    assert len(chosen(tree, [length - 1] * 3, [1, 1, 1])) == length


def test_two_thousand_children() -> None:
    """Of two thousand units below the whole all print but those whose one or two leaders would stand alone."""
    tree = [-1, *[0] * 2000]
    at = [unit for unit in range(1, 2001) for _ in range(unit % 4)]
    found = chosen(tree, at, [1] * len(at))
    assert found == {0, *(unit for unit in range(1, 2001) if unit % 4 == 3)}
