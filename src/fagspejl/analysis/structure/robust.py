"""Chi-squares of factor models when raters are nested in leaders (lavaan's MLR with clusters). Target: leader.

Formulas: docs/explanation/formulas.md 3.10.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fagspejl.analysis.arrays import Floats
from fagspejl.analysis.structure.factor import (
    Entry,
    Model,
    Sample,
    Solution,
    derivatives,
    group_step,
    implied,
)

_STEP = 1e-5


@dataclass(frozen=True, slots=True)
class Scaling:
    """chi-square / c with c the scaling factor; CFI and RMSEA with c df in place of df in their numerators."""

    chisq: float
    df: int
    factor: float
    cfi: float
    rmsea: float


def scaling(
    model: Model,
    data: Sequence[Floats],
    labels: Sequence[NDArray[np.intp]],
    solution: Solution,
    df: int,
    base: float,
    base_df: int,
) -> Scaling:
    """Return the cluster-robust scaling of a fitted model; data (n_g, p) and cluster labels (n_g,) per group."""
    n = sum(x.shape[0] for x in data)
    saturated = sum(_saturated_trace(x, label) for x, label in zip(data, labels, strict=True))
    c = (saturated - _model_trace(model, data, labels, solution.theta)) / df
    independence, at = _independence(data)
    c_base = (saturated - _model_trace(independence, data, labels, at)) / base_df
    excess = max(solution.chisq - c * df, 0.0)
    below = max(base - c_base * base_df, excess)
    rmsea = float(np.sqrt(len(data) * excess / (n * df)))
    return Scaling(solution.chisq / c, df, c, 1.0 if below <= 0 else 1 - excess / below, rmsea)


def _independence(data: Sequence[Floats]) -> tuple[Model, Floats]:
    """Means and variances free in each group, nothing else; and their estimates."""
    p = data[0].shape[1]
    groups, values = [], []
    for g, x in enumerate(data):
        first = 2 * p * g
        entries = [Entry("residual", i, i, first + i, 0.0) for i in range(p)]
        entries += [Entry("intercept", i, i, first + p + i, 0.0) for i in range(p)]
        groups.append(tuple(entries))
        values += [x.var(axis=0), x.mean(axis=0)]
    return Model(tuple(groups), p, 0, 2 * p * len(data)), np.concatenate(values)


def _case_scores(x: Floats, sigma: Floats, mu: Floats) -> tuple[Floats, Floats]:
    """Derivatives of each case's log likelihood in mu (n, p) and in Sigma as a full matrix (n, p, p)."""
    inverse = np.linalg.inv(sigma)
    z = (x - mu) @ inverse
    return z, 0.5 * (z[:, :, None] * z[:, None, :] - inverse)


def _crossproduct(scores: Floats, label: NDArray[np.intp]) -> Floats:
    """Sum over clusters of outer products of cluster-summed scores, times C/(C-1)."""
    clusters = int(label.max()) + 1
    summed = np.zeros((clusters, scores.shape[1]))
    np.add.at(summed, label, scores)
    product: Floats = summed.T @ summed * (clusters / (clusters - 1))
    return product


def _saturated_trace(x: Floats, label: NDArray[np.intp]) -> float:
    """tr(B1 A1^-1) of one group: free means and covariances at their estimates."""
    n, p = x.shape
    mean = x.mean(axis=0)
    cov = (x - mean).T @ (x - mean) / n
    by_mean, by_cov = _case_scores(x, cov, mean)
    rows, columns = np.tril_indices(p)
    twice = np.where(rows == columns, 1.0, 2.0)
    scores = np.hstack([by_mean, by_cov[:, rows, columns] * twice])
    inverse = np.linalg.inv(cov)
    information = np.zeros((scores.shape[1], scores.shape[1]))
    information[:p, :p] = inverse
    # d Sigma for a lower-triangle element is a symmetric pair: tr(S^-1 dA S^-1 dB) / 2
    a = inverse[rows][:, rows] * inverse[columns][:, columns]
    b = inverse[rows][:, columns] * inverse[columns][:, rows]
    information[p:, p:] = 0.25 * twice[:, None] * twice[None, :] * (a + b)
    return float(np.trace(np.linalg.solve(information, _crossproduct(scores, label) / n)))


def _model_trace(
    model: Model, data: Sequence[Floats], labels: Sequence[NDArray[np.intp]], theta: Floats
) -> float:
    """tr(B0 H^-1): scores of the model's parameters, and its observed information by central differences."""
    b0 = np.zeros((model.q, model.q))
    for g, (x, label) in enumerate(zip(data, labels, strict=True)):
        sigma, mu = implied(model, g, theta)
        by_mean, by_cov = _case_scores(x, sigma, mu)
        parameters, d_sigma, d_mu = derivatives(model, g, theta)
        scores = np.zeros((x.shape[0], model.q))
        np.add.at(scores.T, parameters, (by_mean @ d_mu.T + np.einsum("nij,eij->ne", by_cov, d_sigma)).T)
        b0 += _crossproduct(scores, label)
    samples = [_sample(x) for x in data]
    h = np.zeros((model.q, model.q))
    for i in range(model.q):
        step = np.zeros(model.q)
        step[i] = _STEP * max(1.0, abs(theta[i]))
        change = _gradient(model, samples, theta + step) - _gradient(model, samples, theta - step)
        h[i] = change / (2 * step[i])
    return float(np.trace(np.linalg.solve((h + h.T) / 2, b0)))


def _sample(x: Floats) -> Sample:
    away = x - x.mean(axis=0)
    return Sample(x.shape[0], x.mean(axis=0), away.T @ away / x.shape[0])


def _gradient(model: Model, samples: Sequence[Sample], theta: Floats) -> Floats:
    """Gradient of minus the log likelihood of all cases."""
    total = np.zeros(model.q)
    for g, sample in enumerate(samples):
        parameters, part, _ = group_step(model, g, theta, sample)
        np.add.at(total, parameters, sample.n * part)
    return total
