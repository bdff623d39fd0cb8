"""Words that compare a leader's own answers with what her group prints. Pure; language files hold the sentences."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from fagspejl.analysis.rounding import of_tenths
from fagspejl.analysis.scores import items_needed
from fagspejl.disclosure.arithmetic.theme_scores import Scores, few_answers, intervals, printed_tenths
from fagspejl.disclosure.measured.cells import CODED, Form
from fagspejl.disclosure.measured.printed import NONE, GroupPrinted, Printed
from fagspejl.disclosure.types import Code

SPREAD = {0: None, 1: Code.SPREAD_ALIKE, 2: Code.SPREAD_SOME, 3: Code.SPREAD_DIVIDED}
GAP = {0: None, 1: Code.GAP_HIGHER, 2: Code.GAP_SAME, 3: Code.GAP_LOWER}


def gap_words(printed: Printed, group: GroupPrinted, scores: Scores) -> NDArray[np.int8]:
    """Return the place in `GAP` of each own block's word on each theme, (B, T); 0 where there is none.

    Both sides are the mean of the *same* statements: those whose value the group prints and the leader has answered; if
    fewer than 60 % of the theme's statements are such, or the theme is withheld, there is no word. Higher or lower only
    if the difference is at least `policy.gap` (scaled) and the group's band (bounds below 60 % response), moved to that
    mean, excludes the leader's own. Where a coded or unanimous cell enters the theme's score there is no band: the
    difference is then taken to the nearest mean that the cells permit. Peers get no word.
    Source: docs/explanation/formulas.md 3.4.
    """
    words = np.zeros(scores.form.shape, dtype=np.int8)
    own = _own_answers(printed, group)
    if group.group == "peer" or np.isnan(own).all():
        return words
    lent = printed.ends.lent(group.cells.form, group.cells.tenths)
    permitted = printed.ends.permitted(group.cells.form, group.cells.tenths)
    common = ~np.isnan(own) & ~np.isnan(lent)
    sides = [np.full(words.shape, np.nan) for _ in range(4)]  # own, group's, least and most permitted
    coded = np.zeros(words.shape, dtype=bool)
    for t, columns in enumerate(printed.columns()):
        cols = list(columns)
        count = common[:, cols].sum(axis=1)
        enough = count >= items_needed(len(cols), printed.reporting.item_share)
        enough &= scores.form[:, t] != Form.NOTHING
        compared: list[NDArray[np.float64]] = [own, lent, *permitted]
        for values, mean in zip(compared, sides, strict=True):
            part = np.where(common[:, cols], values[:, cols], 0.0)
            mean[enough, t] = part[enough].sum(axis=1) / count[enough]
        coded[:, t] = np.isin(group.cells.form[:, cols], CODED).any(axis=1)
    own_mean, mean, least, most = sides
    plain = _plain_words(printed, group, scores, own_mean, np.where(coded, np.nan, mean))
    words = np.where(coded, _coded_words(printed, group, own_mean, least, most), plain)
    return np.where(np.isnan(own_mean), 0, words).astype(np.int8)


def _own_answers(printed: Printed, group: GroupPrinted) -> NDArray[np.float64]:
    """Each own block's leader's own answers, (B, I); NaN where there is none."""
    place = {int(leader): block for block, leader in enumerate(group.blocks.leader) if leader >= 0}
    own = np.full((len(group.blocks), len(printed.item_ids)), np.nan)
    for mark in printed.marks:
        if mark.role == "self" and mark.leader in place:
            own[place[mark.leader]] = [np.nan if value is None else value for value in mark.values]
    return own


def _plain_words(
    printed: Printed,
    group: GroupPrinted,
    scores: Scores,
    own: NDArray[np.float64],
    mean: NDArray[np.float64],
) -> NDArray[np.int8]:
    """Words where the score rests on printed numbers: both means as printed, the interval round the group's."""
    found = intervals(printed, group, mean, scores.variance, scores.df)
    mine, theirs = printed_tenths(own), printed_tenths(mean)
    drawn, box = found.band_lower != NONE, found.bounds_lower != NONE
    lower = np.where(drawn, found.band_lower, np.where(box, found.bounds_lower, theirs))
    upper = np.where(drawn, found.band_upper, np.where(box, found.bounds_upper, theirs))
    least = _least_gap(printed)
    higher = (mine - theirs >= least) & (mine > upper)
    lower_word = (theirs - mine >= least) & (mine < lower)
    return np.where(higher, 1, np.where(lower_word, 3, 2)).astype(np.int8)


def _coded_words(
    printed: Printed,
    group: GroupPrinted,
    own: NDArray[np.float64],
    least: NDArray[np.float64],
    most: NDArray[np.float64],
) -> NDArray[np.int8]:
    """Words where coded cells enter: by size alone, to the nearest permitted mean.

    Where too few answered to speak for the group, also clear of what the others could make of that mean.
    """
    gap = of_tenths(_least_gap(printed))
    n, invited = group.blocks.n[:, None], group.blocks.invited[:, None]
    few = few_answers(n, invited, printed.reporting)
    with np.errstate(invalid="ignore", divide="ignore"):
        lowest = np.where(few, (n * least + (invited - n) * printed.lo) / invited, least)
        highest = np.where(few, (n * most + (invited - n) * printed.hi) / invited, most)
        higher = (own - most >= gap) & (own > highest)
        lower = (least - own >= gap) & (own < lowest)
    return np.where(higher, 1, np.where(lower, 3, 2)).astype(np.int8)


def _least_gap(printed: Printed) -> float:
    """The least difference that earns a word, in tenths."""
    return 10 * printed.reporting.gap * (printed.hi - printed.lo) / 4 - 1e-9
