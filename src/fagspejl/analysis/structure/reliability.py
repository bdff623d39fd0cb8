"""Internal consistency of a set of items. Target: leader; per organisation and perspective, never per unit.

Raters are nested in leaders, so total alpha mixes levels: the reliability of a leader's score is ICC(2), not alpha.
Formulas: docs/explanation/formulas.md 3.7; Feldt 1965 for the limits.
Publish at n >= 50 only (`ReportingPolicy.alpha_n`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import fdtri

from fagspejl.analysis.arrays import Floats, float_matrix
from fagspejl.analysis.errors import WrongShape
from fagspejl.analysis.policy import ReportingPolicy
from fagspejl.analysis.table import ResponseTable
from fagspejl.analysis.types import NoNumber, Target

_POLICY = ReportingPolicy()
_CHUNK = 65_536  # rows turned into floats at a time
_LEAST = 3  # raters below which alpha is not defined


@dataclass(frozen=True, slots=True)
class ItemCovariance:
    """Covariances of items (k, k) with divisor n - 1 and the n behind them (the smallest n of a pair if pairwise)."""

    cov: Floats
    n: int
    pairwise: bool = False


@dataclass(frozen=True, slots=True)
class Alpha:
    """Cronbach's alpha with Feldt limits. `reason` is set whenever `value` or a limit is None.

    `ase` = asymptotic standard error, `std_alpha` from the mean correlation `average_r`, `lambda6` = Guttman's.
    `publishable` says whether the n needed for print stands behind it.
    """

    value: float | None
    lower: float | None
    upper: float | None
    ase: float | None
    std_alpha: float | None
    lambda6: float | None
    average_r: float | None
    n: int
    k: int
    publishable: bool
    method: str
    target: Target = "leader"
    reason: NoNumber | None = None


def item_covariance(x: ArrayLike, pairwise: bool = False) -> ItemCovariance:
    """Return the covariances of the columns of x (R, k), NaN = missing.

    Listwise (raters with a gap leave), or each pair on its own raters with `pairwise=True`, means and variances of an
    item from all its answers as R `cov(use="pairwise")` does. Raises WrongShape.
    """
    matrix = float_matrix(x, "x")
    k = matrix.shape[1]
    if not pairwise:
        complete = matrix[~np.isnan(matrix).any(axis=1)]
        n = complete.shape[0]
        if n < 2:
            return ItemCovariance(np.full((k, k), np.nan), n)
        away = complete - complete.mean(axis=0)
        return ItemCovariance(away.T @ away / (n - 1), n)
    there = ~np.isnan(matrix)
    weight = there.astype(np.float64)
    filled = np.where(there, matrix, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        shift = filled.sum(axis=0) / there.sum(axis=0)
        away = np.where(there, matrix - shift, 0.0)
        n_pair = weight.T @ weight
        sums = away.T @ weight  # sum of item i over raters who answered j as well
        cov = (away.T @ away - sums * sums.T / n_pair) / (n_pair - 1)
    return ItemCovariance(np.where(n_pair > 1, cov, np.nan), int(n_pair.min()) if k else 0, pairwise=True)


def table_covariance(
    table: ResponseTable, theme: str, rows: ArrayLike | None = None, items: tuple[int, ...] | None = None
) -> ItemCovariance:
    """Return the listwise covariances of a theme's items over `rows` (a mask or index; all rows when None).

    Works on the table's int8 columns in chunks, so that 800,000 raters need no large float copy.
    """
    columns = list(table.theme_columns(theme) if items is None else items)
    if not columns:
        raise WrongShape("theme", f"{theme!r} has no items")
    chosen = None if rows is None else np.asarray(rows)
    if chosen is not None and chosen.dtype == np.bool_:
        chosen = np.flatnonzero(chosen)
    total = table.rows if chosen is None else chosen.size
    k, n = len(columns), 0
    middle = (1 + table.options) / 2.0  # of the places: covariances do not depend on where a scale begins
    sums, products = np.zeros(k), np.zeros((k, k))
    for start in range(0, total, _CHUNK):
        part = slice(start, start + _CHUNK) if chosen is None else chosen[start : start + _CHUNK]
        block = np.stack([table.values[part, c] for c in columns])
        complete = (block != 0).all(axis=0)
        away = (block.astype(np.float64) - middle) * complete
        n += int(np.count_nonzero(complete))
        sums += away.sum(axis=1)
        products += away @ away.T
    if n < 2:
        return ItemCovariance(np.full((k, k), np.nan), n)
    return ItemCovariance((products - np.outer(sums, sums) / n) / (n - 1), n)


def alpha(cov: ItemCovariance, policy: ReportingPolicy = _POLICY) -> Alpha:
    """Return Cronbach's alpha = k/(k-1) (1 - tr V / 1'V1) with Feldt limits on (n-1, (n-1)(k-1)) F quantiles.

    A constant item stays; a negative alpha is reported (it points to an unreversed item). None with a reason: one
    item, n < 3, or total variance 0. Limits and ase are None for pairwise covariances: no single n stands behind them.
    """
    v, n, k = cov.cov, cov.n, cov.cov.shape[0]
    method = "alpha_pairwise" if cov.pairwise else "alpha_listwise"
    reason = _undefined(v, n, k)
    if reason is not None:
        return Alpha(None, None, None, None, None, None, None, n, k, False, method, reason=reason)
    total = float(v.sum())
    value = k / (k - 1) * (1 - float(np.trace(v)) / total)
    std, lambda6, mean_r = _correlational(v)
    publishable = n >= policy.alpha_n
    if cov.pairwise:
        return Alpha(
            value,
            None,
            None,
            None,
            std,
            lambda6,
            mean_r,
            n,
            k,
            publishable,
            method,
            reason="pairwise_no_limits",
        )
    tail = (1 - policy.level) / 2
    df = (n - 1, (n - 1) * (k - 1))
    lower, upper = (1 - (1 - value) * float(fdtri(*df, q)) for q in (1 - tail, tail))
    square = v @ v
    spread = total * (float(np.trace(square)) + float(np.trace(v)) ** 2) - 2 * float(np.trace(v)) * float(
        square.sum()
    )
    q = 2 * k**2 / ((k - 1) ** 2 * total**3) * spread
    ase = float(np.sqrt(max(q, 0.0) / n))
    return Alpha(value, lower, upper, ase, std, lambda6, mean_r, n, k, publishable, method)


def _undefined(v: Floats, n: int, k: int) -> NoNumber | None:
    if k < 2:
        return "one_item"
    if n < _LEAST:
        return "too_few_raters"
    if np.isnan(v).any():
        return "no_common_raters"
    return "no_variance" if v.sum() <= 1e-12 * max(1.0, float(np.trace(v))) else None


def _correlational(v: Floats) -> tuple[float | None, float | None, float | None]:
    """Standardised alpha, lambda 6 and mean correlation; None with a constant item."""
    k = v.shape[0]
    sd = np.sqrt(np.diag(v))
    if (sd == 0).any():
        return None, None, None
    r = v / np.outer(sd, sd)
    mean_r = float((r.sum() - k) / (k * (k - 1)))
    std = k * mean_r / (1 + (k - 1) * mean_r) if 1 + (k - 1) * mean_r != 0 else None
    if np.linalg.cond(r) > 1e12:
        return std, None, mean_r
    smc = 1 - 1 / np.diag(np.linalg.inv(r))
    return std, float(1 - (1 - smc).sum() / r.sum()), mean_r


@dataclass(frozen=True, slots=True)
class ItemDrops:
    """Per item (k,): alpha without it, and its correlation with the sum of the others. NaN where undefined."""

    alpha: Floats
    r_drop: Floats


def alpha_if_deleted(cov: ItemCovariance) -> ItemDrops:
    """Return alpha without each item, and the correlation of each item with the sum of the others."""
    v, k = cov.cov, cov.cov.shape[0]
    without, r_drop = np.full(k, np.nan), np.full(k, np.nan)
    for i in range(k):
        rest = np.delete(np.delete(v, i, axis=0), i, axis=1)
        total = rest.sum()
        if k > 2 and total > 0:
            without[i] = (k - 1) / (k - 2) * (1 - np.trace(rest) / total)
        if total > 0 and v[i, i] > 0:
            r_drop[i] = (v[i].sum() - v[i, i]) / np.sqrt(v[i, i] * total)
    return ItemDrops(without, r_drop)


def lambda2(cov: ItemCovariance) -> float | None:
    """Return Guttman's lambda 2 = (O + sqrt(k/(k-1) sum off^2)) / T; None as for alpha."""
    v, k = cov.cov, cov.cov.shape[0]
    if _undefined(v, cov.n, k) is not None:
        return None
    off = v - np.diag(np.diag(v))
    return float((off.sum() + np.sqrt(k / (k - 1) * (off**2).sum())) / v.sum())
