"""How alike the raters of one unit answer. Target: unit. Coefficients are for analysts; reports use words (n >= 10).

rWG: James, Demaree & Wolf 1984; r*WG(J): Lindell et al. 1999; AD: Burke & Dunlap 2002; aWG: Brown & Hauenstein 2005.
Formulas: docs/explanation/formulas.md 3.5.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fagspejl.analysis.arrays import Floats, group_index
from fagspejl.analysis.counts import count_medians, count_moments, count_options
from fagspejl.analysis.errors import ValueOutsideScale
from fagspejl.analysis.policy import ReportingPolicy
from fagspejl.analysis.scores import rater_scores
from fagspejl.analysis.table import ResponseTable
from fagspejl.analysis.types import Counts

ItemStat = Literal["rwg", "rwg_raw", "ad_mean", "ad_median", "awg"]
Stat = Literal["rwg", "rwg_raw", "ad_mean", "ad_median", "awg", "rwg_j", "rwg_j_star"]
Null = Literal["uniform", "slight_skew"] | float
AgreementWord = Literal["alike", "some_spread", "seen_differently"]

_SLIGHT_SKEW = {5: 1.34}  # variance of a slightly skewed answer to five options (LeBreton & Senter 2008)
_EDGE = 1e-12  # slack at the ends of aWG's range
_QUARTERS = 4  # policy values are in points of a scale whose range is 4
_SLACK = 1e-9
WORDS: tuple[AgreementWord | None, ...] = (None, "alike", "some_spread", "seen_differently")


def null_variance(options: int, null: Null = "uniform") -> float:
    """Return the variance of answering at random: (K^2 - 1) / 12, the slight-skew value, or the number given.

    Raises ValueOutsideScale for "slight_skew" with other than five options: no value is proven for them here.
    """
    if not isinstance(null, str):
        return float(null)
    if null == "uniform":
        return (options**2 - 1) / 12
    if options not in _SLIGHT_SKEW:
        raise ValueOutsideScale("options (slight skew)", options, 5, 5)
    return _SLIGHT_SKEW[options]


def theme_counts(
    table: ResponseTable,
    theme: str,
    unit: ArrayLike,
    n_units: int,
    missing: Literal["available", "listwise"] = "available",
) -> Counts:
    """Count a theme's items for agreement: options (U, J, K) of the theme's J items.

    "available": raters who have a theme score, each item on its answers. "listwise": raters without a gap in the
    theme, as R `multilevel` does (there a unit without a complete row disappears; here its counts are 0).
    """
    index = group_index(unit, table.rows, n_units)
    columns = table.theme_columns(theme)
    if missing == "listwise":
        kept = (table.values[:, columns] != 0).all(axis=1)
    else:
        kept = ~np.isnan(rater_scores(table, theme))
    counted = count_options(table, np.where(kept, index, -1), n_units)
    chosen = list(columns)
    return Counts(options=counted.options[:, chosen], missing=counted.missing[:, chosen])


def item_agreement(
    counts: Counts, lo: int, hi: int, stat: ItemStat = "rwg", null: Null = "uniform"
) -> Floats:
    """Return agreement on each item, (U, I); NaN where fewer than two answered (aWG also outside its range).

    "rwg" = 1 - min(s^2, vE)/vE, "rwg_raw" not cut (negative = two camps), "ad_mean"/"ad_median" = mean distance from
    the item's mean/median, "awg" = 1 - 2 s^2 / (((hi+lo)M - M^2 - hi lo) n/(n-1)).
    """
    options = counts.options
    n, mean, var = count_moments(options, lo)
    enough = n >= 2
    if stat in ("rwg", "rwg_raw"):
        expected = null_variance(options.shape[-1], null)
        raw = 1.0 - var / expected
        return np.where(enough, np.maximum(raw, 0.0) if stat == "rwg" else raw, np.nan)
    if stat == "awg":
        return np.where(enough, _awg(n, mean, var, lo, hi), np.nan)
    centre = mean if stat == "ad_mean" else count_medians(options, lo)
    return np.where(enough, _mean_distance(options, n, centre, lo), np.nan)


def _mean_distance(options: NDArray[np.int32], n: Floats, centre: Floats, lo: int) -> Floats:
    units, items, width = options.shape
    out = np.zeros((items, units))
    part = np.empty(units)
    for i in range(items):  # item by item: the work stays in the processor's cache
        for k in range(width):
            np.subtract(centre[:, i], lo + k, out=part)
            np.abs(part, out=part)
            part *= options[:, i, k]
            out[i] += part
        with np.errstate(divide="ignore", invalid="ignore"):
            out[i] /= n[:, i]
    return out.T


def _awg(n: Floats, mean: Floats, var: Floats, lo: int, hi: int) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        largest = ((hi + lo) * mean - mean**2 - hi * lo) * n / (n - 1)
        value = 1.0 - 2.0 * var / largest
        outside = (mean < (lo * (n - 1) + hi) / n - _EDGE) | (mean > (hi * (n - 1) + lo) / n + _EDGE)
    value = np.where(outside, np.nan, value)
    return np.where((mean == lo) | (mean == hi), 1.0, value)


def agreement(counts: Counts, lo: int, hi: int, null: Null = "uniform", stat: Stat = "rwg_j") -> Floats:
    """Return one coefficient per unit over all items in `counts`, (U,); NaN where no item has two answers.

    "rwg_j" = J(1-q)/(J(1-q)+q) with q = min(mean s^2, vE)/vE, "rwg_j_star" = 1 - mean s^2 / vE (not cut); the item
    coefficients of `item_agreement` are averaged over items that have one. Items with fewer than two answers are left
    out and J counts the rest. `theme_counts` chooses the raters.
    """
    if stat == "rwg_j" or stat == "rwg_j_star":
        _, _, var = count_moments(counts.options, lo)  # NaN below two answers
        items, mean_var = _mean_over_items(var)
        expected = null_variance(counts.options.shape[-1], null)
        if stat == "rwg_j_star":
            return 1.0 - mean_var / expected
        q = np.minimum(mean_var, expected) / expected
        return items * (1 - q) / (items * (1 - q) + q)
    return _mean_over_items(item_agreement(counts, lo, hi, stat, null))[1]


def _mean_over_items(values: Floats) -> tuple[Floats, Floats]:
    """(number of items that have a value, their mean) per unit."""
    items, total = np.zeros(values.shape[0]), np.zeros(values.shape[0])
    for i in range(values.shape[1]):
        there = ~np.isnan(values[:, i])
        items += there
        total += np.where(there, values[:, i], 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return items, np.where(items > 0, total / items, np.nan)


def ad_scores(scores: ArrayLike, unit: ArrayLike, n_units: int) -> Floats:
    """Return the mean distance of raters' theme scores from their unit's mean, (U, T), in scale points.

    `scores` (R,) or (R, T), NaN = no score; `unit` (R,) index, -1 = leave out. NaN where fewer than two have a score.
    """
    matrix = np.asarray(scores, dtype=np.float64)
    if matrix.ndim == 1:
        matrix = matrix[:, np.newaxis]
    index = group_index(unit, matrix.shape[0], n_units)
    out = np.full((n_units, matrix.shape[1]), np.nan)
    for t in range(matrix.shape[1]):
        kept = ~np.isnan(matrix[:, t]) & (index >= 0)
        key, y = index[kept], matrix[kept, t]
        n = np.bincount(key, minlength=n_units)
        with np.errstate(divide="ignore", invalid="ignore"):
            mean = np.bincount(key, weights=y, minlength=n_units) / n
            away = np.bincount(key, weights=np.abs(y - mean[key]), minlength=n_units) / n
        out[:, t] = np.where(n >= 2, away, np.nan)
    return out


def agreement_words(
    ad: ArrayLike, rwg_star: ArrayLike, lo: int, hi: int, policy: ReportingPolicy | None = None
) -> NDArray[np.int8]:
    """Return the place of each unit's word in `WORDS`, (U,): from AD of theme scores and r*WG(J); 0 where AD is NaN.

    <= 0.5 points (of a 1-5 scale) 1 "alike", > 0.8 or negative r*WG(J) 3 "seen_differently", else 2 "some_spread". A
    value that stands on a cut-off but for the last bit stands on it. Source: docs/explanation/formulas.md 3.5.
    """
    limits = policy or ReportingPolicy()
    points = np.asarray(ad, dtype=np.float64) / ((hi - lo) / _QUARTERS)
    divided = (points > limits.ad_divided + _SLACK) | (np.asarray(rwg_star) < -_SLACK)
    word = np.where(divided, 3, np.where(points <= limits.ad_alike + _SLACK, 1, 2))
    return np.where(np.isnan(points), 0, word).astype(np.int8)


def agreement_word(
    ad: float, rwg_star: float, lo: int, hi: int, policy: ReportingPolicy | None = None
) -> AgreementWord | None:
    """Return the word for one unit of ten or more, by the rule of `agreement_words`; None where AD is NaN."""
    return WORDS[int(agreement_words(ad, rwg_star, lo, hi, policy))]
