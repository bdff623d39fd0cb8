"""Polynomial regression and response surface: does agreement of self and others go with an outcome? Target: leader.

Research over at least 100 leaders, never for one. Edwards & Parry 1993; Humberg et al. 2019.
Formulas: docs/explanation/formulas.md 3.11.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import fdtrc, stdtr

from fagspejl.analysis.arrays import Floats, float_vector
from fagspejl.analysis.policy import ReportingPolicy
from fagspejl.analysis.types import Target

_TERMS = 6
_CONTRASTS = np.array(
    [
        [0, 1, 1, 0, 0, 0],
        [0, 0, 0, 1, 1, 1],
        [0, 1, -1, 0, 0, 0],
        [0, 0, 0, 1, -1, 1],
        [0, 0, 0, 1, 0, -1],
    ],
    dtype=np.float64,
)


@dataclass(frozen=True, slots=True)
class Axes:
    """Stationary point (x0, y0) and principal axes y = p10 + p11 x, y = p20 + p21 x; None where b4 or D is 0."""

    x0: float | None = None
    y0: float | None = None
    p11: float | None = None
    p10: float | None = None
    p21: float | None = None
    p20: float | None = None


@dataclass(frozen=True, slots=True)
class Surface:
    """b (6,), a (5,) with SEs and p values of a; stationary point and principal axes.

    `f_higher` tests the three second-order terms together. `publishable`: the leaders needed stand behind it.
    """

    n: int
    df: int
    b: Floats
    se_b: Floats
    r2: float | None
    a: Floats
    se_a: Floats
    p_a: Floats
    axes: Axes
    f_higher: float | None
    p_higher: float | None
    publishable: bool
    method: str
    target: Target = "leader"
    reason: str | None = None


def response_surface(
    z: ArrayLike,
    x: ArrayLike,
    y: ArrayLike,
    centre: float,
    cov: Literal["ols", "hc3"] = "ols",
    policy: ReportingPolicy | None = None,
) -> Surface:
    """Regress z on x (self), y (others), x^2, xy, y^2 after subtracting `centre` (the scale midpoint); listwise.

    a1 = b1+b2, a2 = b3+b4+b5, a3 = b1-b2, a4 = b3-b4+b5, a5 = b3-b5. A claim of congruence needs a4 < 0, a3 = 0,
    p10 = 0, p11 = 1. Fewer than 7 complete rows or collinear terms: NaN/None with a reason. Raises LengthMismatch.
    """
    outcome = float_vector(z, "z")
    own, others = (float_vector(v, name, outcome.size) for v, name in ((x, "x"), (y, "y")))
    kept = ~(np.isnan(outcome) | np.isnan(own) | np.isnan(others))
    outcome, own, others = outcome[kept], own[kept] - centre, others[kept] - centre
    n = outcome.size
    design = np.column_stack([np.ones(n), own, others, own**2, own * others, others**2])
    reason = "too_few_leaders" if n <= _TERMS else None
    if reason is None and np.linalg.matrix_rank(design) < _TERMS:
        reason = "collinear"
    if reason is not None:
        b, a = np.full(_TERMS, np.nan), np.full(len(_CONTRASTS), np.nan)
        return Surface(
            n, max(n - _TERMS, 0), b, b, None, a, a, a, Axes(), None, None, False, cov, reason=reason
        )
    q, r = np.linalg.qr(design)
    b = np.linalg.solve(r, q.T @ outcome)
    error = outcome - design @ b
    df = n - _TERMS
    inverse = np.linalg.inv(r)
    spread = _covariance(design, error, inverse, cov)
    a = _CONTRASTS @ b
    se_a = np.sqrt(np.diag(_CONTRASTS @ spread @ _CONTRASTS.T))
    total = float(((outcome - outcome.mean()) ** 2).sum())
    f_higher = _higher_order(design, outcome, error, df)
    limits = policy or ReportingPolicy()
    with np.errstate(divide="ignore", invalid="ignore"):
        p_a = 2 * stdtr(df, -np.abs(a / se_a))
    return Surface(
        n=n,
        df=df,
        b=b,
        se_b=np.sqrt(np.diag(spread)),
        r2=1 - float(error @ error) / total if total > 0 else None,
        a=a,
        se_a=se_a,
        p_a=p_a,
        axes=_axes(b),
        f_higher=f_higher,
        p_higher=None if f_higher is None else float(fdtrc(3, df, f_higher)),
        publishable=n >= limits.surface_leaders,
        method=cov,
        reason=None if total > 0 else "no_variance",
    )


def _covariance(design: Floats, error: Floats, inverse: Floats, cov: str) -> Floats:
    """Covariances of b; `inverse` is that of the triangular factor of the design."""
    bread = inverse @ inverse.T
    if cov == "ols":
        return np.asarray(bread * float(error @ error) / (design.shape[0] - _TERMS))
    leverage = ((design @ inverse) ** 2).sum(axis=1)
    weighted = design * (error / (1 - leverage))[:, None]
    return np.asarray(bread @ (weighted.T @ weighted) @ bread)


def _higher_order(design: Floats, outcome: Floats, error: Floats, df: int) -> float | None:
    """F of the three second-order terms on (3, n - 6)."""
    short = design[:, :3]
    rest = outcome - short @ np.linalg.lstsq(short, outcome, rcond=None)[0]
    left = float(error @ error)
    return (float(rest @ rest) - left) / 3 / (left / df) if left > 0 else None


def _axes(b: Floats) -> Axes:
    _, b1, b2, b3, b4, b5 = (float(v) for v in b)
    d = 4 * b3 * b5 - b4**2
    if d == 0 or b4 == 0:
        return Axes()
    x0, y0 = (b2 * b4 - 2 * b1 * b5) / d, (b1 * b4 - 2 * b2 * b3) / d
    root = float(np.sqrt((b3 - b5) ** 2 + b4**2))
    p11, p21 = (b5 - b3 + root) / b4, (b5 - b3 - root) / b4
    return Axes(x0, y0, p11, y0 - p11 * x0, p21, y0 - p21 * x0)
