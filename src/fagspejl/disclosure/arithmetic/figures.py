"""Every figure of a Release as flat rows, made from the printed cells. Pure.

Rows are what `release.json` lists, what the audit compares and what pages are built from (`views.py`).
A withheld row looks the same whatever the cause: status, reason, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import compress
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from fagspejl.analysis.scores import items_needed
from fagspejl.disclosure.arithmetic.theme_scores import Scores, theme_scores
from fagspejl.disclosure.arithmetic.totals import Totals, unit_totals
from fagspejl.disclosure.arithmetic.words import GAP, SPREAD, gap_words
from fagspejl.disclosure.measured.cells import NUMBERED, Form
from fagspejl.disclosure.measured.printed import NONE, GroupPrinted, MarkPrinted, Printed
from fagspejl.disclosure.types import Code, FigureKind, GroupName, Limits, Reason

CODES: dict[int, Code] = {  # by form
    Form.FEW_LOW: Code.AT_MOST,
    Form.FEW_HIGH: Code.AT_LEAST,
    Form.ALIKE_LOW: Code.ALIKE_LOW,
    Form.ALIKE_MIDDLE: Code.ALIKE_MIDDLE,
    Form.ALIKE_HIGH: Code.ALIKE_HIGH,
    Form.ALIKE: Code.ALIKE,
    Form.ABOUT: Code.ABOUT,
}


class Figure(NamedTuple):
    """One printed place. `value` is a number in tenths, [lower, upper] in tenths, counts, or [n, N].

    `reason` is set exactly when the place is withheld; then value, code and n are None.
    """

    group: GroupName
    kind: FigureKind
    id: str
    value: Any = None
    code: Code | None = None
    n: int | None = None
    reason: Reason | None = None
    blocks: tuple[str, ...] = ()  # base blocks behind it, by name


class _Asked(NamedTuple):
    """A theme on a group's form: its index and id, and the column and id of each item asked."""

    theme: int
    id: str
    items: tuple[tuple[int, str], ...]


def block_id(group: GroupName, index: int) -> str:
    """Name a base block."""
    return f"{group}-{index + 1}"


