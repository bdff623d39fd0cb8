"""What raters in general would say of each leader: REML, empirical Bayes, Fay-Herriot. Target: leader.

Formulas: docs/explanation/formulas.md 3.8.
No ranks, ever: two random halves of raters agree on little more than half of a
"top quarter".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr

from fagspejl.analysis.arrays import Floats, float_vector
from fagspejl.analysis.scores import moment_means
from fagspejl.analysis.types import Moments, NoNumber, Target

_LOG_RANGE = (-18.0, 12.0)
_GRID = 61
_ZOOMS = 9
_ZERO = 1e-12  # a sum of squares below this share of sum(y^2) is rounding, not variance


@dataclass(frozen=True, slots=True)
class RemlFit:
    """One-way random effects by REML: y = mu + u + e. `icc` = tau2 / (tau2 + sigma2).

    `reason` is set when a number is None: "one_group", "one_rater_each", "no_answers", "no_variance"; or
    "no_leader_differences" when tau2 = 0 (every empirical Bayes value is mu).
    """

    mu: float | None
    se_mu: float | None
    tau2: float | None
    sigma2: float | None
    loglik: float | None
    icc: float | None
    groups: int
    n: int
    method: str = "reml"
    target: Target = "leader"
    reason: NoNumber | None = None


@dataclass(frozen=True, slots=True)
class Shrunken:
    """Per unit (U,): empirical Bayes value, conditional SD, SE with mu uncertain, reliability, P(above average).

    NaN for units without answers, and everywhere when the fit has no numbers.
    """

    eb: Floats
    cond_sd: Floats
    se: Floats
    reliability: Floats
    p_above: Floats
    target: Target = "leader"


def _minimum(objective: Callable[[Floats], Floats], low: float, high: float) -> float:
    """Minimise a vectorised function of one number: a grid, then ever finer grids around the best."""
    best = low
    for _ in range(_ZOOMS):
        grid = np.linspace(low, high, _GRID)
        i = int(np.argmin(objective(grid)))
        best, step = float(grid[i]), float(grid[1] - grid[0])
        low, high = max(low, best - 2 * step), min(high, best + 2 * step)
    return best


@dataclass(frozen=True, slots=True)
class _Sizes:
    """Units collapsed by equal n: size, number of units, sum and sum of squares of their centred means."""

    size: Floats
    count: Floats
    first: Floats
    second: Floats
    ssw: float
    total: float

    def profile(self, theta: Floats) -> tuple[Floats, Floats, Floats, Floats]:
        """(criterion, mu, sigma2, sum of weights) at each theta; mu is centred."""
        grown = 1 + np.multiply.outer(theta, self.size)
        w = self.size / grown
        weight = (w * self.count).sum(axis=-1)
        mu = (w * self.first).sum(axis=-1) / weight
        between = (w * self.second).sum(axis=-1) - mu**2 * weight
        sigma2 = (self.ssw + np.maximum(between, 0.0)) / (self.total - 1)
        value = (self.total - 1) * np.log(sigma2) + (self.count * np.log(grown)).sum(axis=-1) + np.log(weight)
        return value, mu, sigma2, weight


def reml_oneway(moments: Moments, theme: int = 0) -> RemlFit:
    """Fit the one-way random effects model to one column of `moments` (U, T).

    theta = tau2/sigma2 minimises (N-1) ln sigma2 + sum ln(1 + n theta) + ln sum w, w = n/(1 + n theta), over ln theta
    in [-18, 12], compared with theta = 0. Units of equal n are collapsed first. Agrees with lme4 within 1e-6.
    """
    n = moments.n[:, theme]
    used = n > 0
    n, s, q = n[used], moments.s[used, theme], moments.q[used, theme]
    groups, total = int(n.size), float(n.sum())
    means = s / n
    ssw = max(float((q - s * means).sum()), 0.0)
    reason = _no_fit(groups, total)
    all_squares = float((q + 2 * moments.centre * s + n * moments.centre**2).sum())
    if reason is None and ssw <= _ZERO * all_squares:
        reason = "no_variance_within" if np.ptp(means) > 0 else "no_variance"
    if reason is not None:
        return RemlFit(*(None,) * 6, groups, int(total), reason=reason)
    shift = float(s.sum() / total)
    away = means - shift
    whole = n.astype(np.intp)
    count = np.bincount(whole).astype(np.float64)
    found = np.flatnonzero(count)
    sizes = _Sizes(
        size=found.astype(np.float64),
        count=count[found],
        first=np.bincount(whole, weights=away).astype(np.float64)[found],
        second=np.bincount(whole, weights=away**2).astype(np.float64)[found],
        ssw=ssw,
        total=total,
    )
    log_theta = _minimum(lambda x: sizes.profile(np.exp(x))[0], *_LOG_RANGE)
    theta = np.array([0.0, np.exp(log_theta)])
    value, mu, sigma2, weight = sizes.profile(theta)
    best = int(value[1] < value[0])
    s2, tau2 = float(sigma2[best]), float(theta[best] * sigma2[best])
    return RemlFit(
        mu=float(mu[best]) + shift + moments.centre,
        se_mu=float(np.sqrt(s2 / weight[best])),
        tau2=tau2,
        sigma2=s2,
        loglik=-0.5 * (float(value[best]) + (total - 1) * (1 + float(np.log(2 * np.pi)))),
        icc=tau2 / (tau2 + s2),
        groups=groups,
        n=int(total),
        reason=None if tau2 > 0 else "no_leader_differences",
    )


def _no_fit(groups: int, total: float) -> NoNumber | None:
    if groups == 0:
        return "no_answers"
    if groups == 1:
        return "one_group"
    return "one_rater_each" if total == groups else None


def eb_means(moments: Moments, fit: RemlFit, theme: int = 0) -> Shrunken:
    """Return empirical Bayes values per unit: mu + l (mean - mu), l = n tau2 / (n tau2 + sigma2).

    cond_sd^2 = tau2 (1 - l) given the fit; se^2 = cond_sd^2 + (1 - l)^2 se_mu^2. p_above = P(u > 0).
    """
    n = moments.n[:, theme]
    gone = np.full(n.shape, np.nan)
    if fit.mu is None or fit.tau2 is None or fit.sigma2 is None or fit.se_mu is None:
        return Shrunken(gone, gone, gone, gone, gone)
    share = np.where(n > 0, n * fit.tau2 / (n * fit.tau2 + fit.sigma2), np.nan)
    away = share * (moment_means(moments)[:, theme] - fit.mu)
    variance = fit.tau2 * (1 - share)
    cond_sd = np.sqrt(variance)
    with np.errstate(divide="ignore", invalid="ignore"):
        p_above = np.where(cond_sd > 0, ndtr(away / cond_sd), np.where(n > 0, 0.5, np.nan))
    return Shrunken(
        eb=fit.mu + away,
        cond_sd=cond_sd,
        se=np.sqrt(variance + (1 - share) ** 2 * fit.se_mu**2),
        reliability=share,
        p_above=p_above,
    )


@dataclass(frozen=True, slots=True)
class FayHerriot:
    """Normal-normal model of estimates with known variances. `blup`, `blup_se` (U,) are NaN for dropped units."""

    mu: float | None
    se_mu: float | None
    tau2: float | None
    i2: float | None
    q: float | None
    kept: int
    blup: Floats
    blup_se: Floats
    method: str
    target: Target = "leader"
    reason: str | None = None


def fay_herriot(yi: ArrayLike, vi: ArrayLike, method: Literal["REML", "DL"] = "REML") -> FayHerriot:
    """Shrink estimates yi (U,) with variances vi (U,); units with NaN or vi <= 0 are dropped (as R metafor).

    DL: tau2 = max(0, (Q-p+1)/(sum w - sum w^2 / sum w)), w = 1/v. REML minimises sum ln(v+tau2) + ln sum w +
    sum w (y-mu)^2. I2 = 100 tau2/(tau2+s2). blup_se includes the uncertainty of mu. Fewer than two units: None.

    Raises WrongShape, LengthMismatch.
    """
    y_all = float_vector(yi, "yi")
    v_all = float_vector(vi, "vi", y_all.size)
    kept = ~np.isnan(y_all) & (v_all > 0)
    y, v = y_all[kept], v_all[kept]
    blup, blup_se = np.full(y_all.size, np.nan), np.full(y_all.size, np.nan)
    if y.size < 2:
        return FayHerriot(*(None,) * 5, y.size, blup, blup_se, method, reason="too_few_units")
    w = 1 / v
    q = float((w * (y - (w * y).sum() / w.sum()) ** 2).sum())
    p = y.size
    typical = (p - 1) * w.sum() / (w.sum() ** 2 - (w**2).sum())
    simple = max(0.0, float((q - p + 1) / (w.sum() - (w**2).sum() / w.sum())))
    tau2 = simple if method == "DL" else _fh_reml(y, v)
    w = 1 / (v + tau2)
    mu, se_mu = float((w * y).sum() / w.sum()), float(w.sum() ** -0.5)
    share = tau2 / (tau2 + v)
    blup[kept] = mu + share * (y - mu)
    blup_se[kept] = np.sqrt(tau2 * (1 - share) + (1 - share) ** 2 * se_mu**2)
    i2 = float(100 * tau2 / (tau2 + typical))
    return FayHerriot(mu, se_mu, tau2, i2, q, p, blup, blup_se, method)


def _fh_reml(y: Floats, v: Floats) -> float:
    def criterion(tau2: Floats) -> Floats:
        spread = v + tau2[:, None]
        w = 1 / spread
        weight = w.sum(axis=1)
        mu = (w * y).sum(axis=1) / weight
        value: Floats = np.log(spread).sum(axis=1) + np.log(weight) + (w * (y - mu[:, None]) ** 2).sum(axis=1)
        return value

    scale = float(np.log(v.mean()))
    log_tau2 = _minimum(lambda x: criterion(np.exp(x)), scale - 18, scale + 12)
    pair = np.array([0.0, np.exp(log_tau2)])
    value = criterion(pair)
    return float(pair[int(value[1] < value[0])])
