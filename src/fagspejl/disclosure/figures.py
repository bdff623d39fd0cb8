"""Every figure of a Release as flat rows, made from the printed cells. Pure.

Rows are what `release.json` lists, what the audit compares and what pages are built from (`views.py`).
A withheld row looks the same whatever the cause: status, reason, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from fagspejl.analysis.scores import items_needed
from fagspejl.disclosure.arithmetic import Scores, theme_scores
from fagspejl.disclosure.cells import Form
from fagspejl.disclosure.printed import NONE, GroupPrinted, MarkPrinted, Printed
from fagspejl.disclosure.totals import Totals, unit_totals
from fagspejl.disclosure.types import Code, FigureKind, GroupName, Limits, Reason, Score
from fagspejl.disclosure.words import SPREAD, gap_code

CODES = {
    Form.FEW_LOW: Code.AT_MOST,
    Form.FEW_HIGH: Code.AT_LEAST,
    Form.ALIKE_LOW: Code.ALIKE_LOW,
    Form.ALIKE_MIDDLE: Code.ALIKE_MIDDLE,
    Form.ALIKE_HIGH: Code.ALIKE_HIGH,
}


@dataclass(frozen=True, slots=True)
class Figure:
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
    blocks: tuple[str, ...] = ()


def block_id(group: GroupName, index: int) -> str:
    """Name a base block."""
    return f"{group}-{index + 1}"


def mark_theme_tenths(printed: Printed, mark: MarkPrinted) -> tuple[int | None, ...]:
    """A named person's theme scores: mean of the answered items if enough are answered; tenths, half up."""
    out: list[int | None] = []
    for columns in printed.columns():
        answered = [mark.values[c] for c in columns if mark.values[c]]
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
    _own: list[dict[int, int]] = field(init=False)
    _selves: dict[int, tuple[int | None, ...]] = field(init=False)
    _silent: list[tuple[Figure, ...]] = field(init=False)  # by group: what stands wherever nothing is shown

    def __post_init__(self) -> None:
        printed = self.printed
        self.scores = [theme_scores(printed, group) for group in printed.groups]
        self.totals = [
            unit_totals(printed, group, scores)
            for group, scores in zip(printed.groups, self.scores, strict=True)
        ]
        self._own = [
            {int(leader): index for index, leader in enumerate(group.blocks.leader) if leader >= 0}
            for group in printed.groups
        ]
        self._silent = [tuple(_withheld(printed, group)) for group in printed.groups]
        self._selves = {
            mark.leader: mark_theme_tenths(printed, mark) for mark in printed.marks if mark.role == "self"
        }

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
                yield from self._block_rows(group, self.scores[index], block, self._selves.get(leader))

    def _block_rows(
        self, group: GroupPrinted, scores: Scores, block: int, own: tuple[int | None, ...] | None
    ) -> Iterator[Figure]:
        name, blocks = group.group, (block_id(group.group, block),)
        n, invited = int(group.blocks.n[block]), int(group.blocks.invited[block])
        yield _response(self.printed, name, n, invited, blocks)
        items = self.printed.item_ids
        for t, columns in enumerate(self.printed.columns()):
            if not group.items_asked[list(columns)].any():
                continue
            yield from self._theme_rows(group, scores, block, t, own)
            for column in columns:
                if group.items_asked[column]:
                    yield from _item_rows(name, items[column], _Cell.of(group, block, column), blocks)

    def _theme_rows(
        self, group: GroupPrinted, scores: Scores, b: int, t: int, own: tuple[int | None, ...] | None
    ) -> Iterator[Figure]:
        printed, name, theme = self.printed, group.group, self.printed.themes[t].id
        blocks, n = (block_id(name, b),), int(group.blocks.n[b])
        form = int(scores.form[b, t])
        if form == Form.NOTHING:
            yield Figure(name, FigureKind.THEME, theme, reason=Reason.ANONYMITY)
            return
        score = Score(int(scores.tenths[b, t]) if form == Form.FEW_MEAN else None, CODES.get(Form(form)))
        yield Figure(name, FigureKind.THEME, theme, score.tenths, score.code, n, None, blocks)
        band = _limits(int(scores.band_lower[b, t]), int(scores.band_upper[b, t]))
        bounds = _limits(int(scores.bounds_lower[b, t]), int(scores.bounds_upper[b, t]))
        if band:
            method = Code.BAND_BLENDED if scores.blended[b, t] else Code.BAND_POOLED
            yield Figure(name, FigureKind.BAND, theme, [band.lower, band.upper], method, n, None, blocks)
        if bounds:
            yield Figure(name, FigureKind.BOUNDS, theme, [bounds.lower, bounds.upper], None, n, None, blocks)
        if own is not None and own[t] is not None and name != "peer":
            ends = (printed.ends.low_tenths, printed.ends.high_tenths)
            if form in (Form.ALIKE_LOW, Form.ALIKE_HIGH):
                ends = printed.ends.alike_tenths
            code = gap_code(
                own[t] or 0, score, band or bounds, ends, printed.reporting, printed.hi - printed.lo
            )
            yield Figure(name, FigureKind.GAP, theme, None, code, n, None, blocks)
        if word := SPREAD[int(scores.spread[b, t])]:
            yield Figure(name, FigureKind.SPREAD, theme, None, word, n, None, blocks)
        if scores.strength[b, t]:
            yield Figure(name, FigureKind.STRENGTH, theme, None, Code.STRENGTH, n, None, blocks)

    def of_unit(self, unit: int) -> Iterator[Figure]:
        """Rows of one unit, all groups; withheld rows where fewer leaders than allowed stand behind it."""
        for group, totals, silent in zip(self.printed.groups, self.totals, self._silent, strict=True):
            if totals.n[unit] == 0:
                yield from silent
                continue
            names = tuple(block_id(group.group, b) for b in totals.blocks[unit])
            yield from _unit_rows(self.printed, group, totals, unit, names)


