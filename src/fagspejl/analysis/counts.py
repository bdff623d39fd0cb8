"""The counts tensor (unit x item x option) and everything that is a function of it alone. Target: unit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fagspejl.analysis.arrays import Floats, float_matrix, group_index
from fagspejl.analysis.table import ResponseTable
from fagspejl.analysis.types import Counts, Missing

_KINDS = len(Missing) - 1  # DONT_KNOW, NO_DISCLOSE, BLANK, NOT_ASKED
_NARROW = 2  # favourable = the two highest options, unfavourable = the two lowest


@dataclass(frozen=True, slots=True)
class ItemStats:
    """Statistics of each item in each unit, all of shape (U, I); NaN where undefined (n = 0; var and sd at n = 1).

    `n`, `favourable` and `unfavourable` are counts of answers. `median` of an even n is the mean of the two
    middle values: too coarse to compare units by.
    """

    n: NDArray[np.int64]
    mean: Floats
    var: Floats
    sd: Floats
    median: Floats
    favourable: NDArray[np.int64]
    unfavourable: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class ItemMoments:
    """Overall moments of each column, shape (I,): NaN where undefined."""

    n: NDArray[np.int64]
    mean: Floats
    sd: Floats
    skew: Floats
    kurtosis: Floats
    se: Floats


def count_options(table: ResponseTable, unit: ArrayLike, n_units: int) -> Counts:
    """Count answers per option and gaps per kind for every unit and item.

    `unit` (R,) is the row's unit index, -1 leaves the row out. Returns Counts with `options` (U, I, K), options in
    the order lo..hi *after* reversal, and `missing` (U, I, 4) in the order of `Missing` 1-4. Answers are counted,
    not people: in pooled units ask `distinct_raters` for n. A table without rows gives zeros.

    Raises LengthMismatch, NotWholeNumbers, NegativeGroup, UnknownGroup.
    """
    index = group_index(unit, table.rows, n_units)
    options = table.options
    slots = options + _KINDS
    n_items = len(table.items)
    counted = np.empty(
        (n_items, slots, n_units), dtype=np.int32
    )  # units last in memory: options are added up whole
    kept = slice(None) if table.rows == 0 or index.min() >= 0 else np.flatnonzero(index >= 0)
    start = index[kept] * slots
    key = np.empty_like(start)
    for i in range(n_items):
        values = table.values[kept, i]
        slot = np.where(values == 0, table.missing[kept, i] + np.int8(options - 1), values - np.int8(1))
        np.add(start, slot, out=key)
        counted[i] = np.bincount(key, minlength=n_units * slots).reshape(n_units, slots).T
    by_unit = counted.transpose(2, 0, 1)
    return Counts(options=by_unit[..., :options], missing=by_unit[..., options:])


def distinct_raters(table: ResponseTable, unit: ArrayLike, n_units: int) -> NDArray[np.int64]:
    """Count the distinct `person` values that answered each item in each unit, shape (U, I).

    Equals the counts of answers where a unit is one leader's own group, and is smaller in pooled units
    (two peers rating three leaders are 2). Raises as `count_options`.
    """
    index = group_index(unit, table.rows, n_units)
    out = np.zeros((n_units, len(table.items)), dtype=np.int64)
    if table.rows == 0:
        return out
    people = int(table.person.max()) + 1
    pair = index * people + table.person
    kept = index >= 0
    labels, first = np.unique(pair[kept], return_inverse=True)
    unit_of = labels // people
    for i in range(out.shape[1]):
        answered = np.bincount(first, weights=table.values[kept, i] != 0, minlength=labels.size) > 0
        out[:, i] = np.bincount(unit_of[answered], minlength=n_units)
    return out


def item_stats(counts: Counts, lo: int) -> ItemStats:
    """Return n, mean, variance (n - 1), SD, median, favourable and unfavourable counts per unit and item, (U, I).

    With c_k the counts and v_k the option values: mean = sum(c v) / n, var = (sum(c v^2) - (sum(c v))^2 / n) / (n - 1),
    cut at 0 from below. Gaps are left out. n = 0: NaN; n = 1: var and sd NaN. `lo` is the value of the first option.
    """
    options = counts.options
    n, mean, var = count_moments(options, lo)
    return ItemStats(
        n=n.astype(np.int64),
        mean=mean,
        var=var,
        sd=np.sqrt(var),
        median=count_medians(options, lo),
        favourable=options[..., -_NARROW:].sum(axis=-1, dtype=np.int64),
        unfavourable=options[..., :_NARROW].sum(axis=-1, dtype=np.int64),
    )


def count_moments(options: NDArray[np.int32], lo: int) -> tuple[Floats, Floats, Floats]:
    """Return (n, mean, variance) of count vectors (U, I, K), each (U, I): mean NaN at n = 0, variance at n < 2.

    Sums are of whole numbers counted from 0, so they are exact and nothing cancels against lo. Item by item, so that
    the work stays in the processor's cache.
    """
    units, items, width = options.shape
    out = np.empty((3, items, units))
    powers = np.arange(width, dtype=np.float64) ** np.arange(3)[:, np.newaxis]  # 1, k, k^2
    for i in range(items):
        out[:, i] = powers @ options[:, i].T.astype(np.float64)
        _finish_moments(*out[:, i])
        out[1, i] += lo
    return out[0].T, out[1].T, out[2].T


def _finish_moments(n: Floats, mean: Floats, var: Floats) -> None:
    """Turn sums into mean and variance in place."""
    with np.errstate(divide="ignore", invalid="ignore"):
        total = mean.copy()
        mean /= n
        total *= mean
        var -= total
        var /= n - 1
    np.maximum(var, 0.0, out=var)


def count_medians(options: NDArray[np.int32], lo: int) -> Floats:
    """Return the median of count vectors (U, I, K), shape (U, I); NaN where nothing is counted."""
    units, items, width = options.shape
    out = np.empty((items, units))
    for i in range(items):
        n = options[:, i].sum(axis=-1, dtype=np.int32)
        first, second = (n + 1) >> 1, (n >> 1) + 1
        running = np.zeros_like(n)
        twice = np.zeros(units, dtype=np.int16)  # options below the lower and the upper middle answer
        for k in range(width - 1):
            running += options[:, i, k]
            twice += running < first
            twice += running < second
        out[i] = np.where(n > 0, lo + twice / 2.0, np.nan)
    return out.T


def item_moments(x: ArrayLike) -> ItemMoments:
    """Return n, mean, SD, skew, excess kurtosis and standard error of each column of x (R, I), NaN = missing.

    Each column uses its own available values. Skew = m3 / s^3 and kurtosis = m4 / s^4 - 3 with the n - 1 standard
    deviation (type 3 of R psych::describe); se = s / sqrt(n). n < 2 or s = 0: NaN where undefined.

    Raises WrongShape.
    """
    matrix = float_matrix(x, "x")
    there = ~np.isnan(matrix)
    n = there.sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = np.where(there, matrix, 0.0).sum(axis=0) / n
        away = np.where(there, matrix - mean, 0.0)
        sd = np.where(n > 1, np.sqrt((away**2).sum(axis=0) / (n - 1)), np.nan)
        skew = (away**3).sum(axis=0) / n / sd**3
        kurtosis = (away**4).sum(axis=0) / n / sd**4 - 3.0
        se = sd / np.sqrt(n)
    return ItemMoments(n=n, mean=mean, sd=sd, skew=skew, kurtosis=kurtosis, se=se)
