"""Theme scores, bands, bounds and words of base blocks: arithmetic on printed cells (C2). Pure.

No function here sees an answer. Missing: a cell that prints nothing is absent from every score.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fagspejl.analysis.intervals import blended_variance, bounds, theme_limits
from fagspejl.analysis.policy import ReportingPolicy
from fagspejl.analysis.rounding import HALF_A_TENTH, in_tenths, of_tenths, tenths_above, tenths_below
from fagspejl.analysis.scores import items_needed
from fagspejl.disclosure.measured.cells import ALIKE, CODED, FEW, HIGH, LOW, NUMBERED, Cells, Form
from fagspejl.disclosure.measured.printed import NONE, GroupPrinted, Printed

_THEMES_TO_COMPARE = 3  # an average of two themes says nothing about either


@dataclass(frozen=True, slots=True)
class Scores:
    """Theme scores of the base blocks of one group; all arrays (B, T). Tenths are NONE where nothing is printed.

    form    FEW_MEAN: a number; ABOUT: a number that rests on coded cells; FEW_LOW/HIGH and ALIKE_LOW/HIGH: coded;
            NOTHING: withheld
    whole   smallest class of the shown items is k_distribution or more
    variance, df   what the band rests on, in squared scale points; df infinite under the fallback
    blended the band rests on the blended variance
    """

    form: NDArray[np.int8]
    tenths: NDArray[np.int16]
    whole: NDArray[np.bool_]
    variance: NDArray[np.float64]
    df: NDArray[np.float64]
    band_lower: NDArray[np.int16]
    band_upper: NDArray[np.int16]
    blended: NDArray[np.bool_]
    bounds_lower: NDArray[np.int16]
    bounds_upper: NDArray[np.int16]
    strength: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Intervals:
    """Bands and bounds of printed scores, (B, T), in tenths; NONE where none is drawn."""

    band_lower: NDArray[np.int16]
    band_upper: NDArray[np.int16]
    bounds_lower: NDArray[np.int16]
    bounds_upper: NDArray[np.int16]


def printed_tenths(x: NDArray[np.float64]) -> NDArray[np.int16]:
    """Round half up to whole tenths; NaN becomes NONE."""
    return np.where(np.isnan(x), NONE, in_tenths(np.nan_to_num(x))).astype(np.int16)


def few_answers(
    n: NDArray[np.int32], invited: NDArray[np.int32], policy: ReportingPolicy
) -> NDArray[np.bool_]:
    """Response below the floor; unknown N is not below."""
    return (invited >= 0) & (n < policy.response_floor * invited - 1e-9)


def side(low: NDArray[np.bool_], high: NDArray[np.bool_], alike: NDArray[np.bool_]) -> NDArray[np.int8]:
    """Form of an average all of whose parts are coded to one side: coded too (a number would undo the coding)."""
    coded = np.where(low, np.where(alike, Form.ALIKE_LOW, Form.FEW_LOW), Form.FEW_MEAN)
    return np.where(high, np.where(alike, Form.ALIKE_HIGH, Form.FEW_HIGH), coded).astype(np.int8)


def about(
    total: NDArray[np.float64], least: NDArray[np.float64], most: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Whether coded cells could move a total by more than half a printed decimal: it is then told as "about".

    `total`, `least` and `most` are the same weighted mean over the same cells: of what they lend, and of the least and
    the most that they permit (`Ends.lent`, `Ends.permitted`). A theme's total takes the mean of its items' three. NaN
    (nothing printed) is not about.
    """
    with np.errstate(invalid="ignore"):
        moved: NDArray[np.bool_] = np.fmax(total - least, most - total) > HALF_A_TENTH + 1e-9
    return moved


