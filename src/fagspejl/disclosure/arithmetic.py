"""Theme scores, bands, bounds and words of base blocks: arithmetic on printed cells (C2). Pure.

No function here sees an answer. Missing: a cell that prints nothing is absent from every score.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fagspejl.analysis.intervals import blended_variance, bounds, theme_limits
from fagspejl.analysis.policy import ReportingPolicy
from fagspejl.analysis.rounding import round_half_up
from fagspejl.analysis.scores import items_needed
from fagspejl.disclosure.cells import ALIKE, FEW, Cells, Ends, Form
from fagspejl.disclosure.printed import NONE, GroupPrinted, Printed

_AD_OF_SD = float(
    np.sqrt(2 / np.pi)
)  # mean absolute deviation of a normal variable with standard deviation 1
_THEMES_TO_COMPARE = 3  # an average of two themes says nothing about either
_LOW, _HIGH = (Form.FEW_LOW, Form.ALIKE_LOW), (Form.FEW_HIGH, Form.ALIKE_HIGH)


@dataclass(frozen=True, slots=True)
class Scores:
    """Theme scores of the base blocks of one group; all arrays (B, T). Tenths are NONE where nothing is printed.

    form    FEW_MEAN: a number; FEW_LOW/HIGH and ALIKE_LOW/HIGH: coded; NOTHING: withheld
    whole   smallest class of the shown items is k_distribution or more
    spread  0 none, 1 alike, 2 some, 3 divided
    blended the band rests on the blended variance
    """

    form: NDArray[np.int8]
    tenths: NDArray[np.int16]
    whole: NDArray[np.bool_]
    band_lower: NDArray[np.int16]
    band_upper: NDArray[np.int16]
    blended: NDArray[np.bool_]
    bounds_lower: NDArray[np.int16]
    bounds_upper: NDArray[np.int16]
    spread: NDArray[np.int8]
    strength: NDArray[np.bool_]


def in_tenths(x: NDArray[np.float64]) -> NDArray[np.int16]:
    """Round half up to whole tenths; NaN becomes NONE."""
    known = ~np.isnan(x)
    return np.where(known, np.rint(round_half_up(np.where(known, x, 0.0)) * 10), NONE).astype(np.int16)


def few_answers(
    n: NDArray[np.int32], invited: NDArray[np.int32], policy: ReportingPolicy
) -> NDArray[np.bool_]:
    """Response below the floor; unknown N is not below."""
    return (invited >= 0) & (n < policy.response_floor * invited - 1e-9)


def side(low: NDArray[np.bool_], high: NDArray[np.bool_], alike: NDArray[np.bool_]) -> NDArray[np.int8]:
    """Form of an average all of whose parts are coded to one side: coded too (a number would undo the coding)."""
    coded = np.where(low, np.where(alike, Form.ALIKE_LOW, Form.FEW_LOW), Form.FEW_MEAN)
    return np.where(high, np.where(alike, Form.ALIKE_HIGH, Form.FEW_HIGH), coded).astype(np.int8)


def theme_scores(printed: Printed, group: GroupPrinted) -> Scores:
    """Compute every theme of every base block from its cells."""
    size, themes = len(group.blocks), len(printed.themes)
    form = np.zeros((size, themes), dtype=np.int8)
    mean = np.full((size, themes), np.nan)
    whole = np.zeros((size, themes), dtype=bool)
    item_variance = np.full((size, themes), np.nan)
    lent = printed.ends.lent(group.cells.form, group.cells.tenths)
    for t, columns in enumerate(printed.columns()):
        cols = list(columns)
        asked = group.items_asked[cols]
        if not asked.any():
            continue
        forms = group.cells.form[:, cols]
        shown = forms != Form.NOTHING
        enough = shown.sum(axis=1) >= items_needed(int(asked.sum()), printed.reporting.item_share)
        low, high = np.isin(forms, _LOW) | ~shown, np.isin(forms, _HIGH) | ~shown
        coded = side(low.all(axis=1), high.all(axis=1), np.asarray(np.isin(forms, ALIKE).any(axis=1)))
        form[:, t] = np.where(enough, coded, Form.NOTHING)
        numbered = form[:, t] == Form.FEW_MEAN
        mean[numbered, t] = np.nansum(lent[numbered][:, cols], axis=1) / shown[numbered].sum(axis=1)
        whole[:, t] = enough & ~(np.isin(forms, FEW)).any(axis=1)
        item_variance[:, t] = _mean_item_variance(group.cells, cols, whole[:, t])
    tenths = in_tenths(mean)
    return _with_intervals(printed, group, form, tenths, whole, item_variance)


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
    scores: SD within 0.9-1.2 of it (docs/decisions/0003-spread-from-printed-cells.md).
    """
    c = group.coefficients
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where((c.df > 0) & (c.item_sd > 0), (c.within_sd / c.item_sd) ** 2, policy.score_share)
    estimate: NDArray[np.float64] = item_variance * share
    return estimate


