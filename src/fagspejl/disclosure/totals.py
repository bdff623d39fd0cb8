"""Totals of units: arithmetic on the printed cells of whole organisation blocks. Pure.

A unit's total covers the organisation blocks that stand in it or below it; each holds at least `org_leaders`
leaders, and an item or theme enters one only if base blocks of that many leaders show it. So no total, and no
difference of totals, is one leader's report.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fagspejl.analysis.intervals import theme_limits
from fagspejl.disclosure.arithmetic import Scores, few_answers, in_tenths, lent_scores, side
from fagspejl.disclosure.blocks import Lifted, organisation_blocks
from fagspejl.disclosure.cells import Form
from fagspejl.disclosure.printed import NONE, GroupPrinted, Printed


@dataclass(frozen=True, slots=True)
class Totals:
    """Totals of one group per unit; U units, I items, T themes, K options.

    n, invited, leaders (U,)   n is 0 where everything is withheld; invited NONE where it is not known
    item_form, item_tenths (U, I)   form NOTHING, FEW_MEAN (a number), or coded to one side
    form, tenths, band_lower, band_upper (U, T)
    options (U, I, K), spoken (U, I, 2)   0 where no distribution is shown
    blocks   per unit, indices of the base blocks behind it
    """

    n: NDArray[np.int64]
    invited: NDArray[np.int64]
    leaders: NDArray[np.int64]
    item_form: NDArray[np.int8]
    item_tenths: NDArray[np.int16]
    form: NDArray[np.int8]
    tenths: NDArray[np.int16]
    band_lower: NDArray[np.int16]
    band_upper: NDArray[np.int16]
    options: NDArray[np.int64]
    spoken: NDArray[np.int64]
    blocks: list[list[int]]


def unit_totals(printed: Printed, group: GroupPrinted, scores: Scores) -> Totals:
    """Compute the totals of every unit for one group."""
    parents = [unit.parent for unit in printed.organisation.units]
    standing, _ = organisation_blocks(parents, group.blocks, printed.disclosure.org_leaders)
    of_block = np.full(len(group.blocks), NONE, dtype=np.int64)
    for index, lifted in enumerate(standing):
        of_block[list(lifted.pieces)] = index
    place = np.asarray([lifted.unit for lifted in standing], dtype=np.int64)
    up = _Upwards(parents, of_block, place)
    blocks, cells = group.blocks, group.cells
    n = up.sum(blocks.n[:, None])[:, 0]
    unknown = up.sum((blocks.invited < 0)[:, None])[:, 0] > 0
    invited = np.where(unknown, NONE, up.sum(np.maximum(blocks.invited, 0)[:, None])[:, 0])
    lent = printed.ends.lent(cells.form, cells.tenths)
    item_form, item_tenths = _average(printed, group, up, lent, cells.form)
    theme_lent = lent_scores(scores.form, scores.tenths, printed.ends)
    form, tenths = _average(printed, group, up, theme_lent, scores.form)
    lower, upper = _band(printed, group, form, tenths, n, invited)
    options, spoken = _distributions(printed, group, up)
    return Totals(
        n=n,
        invited=invited,
        leaders=up.sum(blocks.leaders[:, None])[:, 0],
        item_form=item_form,
        item_tenths=item_tenths,
        form=form,
        tenths=tenths,
        band_lower=lower,
        band_upper=upper,
        options=options,
        spoken=spoken,
        blocks=_blocks_behind(parents, standing),
    )


def _blocks_behind(parents: list[int], standing: list[Lifted[int]]) -> list[list[int]]:
    """Base blocks behind each unit's totals, in order."""
    behind: list[list[int]] = [[] for _ in parents]
    for lifted in standing:
        behind[lifted.unit].extend(lifted.pieces)
    for unit in range(len(parents) - 1, 0, -1):
        behind[parents[unit]].extend(behind[unit])
    return [sorted(blocks) for blocks in behind]


def _levels(parents: list[int]) -> list[NDArray[np.int64]]:
    """Units below the root, the deepest level first; inside a level the last first, as a plain walk upwards adds."""
    depth = np.zeros(len(parents), dtype=np.int64)
    for unit in range(1, len(parents)):
        depth[unit] = depth[parents[unit]] + 1
    order = np.argsort(depth, kind="stable")[::-1]
    return np.split(order, np.flatnonzero(np.diff(depth[order])) + 1)[:-1]


