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
    options = table.hi - table.lo + 1
    slots = options + _KINDS
    n_items = len(table.items)
    out_options = np.empty((n_units, n_items, options), dtype=np.int32)
    out_missing = np.empty((n_units, n_items, _KINDS), dtype=np.int32)
    kept = slice(None) if table.rows == 0 or index.min() >= 0 else np.flatnonzero(index >= 0)
    start = index[kept] * slots
    key = np.empty_like(start)
    for i in range(n_items):
        values = table.values[kept, i]
        slot = np.where(
            values == 0, table.missing[kept, i] + np.int8(options - 1), values - np.int8(table.lo)
        )
        np.add(start, slot, out=key)
        counted = np.bincount(key, minlength=n_units * slots).reshape(n_units, slots)
        out_options[:, i] = counted[:, :options]
        out_missing[:, i] = counted[:, options:]
    return Counts(options=out_options, missing=out_missing)


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
    width = options.shape[-1]
    steps = np.arange(width, dtype=np.int64)
    n = options.sum(axis=-1, dtype=np.int64)
    total = options @ steps  # whole numbers from 0: exact, and no cancellation against lo
    squares = options @ (steps * steps)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = np.where(n > 0, lo + total / n, np.nan)
        var = np.where(n > 1, np.maximum((squares - total * (total / n)) / (n - 1), 0.0), np.nan)
    return ItemStats(
        n=n,
        mean=mean,
        var=var,
        sd=np.sqrt(var),
        median=count_medians(options, lo),
        favourable=options[..., -_NARROW:].sum(axis=-1, dtype=np.int64),
        unfavourable=options[..., :_NARROW].sum(axis=-1, dtype=np.int64),
    )


def count_medians(options: NDArray[np.int32], lo: int) -> Floats:
    """Return the median of each count vector, shape (...,) for counts (..., K); NaN where nothing is counted."""
    running = np.cumsum(options, axis=-1)
    n = running[..., -1:]
    low = np.sum(running < (n + 1) // 2, axis=-1)
    high = np.sum(running < n // 2 + 1, axis=-1)
    return np.where(n[..., 0] > 0, lo + (low + high) / 2.0, np.nan)


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
