"""Drawn halves and printed theme scores: whom a lot can be of, and what a release says of one. Pure.

A unit here has exactly one own group of employees: its base block, whose printed score is the unit's. A score that is
told coded counts as the end that is told ("1,5 eller lavere" as 1,5).
Source: docs/decisions/0022-a-drawn-half-begins-first.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from fractions import Fraction
from typing import Final

from fagspejl.analysis.lots.draw import Halves, UnitInLot
from fagspejl.analysis.lots.effect import Effect, UnitAfter, effect
from fagspejl.analysis.lots.row_space import LotCell, leaders_left, parts_in_difference
from fagspejl.analysis.policy import LOT_LEADERS_LEFT, LOT_READ
from fagspejl.disclosure.measured.cells import HIGH, LOW, Form
from fagspejl.disclosure.measured.printed import NONE, GroupPrinted
from fagspejl.disclosure.release import Release

_POOL: Final = 2  # leaders that a pool counts as, whatever it holds


def units_for_lot(release: Release, theme: str) -> list[UnitInLot]:
    """Return the units of a release that a lot can be of, in tree order: those with a printed score of the theme."""
    return [unit for unit, _ in _units(release, theme)]


def themes_for_lot(release: Release) -> list[str]:
    """Return the themes that employees were asked about, in the order of the questionnaire."""
    place = _employees(release)
    if place is None:
        return []
    asked = release.printed.groups[place].items_asked
    columns = release.printed.columns()
    return [theme.id for theme, own in zip(release.themes, columns, strict=True) if asked[list(own)].any()]


def tells_readers_of_others(release: Release, theme: str, granted: Iterable[Collection[str]]) -> bool:
    """Whether a lot would tell one of these readers (leaders whose reports she may read) how other units lie.

    Halves follow the order of scores: whoever knows most of the order can fit the rest in. So each may read all of the
    lot's units, or a third of them at most. Held by tests/analysis/test_halves_tell_no_reader_of_the_rest.py.
    """
    led = {block: leader for leader, block in _blocks(release).items()}
    drawn = {led[block] for _, block in _units(release, theme)}
    return any(
        len(drawn) < LOT_READ * len(drawn.intersection(each)) < LOT_READ * len(drawn) for each in granted
    )


def said_of_lot(before: Release, now: Release, theme: str, halves: Halves) -> Effect | None:
    """Return what `now` may say of a lot drawn from `before`; None is "too few", whatever the reason.

    Units are the same by id and stay in the half that they drew. Nothing is said where the theme's statements differ.
    """
    if _items(before, theme) != _items(now, theme) or not _items(now, theme):
        return None
    was = {unit.id: unit.tenths for unit in units_for_lot(before, theme)}
    found = {unit.id: (unit.tenths, block) for unit, block in _units(now, theme)}
    begins = set(halves.first)
    drawn = sorted(begins | set(halves.later))
    units = [UnitAfter(one in begins, was.get(one), found[one][0] if one in found else None) for one in drawn]
    said = effect(units)
    if said is None or leaders_left(tuple(_cells(before, now, theme, halves))) < LOT_LEADERS_LEFT:
        return None
    return said


class LotReaders:
    """Who may read what `now` says of a lot drawn from `before`: built once, asked for each reader.

    `before`: None where it is gone; nobody may then but who reads all of the lot's units or none.
    """

    def __init__(self, before: Release | None, now: Release, theme: str, halves: Halves) -> None:
        drawn = {*halves.first, *halves.later}
        self._drawn = {block for unit, block in _units(now, theme) if unit.id in drawn}
        self._blocks = _blocks(now)
        self._cells = () if before is None else tuple(_cells(before, now, theme, halves))
        self._left = leaders_left(self._cells)

    def may_read(self, leaders: Collection[str]) -> bool:
        """Whether somebody may who reads the reports of these leaders (ids).

        What she reads is taken out of the difference and the totals; three leaders must be left in every combination.
        She reads a third of the lot's units at most, since the interval tells more than a row
        (tests/analysis/test_a_reader_of_nearly_all_guesses_no_score.py).
        """
        known = {self._blocks[one] for one in leaders if one in self._blocks}
        if not known or known.issuperset(self._drawn):
            return True
        if LOT_READ * len(self._drawn & known) > len(self._drawn):
            return False
        if self._left - len(known) >= LOT_LEADERS_LEFT:  # a block that is known clears one leader at most
            return True
        return leaders_left(self._cells, known) >= LOT_LEADERS_LEFT


def _blocks(release: Release) -> dict[str, int]:
    """The place of each leader's own block of employees, by the leader's id."""
    place = _employees(release)
    if place is None:
        return {}
    led, leaders = release.printed.groups[place].blocks.leader, release.printed.organisation.leaders
    return {leaders[int(one)].id: block for block, one in enumerate(led) if one >= 0}


def _cells(before: Release, now: Release, theme: str, halves: Halves) -> Iterator[LotCell]:
    """Yield the cells of the theme's statements as the difference and the printed totals weigh them."""
    place = _employees(now)
    if place is None:
        return
    was = {unit.id: unit.tenths for unit in units_for_lot(before, theme)}
    begins, drawn = set(halves.first), {*halves.first, *halves.later}
    rows = [
        (block, int(unit.id in begins), was[unit.id])
        for unit, block in _units(now, theme)
        if unit.id in drawn and unit.id in was
    ]
    weighed = parts_in_difference([(first, score) for _, first, score in rows])
    parts = dict(zip((block for block, _, _ in rows), weighed, strict=True))
    group, totals = now.printed.groups[place], now.figures.totals[place]
    parents = [unit.parent for unit in now.printed.organisation.units]
    columns = now.printed.columns()[_theme(now, theme)]
    for block in range(len(group.blocks)):
        leaders = 1 if group.blocks.leader[block] >= 0 else _POOL
        shown = [item for item in columns if totals.shown[block, item]]
        for item in shown:
            unit = int(group.blocks.unit[block])
            while unit >= 0 and not totals.printed[unit, item]:
                unit = parents[unit]
            region, part = unit if unit >= 0 else None, parts.get(block, Fraction()) / len(shown)
            yield LotCell(block, item, leaders, region, _weight(group, block, item), part)


