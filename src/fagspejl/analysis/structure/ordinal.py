"""Reliability of ordered answers: polychoric correlations, ordinal alpha, categorical omega. Target: leader.

Expert options, to be labelled as such: ordinal alpha is the "hypothetical reliability with continuous answers".
Green & Yang 2009; Chalmers 2018. Formulas: docs/explanation/formulas.md 3.7. Listwise throughout.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtr, ndtri

from fagspejl.analysis.arrays import Floats, float_matrix
from fagspejl.analysis.errors import WrongShape
from fagspejl.analysis.types import Target

_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(40)
_RHO_MOST = 0.9995


@dataclass(frozen=True, slots=True)
class OrdinalAlpha:
    """Standardised alpha of the polychoric matrix (k, k). `reason` is set when `value` is None."""

    value: float | None
    polychoric: Floats
    n: int
    method: str = "ordinal_alpha"
    target: Target = "leader"
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class CategoricalOmega:
    """Green & Yang's omega of the observed sum (`value`) and of the latent responses; loadings (k,)."""

    value: float | None
    latent: float | None
    loadings: Floats
    n: int
    method: str = "omega_categorical_dwls_model_implied"
    target: Target = "leader"
    reason: str | None = None


def bivariate_normal(a: Floats, b: Floats, rho: float | Floats) -> Floats:
    """Return P(X <= a, Y <= b) of a standard bivariate normal: 40-point Gauss-Legendre on arcsin rho; broadcasts.

    a and b may be -inf or +inf.
    """
    low, high = np.broadcast_arrays(np.asarray(a, dtype=np.float64), np.asarray(b, dtype=np.float64))
    finite = np.isfinite(low) & np.isfinite(high)
    h, k = np.where(finite, low, 0.0), np.where(finite, high, 0.0)
    angle = np.arcsin(rho)
    s = np.sin(np.multiply.outer((_NODES + 1) / 2, angle))
    s = s.reshape(s.shape + (1,) * (h.ndim + 1 - s.ndim))
    part = np.exp((s * h * k - (h * h + k * k) / 2) / (1 - s * s))
    integral = angle * np.tensordot(_WEIGHTS, part, axes=1) / (4 * np.pi)
    return np.asarray(ndtr(low) * ndtr(high) + np.where(finite, integral, 0.0))


def _bivariate_density(a: Floats, b: Floats, rho: float) -> Floats:
    finite = np.isfinite(a) & np.isfinite(b)
    h, k = np.where(finite, a, 0.0), np.where(finite, b, 0.0)
    rest = 1 - rho * rho
    value = np.exp(-(h * h - 2 * rho * h * k + k * k) / (2 * rest)) / (2 * np.pi * np.sqrt(rest))
    return np.where(finite, value, 0.0)


def _codes(x: ArrayLike) -> tuple[NDArray[np.intp], list[int], list[Floats]]:
    """Complete rows as option numbers 0..K_i-1, options per item, and thresholds with -inf and +inf at the ends."""
    matrix = float_matrix(x, "x")
    complete = matrix[~np.isnan(matrix).any(axis=1)]
    codes = np.zeros(complete.shape, dtype=np.intp)
    options, thresholds = [], []
    for i in range(complete.shape[1]):
        values, codes[:, i] = np.unique(complete[:, i], return_inverse=True)
        share = np.cumsum(np.bincount(codes[:, i], minlength=values.size))[:-1] / max(complete.shape[0], 1)
        options.append(int(values.size))
        thresholds.append(np.concatenate([[-np.inf], ndtri(share), [np.inf]]))
    return codes, options, thresholds


def _cells(f: Floats) -> Floats:
    return f[1:, 1:] - f[:-1, 1:] - f[1:, :-1] + f[:-1, :-1]


