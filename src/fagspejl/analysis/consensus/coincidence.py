"""Krippendorff's alpha: agreement of judges with gaps, for nominal to ratio values. Target: leader.

Krippendorff 2011, from coincidences. Agreement scales are ordinal. Formulas: docs/explanation/formulas.md 3.12.
R's irr::kripp.alpha is wrong for more than two complete judges; irrCAC's "ordinal" is another metric.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from fagspejl.analysis.arrays import Floats, float_matrix
from fagspejl.analysis.intervals import t_quantile
from fagspejl.analysis.policy import ReportingPolicy
from fagspejl.analysis.types import Target

Metric = Literal["nominal", "ordinal", "interval", "ratio"]
_LEVEL = ReportingPolicy().level


@dataclass(frozen=True, slots=True)
class KAlpha:
    """Alpha over the `n_values` paired values of `n_units` units. `reason` is set when `value` is None."""

    value: float | None
    n_units: int
    n_values: int
    metric: Metric
    target: Target = "leader"
    method: str = "krippendorff_coincidence"
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class KJackknife:
    """Alpha, its jackknife value, SE and limits. `reason` is set whenever one of them is None."""

    value: float | None
    jackknife: float | None
    se: float | None
    lower: float | None
    upper: float | None
    n_units: int
    n_values: int
    metric: Metric
    target: Target = "leader"
    method: str = "krippendorff_jackknife"
    reason: str | None = None


def krippendorff(matrix: ArrayLike, metric: Metric = "ordinal") -> KAlpha:
    """Return alpha = 1 - (n-1) sum(o d) / sum(n_c n_k d). `matrix` (judges, units), NaN = not judged.

    Coincidences of units with at least two values, divisor m_u - 1. d: nominal 1; interval (c-k)^2; ratio
    ((c-k)/(c+k))^2; ordinal (sum of n_g from c to k - (n_c+n_k)/2)^2. No variation or no pairs: None.

    Raises WrongShape.
    """
    counts, values = _value_counts(matrix)
    alpha, used = _alpha(counts, values, metric)
    reason = None if alpha is not None else "no_variation" if used else "no_pairs"
    return KAlpha(alpha, counts.shape[0], used, metric, reason=reason)


def krippendorff_jackknife(
    matrix: ArrayLike, metric: Metric = "ordinal", level: float = _LEVEL
) -> KJackknife:
    """Return alpha with the delete-one-unit jackknife over *all* N units given, limits by t(N-1), not cut.

    Raises WrongShape.
    """
    counts, values = _value_counts(matrix)
    whole, used = _alpha(counts, values, metric)
    n = counts.shape[0]
    if whole is None or n < 2:
        reason = "one_unit" if whole is not None else "no_variation" if used else "no_pairs"
        return KJackknife(whole, None, None, None, None, n, used, metric, reason=reason)
    pseudo = np.empty(n)
    for u in range(n):
        part, _ = _alpha(np.delete(counts, u, axis=0), values, metric)
        if part is None:
            return KJackknife(whole, None, None, None, None, n, used, metric, reason="one_unit_carries_all")
        pseudo[u] = n * whole - (n - 1) * part
    middle, se = float(pseudo.mean()), float(pseudo.std(ddof=1)) / n**0.5
    half = float(t_quantile(n - 1, 0.5 + level / 2)) * se
    return KJackknife(whole, middle, se, middle - half, middle + half, n, used, metric)


def _value_counts(matrix: ArrayLike) -> tuple[Floats, Floats]:
    """How often each unit got each value, (units, V), and the values in order (V,)."""
    x = float_matrix(matrix, "matrix")
    values = np.unique(x[~np.isnan(x)])
    if not values.size:
        return np.zeros((x.shape[1], 0)), values
    return np.stack([(x == v).sum(axis=0) for v in values], axis=1).astype(np.float64), values


def _alpha(counts: Floats, values: Floats, metric: Metric) -> tuple[float | None, int]:
    size = counts.sum(axis=1)
    paired = counts[size >= 2]
    if paired.size == 0 or paired.sum() == 0:
        return None, 0
    weight = 1 / (paired.sum(axis=1) - 1)
    coincidences = (paired * weight[:, None]).T @ paired - np.diag((paired * weight[:, None]).sum(axis=0))
    margin = coincidences.sum(axis=1)
    n = float(margin.sum())
    d = _distance(values, margin, metric)
    expected = float(margin @ d @ margin)
    if expected <= 0:
        return None, round(n)
    return 1 - (n - 1) * float((coincidences * d).sum()) / expected, round(n)


def _distance(values: Floats, margin: Floats, metric: Metric) -> Floats:
    c, k = values[:, None], values[None, :]
    if metric == "nominal":
        return np.asarray(c != k, dtype=np.float64)
    if metric == "interval":
        return np.asarray((c - k) ** 2)
    if metric == "ratio":
        total = np.broadcast_to(c + k, (values.size, values.size))
        return np.asarray(np.where(total != 0, ((c - k) / np.where(total != 0, total, 1.0)) ** 2, 0.0))
    running = np.cumsum(margin)
    middle = (
        running - margin / 2
    )  # sum up to the value, less half of its own: the difference is the ordinal distance
    return np.asarray((middle[:, None] - middle[None, :]) ** 2)
