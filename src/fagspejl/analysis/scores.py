"""Theme scores of raters, and the moments of units in which they end. Target: unit."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fagspejl.analysis.arrays import Floats, group_index
from fagspejl.analysis.errors import LengthMismatch, WrongShape
from fagspejl.analysis.policy import ReportingPolicy
from fagspejl.analysis.table import ResponseTable
from fagspejl.analysis.types import Missing, Moments

_POLICY = ReportingPolicy()
_SLACK = 1e-9  # 0.6 * 5 must need 3 items, whatever the last bit says


def items_needed(n_items: int, min_share: float) -> int:
    """Return ceil(min_share * J), at least 1: how many of J items a rater must have answered."""
    return max(1, int(np.ceil(min_share * n_items - _SLACK)))


def rater_scores(
    table: ResponseTable,
    theme: str,
    items: Sequence[int] | None = None,
    min_share: float = _POLICY.item_share,
    min_items: int | None = None,
) -> Floats:
    """Return each rater's theme score, shape (R,), on the scale lo..hi; NaN where too few items are answered.

    The score is the mean of the answered items if at least ceil(min_share * J) of the J items are answered, J = the
    items on that rater's form (NOT_ASKED leaves the denominator). `items` (columns of the table) takes the place of
    the theme's own items; `min_items=1` is psych's `impute="none"`. No imputation.

    Raises WrongShape for a theme without items.
    """
    columns = table.theme_columns(theme) if items is None else tuple(items)
    if not columns:
        raise WrongShape("theme", f"{theme!r} has no items")
    total = np.zeros(table.rows, dtype=np.int32)
    answered = np.zeros(table.rows, dtype=np.int16)
    for column in columns:
        values = table.values[:, column]
        total += values
        answered += values != 0
    needed = _needed(table, columns, min_share) if min_items is None else np.array(max(1, min_items))
    total += answered * np.int32(table.lo - 1)  # places count from 1, the scale from lo
    with np.errstate(divide="ignore", invalid="ignore"):
        score = total / answered.astype(np.float64)
    score[answered < needed] = np.nan
    return score


def _needed(table: ResponseTable, columns: tuple[int, ...], min_share: float) -> NDArray[np.int64]:
    """How many answers each rater's score needs: a scalar array unless forms differ."""
    by_asked = np.array([items_needed(j, min_share) for j in range(len(columns) + 1)])
    not_asked = np.zeros(table.rows, dtype=np.int64)
    for column in columns:
        gone = table.missing[:, column] == Missing.NOT_ASKED
        if gone.any():
            not_asked += gone
    return by_asked[len(columns) - not_asked] if not_asked.any() else by_asked[-1:]


def unit_moments(scores: ArrayLike, unit: ArrayLike, n_units: int, centre: float | None = None) -> Moments:
    """Return count, sum(y - centre) and sum((y - centre)^2) per unit, each (U, T).

    `scores` is (R,) or (R, T), NaN = missing (left out for that column only); `unit` (R,) is the unit index, -1 =
    leave out. `centre` guards against cancellation; give the scale midpoint, or leave it out for a whole number
    near the mean. Any float variable may be given.

    Raises LengthMismatch, NotWholeNumbers, NegativeGroup, UnknownGroup.
    """
    matrix = np.asarray(scores, dtype=np.float64)
    if matrix.ndim == 1:
        matrix = matrix[:, np.newaxis]
    if matrix.ndim != 2:
        raise LengthMismatch("scores", matrix.shape, (-1, -1))
    index = group_index(unit, matrix.shape[0], n_units)
    if centre is None:
        finite = matrix[np.isfinite(matrix)]
        centre = float(np.round(finite.mean())) if finite.size else 0.0
    shape = (n_units, matrix.shape[1])
    n, s, q = np.empty(shape), np.empty(shape), np.empty(shape)
    left_out = index < 0
    for t in range(matrix.shape[1]):
        away = matrix[:, t] - centre
        gone = np.isnan(away) | left_out
        key = np.where(gone, n_units, index)
        away[gone] = 0.0
        n[:, t] = np.bincount(key, minlength=n_units + 1)[:n_units]
        s[:, t] = np.bincount(key, weights=away, minlength=n_units + 1)[:n_units]
        q[:, t] = np.bincount(key, weights=away * away, minlength=n_units + 1)[:n_units]
    return Moments(n=n, s=s, q=q, centre=centre)


def moment_means(moments: Moments) -> Floats:
    """Return the mean of raters' values per unit, (U, T); NaN where n = 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(moments.n > 0, moments.centre + moments.s / moments.n, np.nan)


def moment_variances(moments: Moments) -> Floats:
    """Return the variance (n - 1) of raters' values per unit, (U, T); NaN where n < 2; cut at 0 from below."""
    with np.errstate(divide="ignore", invalid="ignore"):
        away = np.maximum(moments.q - moments.s * (moments.s / moments.n), 0.0)
        return np.where(moments.n > 1, away / (moments.n - 1), np.nan)


def single_moments(values: ArrayLike, unit: ArrayLike, n_units: int) -> Moments:
    """Return `unit_moments` of one variable, shapes (U, 1), centred at its exact mean: best for research data."""
    vector = np.asarray(values, dtype=np.float64)
    finite = vector[np.isfinite(vector)]
    return unit_moments(vector, unit, n_units, float(finite.mean()) if finite.size else 0.0)
