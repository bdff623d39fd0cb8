"""The spread cell: how alike a block sees a theme, measured as one of three words. Pure.

Like an item's cell it is measured once (C1), printed, and never computed again. No number of it is kept: the word
alone leaves this module.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from fagspejl.analysis.arrays import Floats
from fagspejl.analysis.consensus.within_group import ad_scores, agreement_words, null_variance
from fagspejl.analysis.policy import DisclosurePolicy, ReportingPolicy
from fagspejl.analysis.scores import items_needed
from fagspejl.analysis.table import ResponseTable
from fagspejl.disclosure.measured.cells import FEW, WHOLE


def may_print_spread(
    form: NDArray[np.int8], columns: list[int], asked: NDArray[np.bool_], policy: ReportingPolicy
) -> NDArray[np.bool_]:
    """Return in which blocks a theme may have a word at all, (B,), from the printed forms (B, I).

    Every shown item of the theme prints counts or is unanimous, and these are at least 60 % of the theme's items on the
    group's form (`asked`, (I,)). That at least `k_distribution` people have a theme mean is known at the door only.
    """
    on_form = int(asked[columns].sum())
    few, whole = (np.isin(form[:, columns], forms) for forms in (FEW, WHOLE))
    enough = whole.sum(axis=1) >= items_needed(on_form, policy.item_share)
    allowed: NDArray[np.bool_] = enough & ~few.any(axis=1) & (on_form > 0)
    return allowed


def measure_spread(
    table: ResponseTable,
    block: NDArray[np.int32],
    pooled: NDArray[np.bool_],
    form: NDArray[np.int8],
    asked: NDArray[np.bool_],
    disclosure: DisclosurePolicy,
    reporting: ReportingPolicy,
) -> NDArray[np.int8]:
    """Measure the spread cell of every block and theme, (B, T) int8: 0 none, 1 alike, 2 some spread, 3 divided.

    `block` (R,) is the block of each row, -1 outside; `pooled` (B,) marks blocks of several leaders; `form` (B, I) and
    `asked` (I,) as printed. A rater counts who answered at least 60 % of the theme's shown items; the rater's mean is
    over the answers to those. At least `k_distribution` different people must have one, and in a pool none of them more
    than half of all.
    Missing answers: available answers, no imputation. Source: docs/explanation/formulas.md 3.5.
    """
    word = np.zeros((form.shape[0], len(table.themes)), dtype=np.int8)
    for t, theme in enumerate(table.themes):
        columns = list(table.theme_columns(theme))
        allowed = may_print_spread(form, columns, asked, reporting)
        rows = np.flatnonzero((block >= 0) & allowed[block]) if allowed.any() else np.zeros(0, dtype=np.int64)
        if rows.size == 0:
            continue
        home = block[rows]
        counted = np.isin(form[:, columns], WHOLE)
        needed = np.array([items_needed(j, reporting.item_share) for j in range(len(columns) + 1)])
        values = [
            np.where(counted[home, j], table.values[rows, column], 0) for j, column in enumerate(columns)
        ]
        answered = np.asarray(np.sum([given > 0 for given in values], axis=0, dtype=np.int16))
        total = np.asarray(np.sum(values, axis=0, dtype=np.int32))
        has = answered >= needed[counted.sum(axis=1)][home]
        mean = total[has] / answered[has]
        home, kept = home[has], [given[has] for given in values]
        ad = ad_scores(mean, home, form.shape[0])[:, 0]
        star = _rwg_star(kept, home, form.shape[0], table.hi - table.lo + 1)
        people = _people(home, table.person[rows[has]], pooled)
        found = agreement_words(ad, star, table.lo, table.hi, reporting)
        word[:, t] = np.where(allowed & (people >= disclosure.k_distribution), found, 0)
    return word


def _rwg_star(values: list[NDArray[np.int8]], home: NDArray[np.int32], blocks: int, options: int) -> Floats:
    """r*WG(J) of each block, (B,): 1 - mean variance / variance of random answers, over items with two answers.

    `values` holds each item's answers, (R,), 0 = none.
    """
    total, items = np.zeros(blocks), np.zeros(blocks)
    for given in values:
        width = int(given.max(initial=0)) + 1
        counts = np.bincount(home.astype(np.int64) * width + given, minlength=blocks * width)
        counts = counts.reshape(blocks, width)[:, 1:]
        value = np.arange(1, width)
        n, s, q = counts.sum(axis=1), counts @ value, counts @ value**2
        two = n > 1
        total[two] += (q[two] - s[two] * s[two] / n[two]) / (n[two] - 1)
        items += two
    with np.errstate(divide="ignore", invalid="ignore"):
        star: Floats = 1.0 - total / items / null_variance(options)
    return star


def _people(
    home: NDArray[np.int32], person: NDArray[np.int32], pooled: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """Different people in each block, (B,); 0 where one of them stands for more than half of a pool's rows."""
    rows = np.bincount(home, minlength=pooled.size)
    shared = pooled[home]
    pairs, given = np.unique(np.stack([home[shared], person[shared]]), axis=1, return_counts=True)
    people, most = np.bincount(pairs[0], minlength=pooled.size), np.zeros(pooled.size, dtype=np.int64)
    np.maximum.at(most, pairs[0], given)
    found: NDArray[np.int64] = np.where(pooled, np.where(2 * most > rows, 0, people), rows)
    return found