def _weight(group: GroupPrinted, block: int, item: int) -> int:
    """As totals weigh a cell: the answers where the cell prints counts, else the block's n."""
    return max(int(group.cells.options[block, item].sum()), 0) or int(group.blocks.n[block])


def _units(release: Release, theme: str) -> list[tuple[UnitInLot, int]]:
    place = _employees(release)
    if place is None or _items(release, theme) == ():
        return []
    group, scores = release.printed.groups[place], release.figures.scores[place]
    column, ends = _theme(release, theme), release.printed.ends
    own = [block for block in range(len(group.blocks)) if group.blocks.leader[block] >= 0]
    alone = Counter(int(group.blocks.unit[block]) for block in own)
    found = []
    for block in own:
        unit, form = int(group.blocks.unit[block]), Form(int(scores.form[block, column]))
        tenths = int(scores.tenths[block, column])
        if form in LOW:
            tenths = ends.low_tenths
        elif form in HIGH:
            tenths = ends.high_tenths
        if alone[unit] == 1 and tenths != NONE:
            name = release.printed.organisation.units[unit].id
            found.append((UnitInLot(name, tenths, int(group.blocks.n[block])), block))
    return found


def _employees(release: Release) -> int | None:
    return next((at for at, group in enumerate(release.printed.groups) if group.group == "employee"), None)


def _theme(release: Release, theme: str) -> int:
    return next(at for at, one in enumerate(release.themes) if one.id == theme)


def _items(release: Release, theme: str) -> tuple[tuple[str, bool], ...]:
    return next((one.items for one in release.themes if one.id == theme), ())
