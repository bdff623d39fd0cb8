"""Totals of units: arithmetic on the printed cells of whole base blocks. Pure.

Which units print a total of which item is chosen once (`choice.py`); such a total counts every base block of the
unit that prints the item. Theme totals and distributions have no choice of their own: a theme's total is the mean of
the item totals printed there, a distribution the sum of the counts printed behind one of them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fagspejl.analysis.intervals import theme_limits
from fagspejl.analysis.policy import DISTRIBUTION_SHARE
from fagspejl.analysis.rounding import of_tenths, tenths_above, tenths_below
from fagspejl.analysis.scores import items_needed
from fagspejl.disclosure.arithmetic.choice import choose, counted_leaders
from fagspejl.disclosure.arithmetic.theme_scores import about, few_answers, outward, printed_tenths, side
from fagspejl.disclosure.arithmetic.upwards import Upwards
from fagspejl.disclosure.measured.cells import ALIKE, HIGH, LOW, NUMBERED, Form
from fagspejl.disclosure.measured.printed import NONE, GroupPrinted, Printed

_MANY = 1000  # units with the same items: one sum up the whole tree is quicker than each unit's own


@dataclass(frozen=True, slots=True)
class Entered:
    """Who enters a figure: n people (answers, where people are asked about several leaders) and N; NONE unknown."""

    n: NDArray[np.int64]
    invited: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Totals:
    """Totals of one group per unit; U units, I items, T themes, K options, B base blocks.

    shown (B, I)     whether a block prints the item
    printed (U, I)   whether the unit prints a total of it
    unit (U,)        who enters at least one total of the unit; n is 0 where none is printed
    themes (U, T)    who enters at least one item total of the theme; n is 0 where no theme total is printed
    item_n (U, I)    who enters the item's total
    item_form, item_tenths (U, I)   form NOTHING, FEW_MEAN (a number), ABOUT, or coded to one side
    form, tenths, band_lower, band_upper (U, T)
    options (U, I, K), spoken (U, I, 2)   0 where no distribution is shown
    """

    up: Upwards
    shown: NDArray[np.bool_]
    printed: NDArray[np.bool_]
    unit: Entered
    themes: Entered
    item_n: NDArray[np.int64]
    item_form: NDArray[np.int8]
    item_tenths: NDArray[np.int16]
    form: NDArray[np.int8]
    tenths: NDArray[np.int16]
    band_lower: NDArray[np.int16]
    band_upper: NDArray[np.int16]
    options: NDArray[np.int64]
    spoken: NDArray[np.int64]


def unit_totals(printed: Printed, group: GroupPrinted) -> Totals:
    """Compute the totals of every unit for one group."""
    parents = [unit.parent for unit in printed.organisation.units]
    shown = ~np.isnan(printed.ends.lent(group.cells.form, group.cells.tenths))
    leaders = counted_leaders(group.blocks.leader)
    chosen = choose(parents, group.blocks.unit, leaders, shown, printed.disclosure.org_leaders)
    up = Upwards(parents, group.blocks.unit)
    item_form, item_tenths, means = _items(printed, group, up, shown, chosen)
    form, tenths = _themes(printed, group, item_form, item_tenths, means)
    themes = [
        _entered(group, up, shown[:, columns], chosen[:, columns] & (form[:, [t]] != Form.NOTHING))
        for t, columns in enumerate(map(list, printed.columns()))
    ]
    entered = Entered(np.stack([e.n for e in themes], axis=1), np.stack([e.invited for e in themes], axis=1))
    lower, upper = _band(printed, group, form, tenths, entered)
    options, spoken = _distributions(printed, group, up, shown, chosen)
    return Totals(
        up=up,
        shown=shown,
        printed=chosen,
        unit=_entered(group, up, shown, chosen),
        themes=entered,
        item_n=np.where(chosen, up.count(shown * counted(group)[:, None]), 0),
        item_form=item_form,
        item_tenths=item_tenths,
        form=form,
        tenths=tenths,
        band_lower=lower,
        band_upper=upper,
        options=options,
        spoken=spoken,
    )


def counted(group: GroupPrinted) -> NDArray[np.int64]:
    """Return what totals count in each base block, (B,): people, or answers where a person may give several.

    Different people are counted inside a base block alone: n(A), n(B) and n(A or B) together would tell whether a
    person known to be asked about two leaders answered.
    """
    return (group.blocks.n if group.asked_once else group.blocks.answers).astype(np.int64)


@dataclass(frozen=True, slots=True)
class _Means:
    """Item totals before rounding, (U, I): of what the cells lend, and of the least and the most that they permit."""

    mean: NDArray[np.float64]
    least: NDArray[np.float64]
    most: NDArray[np.float64]

    def of_theme(self, columns: list[int], entering: NDArray[np.bool_]) -> tuple[NDArray[np.float64], ...]:
        """Return the mean of each of the three over the items that enter, (U,); NaN where none does."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return tuple(
                np.where(entering, values[:, columns], 0.0).sum(axis=1) / entering.sum(axis=1)
                for values in (self.mean, self.least, self.most)
            )


