"""Spread inside groups over the whole organisation: the only measured values beside cells, marks and comments. Pure."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from fagspejl.analysis.intervals import fallback_variance, pooled_within
from fagspejl.analysis.policy import DisclosurePolicy, ReportingPolicy
from fagspejl.analysis.rounding import round_half_up
from fagspejl.analysis.scores import rater_scores, unit_moments
from fagspejl.analysis.table import ResponseTable
from fagspejl.disclosure.measured.printed import NONE, Coefficients


def measure_coefficients(
    table: ResponseTable,
    block_of: NDArray[np.int32],
    pooled: NDArray[np.bool_],
    disclosure: DisclosurePolicy,
    reporting: ReportingPolicy,
) -> Coefficients:
    """Pool the variance of raters' theme scores, and of items, inside own blocks; two decimals.

    Only where at least `within_units` blocks and `within_df` degrees of freedom stand behind a theme (so more than
    100 people); else the constants of ReportingPolicy and df 0. Pooled blocks hold several leaders and are left out.
    """
    size = pooled.size
    unit = np.where((block_of >= 0) & ~pooled[block_of], block_of, NONE) if size else block_of
    middle, place = (table.lo + table.hi) / 2, (1 + table.options) / 2
    within, item, df = [], [], []
    for theme in table.themes:
        scores = rater_scores(table, theme, min_share=reporting.item_share)
        sp2, degrees, units = (
            x[0] for x in pooled_within(unit_moments(scores, unit, size, middle), disclosure.k)
        )
        columns = list(table.theme_columns(theme))
        answers = np.where(table.values[:, columns] > 0, table.values[:, columns].astype(np.float64), np.nan)
        items, _, _ = pooled_within(unit_moments(answers, unit, size, place), disclosure.k)
        spread = round_half_up(float(np.sqrt(np.nanmean(items))), 2) if not np.isnan(items).all() else 0.0
        score_sd = round_half_up(float(np.sqrt(sp2)), 2) if not np.isnan(sp2) else 0.0
        usable = (
            units >= reporting.within_units and degrees >= reporting.within_df and score_sd > 0 and spread > 0
        )
        within.append(score_sd if usable else np.sqrt(fallback_variance(table.lo, table.hi, reporting)))
        item.append(spread if usable else 0.0)
        df.append(int(degrees) if usable else 0)
    return Coefficients(np.asarray(within), np.asarray(item), np.asarray(df, dtype=np.int64))
