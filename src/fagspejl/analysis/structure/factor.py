"""The engine of omega and invariance: multigroup confirmatory factor analysis by maximum likelihood.

Sigma = L P L' + diag(t), mu = v + L a in each group. Fisher scoring with step halving; residuals may become negative.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from fagspejl.analysis.arrays import Floats
from fagspejl.analysis.errors import DidNotConverge

Part = Literal["loading", "factor", "residual", "intercept", "mean"]
_STEPS = 500
_TOLERANCE = 1e-12  # of the expected fall in chi-square: a millionth of a standard error
_NOISE = 1e-7  # a fall this small may drown in rounding


@dataclass(frozen=True, slots=True)
class Entry:
    """One number of a group's model: where it stands, and the free parameter it is (-1: fixed at `value`)."""

    part: Part
    row: int
    column: int
    parameter: int
    value: float


@dataclass(frozen=True, slots=True)
class Sample:
    """A group's size, means (p,) and covariances (p, p) with divisor n."""

    n: int
    mean: Floats
    cov: Floats


@dataclass(frozen=True, slots=True)
class Solution:
    """Estimates (q,), their standard errors, the expected information (of all N), chi-square and implied moments."""

    theta: Floats
    se: Floats
    information: Floats
    chisq: float
    sigma: tuple[Floats, ...]
    mu: tuple[Floats, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """Entries of every group, number of observed variables, of factors and of free parameters."""

    groups: tuple[tuple[Entry, ...], ...]
    p: int
    m: int
    q: int


def matrices(model: Model, g: int, theta: Floats) -> dict[Part, Floats]:
    """Return group g's matrices at theta: loading (p, m), factor (m, m), residual (p,), intercept (p,), mean (m,)."""
    found: dict[Part, Floats] = {
        "loading": np.zeros((model.p, model.m)),
        "factor": np.zeros((model.m, model.m)),
        "residual": np.zeros(model.p),
        "intercept": np.zeros(model.p),
        "mean": np.zeros(model.m),
    }
    for entry in model.groups[g]:
        value = entry.value if entry.parameter < 0 else theta[entry.parameter]
        if entry.part == "loading":
            found["loading"][entry.row, entry.column] = value
        elif entry.part == "factor":
            found["factor"][entry.row, entry.column] = found["factor"][entry.column, entry.row] = value
        else:
            found[entry.part][entry.row] = value
    return found


def implied(model: Model, g: int, theta: Floats) -> tuple[Floats, Floats]:
    """Return (Sigma, mu) of group g."""
    at = matrices(model, g, theta)
    loading = at["loading"]
    sigma = loading @ at["factor"] @ loading.T + np.diag(at["residual"])
    return sigma, at["intercept"] + loading @ at["mean"]


def derivatives(model: Model, g: int, theta: Floats) -> tuple[NDArray[np.intp], Floats, Floats]:
    """Return (parameters, dSigma (e, p, p), dmu (e, p)) of group g's free entries, in the order of its entries."""
    at = matrices(model, g, theta)
    loading, factor = at["loading"], at["factor"]
    free = [entry for entry in model.groups[g] if entry.parameter >= 0]
    d_sigma, d_mu = np.zeros((len(free), model.p, model.p)), np.zeros((len(free), model.p))
    projected = factor @ loading.T
    for i, entry in enumerate(free):
        row, column = entry.row, entry.column
        if entry.part == "loading":
            d_sigma[i, row, :] += projected[column]
            d_sigma[i, :, row] += projected[column]
            d_mu[i, row] = at["mean"][column]
        elif entry.part == "factor":
            outer = np.outer(loading[:, row], loading[:, column])
            d_sigma[i] = outer if row == column else outer + outer.T
        elif entry.part == "residual":
            d_sigma[i, row, row] = 1.0
        elif entry.part == "intercept":
            d_mu[i, row] = 1.0
        else:
            d_mu[i] = loading[:, row]
    return np.array([e.parameter for e in free], dtype=np.intp), d_sigma, d_mu


def discrepancy(sample: Sample, sigma: Floats, mu: Floats) -> float:
    """Return F = ln|Sigma| - ln|S| + tr(S Sigma^-1) - p + (m - mu)' Sigma^-1 (m - mu); infinity off the cone."""
    sign, log_det = np.linalg.slogdet(sigma)
    if sign <= 0 or np.linalg.eigvalsh(sigma)[0] <= 0:
        return float("inf")
    inverse = np.linalg.inv(sigma)
    away = sample.mean - mu
    fit = log_det - np.linalg.slogdet(sample.cov)[1] + np.sum(sample.cov * inverse) - sample.mean.size
    return float(fit + away @ inverse @ away)


def group_step(
    model: Model, g: int, theta: Floats, sample: Sample
) -> tuple[NDArray[np.intp], Floats, Floats]:
    """Return (parameters, gradient of F_g / 2, expected information per case) over group g's free entries."""
    sigma, mu = implied(model, g, theta)
    parameters, d_sigma, d_mu = derivatives(model, g, theta)
    inverse = np.linalg.inv(sigma)
    away = sample.mean - mu
    middle = inverse @ (sigma - sample.cov - np.outer(away, away)) @ inverse
    gradient = 0.5 * np.einsum("eij,ij->e", d_sigma, middle) - d_mu @ (inverse @ away)
    turned = np.einsum("ij,ejk->eik", inverse, d_sigma)
    information = 0.5 * np.einsum("eij,fji->ef", turned, turned) + d_mu @ inverse @ d_mu.T
    return parameters, gradient, information


def fit(model: Model, samples: Sequence[Sample], start: Floats, name: str, steps: int = _STEPS) -> Solution:
    """Minimise sum(n_g F_g) from `start` in at most `steps` steps. Raises DidNotConverge."""

    def objective(theta: Floats) -> float:
        parts = (discrepancy(s, *implied(model, g, theta)) for g, s in enumerate(samples))
        return float(sum(s.n * f for s, f in zip(samples, parts, strict=True)))

    theta, value = start.copy(), objective(start)
    if not np.isfinite(value):
        raise DidNotConverge(name, "the start values imply no covariance matrix")
    for _ in range(steps):
        gradient, information = _assemble(model, samples, theta)
        try:
            step = np.linalg.solve(information, gradient)
        except np.linalg.LinAlgError as error:
            raise DidNotConverge(name, "the information matrix is singular") from error
        decrement = float(gradient @ step)
        if decrement < _TOLERANCE:
            return _solution(model, samples, theta, value, information)
        scale = 1.0
        while scale > 1e-8:
            tried = theta - scale * step
            new = objective(tried)
            if new <= value:
                break
            scale /= 2
        else:
            if decrement < _NOISE:  # as low as double precision sees
                return _solution(model, samples, theta, value, information)
            raise DidNotConverge(name, "no step lowers the discrepancy")
        theta, value = tried, new
    raise DidNotConverge(name, f"{steps} steps were not enough")


def _assemble(model: Model, samples: Sequence[Sample], theta: Floats) -> tuple[Floats, Floats]:
    gradient, information = np.zeros(model.q), np.zeros((model.q, model.q))
    for g, sample in enumerate(samples):
        parameters, part, info = group_step(model, g, theta, sample)
        np.add.at(gradient, parameters, sample.n * part)
        np.add.at(information, (parameters[:, None], parameters[None, :]), sample.n * info)
    return gradient, information


def _solution(
    model: Model, samples: Sequence[Sample], theta: Floats, value: float, information: Floats
) -> Solution:
    pairs = [implied(model, g, theta) for g in range(len(samples))]
    return Solution(
        theta=theta,
        se=np.sqrt(np.diag(np.linalg.inv(information))),
        information=information,
        chisq=max(value, 0.0),
        sigma=tuple(sigma for sigma, _ in pairs),
        mu=tuple(mu for _, mu in pairs),
    )
