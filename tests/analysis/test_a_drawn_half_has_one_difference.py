"""Mads reads one difference and its interval after Bente's lot: held by answers worked out by other code."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from fagspejl.analysis.lots.effect import UnitAfter, effect


def _units(a_side: int, lift: float, seed: int = 1) -> list[UnitAfter]:
    random = np.random.default_rng(seed)
    before = random.integers(25, 46, 2 * a_side)
    after = np.clip(np.round(0.6 * before + 14 + random.normal(0, 3, 2 * a_side)), 10, 50).astype(int)
    return [
        UnitAfter(place % 2 == 0, int(was), int(now + 10 * lift * (place % 2 == 0)))
        for place, (was, now) in enumerate(zip(before, after, strict=True))
    ]


def test_the_difference_is_that_of_a_regression_by_normal_equations() -> None:
    """Mads's analyst solves the normal equations herself and gets the same three numbers, rounded as told."""
    units = _units(40, 0.2)
    x = np.array([[1.0, unit.first, unit.before / 10] for unit in units])
    y = np.array([unit.after / 10 for unit in units])
    inverse = np.linalg.inv(x.T @ x)
    beta = inverse @ x.T @ y
    left = y - x @ beta
    reach = stats.t.ppf(0.975, len(y) - 3) * np.sqrt(left @ left / (len(y) - 3) * inverse[1, 1])
    said = effect(units)
    assert said is not None
    assert said.hundredths == pytest.approx(100 * beta[1], abs=0.5001)
    assert 0 <= 100 * (beta[1] - reach) - said.lower < 1
    assert 0 <= said.upper - 100 * (beta[1] + reach) < 1


def test_nineteen_on_one_side_are_too_few() -> None:
    """One unit of the later half prints no score next time: nothing can be said of twenty and nineteen."""
    units = _units(20, 0.3)
    assert effect(units) is not None
    gone = UnitAfter(units[1].first, units[1].before, None)
    assert effect([units[0], gone, *units[2:]]) is None


def test_a_unit_without_a_score_leaves_alone() -> None:
    """A unit that prints nothing changes nothing but its own absence, and nobody leaves with it."""
    units = _units(30, 0.3)
    gone = UnitAfter(True, 33, None)
    assert effect([*units, gone]) == effect(units)


def test_no_uncertainty_is_no_answer() -> None:
    """Where every unit of a half prints the same number, the interval would tell all of them: nothing is said."""
    units = [UnitAfter(place % 2 == 0, 30 + place % 5, 32) for place in range(60)]
    assert effect(units) is None


def test_equal_scores_before_are_no_obstacle() -> None:
    """Nothing is explained by a score that all have in common."""
    units = [UnitAfter(place % 2 == 0, 30, 30 + place % 7) for place in range(60)]
    said = effect(units)
    assert said is not None
    assert said.lower <= said.hundredths <= said.upper


def test_one_unit_moves_what_is_printed_by_one_hundredth_at_most() -> None:
    """A tenth more in one unit is half a hundredth at most: the printed difference does not give it away."""
    units = _units(40, 0.0)
    first = effect(units)
    changed = [UnitAfter(units[0].first, units[0].before, (units[0].after or 0) + 1), *units[1:]]
    second = effect(changed)
    assert first is not None
    assert second is not None
    assert abs(first.hundredths - second.hundredths) <= 1