def theme_scores(printed: Printed, group: GroupPrinted) -> Scores:
    """Compute every theme of every base block from its cells."""
    size, themes = len(group.blocks), len(printed.themes)
    form = np.zeros((size, themes), dtype=np.int8)
    mean, most = np.full((size, themes), np.nan), np.full((size, themes), np.nan)
    whole = np.zeros((size, themes), dtype=bool)
    item_variance = np.full((size, themes), np.nan)
    lent = printed.ends.lent(group.cells.form, group.cells.tenths)
    _, permitted = printed.ends.permitted(group.cells.form, group.cells.tenths)
    for t, columns in enumerate(printed.columns()):
        cols = list(columns)
        asked = group.items_asked[cols]
        if not asked.any():
            continue
        forms = group.cells.form[:, cols]
        shown, valued = forms != Form.NOTHING, ~np.isnan(lent[:, cols])
        enough = valued.sum(axis=1) >= items_needed(int(asked.sum()), printed.reporting.item_share)
        low, high = np.isin(forms, LOW) | ~valued, np.isin(forms, HIGH) | ~valued
        all_low, all_high, alike = (
            np.asarray(part)
            for part in (low.all(axis=1), high.all(axis=1), np.isin(forms, ALIKE).any(axis=1))
        )
        coded = side(all_low, all_high, alike)
        coded[(coded == Form.FEW_MEAN) & np.isin(forms, CODED).any(axis=1)] = Form.ABOUT
        form[:, t] = np.where(enough, coded, Form.NOTHING)
        for values, into in ((lent, mean), (permitted, most)):
            into[enough, t] = np.nansum(values[enough][:, cols], axis=1) / valued[enough].sum(axis=1)
        whole[:, t] = enough & shown.any(axis=1) & ~(np.isin(forms, FEW)).any(axis=1)
        item_variance[:, t] = _mean_item_variance(group.cells, cols, whole[:, t])
    own = own_variance(item_variance, group, printed.reporting)
    return _scores(printed, group, form, mean, most, whole, own)


