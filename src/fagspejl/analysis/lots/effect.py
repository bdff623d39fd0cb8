"""What can be said of a drawn half: one difference and its 95 % interval, from printed theme scores alone. Pure.

Next round's score is explained by the half and by the last score (analysis of covariance). Pairs are not needed, so
they are kept nowhere, and a unit without a score leaves alone. Units stay in the half that they drew.
Why not paired differences: docs/decisions/0022-a-drawn-half-begins-first.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import Final

import numpy as np
from scipy import stats

from fagspejl.analysis.policy import LOT_LEAST_A_SIDE, LOT_LEVEL
from fagspejl.analysis.rounding import of_tenths

_SLACK: Final = 1e-9


@dataclass(frozen=True, slots=True)
class UnitAfter:
    """A unit as drawn, with its printed score before and after in whole tenths; None where none is printed."""

    first: bool
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class Effect:
    """First half minus later half, in whole hundredths of a scale point. The interval is rounded outward."""

    hundredths: int
    lower: int
    upper: int

    @property
    def tells(self) -> bool:
        """Whether the interval leaves out no difference."""
        return self.lower > 0 or self.upper < 0


def with_scores(units: Sequence[UnitAfter]) -> list[tuple[int, int, int]]:
    """Return (first, before, after) of the units that have both scores."""
    return [
        (int(unit.first), unit.before, unit.after)
        for unit in units
        if unit.before is not None and unit.after is not None
    ]


def effect(units: Sequence[UnitAfter]) -> Effect | None:
    """Return the difference and its interval as printed; None as `estimate`."""
    found = estimate(units)
    if found is None:
        return None
    value, lower, upper = found
    return Effect(floor(100 * value + 0.5 + _SLACK), floor(100 * lower + _SLACK), ceil(100 * upper - _SLACK))


def estimate(units: Sequence[UnitAfter]) -> tuple[float, float, float] | None:
    """Return the difference and its limits in scale points; None where fewer than 20 units a side have both scores.

    Missing: a unit without one of its scores is absent. Also None where nothing is left to estimate uncertainty from:
    an interval of no width would tell every score of a half from one.
    """
    rows = np.array(with_scores(units), dtype=np.float64).reshape(-1, 3)
    first = rows[:, 0]
    if min(first.sum(), (1 - first).sum()) < LOT_LEAST_A_SIDE:
        return None
    before, after = of_tenths(rows[:, 1]), of_tenths(rows[:, 2])
    others = np.column_stack([np.ones_like(first), before] if np.ptp(before) > 0 else [np.ones_like(first)])
    lot = first - others @ np.linalg.lstsq(others, first, rcond=None)[0]
    size = float(lot @ lot)
    rest = after - others @ np.linalg.lstsq(others, after, rcond=None)[0]
    if size < _SLACK:
        return None
    value = float(lot @ rest) / size
    left = rest - value * lot
    df = len(rows) - others.shape[1] - 1
    variance = float(left @ left) / df
    if variance < _SLACK:
        return None
    reach = float(stats.t.ppf((1 + LOT_LEVEL) / 2, df)) * (variance / size) ** 0.5
    return value, value - reach, value + reach
