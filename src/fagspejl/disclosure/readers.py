"""Which totals a reader on the web is refused, because they would give her one leader she may not read. Pure.

A total is refused if, the reports she may read taken away, exactly one leader remains in it, in its difference to a
total below it, or between it and the totals below it that she sees. Refused totals look like every withheld place.
Held by tests/disclosure/test_readers_get_no_single_leader.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fagspejl.disclosure.arithmetic.choice import counted_leaders
from fagspejl.disclosure.arithmetic.figures import Figure, Figures
from fagspejl.disclosure.arithmetic.totals import Totals
from fagspejl.disclosure.measured.cells import Form
from fagspejl.disclosure.measured.printed import GroupPrinted, Printed
from fagspejl.disclosure.types import FigureKind, GroupName, Reason

_ONE = 1
_PART = 1_000_000  # units x statements x readers worked on at once
_WHOLE = (FigureKind.RESPONSE, "")  # who enters any of a unit's totals


@dataclass(frozen=True, slots=True)
class Refused:
    """What one reader is refused of one group: totals of items and their distributions, (U, I) each."""

    totals: NDArray[np.bool_]
    distributions: NDArray[np.bool_]


class _Largest(NamedTuple):
    """Of the totals in a subtree: the most leaders that remain in one, and the most below that; -1 for none."""

    first: NDArray[np.int64]
    second: NDArray[np.int64]

    def with_others(self, other: _Largest) -> _Largest:
        """Put two subtrees together."""
        first = np.maximum(self.first, other.first)
        under = [np.where(one.first < first, one.first, one.second) for one in (self, other)]
        return _Largest(first, np.maximum(*under))


def refused_to_any(
    parents: list[int], group: GroupPrinted, totals: Totals, readers: Sequence[frozenset[int]]
) -> Refused:
    """Return what at least one of several readers is refused: what is left may be shown to all of them.

    `readers`: whose reports each may read, as indices of leaders. A pool stays two leaders whatever somebody reads:
    nobody has a report of it.
    Statements that the same blocks print, with counts or without, are worked on once, many readers at a time.
    """
    full = group.cells.form == Form.FULL
    patterns = np.concatenate([totals.shown, full])
    _, first, back = np.unique(patterns, axis=1, return_index=True, return_inverse=True)
    shown, prints = totals.shown[:, first], totals.printed[:, first]
    refused, bare = np.zeros(prints.shape, dtype=bool), np.zeros(prints.shape, dtype=bool)
    size = max(1, _PART // max(1, prints.size))
    for start in range(0, len(readers), size):
        batch = readers[start : start + size]
        found = _refused(parents, group, totals, (shown, full[:, first], prints), batch)
        wide = (len(parents), len(batch), len(first))
        refused |= found.totals.reshape(wide).any(axis=1)
        bare |= found.distributions.reshape(wide).any(axis=1)
    columns = back.reshape(-1)
    return Refused(refused[:, columns], bare[:, columns])


def _refused(
    parents: list[int],
    group: GroupPrinted,
    totals: Totals,
    statements: tuple[NDArray[np.bool_], NDArray[np.bool_], NDArray[np.bool_]],
    readers: Sequence[frozenset[int]],
) -> Refused:
    """Return what each of these readers is refused, one after another, (U, R x I)."""
    shown, full, prints = statements
    counted = counted_leaders(group.blocks.leader)
    mine = np.stack([np.isin(group.blocks.leader, [-2, *readable]) for readable in readers], axis=1)  # (B, R)
    left = np.where(mine, 0, counted[:, None])[:, :, None] * shown[:, None, :]
    left = left.reshape(len(counted), len(readers) * shown.shape[1])
    with_counts = left * np.tile(full, (1, len(readers)))
    remain = totals.up.count(left)
    walk = _Walk(
        parents,
        np.tile(prints, (1, len(readers))),
        remain,
        _at_home(parents, group, left),
        _at_home(parents, group, with_counts),
    )
    for unit in range(len(parents) - 1, -1, -1):  # children stand after parents: this walks upwards
        walk.visit(unit)
    return Refused(walk.refused, walk.bare)


def _at_home(parents: list[int], group: GroupPrinted, left: NDArray[np.int64]) -> NDArray[np.int64]:
    total = np.zeros((len(parents), left.shape[1]), dtype=np.int64)
    np.add.at(total, group.blocks.unit, left)
    return total


class _Walk:
    """Leaders who remain under no total, from the last unit to the first; all (U, I).

    printed, shown   the same twice: beside totals that are printed, and beside those that she sees
    counted          those of them in blocks that print counts
    """

    def __init__(
        self,
        parents: list[int],
        prints: NDArray[np.bool_],
        remain: NDArray[np.int64],
        own: NDArray[np.int64],
        counted: NDArray[np.int64],
    ) -> None:
        self._parents, self._prints, self._remain = parents, prints, remain
        self._printed, self._shown = own.copy(), own.copy()
        self._counted_printed, self._counted_shown = counted.copy(), counted.copy()
        none = np.full(prints.shape, -1, dtype=np.int64)
        self._first, self._second = none, none.copy()
        self.refused = np.zeros(prints.shape, dtype=bool)
        self.bare = np.zeros(prints.shape, dtype=bool)  # no distribution here

    def visit(self, unit: int) -> None:
        """Decide a unit after all below it, and hand on to the unit above what lies under no total."""
        prints, remain = self._prints[unit], self._remain[unit]
        below = _Largest(self._first[unit], self._second[unit])
        nearest = np.where(below.first < remain, below.first, below.second)
        one = (remain == _ONE) | (self._printed[unit] == _ONE) | (self._shown[unit] == _ONE)
        one |= (nearest >= 0) & (remain - nearest == _ONE)
        self.refused[unit] = prints & one
        sees = prints & ~one
        for left, counted, stands in (
            (self._printed[unit], self._counted_printed[unit], prints),
            (self._shown[unit], self._counted_shown[unit], sees),
        ):
            self.bare[unit] |= stands & ((counted == _ONE) | (left - counted == _ONE))
        here = below.with_others(_Largest(np.where(prints, remain, -1), np.full(remain.shape, -1)))
        above = self._parents[unit]
        if above >= 0:
            self.bare[above] |= self.bare[unit]
            self._printed[above] += np.where(prints, 0, self._printed[unit])
            self._counted_printed[above] += np.where(prints, 0, self._counted_printed[unit])
            self._shown[above] += np.where(sees, 0, self._shown[unit])
            self._counted_shown[above] += np.where(sees, 0, self._counted_shown[unit])
            self._first[above], self._second[above] = here.with_others(
                _Largest(self._first[above], self._second[above])
            )
        self.bare[unit] |= self.refused[unit]


class ReadersTotals:
    """The organisation's figures as one reader sees them; `readable` are indices of leaders.

    Of several readers: what all of them may see.
    """

    def __init__(self, printed: Printed, figures: Figures, *readers: Iterable[int]) -> None:
        may = [frozenset(readable) for readable in readers]
        parents = [unit.parent for unit in printed.organisation.units]
        self._columns = {item: column for column, item in enumerate(printed.item_ids)}
        self._refused: dict[GroupName, Refused] = {
            group.group: refused_to_any(parents, group, totals, may)
            for group, totals in zip(printed.groups, figures.totals, strict=True)
        }

    def rows(self, unit: int, rows: Iterable[Figure]) -> Iterator[Figure]:
        """Return a unit's rows without what is refused.

        A group of which one total is refused is withheld in the unit whole: its other totals, its themes and who
        enters them would narrow down what is missing.
        """
        for row in rows:
            refused = self._refused[row.group]
            if row.reason is not None:
                yield row
            elif refused.totals[unit].any():
                if row.kind in (FigureKind.ITEM, FigureKind.THEME) or (row.kind, row.id) == _WHOLE:
                    yield Figure(row.group, row.kind, row.id, reason=Reason.ANONYMITY)
            elif row.kind != FigureKind.ANSWERS or not refused.distributions[unit, self._columns[row.id]]:
                yield row
