"""Exact intervals for one item of one unit: a finite group of N people of whom n answered. Target: unit.

Formulas: docs/explanation/formulas.md 3.3. For n >= 10 only in anything people read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.lib.stride_tricks import as_strided
from numpy.typing import ArrayLike
from scipy.special import betaincinv, gammaln, ndtri

from fagspejl.analysis.arrays import Floats, float_vector
from fagspejl.analysis.errors import (
    LengthMismatch,
    MoreAnswersThanInvited,
    NotWholeNumbers,
    ValueOutsideScale,
)
from fagspejl.analysis.intervals import t_quantile
from fagspejl.analysis.policy import ReportingPolicy
from fagspejl.analysis.types import Target

_POLICY = ReportingPolicy()
_FAVOURABLE = 2  # the two highest options
_ONE_THREAD = 200_000  # smaller products stay on one processor: sharing them out costs more than it saves
_SLACK = 1e-12  # a CDF that reaches the tail exactly has reached it


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean or share with standard deviation (of the posterior) or standard error, limits and facts.

    `reason` is set whenever a number is None.
    """

    value: float | None
    sd: float | None
    lower: float | None
    upper: float | None
    n: int
    N: int | None
    n_missing: int
    target: Target
    method: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class ShareInterval:
    """A share k/n with limits; `lower_count`..`upper_count` = people among all N (None without N)."""

    value: float | None
    lower: float | None
    upper: float | None
    lower_count: int | None
    upper_count: int | None
    n: int
    N: int | None
    target: Target
    method: str
    reason: str | None = None


def dm_mean(
    counts: ArrayLike,
    N: int,  # noqa: N803
    lo: float,
    prior: Sequence[float] | None = None,
    method: Literal["auto", "exact"] = "auto",
    policy: ReportingPolicy = _POLICY,
    *,
    n_missing: int = 0,
) -> Interval:
    """Return the Dirichlet-multinomial posterior of the mean of all N people given answers per option (K,).

    `prior` is the weight per option, 1/K each by default. Mean and SD are closed form; limits are the smallest values
    with CDF >= .025 and .975. "auto" uses the exact recursion while at most 60 are unseen and a beta with the same
    two moments above; "exact" always the recursion. `lo` is the value of the first option. N = n gives a point.

    Raises NotWholeNumbers, MoreAnswersThanInvited, LengthMismatch (prior).
    """
    given = np.asarray(counts)
    if given.ndim != 1 or given.dtype.kind not in "iu" or (given < 0).any():
        raise NotWholeNumbers("counts", "one whole number >= 0 per option is needed")
    options = tuple(int(c) for c in given)
    if prior is not None and len(prior) != len(options):
        raise LengthMismatch("prior", (len(prior),), (len(options),))
    n = sum(options)
    if n > N:
        raise MoreAnswersThanInvited(n, N)
    if N == 0:
        return Interval(
            None, None, None, None, 0, 0, n_missing, "unit", "dirichlet_multinomial", "nobody_invited"
        )
    weights = (policy.dm_prior_total / len(options),) * len(options) if prior is None else tuple(prior)
    exact = method == "exact" or N - n <= policy.dm_exact_unseen
    mean, sd, lower, upper = _posterior(options, N, weights, exact, policy.level)
    name = "dirichlet_multinomial" if exact else "dirichlet_multinomial_beta"
    return Interval(
        lo + mean, sd, lo + lower, lo + upper, n, N, n_missing, "unit", "complete" if n == N else name
    )


def dm_share(
    k: int,
    n: int,
    N: int,  # noqa: N803
    prior: tuple[float, float] | None = None,
    *,
    options: int = 5,
    method: Literal["auto", "exact"] = "auto",
) -> Interval:
    """Return the posterior of the share of all N people who are favourable, given k of n.

    `prior` = (favourable, other), 2/K and 1 - 2/K by default with K = `options`. Otherwise as `dm_mean`.
    """
    if not 0 <= k <= n:
        raise ValueOutsideScale("k", k, 0, n)
    favourable = _FAVOURABLE / options
    weights = (favourable, 1.0 - favourable) if prior is None else prior
    return dm_mean([n - k, k], N, 0, (weights[1], weights[0]), method)


