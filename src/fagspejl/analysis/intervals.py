"""Bands and bounds of a theme score: what do *these* N people think? Target: unit.

Finite population: with f = 1 - n/N, nothing is uncertain once all N have answered.
Formulas: docs/explanation/formulas.md 3.3.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtri, stdtrit

from fagspejl.analysis.arrays import Floats
from fagspejl.analysis.errors import MoreAnswersThanInvited, ValueOutsideScale
from fagspejl.analysis.policy import DisclosurePolicy, ReportingPolicy
from fagspejl.analysis.scores import moment_variances
from fagspejl.analysis.types import Estimate, Moments

BandMode = Literal["pooled", "blended"]
_POLICY = ReportingPolicy()
_MIN_N = DisclosurePolicy().k
_QUARTERS = 4  # policy values are in points of a scale whose range is 4


@dataclass(frozen=True, slots=True)
class Within:
    """Pooled variance inside units, each (T,). `method` says per theme "pooled" or "fallback"."""

    sp2: Floats
    df: Floats
    units: Floats
    method: tuple[str, ...]


def t_quantile(df: ArrayLike, p: float) -> Floats:
    """Return the p quantile of Student's t; df = infinity is the normal distribution."""
    degrees = np.asarray(df, dtype=np.float64)
    quantile = stdtrit(np.where(np.isinf(degrees), 1.0, degrees), p)
    return np.where(np.isinf(degrees), ndtri(p), quantile)


def finite_correction(n: ArrayLike, invited: ArrayLike) -> Floats:
    """Return f = 1 - n/N; N = -1 or NaN is unknown and gives 1 (no correction). Raises MoreAnswersThanInvited."""
    answers = np.asarray(n, dtype=np.float64)
    people = np.asarray(invited, dtype=np.float64)
    known = people >= 0
    too_many = known & (answers > people)
    if too_many.any():
        place = np.argmax(np.broadcast_to(too_many, np.broadcast_shapes(answers.shape, people.shape)).ravel())
        wide_n, wide_people = np.broadcast_arrays(answers, people)
        raise MoreAnswersThanInvited(int(wide_n.ravel()[place]), int(wide_people.ravel()[place]))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(known & (people > 0), 1.0 - answers / np.where(people > 0, people, 1.0), 1.0)


def theme_limits(
    mean: ArrayLike,
    v: ArrayLike,
    df: ArrayLike,
    n: ArrayLike,
    N: ArrayLike,  # noqa: N803
    lo: float,
    hi: float,
    level: float = _POLICY.level,
) -> tuple[Floats, Floats]:
    """Return (lower, upper) = mean -+ t(df) sqrt(v f / n), cut to lo..hi; all arguments broadcast.

    N = -1 or NaN means unknown (f = 1). n = N gives (mean, mean) whatever v is. NaN where n = 0 or v is unknown.

    Raises MoreAnswersThanInvited.
    """
    centre = np.asarray(mean, dtype=np.float64)
    answers = np.asarray(n, dtype=np.float64)
    f = finite_correction(answers, N)
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = np.sqrt(np.asarray(v, dtype=np.float64) * f / answers)
        half = np.where(f == 0.0, 0.0, t_quantile(df, 0.5 + level / 2.0) * spread)
    half = np.where(answers > 0, half, np.nan)
    return np.clip(centre - half, lo, hi), np.clip(centre + half, lo, hi)


def blended_variance(
    s2: ArrayLike, n: ArrayLike, sp2: ArrayLike, blend_df: int = _POLICY.blend_df
) -> tuple[Floats, Floats]:
    """Return (v, df): v = ((n-1) s2 + b sp2) / (n-1+b) and df = n-1+b, with b = blend_df; arguments broadcast.

    An all-equal unit never gets width 0. s2 is left out where n = 1.
    """
    own = np.asarray(n, dtype=np.float64) - 1.0
    squares = np.where(own > 0, own * np.asarray(s2, dtype=np.float64), 0.0)
    df = own + blend_df
    return (squares + blend_df * np.asarray(sp2, dtype=np.float64)) / df, df