def _with_intervals(
    printed: Printed,
    group: GroupPrinted,
    form: NDArray[np.int8],
    tenths: NDArray[np.int16],
    whole: NDArray[np.bool_],
    item_variance: NDArray[np.float64],
) -> Scores:
    policy, lo, hi = printed.reporting, printed.lo, printed.hi
    n, invited = group.blocks.n[:, None], group.blocks.invited[:, None]
    numbered = form == Form.FEW_MEAN
    score = np.where(numbered, tenths / 10, np.nan)
    within = group.coefficients.within_sd**2
    df = np.where(group.coefficients.df > 0, group.coefficients.df, np.inf)
    own = own_variance(item_variance, group, policy)
    mixed, mixed_df = blended_variance(own, n, within, policy.blend_df)
    v, v_df = np.where(whole, mixed, within), np.where(whole, mixed_df, df)
    lower, upper = theme_limits(score, v, v_df, n, invited, lo, hi, policy.level)
    least, most = bounds(score * n, n, np.where(invited < 0, np.nan, invited), lo, hi)
    partial = numbered & (n != invited)
    few = few_answers(n, invited, policy)
    band, box = partial & ~few, partial & (invited >= 0)
    # A band says less than is certain only by its assumption: it never reaches outside what is possible at all.
    lower, upper = np.fmax(lower, least), np.fmin(upper, most)
    band_lower, band_upper = (
        in_tenths(np.where(band, lower, np.nan)),
        in_tenths(np.where(band, upper, np.nan)),
    )
    box_lower, box_upper = in_tenths(np.where(box, least, np.nan)), in_tenths(np.where(box, most, np.nan))
    floor = np.where(few, box_lower, np.where(band, band_lower, tenths))
    return Scores(
        form=form,
        tenths=tenths,
        whole=whole,
        band_lower=band_lower,
        band_upper=band_upper,
        blended=band & whole,
        bounds_lower=box_lower,
        bounds_upper=box_upper,
        spread=_spread(printed, own, item_variance),
        strength=_strength(printed, form, tenths, floor),
    )


def _spread(
    printed: Printed, own: NDArray[np.float64], item_variance: NDArray[np.float64]
) -> NDArray[np.int8]:
    """Word for agreement from the printed answers: mean absolute deviation of scores, and r*wg(J) below 0."""
    policy, unit = printed.reporting, (printed.hi - printed.lo) / 4
    options = printed.hi - printed.lo + 1
    known = ~np.isnan(own)
    ad = _AD_OF_SD * np.sqrt(np.where(known, own, 0.0)) / unit
    uniform = (options**2 - 1) / 12
    divided = (ad > policy.ad_divided) | (np.where(known, item_variance, 0.0) > uniform)
    word = np.where(divided, 3, np.where(ad <= policy.ad_alike, 1, 2))
    return np.where(known, word, 0).astype(np.int8)


def _strength(
    printed: Printed, form: NDArray[np.int8], tenths: NDArray[np.int16], floor: NDArray[np.int16]
) -> NDArray[np.bool_]:
    """A theme whose band lies clear of the block's own average of themes; needs three numbered themes.

    Also `change` points above it, so that a group in which all answered (no band) is not read to the decimal.
    """
    numbered = form == Form.FEW_MEAN
    count = numbered.sum(axis=1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        average = np.where(numbered, tenths, 0).sum(axis=1, keepdims=True) / count
    margin = 10 * printed.reporting.change * (printed.hi - printed.lo) / 4
    with np.errstate(invalid="ignore"):
        clear = (floor > average) & (tenths - average >= margin - 1e-9)
    strength: NDArray[np.bool_] = numbered & (count >= _THEMES_TO_COMPARE) & clear
    return strength