@lru_cache(maxsize=4096)
def _posterior(
    options: tuple[int, ...],
    people: int,
    prior: tuple[float, ...],
    exact: bool,
    level: float,
) -> tuple[float, float, float, float]:
    """Mean, SD and limits of the mean of all people, counted from the first option (add lo)."""
    steps = np.arange(len(options))
    seen = float(steps @ np.array(options))
    unseen = people - sum(options)
    a = np.array(options) + np.array(prior)
    total = a.sum()
    p = a / total
    mu = float(steps @ p)
    variance = float((steps**2) @ p) - mu * mu
    mean = (seen + unseen * mu) / people
    sd = float(np.sqrt(max(unseen * variance * (total + unseen) / (total + 1), 0.0))) / people
    if unseen == 0:
        return mean, 0.0, mean, mean
    tail = (1 - level) / 2
    if exact:
        running = np.cumsum(_unseen_sum(unseen, tuple(a)))
        low, high = (int(np.searchsorted(running, q - _SLACK)) for q in (tail, 1 - tail))
        return mean, sd, (seen + low) / people, (seen + high) / people
    start, width = seen / people, unseen * (len(options) - 1) / people
    m, v = (mean - start) / width, (sd / width) ** 2
    size = m * (1 - m) / v - 1
    low_q, high_q = (float(betaincinv(m * size, (1 - m) * size, q)) for q in (tail, 1 - tail))
    return mean, sd, start + width * low_q, start + width * high_q


