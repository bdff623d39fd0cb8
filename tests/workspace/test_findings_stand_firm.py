"""Order, names and the hour never change what a room is told."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fagspejl.workspace.arithmetic.change import change
from fagspejl.workspace.arithmetic.findings import GroupDifference, GroupWord
from fagspejl.workspace.arithmetic.groups import group_difference, pooled_difference, series_difference
from fagspejl.workspace.arithmetic.pull import pull
from fagspejl.workspace.arithmetic.spread import spread
from workspace.simulated_rooms import drawn, moving

ANSWERS = st.lists(st.integers(0, 10), min_size=3, max_size=8)
BLOCKS = st.lists(ANSWERS, min_size=2, max_size=4)
few = settings(max_examples=40)


def _figures(found: GroupDifference) -> tuple[object, ...]:
    return (found.n, found.word, found.gap, found.p)


@few
@given(BLOCKS, st.randoms(use_true_random=False))
def test_groups(blocks: list[list[int]], chance: random.Random) -> None:
    """Ida names the groups otherwise and shuffles their answers: the same figures to the last digit."""
    found = group_difference({str(i): block for i, block in enumerate(blocks)}, seed=3)
    again = group_difference({str(i): block for i, block in enumerate(blocks)}, seed=3)
    assert found == again
    shuffled = [chance.sample(block, len(block)) for block in blocks]
    named = {f"group {9 - i}": block for i, block in enumerate(shuffled)}
    order = chance.sample(sorted(named), len(named))
    assert _figures(group_difference({name: named[name] for name in order}, seed=3)) == _figures(found)


@few
@given(st.lists(BLOCKS, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_pooled_sessions(sessions: list[list[list[int]]], chance: random.Random) -> None:
    """Sessions come in another order, with groups named otherwise: the same word and p."""
    held = [{str(i): block for i, block in enumerate(blocks)} for blocks in sessions]
    found = pooled_difference(held, seed=3)
    other = [{f"group {9 - int(name)}": block for name, block in one.items()} for one in held]
    again = pooled_difference(chance.sample(other, len(other)), seed=3)
    assert (again.n, again.word) == (found.n, found.word)
    assert (again.gap, again.p) == (pytest.approx(found.gap), pytest.approx(found.p, abs=1e-12))


@few
@given(st.lists(st.tuples(st.integers(0, 10), st.integers(0, 10)), min_size=8, max_size=14))
def test_change(pairs: list[tuple[int, int]]) -> None:
    """Who answered first is nothing that the change knows."""
    assert change(pairs, seed=5) == change(list(reversed(pairs)), seed=5)


@few
@given(ANSWERS)
def test_spread(values: list[int]) -> None:
    """The same dots in any order are the same picture."""
    assert spread(values) == spread(sorted(values, reverse=True))


def test_constant_answers() -> None:
    """Everybody answers five: agreed, no sentence about groups, change or pull."""
    fives = {"Læger": [5] * 5, "Sygeplejersker": [5] * 5}
    found = group_difference(fives, seed=1)
    assert (found.word, found.p, found.gap) == (None, 1, 0)
    assert not change([(5, 5)] * 10, seed=1).speak
    assert not pull([{name: (block, block) for name, block in fives.items()}] * 8, seed=1).enough


def test_pull_by_other_names() -> None:
    """Groups named in the opposite order move just as far, toward the same group."""
    rng = np.random.default_rng(4)
    sessions = []
    for _ in range(12):
        centres = (2, 8, 5)
        first = [drawn(rng, centre, 1, 6) for centre in centres]
        second = [drawn(rng, centre, 1, 6) for centre in (5, 8, 6.5)]
        sessions.append({"abc"[g]: (first[g], second[g]) for g in range(3)})
    found = pull(sessions, seed=1)
    turned = [{"cba"["abc".index(name)]: rounds for name, rounds in one.items()} for one in sessions]
    again = pull(turned, seed=1)
    assert found.speak
    assert (found.mover, found.toward) == ("a", "c")
    assert (again.mover, again.toward, again.p) == ("c", "a", found.p)
    assert pull([dict(reversed(one.items())) for one in sessions], seed=1) == found


def test_blocks_under_the_limit_are_left_out() -> None:
    """Two doctors are compared with nobody."""
    assert group_difference({"a": [0, 0], "b": [10] * 6}, seed=1).word is None
    assert group_difference({"a": [0] * 3, "b": [10] * 6}, seed=1).word is GroupWord.HIGHER
    assert group_difference({"a": [0] * 3, "b": [10] * 6}, seed=1, limit=5).word is None


def test_a_series_uses_whole_rows_only() -> None:
    """Per skipped a vignette and is left out of the series, so his mean is not over easier cases."""
    blocks = {"a": [[0, 2]] * 4 + [[9, None]], "b": [[7, 9]] * 4}
    found = series_difference(blocks, seed=1)
    assert (found.n, found.high_median, found.low_median, found.speak) == (8, 8, 1, True)


def test_seeds_differ() -> None:
    """Another session's seed shuffles otherwise: the seed is used."""
    blocks = {"a": [1, 4, 5, 6, 3], "b": [4, 5, 7, 8, 6]}
    assert len({group_difference(blocks, seed=seed).p for seed in range(10)}) > 1
    assert len({moving(np.random.default_rng(2), seed, (0.3, 0.2, 0.1), 14).p for seed in range(10)}) > 1