def _items(
    printed: Printed,
    group: GroupPrinted,
    up: Upwards,
    shown: NDArray[np.bool_],
    chosen: NDArray[np.bool_],
) -> tuple[NDArray[np.int8], NDArray[np.int16], _Means]:
    """Mean of lent values, weighted by answers where the cell prints counts, else by the block's people.

    Coded where every part is coded to the same side; "about" where coded parts could move it.
    """
    form, ends = group.cells.form, printed.ends
    weight = np.where(form == Form.FULL, group.cells.options.sum(axis=2), group.blocks.n[:, None]) * shown
    whole = up.climb(weight)
    values = (ends.lent(form, group.cells.tenths), *ends.permitted(form, group.cells.tenths))
    with np.errstate(divide="ignore", invalid="ignore"):
        means = _Means(*(up.climb(np.where(shown, weight * one, 0.0)) / whole for one in values))
    parts = up.count(shown)
    low = up.count(shown & np.isin(form, LOW)) == parts
    high = up.count(shown & np.isin(form, HIGH)) == parts
    alike = up.count(shown & np.isin(form, ALIKE)) > 0
    coded = np.where(chosen, side(low, high, alike), Form.NOTHING)
    coded[(coded == Form.FEW_MEAN) & about(means.mean, means.least, means.most)] = Form.ABOUT
    return (
        coded.astype(np.int8),
        printed_tenths(np.where(np.isin(coded, NUMBERED), means.mean, np.nan)),
        means,
    )


def _themes(
    printed: Printed,
    group: GroupPrinted,
    item_form: NDArray[np.int8],
    item_tenths: NDArray[np.int16],
    means: _Means,
) -> tuple[NDArray[np.int8], NDArray[np.int16]]:
    """Mean of the item totals printed in each unit, where enough of the theme's items have one."""
    size = (item_form.shape[0], len(printed.themes))
    form, mean = np.zeros(size, dtype=np.int8), np.full(size, np.nan)
    lent = printed.ends.lent(item_form, item_tenths)
    for t, columns in enumerate(map(list, printed.columns())):
        asked = int(group.items_asked[columns].sum())
        if asked == 0:
            continue
        forms, values = item_form[:, columns], lent[:, columns]
        shown = forms != Form.NOTHING
        enough = shown.sum(axis=1) >= items_needed(asked, printed.reporting.item_share)
        low, high = np.isin(forms, LOW) | ~shown, np.isin(forms, HIGH) | ~shown
        alike = np.asarray(np.isin(forms, ALIKE).any(axis=1))
        coded = side(low.all(axis=1), high.all(axis=1), alike)
        coded[(coded == Form.FEW_MEAN) & about(*means.of_theme(columns, shown))] = Form.ABOUT
        form[:, t] = np.where(enough, coded, Form.NOTHING)
        numbered = np.isin(form[:, t], NUMBERED)
        mean[numbered, t] = np.nansum(values[numbered], axis=1) / shown[numbered].sum(axis=1)
    return form, printed_tenths(mean)