def _polychoric(table: Floats, ta: Floats, tb: Floats) -> float:
    """Maximum likelihood rho of one two-way table with fixed thresholds: Newton-like scoring inside a bracket."""
    n = table.sum()
    low, high, rho = -_RHO_MOST, _RHO_MOST, 0.0
    for _ in range(100):
        p = np.maximum(_cells(bivariate_normal(ta[:, None], tb[None, :], rho)), 1e-300)
        slope = _cells(_bivariate_density(ta[:, None], tb[None, :], rho))
        score = float((table * slope / p).sum())
        information = float(n * (slope**2 / p).sum())
        low, high = (rho, high) if score > 0 else (low, rho)
        tried = rho + score / information
        new = tried if low < tried < high else (low + high) / 2
        if abs(new - rho) < 1e-12:
            return new
        rho = new
    return rho


def _all_pairs(x: ArrayLike) -> tuple[int, list[Floats], Floats, Floats]:
    """n, thresholds, polychoric matrix (k, k) and asymptotic variances (k, k) of its entries times n."""
    codes, options, thresholds = _codes(x)
    n, k = codes.shape
    if k < 2:
        raise WrongShape("x", f"{k} items; at least two are needed")
    rho, avar = np.eye(k), np.zeros((k, k))
    if n == 0 or min(options) < 2:
        return n, thresholds, np.full((k, k), np.nan), avar
    threshold_scores = [_threshold_scores(codes[:, i], thresholds[i]) for i in range(k)]
    for i in range(k):
        for j in range(i):
            key = codes[:, i] * options[j] + codes[:, j]
            table = np.bincount(key, minlength=options[i] * options[j]).reshape(options[i], options[j])
            r = _polychoric(table.astype(np.float64), thresholds[i], thresholds[j])
            rho[i, j] = rho[j, i] = r
            parts = np.hstack([threshold_scores[i], threshold_scores[j]])
            avar[i, j] = avar[j, i] = _rho_variance(codes[:, [i, j]], thresholds[i], thresholds[j], r, parts)
    return n, thresholds, rho, avar


def _threshold_scores(codes: NDArray[np.intp], thresholds: Floats) -> Floats:
    """Influence of each case on each threshold: (1[x <= a] - Phi(t_a)) / phi(t_a), (n, K-1)."""
    inner = thresholds[1:-1]
    below = codes[:, None] <= np.arange(inner.size)[None, :]
    density = np.exp(-(inner**2) / 2) / np.sqrt(2 * np.pi)
    return np.asarray((below - ndtr(inner)) / density)


def _rho_variance(codes: NDArray[np.intp], ta: Floats, tb: Floats, rho: float, parts: Floats) -> float:
    """Mean of psi^2, psi = (s_rho - sum_t mean(s_rho s_t) psi_t) / mean(s_rho^2): outer products of case scores."""
    p = np.maximum(_cells(bivariate_normal(ta[:, None], tb[None, :], rho)), 1e-300)
    a, b = codes[:, 0], codes[:, 1]
    s_rho = (_cells(_bivariate_density(ta[:, None], tb[None, :], rho)) / p)[a, b]
    scores = np.hstack([_likelihood_scores(a, b, ta, tb, rho, p), _likelihood_scores(b, a, tb, ta, rho, p.T)])
    cross = scores.T @ s_rho / s_rho.size
    psi = (s_rho - parts @ cross) / np.mean(s_rho**2)
    return float(np.mean(psi**2))


def _likelihood_scores(
    own: NDArray[np.intp], other: NDArray[np.intp], ta: Floats, tb: Floats, rho: float, p: Floats
) -> Floats:
    """Derivative of each case's log likelihood in the thresholds of its own item, (n, K-1)."""
    inner = ta[1:-1]
    density = np.exp(-(inner**2) / 2) / np.sqrt(2 * np.pi)
    upper = ndtr((tb[None, 1:] - rho * inner[:, None]) / np.sqrt(1 - rho * rho))
    lower = ndtr((tb[None, :-1] - rho * inner[:, None]) / np.sqrt(1 - rho * rho))
    step = density[:, None] * (upper - lower)  # (threshold, option of the other item)
    out = np.zeros((own.size, inner.size))
    for t in range(inner.size):
        sign = (own == t).astype(np.float64) - (own == t + 1)
        out[:, t] = sign * step[t, other] / p[own, other]
    return out


