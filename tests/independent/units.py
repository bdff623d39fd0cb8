"""Every total of the units, from the blocks' measured statements, by the written rules.

A unit prints a total of a statement only if it counts every block there that prints it, and only if between it and the
totals below it lie none or at least three leaders (a pool counts as two). The top prints if it can; among all choices
the one with most totals, then the one that prints first in tree order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from independent.leaders import Figures, Within, coded_side, down, few, half_width, response, up
from independent.organisation import SHARE, Block, Cell, Group, Inside, Scale, half_up, needed

Cells = Mapping[int, Mapping[str, Cell]]  # by the block's place in the group
LEADERS, ANSWERS = 3, 30
_Best = dict[int, tuple[int, tuple[bool, ...]]]  # leaders under no total (3: or more) -> totals, who prints


@dataclass(frozen=True)
class _Total:
    value: Fraction | None
    code: str | None
    exact: Fraction
    least: Fraction
    most: Fraction

    def lent(self, scale: Scale) -> Fraction:
        return self.value if self.value is not None else scale.lent(str(self.code))


class Totals:
    """The totals of one group."""

    def __init__(
        self,
        inside: Inside,
        group: Group,
        cells: Cells,
        themes: Mapping[str, Sequence[str]],
        within: Mapping[str, Within],
        scale: Scale,
    ) -> None:
        self.inside, self.group, self.cells, self.scale = inside, group, cells, scale
        self.themes, self.within = themes, within
        self.children = {unit: [u for u in inside.units if inside.parent[u] == unit] for unit in inside.units}
        self.printing = {item: self._chosen(item) for item in inside.items}

    def _shows(self, block: int, item: str) -> bool:
        return bool(self.cells[block][item].kind != "none")

    def _leaders(self, block: Block) -> int:
        return 1 if block.own else 2

    def _counted(self, block: Block) -> int:
        return block.n if self.group.once else len(block.forms)

    def _chosen(self, item: str) -> set[str]:
        here = dict.fromkeys(self.inside.units, 0)
        for place, block in enumerate(self.group.blocks):
            if self._shows(place, item):
                here[block.unit] += self._leaders(block)
        if sum(here.values()) < LEADERS:
            return set()
        best = self._best(self.inside.units[0], here)
        prints = max(found for found in best.values() if found[1][0])[1]
        return {unit for unit, is_printed in zip(self.inside.units, prints, strict=True) if is_printed}

    def _best(self, unit: str, here: Mapping[str, int]) -> _Best:
        found: _Best = {min(here[unit], LEADERS): (0, ())}
        for child in self.children[unit]:
            below, joined = self._best(child, here), dict[int, tuple[int, tuple[bool, ...]]]()
            for (a, one), (b, other) in product(found.items(), below.items()):
                both = (one[0] + other[0], one[1] + other[1])
                state = min(a + b, LEADERS)
                joined[state] = max(joined.get(state, both), both)
            found = joined
        has = any(here[one] for one in self.inside.below(unit))
        out = {state: (count, (False, *prints)) for state, (count, prints) in found.items()}
        for state in (0, LEADERS):
            if has and state in found:
                count, prints = found[state]
                new = (count + 1, (True, *prints))
                out[0] = max(out.get(0, new), new)
        return out

    def _entering(self, unit: str, items: Sequence[str]) -> list[int]:
        """Places of the blocks in a unit that print one of some statements."""
        units = self.inside.below(unit)
        return [
            place
            for place, block in enumerate(self.group.blocks)
            if block.unit in units and any(self._shows(place, item) for item in items)
        ]

    def _counts(self, places: Sequence[int]) -> tuple[int, int | None]:
        blocks = [self.group.blocks[place] for place in places]
        asked = [block.asked for block in blocks]
        n = sum(self._counted(block) for block in blocks)
        known = self.group.once and None not in asked
        return n, sum(one for one in asked if one) if known else None

    def of_unit(self, unit: str) -> Figures:
        """Everything printed of one unit."""
        printed = [item for item in self.inside.items if unit in self.printing[item]]
        if not printed:
            silent: Figures = {("response", ""): "withheld"}
            silent.update({("theme", theme): "withheld" for theme in self.themes})
            silent.update({("item", item): "withheld" for item in self.inside.items})
            return silent
        found: Figures = {("response", ""): response(*self._counts(self._entering(unit, printed)))}
        totals = {item: self._item(unit, item) for item in printed}
        for item in self.inside.items:
            total = totals.get(item)
            n, _ = self._counts(self._entering(unit, [item]))
            found["item", item] = (total.value, total.code, n) if total else "withheld"
            if total and (answers := self._answers(unit, item)):
                found["answers", item] = answers
        for theme, items in self.themes.items():
            found.update(self._theme(unit, theme, items, totals))
        return found

    def _item(self, unit: str, item: str) -> _Total:
        places = self._entering(unit, [item])
        cells = [self.cells[place][item] for place in places]
        weights = [
            sum(cell.options) if cell.options else self.group.blocks[place].n
            for place, cell in zip(places, cells, strict=True)
        ]
        values = [(cell.lent(self.scale), *cell.permitted(self.scale)) for cell in cells]
        exact, least, most = (
            sum((w * value[part] for w, value in zip(weights, values, strict=True)), Fraction(0))
            / sum(weights)
            for part in range(3)
        )
        return _total(coded_side(cells), exact, least, most, exact)

    def _theme(self, unit: str, theme: str, items: Sequence[str], totals: Mapping[str, _Total]) -> Figures:
        with_total = [item for item in items if item in totals]
        if not with_total or len(with_total) < needed(len(items)):
            return {("theme", theme): "withheld"}
        parts = [totals[item] for item in with_total]
        exact, least, most, printed = (
            sum(values, Fraction(0)) / len(parts)
            for values in (
                [part.exact for part in parts],
                [part.least for part in parts],
                [part.most for part in parts],
                [part.lent(self.scale) for part in parts],
            )
        )
        side = coded_side([Cell("few", code=part.code) for part in parts])
        total = _total(side, exact, least, most, printed)
        n, asked = self._counts(self._entering(unit, with_total))
        found: Figures = {("theme", theme): (total.value, total.code, n)}
        found["response", theme] = response(n, asked)
        if total.code is None and self.group.once and n != asked and not few(n, asked):
            assert total.value is not None
            within = self.within[theme]
            width = half_width(within.score**2, within.df or float("inf"), n, asked)
            lower = max(float(total.value) - width, self.scale.lo)
            upper = min(float(total.value) + width, self.scale.hi)
            found["band", theme] = ((down(lower), up(upper)), "band_pooled")
        return found

    def _answers(self, unit: str, item: str) -> object:
        """The distribution, where the blocks with counts are enough and nothing is left of one or two leaders."""
        places = self._entering(unit, [item])
        full = [place for place in places if self.cells[place][item].options]
        blocks = self.group.blocks
        if sum(self._leaders(blocks[place]) for place in full) < LEADERS:
            return None
        people = sum(self._counted(blocks[place]) for place in places)
        if sum(self._counted(blocks[place]) for place in full) < SHARE * people:
            return None
        for one in self.inside.below(unit) & self.printing[item]:
            if self._torn(one, item):
                return None
        cells = [self.cells[place][item] for place in full]
        options = [sum(column) for column in zip(*(cell.options or () for cell in cells), strict=True)]
        if sum(options) < ANSWERS:
            return None
        spoken = [sum(getattr(cell, way) or 0 for cell in cells) for way in ("dont_know", "no_disclose")]
        return (options, *spoken, sum(options))

    def _torn(self, unit: str, item: str) -> bool:
        """Whether one or two leaders with counts, or without, lie between a total and the totals below it."""
        inner = self.inside.below(unit)
        for below in (self.inside.below(unit) - {unit}) & self.printing[item]:
            inner = inner - self.inside.below(below)
        with_counts = without = 0
        for place in self._entering(unit, [item]):
            if (block := self.group.blocks[place]).unit in inner:
                if self.cells[place][item].options:
                    with_counts += self._leaders(block)
                else:
                    without += self._leaders(block)
        return any(0 < number < LEADERS for number in (with_counts, without))


def _total(side: str | None, exact: Fraction, least: Fraction, most: Fraction, printed: Fraction) -> _Total:
    """Coded where every part is coded to one side; about where coded parts could move it by more than 0.05."""
    if side:
        return _Total(None, side, exact, least, most)
    moved = max(exact - least, most - exact) > Fraction(1, 20)
    return _Total(half_up(printed), "about" if moved else None, exact, least, most)