def mark_theme_tenths(printed: Printed, mark: MarkPrinted) -> tuple[int | None, ...]:
    """A named person's theme scores: mean of the answered items if enough are answered; tenths, half up."""
    out: list[int | None] = []
    for columns in printed.columns():
        answered = [v for c in columns if (v := mark.values[c]) is not None]
        if not answered or len(answered) < items_needed(len(columns), printed.reporting.item_share):
            out.append(None)
        else:
            total, count = sum(answered), len(answered)
            out.append((20 * total + count) // (2 * count))  # whole-number half up
    return tuple(out)


@dataclass(slots=True)
class Figures:
    """All figures of a round, made row by row on request; memory holds arrays only."""

    printed: Printed
    scores: list[Scores] = field(init=False)
    totals: list[Totals] = field(init=False)
    _asked: list[tuple[_Asked, ...]] = field(init=False)  # by group: themes with an item on the form
    _own: list[dict[int, int]] = field(init=False)
    _gaps: list[NDArray[np.int8]] = field(init=False)
    _silent: list[tuple[Figure, ...]] = field(init=False)  # by group: what stands wherever nothing is shown

    def __post_init__(self) -> None:
        printed = self.printed
        self.scores = [theme_scores(printed, group) for group in printed.groups]
        self.totals = [unit_totals(printed, group) for group in printed.groups]
        self._asked = [tuple(_themes_asked(printed, group)) for group in printed.groups]
        self._own = [
            {int(leader): index for index, leader in enumerate(group.blocks.leader) if leader >= 0}
            for group in printed.groups
        ]
        self._silent = [
            tuple(_withheld(group.group, asked))
            for group, asked in zip(printed.groups, self._asked, strict=True)
        ]
        self._gaps = [
            gap_words(printed, group, scores)
            for group, scores in zip(printed.groups, self.scores, strict=True)
        ]

    def of_leader(self, leader: int) -> Iterator[Figure]:
        """Rows of one leader, all groups; withheld rows where the group has no own block."""
        for index, group in enumerate(self.printed.groups):
            if not group.asked[leader]:
                yield Figure(group.group, FigureKind.RESPONSE, "", reason=Reason.NOT_ASKED)
                continue
            block = self._own[index].get(leader)
            if block is None:
                yield from self._silent[index]
            else:
                yield from self._block_rows(index, block)

    def all_withheld_of_leader(self, leader: int) -> tuple[bool, ...] | None:
        """Return which groups are asked where nothing is shown of any: all that such rows tell. Else None."""
        for index, group in enumerate(self.printed.groups):
            if group.asked[leader] and leader in self._own[index]:
                return None
        return tuple(bool(group.asked[leader]) for group in self.printed.groups)

    def all_withheld_of_unit(self, unit: int) -> tuple[bool, ...] | None:
        """Return the same of a unit without totals, which tells of every group. Else None."""
        shown = any(totals.unit.n[unit] for totals in self.totals)
        return None if shown else (True,) * len(self.totals)

    def _block_rows(self, index: int, block: int) -> Iterator[Figure]:
        group, cells = self.printed.groups[index], self.printed.groups[index].cells
        name, blocks = group.group, (block_id(group.group, block),)
        n, invited = int(group.blocks.n[block]), int(group.blocks.invited[block])
        yield _response(self.printed, name, "", n, invited, blocks)
        row = _cells(cells.form[block], cells.tenths[block], cells.options[block], cells.spoken[block])
        for asked in self._asked[index]:
            yield from self._theme_rows(index, block, asked.theme)
            for column, item in asked.items:
                yield from _item_rows(name, item, row[column], blocks)

    def _theme_rows(self, index: int, b: int, t: int) -> Iterator[Figure]:
        group, scores = self.printed.groups[index], self.scores[index]
        name, theme = group.group, self.printed.themes[t].id
        blocks, n = (block_id(name, b),), int(group.blocks.n[b])
        form = Form(int(scores.form[b, t]))
        if form == Form.NOTHING:
            yield Figure(name, FigureKind.THEME, theme, reason=Reason.ANONYMITY)
        else:
            yield from self._score_rows(index, b, t, form)
        if word := SPREAD[
            int(group.spread[b, t])
        ]:  # a cell of its own: it stands where the score does not, too
            yield Figure(name, FigureKind.SPREAD, theme, None, word, n, None, blocks)
        if scores.strength[b, t]:
            yield Figure(name, FigureKind.STRENGTH, theme, None, Code.STRENGTH, n, None, blocks)

    def _score_rows(self, index: int, b: int, t: int, form: Form) -> Iterator[Figure]:
        scores, name, theme = self.scores[index], self.printed.groups[index].group, self.printed.themes[t].id
        blocks, n = (block_id(name, b),), int(self.printed.groups[index].blocks.n[b])
        value = int(scores.tenths[b, t]) if form in NUMBERED else None
        yield Figure(name, FigureKind.THEME, theme, value, CODES.get(form), n, None, blocks)
        band = _limits(int(scores.band_lower[b, t]), int(scores.band_upper[b, t]))
        bounds = _limits(int(scores.bounds_lower[b, t]), int(scores.bounds_upper[b, t]))
        if band:
            method = Code.BAND_BLENDED if scores.blended[b, t] else Code.BAND_POOLED
            yield Figure(name, FigureKind.BAND, theme, [band.lower, band.upper], method, n, None, blocks)
        if bounds:
            yield Figure(name, FigureKind.BOUNDS, theme, [bounds.lower, bounds.upper], None, n, None, blocks)
        if word := GAP[int(self._gaps[index][b, t])]:
            yield Figure(name, FigureKind.GAP, theme, None, word, n, None, blocks)

    def of_unit(self, unit: int) -> Iterator[Figure]:
        """Rows of one unit, all groups; withheld rows where no total is printed."""
        for index, totals in enumerate(self.totals):
            if totals.unit.n[unit] == 0:
                yield from self._silent[index]
            else:
                yield from self._unit_rows(index, unit)

    def _unit_rows(self, index: int, unit: int) -> Iterator[Figure]:
        """Beside every total stands n of the blocks that enter it, and their names; never the unit's."""
        group, totals, columns = self.printed.groups[index], self.totals[index], self.printed.columns()
        behind = _Behind(group.group, totals, unit)
        n, invited = int(totals.unit.n[unit]), int(totals.unit.invited[unit])
        yield _response(self.printed, group.group, "", n, invited, behind.any_of(range(len(totals.shown[0]))))
        row = _cells(
            totals.item_form[unit], totals.item_tenths[unit], totals.options[unit], totals.spoken[unit]
        )
        for asked in self._asked[index]:
            yield from _total_rows(self.printed, totals, unit, asked, behind, columns[asked.theme])
            for column, item in asked.items:
                yield from _item_total_rows(group, totals, unit, (column, item), row[column], behind)


class _Behind:
    """The base blocks behind a unit's figures. Items that the same blocks print share one tuple of names."""

    def __init__(self, name: GroupName, totals: Totals, unit: int) -> None:
        self.group, self._totals, self._unit = name, totals, unit
        self._below = totals.up.below(unit)
        self._shown = totals.shown[self._below]
        self._names = [block_id(name, block) for block in self._below.tolist()]
        self._known: dict[bytes, tuple[str, ...]] = {}

    def any_of(self, columns: Iterable[int]) -> tuple[str, ...]:
        """Blocks that enter the total of at least one of these items."""
        printed = [column for column in columns if self._totals.printed[self._unit, column]]
        return self.of(np.asarray(self._shown[:, printed].any(axis=1)))

    def item(self, column: int) -> tuple[str, ...]:
        """Blocks that enter one item's total."""
        return self.of(self._shown[:, column])

    def with_counts(self, group: GroupPrinted, column: int) -> tuple[str, ...]:
        """Blocks that print counts for an item."""
        return self.of(group.cells.form[self._below, column] == Form.FULL)

    def of(self, entering: NDArray[np.bool_]) -> tuple[str, ...]:
        """Names of some of the blocks."""
        key = entering.tobytes()
        if key not in self._known:
            self._known[key] = tuple(compress(self._names, entering.tolist()))
        return self._known[key]


def _total_rows(
    printed: Printed, totals: Totals, unit: int, asked: _Asked, behind: _Behind, columns: tuple[int, ...]
) -> Iterator[Figure]:
    t, theme, name = asked.theme, asked.id, behind.group
    form = Form(int(totals.form[unit, t]))
    if form == Form.NOTHING:
        yield Figure(name, FigureKind.THEME, theme, reason=Reason.ANONYMITY)
        return
    n, blocks = int(totals.themes.n[unit, t]), behind.any_of(columns)
    value = int(totals.tenths[unit, t]) if form in NUMBERED else None
    yield _response(printed, name, theme, n, int(totals.themes.invited[unit, t]), blocks)
    yield Figure(name, FigureKind.THEME, theme, value, CODES.get(form), n, None, blocks)
    band = _limits(int(totals.band_lower[unit, t]), int(totals.band_upper[unit, t]))
    if band:
        code = Code.BAND_POOLED
        yield Figure(name, FigureKind.BAND, theme, [band.lower, band.upper], code, n, None, blocks)


def _item_total_rows(
    group: GroupPrinted, totals: Totals, unit: int, item: tuple[int, str], cell: _Cell, behind: _Behind
) -> Iterator[Figure]:
    column, name = item
    if cell.form == Form.NOTHING:
        yield from _item_rows(group.group, name, cell, ())
        return
    n = int(totals.item_n[unit, column])
    for figure in _item_rows(group.group, name, cell, behind.item(column)):
        if figure.kind == FigureKind.ITEM:
            yield figure._replace(n=n)
        else:
            yield figure._replace(blocks=behind.with_counts(group, column))


class _Cell(NamedTuple):
    form: int
    tenths: int
    options: list[int]
    spoken: list[int]


def _cells(
    forms: NDArray[np.int8],
    tenths: NDArray[np.int16],
    options: NDArray[np.integer],
    spoken: NDArray[np.integer],
) -> list[_Cell]:
    """One block's or unit's cells, (I,), (I,), (I, K) and (I, 2), as plain values."""
    rows = zip(forms.tolist(), tenths.tolist(), options.tolist(), spoken.tolist(), strict=True)
    return [_Cell(*row) for row in rows]


def _item_rows(name: GroupName, item: str, cell: _Cell, blocks: tuple[str, ...]) -> Iterator[Figure]:
    if cell.form == Form.NOTHING:
        yield Figure(name, FigureKind.ITEM, item, reason=Reason.ANONYMITY)
        return
    value, code = cell.tenths if cell.form in NUMBERED else None, CODES.get(cell.form)
    yield Figure(name, FigureKind.ITEM, item, value, code, None, None, blocks)
    if any(cell.options):
        counts = {"options": cell.options, "dont_know": cell.spoken[0], "no_disclose": cell.spoken[1]}
        yield Figure(name, FigureKind.ANSWERS, item, counts, None, sum(cell.options), None, blocks)


def _response(
    printed: Printed, name: GroupName, theme: str, n: int, invited: int, blocks: tuple[str, ...]
) -> Figure:
    """n of N: of a leader's group or all that a unit prints (`theme` ""), or of one theme's total."""
    code = None
    if invited == n:
        code = Code.ALL_ANSWERED
    elif invited != NONE and n < printed.reporting.response_floor * invited - 1e-9:
        code = Code.FEW_ANSWERS
    value = [n, None if invited == NONE else invited]
    return Figure(name, FigureKind.RESPONSE, theme, value, code, n, None, blocks)


def _themes_asked(printed: Printed, group: GroupPrinted) -> Iterator[_Asked]:
    for t, columns in enumerate(printed.columns()):
        items = tuple((c, printed.item_ids[c]) for c in columns if group.items_asked[c])
        if items:
            yield _Asked(t, printed.themes[t].id, items)


def _withheld(name: GroupName, themes: tuple[_Asked, ...]) -> Iterator[Figure]:
    """The rows of a place where nothing is shown: alike for all causes."""
    reason = Reason.ANONYMITY
    yield Figure(name, FigureKind.RESPONSE, "", reason=reason)
    for asked in themes:
        yield Figure(name, FigureKind.THEME, asked.id, reason=reason)
        for _, item in asked.items:
            yield Figure(name, FigureKind.ITEM, item, reason=reason)


def _limits(lower: int, upper: int) -> Limits | None:
    return None if lower == NONE or upper == NONE else Limits(lower, upper)