def ordinal_alpha(x: ArrayLike) -> OrdinalAlpha:
    """Return standardised alpha of the polychoric correlations of x (R, k), NaN = missing (listwise).

    Thresholds from the margins, each rho by maximum likelihood. None with "no_variance" if an item has one value.
    Raises WrongShape.
    """
    n, _, rho, _ = _all_pairs(x)
    k = rho.shape[0]
    if np.isnan(rho).any():
        return OrdinalAlpha(None, rho, n, reason="no_variance" if n else "no_complete_rows")
    mean_r = float((rho.sum() - k) / (k * (k - 1)))
    return OrdinalAlpha(k * mean_r / (1 + (k - 1) * mean_r), rho, n)


def omega_categorical(x: ArrayLike) -> CategoricalOmega:
    """Return categorical omega of x (R, k), NaN = missing (listwise): one factor by diagonally weighted least squares.

    omega = sum_ij C(l_i l_j) / sum_ij C(l_i l_j, or 1 if i = j), C(r) = covariance of the *observed* options implied
    by latent correlation r; `latent` = (sum l)^2 / ((sum l)^2 + sum(1 - l^2)). Raises WrongShape for < 3 items.
    """
    n, thresholds, rho, avar = _all_pairs(x)
    k = rho.shape[0]
    if k < 3:
        raise WrongShape("x", "a factor needs three items")
    if np.isnan(rho).any():
        gone = np.full(k, np.nan)
        return CategoricalOmega(None, None, gone, n, reason="no_variance" if n else "no_complete_rows")
    loadings = _dwls(rho, avar)
    if (np.abs(loadings) >= 1).any():
        return CategoricalOmega(None, None, loadings, n, reason="heywood")
    shared = whole = 0.0
    for i in range(k):
        for j in range(k):
            r = float(loadings[i] * loadings[j])
            common = _option_covariance(thresholds[i], thresholds[j], r)
            shared += common
            whole += _option_variance(thresholds[i]) if i == j else common
    total = float(loadings.sum()) ** 2
    latent = total / (total + float((1 - loadings**2).sum()))
    return CategoricalOmega(shared / whole, latent, loadings, n)


def _dwls(rho: Floats, avar: Floats) -> Floats:
    """Loadings minimising sum (rho_ij - l_i l_j)^2 / avar_ij over pairs: Gauss-Newton with halving."""
    k = rho.shape[0]
    i, j = np.tril_indices(k, -1)
    weight = 1 / avar[i, j]
    values, vectors = np.linalg.eigh(rho)
    loadings = vectors[:, -1] * np.sqrt(values[-1])
    loadings = np.asarray(np.clip(loadings if loadings.sum() >= 0 else -loadings, -0.95, 0.95))

    def misfit(at: Floats) -> float:
        return float((weight * (rho[i, j] - at[i] * at[j]) ** 2).sum())

    for _ in range(500):
        slope = np.zeros((i.size, k))
        pairs = np.arange(i.size)
        slope[pairs, i], slope[pairs, j] = loadings[j], loadings[i]
        step: Floats = np.linalg.lstsq(
            slope * np.sqrt(weight)[:, None],
            np.sqrt(weight) * (rho[i, j] - loadings[i] * loadings[j]),
            rcond=None,
        )[0]
        scale = 1.0
        while misfit(loadings + scale * step) > misfit(loadings) and scale > 1e-6:
            scale /= 2
        loadings = loadings + scale * step
        if np.abs(step).max() < 1e-11:
            break
    return loadings if loadings[0] >= 0 else -loadings


def _option_covariance(ta: Floats, tb: Floats, r: float) -> float:
    a, b = ta[1:-1], tb[1:-1]
    joint = bivariate_normal(a[:, None], b[None, :], r)
    return float(joint.sum() - ndtr(a).sum() * ndtr(b).sum())


def _option_variance(t: Floats) -> float:
    p = ndtr(t[1:-1])
    return float(np.minimum(p[:, None], p[None, :]).sum() - p.sum() ** 2)