def pooled_within(moments: Moments, min_n: int = _MIN_N) -> tuple[Floats, Floats, Floats]:
    """Return (sp2, df, units), each (T,): variance inside units pooled over units with n >= min_n.

    sp2 = sum((n_j - 1) s_j^2) / sum(n_j - 1), df = sum(n_j - 1). NaN where no unit is large enough.
    """
    used = moments.n >= max(min_n, 2)
    own = np.where(used, moments.n - 1.0, 0.0)
    squares = np.where(used, own * moment_variances(moments), 0.0).sum(axis=0)
    df = own.sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        sp2 = np.where(df > 0, squares / df, np.nan)
    return sp2, df, used.sum(axis=0).astype(np.float64)


def fallback_variance(lo: float, hi: float, policy: ReportingPolicy = _POLICY) -> float:
    """Return (within_sd (hi - lo) / 4)^2: the variance inside units where the organisation is too small to pool."""
    return (policy.within_sd * (hi - lo) / _QUARTERS) ** 2


def within_variance(
    moments: Moments, lo: float, hi: float, policy: ReportingPolicy = _POLICY, min_n: int = _MIN_N
) -> Within:
    """Return the variance inside units for the bands of 5-9 raters, per theme.

    `pooled_within`, or the fallback with df = infinity if fewer than `within_units` units or `within_df` degrees of
    freedom stand behind it.
    """
    sp2, df, units = pooled_within(moments, min_n)
    thin = (units < policy.within_units) | (df < policy.within_df)
    return Within(
        sp2=np.where(thin, fallback_variance(lo, hi, policy), sp2),
        df=np.where(thin, np.inf, df),
        units=units,
        method=tuple("fallback" if t else "pooled" for t in thin),
    )


def theme_interval(
    mean: float,
    s2: float | None,
    n: int,
    N: int | None,  # noqa: N803
    sp2: float,
    sp_df: float,
    lo: float,
    hi: float,
    mode: BandMode,
    policy: ReportingPolicy = _POLICY,
    *,
    n_missing: int = 0,
) -> Estimate:
    """Return a unit's theme score with its band; target "unit".

    mode "pooled" (n 5-9): v = sp2, df = sp_df, so that nobody can compute the spread of five people from the band.
    mode "blended" (n >= 10): v = ((n-1) s2 + 6 sp2) / (n+5), df = n + 5. n = N gives a point, method "complete".
    N = None: unknown, no finite correction. n = 0: value None with reason "no_answers".

    Raises MoreAnswersThanInvited, ValueOutsideScale.
    """
    if n == 0:
        return Estimate(None, None, None, 0, N, n_missing, "unit", mode, "no_answers")
    if not lo - 1e-9 <= mean <= hi + 1e-9:
        raise ValueOutsideScale("mean", mean, lo, hi)
    invited = -1 if N is None else N
    if mode == "blended":
        own = np.nan if s2 is None else s2
        v, df = blended_variance(own, n, sp2, policy.blend_df)
    else:
        v, df = np.asarray(sp2), np.asarray(sp_df)
    lower, upper = theme_limits(mean, v, df, n, invited, lo, hi, policy.level)
    method = "complete" if n == N else mode
    if np.isnan(lower):
        return Estimate(float(mean), None, None, n, N, n_missing, "unit", method, "no_variance_known")
    return Estimate(float(mean), float(lower), float(upper), n, N, n_missing, "unit", method)


def bounds(
    total: ArrayLike,
    n: ArrayLike,
    N: ArrayLike,  # noqa: N803
    lo: float,
    hi: float,
) -> tuple[Floats, Floats]:
    """Return (lowest, highest) mean of all N people if the m = N - n unseen answered all lo or all hi.

    `total` = sum of the n values seen. No assumption. NaN where N is unknown (-1 or NaN) or 0.
    Raises MoreAnswersThanInvited.
    """
    answers = np.asarray(n, dtype=np.float64)
    people = np.asarray(N, dtype=np.float64)
    finite_correction(answers, people)
    seen = np.asarray(total, dtype=np.float64)
    size = np.where(people > 0, people, np.nan)
    unseen = size - answers
    return (seen + unseen * lo) / size, (seen + unseen * hi) / size