def _unit_rows(
    printed: Printed, group: GroupPrinted, totals: Totals, unit: int, blocks: tuple[str, ...]
) -> Iterator[Figure]:
    name, n = group.group, int(totals.n[unit])
    yield _response(printed, name, n, int(totals.invited[unit]), blocks)
    for t, columns in enumerate(printed.columns()):
        if not group.items_asked[list(columns)].any():
            continue
        theme, form = printed.themes[t].id, Form(int(totals.form[unit, t]))
        if form == Form.NOTHING:
            yield Figure(name, FigureKind.THEME, theme, reason=Reason.ANONYMITY)
        else:
            value = int(totals.tenths[unit, t]) if form == Form.FEW_MEAN else None
            yield Figure(name, FigureKind.THEME, theme, value, CODES.get(form), n, None, blocks)
        band = _limits(int(totals.band_lower[unit, t]), int(totals.band_upper[unit, t]))
        if band:
            code = Code.BAND_POOLED
            yield Figure(name, FigureKind.BAND, theme, [band.lower, band.upper], code, n, None, blocks)
        for column in columns:
            if group.items_asked[column]:
                cell = _Cell(
                    Form(int(totals.item_form[unit, column])),
                    int(totals.item_tenths[unit, column]),
                    [int(x) for x in totals.options[unit, column]],
                    [int(x) for x in totals.spoken[unit, column]],
                )
                yield from _item_rows(name, printed.item_ids[column], cell, blocks)


@dataclass(frozen=True, slots=True)
class _Cell:
    form: Form
    tenths: int
    options: list[int]
    spoken: list[int]

    @classmethod
    def of(cls, group: GroupPrinted, block: int, column: int) -> _Cell:
        cells = group.cells
        return cls(
            Form(int(cells.form[block, column])),
            int(cells.tenths[block, column]),
            cells.options[block, column].tolist(),
            cells.spoken[block, column].tolist(),
        )


def _item_rows(name: GroupName, item: str, cell: _Cell, blocks: tuple[str, ...]) -> Iterator[Figure]:
    if cell.form == Form.NOTHING:
        yield Figure(name, FigureKind.ITEM, item, reason=Reason.ANONYMITY)
        return
    numbered = cell.form in (Form.FEW_MEAN, Form.FULL)
    value = cell.tenths if numbered else None
    yield Figure(name, FigureKind.ITEM, item, value, CODES.get(cell.form), None, None, blocks)
    if any(cell.options):
        counts = {"options": cell.options, "dont_know": cell.spoken[0], "no_disclose": cell.spoken[1]}
        yield Figure(name, FigureKind.ANSWERS, item, counts, None, sum(cell.options), None, blocks)


def _response(printed: Printed, name: GroupName, n: int, invited: int, blocks: tuple[str, ...]) -> Figure:
    code = None
    if invited == n:
        code = Code.ALL_ANSWERED
    elif invited != NONE and n < printed.reporting.response_floor * invited - 1e-9:
        code = Code.FEW_ANSWERS
    value = [n, None if invited == NONE else invited]
    return Figure(name, FigureKind.RESPONSE, "", value, code, n, None, blocks)


def _withheld(printed: Printed, group: GroupPrinted) -> Iterator[Figure]:
    """The rows of a place where nothing is shown: alike for all causes."""
    name, reason = group.group, Reason.ANONYMITY
    yield Figure(name, FigureKind.RESPONSE, "", reason=reason)
    for t, columns in enumerate(printed.columns()):
        asked = [c for c in columns if group.items_asked[c]]
        if asked:
            yield Figure(name, FigureKind.THEME, printed.themes[t].id, reason=reason)
        for column in asked:
            yield Figure(name, FigureKind.ITEM, printed.item_ids[column], reason=reason)


def _limits(lower: int, upper: int) -> Limits | None:
    return None if lower == NONE or upper == NONE else Limits(lower, upper)
