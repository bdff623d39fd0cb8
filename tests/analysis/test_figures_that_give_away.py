"""What published figures give away, and what it takes to stop it."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fagspejl import analysis
from fagspejl.analysis.errors import ValueOutsideScale, WrongShape

VECTORS = json.loads((Path(__file__).parents[1] / "reference" / "values" / "disclosure.json").read_text())


@pytest.mark.parametrize("case", VECTORS["rounded_means"], ids=lambda c: f"{c['mean']} of {c['n']}")
def test_rounding_hides_little(case) -> None:
    """Seven answers with mean 3.6 have one possible sum: one decimal hides nothing below ten."""
    found = analysis.compatible_sums(float(case["mean"]), case["n"], case["decimals"], case["lo"], case["hi"])
    assert found == case["compatible_sums"]
    assert (len(found) == 1) == case["sum_recovered"]


@pytest.mark.parametrize("case", VECTORS["running_means"])
def test_a_refreshed_mean_gives_away_the_newcomer(case) -> None:
    """Omar answers on Tuesday; whoever saw the page on Monday knows what he said."""
    before, after = (analysis.CountSum(case[t]["n"], case[t]["sum"]) for t in ("before", "after"))
    assert analysis.newcomer(before, after) == case["newcomer_answer"]
    assert analysis.newcomer(before, before) is None


@settings(max_examples=40)
@given(
    cells=st.dictionaries(
        st.sampled_from("abcde"), st.sets(st.integers(0, 8), min_size=1), min_size=1, max_size=5
    )
)
def test_no_set_is_missed(cells) -> None:
    """Least squares over every small set finds exactly the sets that the elimination finds."""
    people = sorted(set().union(*cells.values()))
    rows = np.array([[float(p in members) for p in people] for members in cells.values()])
    found: list[frozenset[int]] = []
    for size in (1, 2, 3):
        for chosen in combinations(people, size):
            if any(smaller <= set(chosen) for smaller in found):
                continue
            goal = np.array([float(p in chosen) for p in people])
            weights = np.linalg.lstsq(rows.T, goal, rcond=None)[0]
            if np.abs(rows.T @ weights - goal).max() < 1e-8:
                found.append(frozenset(chosen))
    assert set(analysis.disclosed(cells, list(cells), 4)) == set(found)


def test_unknown_cells_and_limits_are_named() -> None:
    """A published cell that does not exist is a mistake, not a safe table."""
    with pytest.raises(WrongShape):
        analysis.disclosed({"a": [1]}, ["b"], 5)
    with pytest.raises(ValueOutsideScale):
        analysis.disclosed({"a": [1]}, ["a"], 0)
    with pytest.raises(ValueOutsideScale):
        analysis.compatible_sums(3.0, 0, 1, 1, 5)
    assert analysis.disclosed({"a": [1]}, [], 5) == []