def _unseen_sum(m: int, a: tuple[float, ...]) -> Floats:
    """pmf of the sum of m unseen answers (options 0..K-1) under Dirichlet weights a: shape (m (K-1) + 1,).

    f(j, S) <- sum_x f(j-x, S-kx) w_k(x), option by option. Along S - kj = constant this is a plain convolution in j,
    so each option is one product with a triangular matrix on a slanted view of f.
    """
    last = len(a) - 1
    most = last * m
    columns = max(16, _ONE_THREAD // (m + 1) ** 2)
    x = np.arange(m + 1)
    f = np.zeros(
        (m + 1, 3 * most + 1)
    )  # S stands at column most + S; the margins stay 0 and are read as such
    for k, weight in enumerate(a):
        w = np.exp(gammaln(x + weight) - gammaln(x + 1) - gammaln(weight))
        if k == 0:
            f[:, most] = w
        elif k < last:
            triangle = np.where(x[:, None] >= x, w[x[:, None] - x], 0.0)
            grown = np.zeros_like(f)
            after, before = _slanted(grown, m, k, most), _slanted(f, m, k, most)
            for c in range(0, before.shape[1], columns):
                after[:, c : c + columns] = triangle @ before[:, c : c + columns]
            f = grown
        else:
            row = (w[::-1] @ _slanted(f, m, k, most))[: most + 1]
            pmf: Floats = row / row.sum()
    return pmf


def _slanted(f: Floats, m: int, k: int, most: int) -> Floats:
    """View of f with rows j and columns S - kj, from -km to `most`."""
    row, step = f.strides
    start = f.ravel()[most - k * m :]
    return as_strided(start, shape=(m + 1, most + k * m + 1), strides=(row + k * step, step))


def hypergeom_share(
    k: int,
    n: int,
    N: int,  # noqa: N803
    level: float = _POLICY.level,
) -> ShareInterval:
    """Return the exact frequentist interval of the number favourable among N, given k of n seen.

    Keeps every M in k..N-n+k with P(X <= k) > .025 and P(X >= k) > .025, X hypergeometric. R samplingbook prints one
    value wider on each side. Raises MoreAnswersThanInvited, ValueOutsideScale.
    """
    if n > N:
        raise MoreAnswersThanInvited(n, N)
    if not 0 <= k <= n:
        raise ValueOutsideScale("k", k, 0, n)
    if n == 0:
        return ShareInterval(None, None, None, 0, N, 0, N, "unit", "hypergeometric", "no_answers")
    m = np.arange(k, N - n + k + 1)[:, np.newaxis].astype(np.float64)
    x = np.arange(n + 1)[np.newaxis, :].astype(np.float64)
    possible = (x <= m) & (n - x <= N - m)
    log_p = _log_choose(m, np.where(possible, x, 0.0)) + _log_choose(N - m, np.where(possible, n - x, 0.0))
    pmf = np.where(possible, np.exp(log_p - _log_choose(np.array(float(N)), np.array(float(n)))), 0.0)
    tail = (1 - level) / 2
    kept = m[(pmf[:, : k + 1].sum(axis=1) > tail) & (pmf[:, k:].sum(axis=1) > tail), 0]
    low, high = int(kept[0]), int(kept[-1])
    return ShareInterval(k / n, low / N, high / N, low, high, n, N, "unit", "hypergeometric")


def _log_choose(a: Floats, b: Floats) -> Floats:
    return np.asarray(gammaln(a + 1) - gammaln(b + 1) - gammaln(a - b + 1))


def t_interval(x: ArrayLike, N: int | None = None, level: float = _POLICY.level) -> Interval:  # noqa: N803
    """Return mean -+ t(n-1) s sqrt(f / n) of a vector, NaN left out; `sd` holds the standard error.

    With N: f = 1 - n/N, target "unit". Without: f = 1, raters are draws, target "leader". Not cut to the scale.
    n = 1: limits None, reason "one_answer". Too wide for a report
    (docs/explanation/formulas.md 3.3). Raises MoreAnswersThanInvited.
    """
    vector = float_vector(x, "x")
    values = vector[~np.isnan(vector)]
    n, gone = values.size, vector.size - values.size
    target: Target = "leader" if N is None else "unit"
    if N is not None and n > N:
        raise MoreAnswersThanInvited(n, N)
    if n == 0:
        return Interval(None, None, None, None, 0, N, gone, target, "t", "no_answers")
    mean = float(values.mean())
    if n == 1:
        return Interval(mean, None, None, None, 1, N, gone, target, "t", "one_answer")
    f = 1.0 if N is None else 1.0 - n / N
    se = float(values.std(ddof=1)) * (f / n) ** 0.5
    half = float(t_quantile(n - 1, 0.5 + level / 2)) * se
    return Interval(mean, se, mean - half, mean + half, n, N, gone, target, "t")


def clopper_pearson(k: int, n: int, level: float = _POLICY.level) -> ShareInterval:
    """Return the exact binomial interval of a share (an endless population: target "leader")."""
    if not 0 <= k <= n:
        raise ValueOutsideScale("k", k, 0, n)
    if n == 0:
        return ShareInterval(None, None, None, None, None, 0, None, "leader", "clopper_pearson", "no_answers")
    tail = (1 - level) / 2
    low = 0.0 if k == 0 else float(betaincinv(k, n - k + 1, tail))
    high = 1.0 if k == n else float(betaincinv(k + 1, n - k, 1 - tail))
    return ShareInterval(k / n, low, high, None, None, n, None, "leader", "clopper_pearson")


def wilson(k: int, n: int, level: float = _POLICY.level) -> ShareInterval:
    """Return Wilson's score interval of a share without continuity correction (target "leader")."""
    if not 0 <= k <= n:
        raise ValueOutsideScale("k", k, 0, n)
    if n == 0:
        return ShareInterval(None, None, None, None, None, 0, None, "leader", "wilson", "no_answers")
    z2 = float(ndtri(0.5 + level / 2)) ** 2
    p = k / n
    middle = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = (z2 * (p * (1 - p) / n + z2 / (4 * n * n))) ** 0.5 / (1 + z2 / n)
    return ShareInterval(p, middle - half, middle + half, None, None, n, None, "leader", "wilson")