class _Upwards:
    """Sums over base blocks: first within their organisation block, then up the tree."""

    def __init__(self, parents: list[int], of_block: NDArray[np.int64], place: NDArray[np.int64]) -> None:
        self.parents, self.of_block, self.place = np.asarray(parents), of_block, place
        self.inside = of_block >= 0
        self.levels = _levels(parents)

    def within(self, values: NDArray[np.generic]) -> NDArray[np.float64]:
        """Sum (B, ...) over the base blocks of each organisation block."""
        total = np.zeros((self.place.size, *values.shape[1:]))
        np.add.at(total, self.of_block[self.inside], values[self.inside])
        return total

    def climb(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Sum organisation blocks (O, ...) over each unit's subtree."""
        total = np.zeros((self.parents.size, *values.shape[1:]))
        np.add.at(total, self.place, values)
        for units in self.levels:
            np.add.at(total, self.parents[units], total[units])
        return total

    def sum(self, values: NDArray[np.generic]) -> NDArray[np.int64]:
        """Whole-number sum of (B, ...) over each unit's organisation blocks."""
        return np.rint(self.climb(self.within(values))).astype(np.int64)

    def entering(self, group: GroupPrinted, shown: NDArray[np.bool_], least: int) -> NDArray[np.bool_]:
        """Return which (block, column) pairs enter totals: shown, in a block set where `least` leaders show it."""
        leaders = self.within(shown * group.blocks.leaders[:, None])
        entering = np.zeros(shown.shape, dtype=bool)
        entering[self.inside] = (leaders >= least)[self.of_block[self.inside]]
        return entering & shown


def _average(
    printed: Printed,
    group: GroupPrinted,
    up: _Upwards,
    lent: NDArray[np.float64],
    form: NDArray[np.int8],
) -> tuple[NDArray[np.int8], NDArray[np.int16]]:
    """n-weighted mean of lent values per unit; coded where every part is coded to the same side."""
    entering = up.entering(group, form != Form.NOTHING, printed.disclosure.org_leaders)
    weight = np.where(entering, group.blocks.n[:, None], 0).astype(np.float64)
    value = np.where(entering, lent, 0.0)
    whole = up.climb(up.within(weight))
    total = up.climb(up.within(weight * value))
    parts = up.sum(entering)
    low = up.sum(entering & np.isin(form, (Form.FEW_LOW, Form.ALIKE_LOW))) == parts
    high = up.sum(entering & np.isin(form, (Form.FEW_HIGH, Form.ALIKE_HIGH))) == parts
    alike = up.sum(entering & np.isin(form, (Form.ALIKE_LOW, Form.ALIKE_HIGH))) > 0
    coded = np.where(parts > 0, side(low & (parts > 0), high & (parts > 0), alike), Form.NOTHING)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = np.where(coded == Form.FEW_MEAN, total / whole, np.nan)
    return coded.astype(np.int8), in_tenths(mean)


def _band(
    printed: Printed,
    group: GroupPrinted,
    form: NDArray[np.int8],
    tenths: NDArray[np.int16],
    n: NDArray[np.int64],
    invited: NDArray[np.int64],
) -> tuple[NDArray[np.int16], NDArray[np.int16]]:
    """Pooled band round a printed total; none when all answered or too few did."""
    few = few_answers(n.astype(np.int32), invited.astype(np.int32), printed.reporting)
    drawn = (form == Form.FEW_MEAN) & ((n != invited) & ~few)[:, None]
    df = np.where(group.coefficients.df > 0, group.coefficients.df, np.inf)
    lower, upper = theme_limits(
        np.where(drawn, tenths / 10, np.nan),
        group.coefficients.within_sd**2,
        df,
        n[:, None],
        invited[:, None],
        printed.lo,
        printed.hi,
        printed.reporting.level,
    )
    return in_tenths(np.where(drawn, lower, np.nan)), in_tenths(np.where(drawn, upper, np.nan))


def _distributions(
    printed: Printed, group: GroupPrinted, up: _Upwards
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Sum of printed option counts per unit, shown from `percent_from` answers over enough leaders.

    Stricter than a plain sum: a block set enters only if blocks of `org_leaders` leaders print their counts, so
    that no difference of two units' distributions is one leader's.
    """
    counted = group.cells.form == Form.FULL
    entering = up.entering(group, counted, printed.disclosure.org_leaders)
    options = up.sum(np.where(entering[:, :, None], group.cells.options, 0))
    spoken = up.sum(np.where(entering[:, :, None], group.cells.spoken, 0))
    n = options.sum(axis=2)
    shown = (n >= printed.reporting.percent_from) & (options.max(axis=2, initial=0) < n)
    return np.where(shown[:, :, None], options, 0), np.where(shown[:, :, None], spoken, 0)
