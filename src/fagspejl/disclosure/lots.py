"""Drawn halves and printed theme scores: whom a lot can be of, and what a release says of one. Pure.

A unit here has exactly one own group of employees: its base block, whose printed score is the unit's. A score that is
told coded counts as the end that is told ("1,5 eller lavere" as 1,5).
Source: docs/decisions/0022-a-drawn-half-begins-first.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from fractions import Fraction
from typing import Final

from fagspejl.analysis.lots.draw import Halves, UnitInLot
from fagspejl.analysis.lots.effect import Effect, UnitAfter, effect
from fagspejl.analysis.lots.row_space import LotCell, leaders_left, parts_in_difference
from fagspejl.analysis.policy import LOT_LEADERS_LEFT
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
    both = [one for one in drawn if one in was and one in found]
    if (
        said is None
        or _left(now, theme, [(one in begins, was[one], found[one][1]) for one in both]) < LOT_LEADERS_LEFT
    ):
        return None
    return said


def _left(now: Release, theme: str, rows: list[tuple[bool, int, int]], known: Collection[int] = ()) -> int:
    """Leaders who stand in every combination of the difference with the printed totals of the theme's statements."""
    place = _employees(now)
    if place is None:
        return 0
    group, totals = now.printed.groups[place], now.figures.totals[place]
    parts = dict(
        zip(
            (block for _, _, block in rows),
            parts_in_difference([(int(first), was) for first, was, _ in rows]),
            strict=True,
        )
    )
    parents = [unit.parent for unit in now.printed.organisation.units]
    columns = now.printed.columns()[_theme(now, theme)]
    cells = []
    for block in range(len(group.blocks)):
        shown = [item for item in columns if totals.shown[block, item]]
        for item in shown:
            unit = int(group.blocks.unit[block])
            while unit >= 0 and not totals.printed[unit, item]:
                unit = parents[unit]
            cells.append(
                LotCell(
                    block,
                    item,
                    1 if group.blocks.leader[block] >= 0 else _POOL,
                    unit if unit >= 0 else None,
                    _weight(group, block, item),
                    parts.get(block, Fraction()) / len(shown),
                )
            )
    return leaders_left(cells, known)


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