def _entered(
    group: GroupPrinted, up: Upwards, shown: NDArray[np.bool_], chosen: NDArray[np.bool_]
) -> Entered:
    """Count the blocks that enter at least one of some items' totals, in every unit.

    `shown` (B, C) and `chosen` (U, C) speak of the same items. Each block is counted once, whole. N is unknown where
    it is for one of the blocks, and in groups whose people are asked about several leaders.
    """
    n = counted(group)
    invited = group.blocks.invited.astype(np.int64)
    facts = np.stack([n, np.maximum(invited, 0), invited < 0], axis=1)
    found = np.zeros((chosen.shape[0], 3), dtype=np.int64)
    patterns, which = np.unique(np.packbits(chosen, axis=1), axis=0, return_inverse=True)
    which = which.reshape(-1)
    for number, packed in enumerate(patterns):
        items = np.unpackbits(packed, count=chosen.shape[1]).astype(bool)
        units = np.flatnonzero(which == number)
        if not items.any():
            continue
        mine = np.asarray(shown[:, items].any(axis=1))
        if units.size >= _MANY:
            found[units] = up.count(facts * mine[:, None])[units]
            continue
        for unit in units.tolist():
            below = up.below(unit)
            found[unit] = facts[below[mine[below]]].sum(axis=0)
    unknown = (found[:, 2] > 0) | (not group.asked_once) | (found[:, 0] == 0)
    return Entered(found[:, 0], np.where(unknown, NONE, found[:, 1]))


def _band(
    printed: Printed,
    group: GroupPrinted,
    form: NDArray[np.int8],
    tenths: NDArray[np.int16],
    entered: Entered,
) -> tuple[NDArray[np.int16], NDArray[np.int16]]:
    """Pooled band round a printed total, ends rounded outward.

    None when all answered, too few did, answers are counted, or coded cells could move the total.
    """
    n, invited = entered.n, entered.invited
    few = few_answers(n.astype(np.int32), invited.astype(np.int32), printed.reporting)
    drawn = (form == Form.FEW_MEAN) & (n != invited) & ~few & group.asked_once
    df = np.where(group.coefficients.df > 0, group.coefficients.df, np.inf)
    lower, upper = theme_limits(
        np.where(drawn, of_tenths(tenths), np.nan),
        group.coefficients.within_sd**2,
        df,
        n,
        invited,
        printed.lo,
        printed.hi,
        printed.reporting.level,
    )
    return outward(lower, drawn, tenths_below), outward(upper, drawn, tenths_above)


def _distributions(
    printed: Printed,
    group: GroupPrinted,
    up: Upwards,
    shown: NDArray[np.bool_],
    chosen: NDArray[np.bool_],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Sum of the option counts printed behind a unit's total, where enough of the total has them.

    In the unit and in whatever lies between totals below it, blocks with counts and blocks without each hold 0 or
    enough leaders: a parent that adds one leader with counts to three without would give that one's counts.
    """
    policy, least = printed.reporting, printed.disclosure.org_leaders
    leaders, people = counted_leaders(group.blocks.leader)[:, None], counted(group)[:, None]
    full = shown & (group.cells.form == Form.FULL)
    torn = np.zeros(chosen.shape, dtype=bool)
    for part in (full, shown & ~full):
        between = up.between(part * leaders, chosen)
        torn |= chosen & (between > 0) & (between < least)
    options, spoken = (
        up.count(np.where(full[:, :, None], counts, 0))
        for counts in (group.cells.options, group.cells.spoken)
    )
    with_counts, all_people = up.count(full * people), up.count(shown * people)
    drawn = chosen & (up.rise(torn.astype(np.float64)) == 0) & (up.count(full * leaders) >= least)
    drawn &= with_counts >= DISTRIBUTION_SHARE * all_people - 1e-9
    drawn &= options.sum(axis=2) >= policy.percent_from
    return np.where(drawn[:, :, None], options, 0), np.where(drawn[:, :, None], spoken, 0)