def _mean_item_variance(cells: Cells, columns: list[int], whole: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Mean variance (n - 1) of a theme's items from the printed option counts; NaN below k_distribution."""
    options = cells.options[:, columns].astype(np.float64)
    value = np.arange(options.shape[2], dtype=np.float64)
    n = options.sum(axis=2)
    s, q = (options * value).sum(axis=2), (options * value**2).sum(axis=2)
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = np.where(n > 1, (q - s * s / n) / (n - 1), 0.0)  # no counts: one option holds all answers
    shown = cells.form[:, columns] != Form.NOTHING
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = np.where(shown, variance, 0.0).sum(axis=1) / shown.sum(axis=1)
    return np.where(whole, mean, np.nan)


def own_variance(
    item_variance: NDArray[np.float64], group: GroupPrinted, policy: ReportingPolicy
) -> NDArray[np.float64]:
    """Estimate the variance of raters' theme scores in a block from its printed answers, (B, T).

    Raters' own scores are not printed, so their variance may not be used. It is the mean variance of the items
    times the share that scores keep of it inside the organisation's groups. Measured against the raters' own
    scores: SD within 0.9-1.2 of it (docs/decisions/0007-one-measured-word-for-spread.md).
    """
    c = group.coefficients
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where((c.df > 0) & (c.item_sd > 0), (c.within_sd / c.item_sd) ** 2, policy.score_share)
    estimate: NDArray[np.float64] = item_variance * share
    return estimate


def _scores(
    printed: Printed,
    group: GroupPrinted,
    form: NDArray[np.int8],
    mean: NDArray[np.float64],
    most: NDArray[np.float64],
    whole: NDArray[np.bool_],
    own: NDArray[np.float64],
) -> Scores:
    """Add what stands beside the scores: bands, bounds and strength words."""
    tenths = printed_tenths(np.where(np.isin(form, NUMBERED), mean, np.nan))
    within = group.coefficients.within_sd**2
    mixed, mixed_df = blended_variance(own, group.blocks.n[:, None], within, printed.reporting.blend_df)
    pooled_df = np.where(group.coefficients.df > 0, group.coefficients.df, np.inf)
    variance, df = np.where(whole, mixed, within), np.where(whole, mixed_df, pooled_df)
    found = intervals(printed, group, np.where(form == Form.FEW_MEAN, mean, np.nan), variance, df)
    return Scores(
        form=form,
        tenths=tenths,
        whole=whole,
        variance=variance,
        df=df,
        band_lower=found.band_lower,
        band_upper=found.band_upper,
        blended=(found.band_lower != NONE) & whole,
        bounds_lower=found.bounds_lower,
        bounds_upper=found.bounds_upper,
        strength=_strength(printed, group, form, tenths, most, found),
    )


def intervals(
    printed: Printed,
    group: GroupPrinted,
    mean: NDArray[np.float64],
    variance: NDArray[np.float64],
    df: NDArray[np.float64],
) -> Intervals:
    """Return bands and bounds of scores (B, T) that rest on printed numbers alone; NaN has neither.

    `mean` is that of the printed cells. The band is centred on it as it is printed; what is certain whatever the others
    think starts half a tenth below and above both, for each cell was rounded once and the score a second time. Ends are
    rounded outward. Source: docs/explanation/formulas.md 3.3.
    """
    policy, lo, hi = printed.reporting, printed.lo, printed.hi
    n, invited = group.blocks.n[:, None], group.blocks.invited[:, None]
    known = ~np.isnan(mean)
    score = of_tenths(in_tenths(mean))
    lower, upper = theme_limits(score, variance, df, n, invited, lo, hi, policy.level)
    people = np.where(invited < 0, np.nan, invited)
    least, _ = bounds((np.fmin(mean, score) - HALF_A_TENTH) * n, n, people, lo, hi)
    _, most = bounds((np.fmax(mean, score) + HALF_A_TENTH) * n, n, people, lo, hi)
    partial = known & (n != invited)
    few = few_answers(n, invited, policy)
    band, box = partial & ~few, partial & (invited >= 0)
    least, most = np.fmax(least, lo), np.fmin(most, hi)
    # A band says less than is certain only by its assumption: it never reaches outside what is possible at all.
    lower, upper = np.fmax(lower, least), np.fmin(upper, most)
    return Intervals(
        band_lower=outward(lower, band, tenths_below),
        band_upper=outward(upper, band, tenths_above),
        bounds_lower=outward(least, box, tenths_below),
        bounds_upper=outward(most, box, tenths_above),
    )


def outward(
    ends: NDArray[np.float64],
    drawn: NDArray[np.bool_],
    rounding: Callable[[NDArray[np.float64]], NDArray[np.float64]],
) -> NDArray[np.int16]:
    """Return printed ends in tenths, of any shape: lower ones by `tenths_below`, upper by `tenths_above`; else NONE."""
    return np.where(drawn, rounding(np.where(drawn, ends, 0.0)), NONE).astype(np.int16)


def _strength(
    printed: Printed,
    group: GroupPrinted,
    form: NDArray[np.int8],
    tenths: NDArray[np.int16],
    most: NDArray[np.float64],
    found: Intervals,
) -> NDArray[np.bool_]:
    """A theme whose band lies clear of the block's own average of themes; needs three shown themes.

    Never a theme that rests on coded cells; where others do, the average is the highest that their cells permit. Also
    `change` points above it, so that a group in which all answered (no band) is not read to the decimal.
    """
    shown = form != Form.NOTHING
    few = few_answers(group.blocks.n[:, None], group.blocks.invited[:, None], printed.reporting)
    drawn = found.band_lower != NONE
    floor = np.where(few, found.bounds_lower, np.where(drawn, found.band_lower, tenths))
    count = shown.sum(axis=1, keepdims=True)
    highest = np.where(form == Form.FEW_MEAN, tenths, 10 * most)
    with np.errstate(divide="ignore", invalid="ignore"):
        average = np.where(shown, highest, 0.0).sum(axis=1, keepdims=True) / count
    margin = 10 * printed.reporting.change * (printed.hi - printed.lo) / 4
    with np.errstate(invalid="ignore"):
        clear = (floor > average) & (tenths - average >= margin - 1e-9)
    strength: NDArray[np.bool_] = (form == Form.FEW_MEAN) & (count >= _THEMES_TO_COMPARE) & clear
    return strength
