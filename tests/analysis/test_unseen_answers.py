"""One item of a finite group: what the unseen answers could change."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fagspejl import analysis
from fagspejl.analysis.errors import (
    LengthMismatch,
    MoreAnswersThanInvited,
    NotWholeNumbers,
    ValueOutsideScale,
)


def test_beta_stands_in_for_the_recursion() -> None:
    """With 100 unseen colleagues the matched beta lies within 0.02 of the exact limits."""
    counts = [2, 5, 9, 13, 6]
    quick, exact = (analysis.dm_mean(counts, 135, 1, method=m) for m in ("auto", "exact"))
    assert quick.method == "dirichlet_multinomial_beta"
    assert exact.method == "dirichlet_multinomial"
    assert (quick.value, quick.sd) == (exact.value, exact.sd)
    assert quick.lower == pytest.approx(exact.lower, abs=0.02)
    assert quick.upper == pytest.approx(exact.upper, abs=0.02)


def test_nobody_unseen_is_a_point() -> None:
    """All twelve of Karen's staff answered: nothing is uncertain."""
    found = analysis.dm_mean([0, 1, 3, 6, 2], 12, 1)
    assert (found.lower, found.upper, found.sd, found.method) == (found.value, found.value, 0.0, "complete")
    share = analysis.dm_share(8, 12, 12)
    assert (share.lower, share.upper) == (8 / 12, 8 / 12)


def test_brute_force_agrees_for_two_unseen() -> None:
    """Two unseen answers, every pair weighed by hand."""
    counts, prior = np.array([1, 0, 4, 5, 2]), np.full(5, 0.2)
    a = counts + prior
    total = a.sum()
    steps = np.arange(5)
    values, weights = [], []
    for i in range(5):
        for j in range(5):
            weights.append(a[i] / total * (a[j] + (i == j)) / (total + 1))
            values.append(1 + (steps @ counts + i + j) / 14)
    mean = float(np.dot(values, weights))
    found = analysis.dm_mean(counts, 14, 1)
    assert found.value == pytest.approx(mean)
    assert found.sd == pytest.approx(float(np.sqrt(np.dot((np.array(values) - mean) ** 2, weights))))


@given(
    counts=st.lists(st.integers(0, 8), min_size=5, max_size=5).filter(any),
    unseen=st.integers(0, 12),
)
def test_limits_lie_inside_the_bounds(counts, unseen) -> None:
    """Whatever was answered, the interval never leaves what the unseen could make of the mean."""
    n = sum(counts)
    found = analysis.dm_mean(counts, n + unseen, 1)
    total = sum((k + 1) * c for k, c in enumerate(counts))
    low, high = analysis.bounds(total, n, n + unseen, 1, 5)
    assert low - 1e-9 <= found.lower <= found.upper <= high + 1e-9


def test_bad_counts_are_named() -> None:
    """Asta's mistakes come back with the facts."""
    with pytest.raises(MoreAnswersThanInvited):
        analysis.dm_mean([5, 5], 9, 1)
    with pytest.raises(NotWholeNumbers):
        analysis.dm_mean([5.5, 5], 90, 1)
    with pytest.raises(NotWholeNumbers):
        analysis.dm_mean([-1, 5], 90, 1)
    with pytest.raises(LengthMismatch):
        analysis.dm_mean([5, 5], 90, 1, prior=[0.5])
    with pytest.raises(ValueOutsideScale):
        analysis.dm_share(6, 5, 9)
    with pytest.raises(ValueOutsideScale):
        analysis.hypergeom_share(6, 5, 9)
    with pytest.raises(MoreAnswersThanInvited):
        analysis.t_interval([3, 4, 5], 2)


def test_nobody_is_none_with_a_reason() -> None:
    """Zero answers: no number, and the reason."""
    assert analysis.dm_mean([0, 0], 0, 1).reason == "nobody_invited"
    assert analysis.t_interval([np.nan]).reason == "no_answers"
    assert analysis.hypergeom_share(0, 0, 4).reason == "no_answers"
    assert analysis.wilson(0, 0).reason == "no_answers"
    assert analysis.clopper_pearson(0, 0).reason == "no_answers"


def test_prior_of_a_share_follows_the_options() -> None:
    """On seven options the two favourable ones start at 2/7."""
    five, seven = analysis.dm_share(0, 0, 10), analysis.dm_share(0, 0, 10, options=7)
    assert five.value == pytest.approx(2 / 5)
    assert seven.value == pytest.approx(2 / 7)
