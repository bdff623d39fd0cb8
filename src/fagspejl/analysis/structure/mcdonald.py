"""McDonald's omega from a one-factor model by maximum likelihood. Target: leader.

Formulas: docs/explanation/formulas.md 3.7. The denominator is model-implied, never the observed variance.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import expit, logit, ndtri

from fagspejl.analysis.arrays import Floats
from fagspejl.analysis.errors import DidNotConverge
from fagspejl.analysis.policy import ReportingPolicy
from fagspejl.analysis.structure.factor import Entry, Model, Sample, Solution, fit
from fagspejl.analysis.structure.reliability import ItemCovariance
from fagspejl.analysis.types import NoNumber, Target

_POLICY = ReportingPolicy()
_DRAWS = 1000  # bootstrap samples below n = 100 (Padilla & Divers 2013)
_BOOT_STEPS = 40  # a draw that needs more is left out
_SEED = 20130401  # the same data give the same limits
_LEAST_ITEMS = 3


@dataclass(frozen=True, slots=True)
class Omega:
    """Omega with its one-factor fit. Limits: `logit` (n >= 100), `bootstrap` (below), `wald` always.

    `reason` says why the value should not be published ("poor_fit": CFI below .90; "heywood": a negative residual
    variance; "too_few_raters") or why it is None ("two_items", "no_variance", "did_not_converge").
    """

    value: float | None
    loadings: Floats
    residuals: Floats
    chisq: float | None
    df: int
    cfi: float | None
    rmsea: float | None
    srmr: float | None
    se: float | None
    wald: tuple[float, float] | None
    logit: tuple[float, float] | None
    bootstrap: tuple[float, float] | None
    n: int
    k: int
    publishable: bool
    method: str = "omega_ml_model_implied"
    target: Target = "leader"
    reason: NoNumber | None = None


def omega(cov: ItemCovariance, policy: ReportingPolicy = _POLICY, *, bootstrap: bool = True) -> Omega:
    """Return omega = (sum l)^2 / ((sum l)^2 + sum t) of a one-factor ML fit; first loading positive.

    `cov` as from `item_covariance` (divisor n - 1); the likelihood uses divisor n. chi-square = n F; CFI against
    independence; SRMR over the lower triangle with diagonal; delta-method SE with expected information. Below 100
    raters `bootstrap=False` saves a second and leaves those limits out.
    """
    k, n = cov.cov.shape[0], cov.n
    reason = _impossible(cov)
    if reason is None:
        s = cov.cov * (n - 1) / n
        try:
            solution = _one_factor(s, n)
        except DidNotConverge:
            reason = "did_not_converge"
    if reason is not None:
        gone = np.full(k, np.nan)
        return Omega(None, gone, gone, None, 0, *(None,) * 7, n, k, False, reason=reason)
    loadings, residuals = solution.theta[:k], solution.theta[k:]
    value = _value(solution.theta)
    se = _delta_se(solution, k)
    df = k * (k + 1) // 2 - 2 * k
    cfi, rmsea, srmr = _fit_indices(s, n, solution, df)
    z = float(ndtri(0.5 + policy.level / 2))
    wald = (value - z * se, value + z * se)
    log_limits = boot = None
    if n >= policy.omega_logit_from and 0 < value < 1:
        half = z * se / (value * (1 - value))
        log_limits = (float(expit(logit(value) - half)), float(expit(logit(value) + half)))
    elif bootstrap and n < policy.omega_logit_from:
        boot = _bootstrap(s, n, value, z)
    if (residuals < 0).any():
        reason = "heywood"
    elif cfi is not None and cfi < policy.omega_cfi:
        reason = "poor_fit"
    elif n < policy.alpha_n:
        reason = "too_few_raters"
    return Omega(
        value=value,
        loadings=loadings,
        residuals=residuals,
        chisq=solution.chisq,
        df=df,
        cfi=cfi,
        rmsea=rmsea,
        srmr=srmr,
        se=se,
        wald=wald,
        logit=log_limits,
        bootstrap=boot,
        n=n,
        k=k,
        publishable=reason is None,
        reason=reason,
    )


def _impossible(cov: ItemCovariance) -> NoNumber | None:
    if cov.cov.shape[0] < _LEAST_ITEMS:
        return "two_items"
    if cov.n <= cov.cov.shape[0] or np.isnan(cov.cov).any():
        return "too_few_raters"
    sd = np.sqrt(np.maximum(np.diag(cov.cov), 0.0))
    if (sd == 0).any() or np.linalg.eigvalsh(cov.cov / np.outer(sd, sd))[0] < 1e-10:
        return "no_variance"
    return None


def _one_factor(s: Floats, n: int, steps: int = 500) -> Solution:
    k = s.shape[0]
    entries = [Entry("loading", i, 0, i, 0.0) for i in range(k)]
    entries += [Entry("residual", i, i, k + i, 0.0) for i in range(k)]
    entries.append(Entry("factor", 0, 0, -1, 1.0))
    values, vectors = np.linalg.eigh(s)
    shared = max(float(values[-1] - values[:-1].mean()), 0.1 * float(values[-1]))
    start = vectors[:, -1] * np.sqrt(shared)
    start = start if start[0] >= 0 else -start
    rest = np.maximum(np.diag(s) - start**2, 0.3 * np.diag(s))
    model = Model((tuple(entries),), k, 1, 2 * k)
    solution = fit(model, [Sample(n, np.zeros(k), s)], np.concatenate([start, rest]), "omega", steps)
    if solution.theta[0] < 0:  # the sign of a factor is arbitrary
        solution.theta[:k] *= -1
    return solution


def _value(theta: Floats) -> float:
    k = theta.size // 2
    shared = float(theta[:k].sum()) ** 2
    return shared / (shared + float(theta[k:].sum()))


def _delta_se(solution: Solution, k: int) -> float:
    total, rest = float(solution.theta[:k].sum()), float(solution.theta[k:].sum())
    below = (total**2 + rest) ** 2
    slope = np.concatenate([np.full(k, 2 * total * rest / below), np.full(k, -(total**2) / below)])
    return float(np.sqrt(slope @ np.linalg.solve(solution.information, slope)))


def _fit_indices(s: Floats, n: int, solution: Solution, df: int) -> tuple[float | None, float | None, float]:
    k = s.shape[0]
    sd = np.sqrt(np.diag(s))
    r = s / np.outer(sd, sd)
    apart = max(-n * float(np.linalg.slogdet(r)[1]) - k * (k - 1) / 2, 0.0)
    excess = max(solution.chisq - df, 0.0)
    below = max(apart, excess)
    cfi = 1.0 if below == 0 else 1 - excess / below
    rmsea = float(np.sqrt(excess / (n * df))) if df > 0 else 0.0
    residual = (s - solution.sigma[0]) / np.outer(sd, sd)
    lower = residual[np.tril_indices(k)]
    return (cfi if df > 0 else 1.0), rmsea, float(np.sqrt((lower**2).mean()))


def _bootstrap(s: Floats, n: int, value: float, z: float) -> tuple[float, float] | None:
    """Normal-theory bootstrap: value -+ z times the SD of omega over seeded samples from the fitted covariances."""
    rng = np.random.default_rng(_SEED)
    root = np.linalg.cholesky(s)
    drawn = []
    for _ in range(_DRAWS):
        x = rng.standard_normal((n, s.shape[0])) @ root.T
        away = x - x.mean(axis=0)
        try:
            drawn.append(_value(_one_factor(away.T @ away / n, n, _BOOT_STEPS).theta))
        except DidNotConverge:
            continue
    if len(drawn) < _DRAWS // 2:
        return None
    spread = float(np.std(drawn, ddof=1))
    return value - z * spread, value + z * spread
