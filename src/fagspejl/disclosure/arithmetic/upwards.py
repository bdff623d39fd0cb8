"""Sums of base blocks up the tree of units, and which blocks lie below a unit. Pure; nothing is recursive."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def _levels(parents: Sequence[int]) -> list[NDArray[np.int64]]:
    """Units below the root, the deepest level first; inside a level the last first, as a plain walk upwards adds."""
    depth = np.zeros(len(parents), dtype=np.int64)
    for unit in range(1, len(parents)):
        depth[unit] = depth[parents[unit]] + 1
    order = np.argsort(depth, kind="stable")[::-1]
    return np.split(order, np.flatnonzero(np.diff(depth[order])) + 1)[:-1]


class Upwards:
    """A tree of U units with B base blocks: `parents[u]` stands before u, -1 at the root; `place` (B,) holds units."""

    def __init__(self, parents: Sequence[int], place: NDArray[np.integer]) -> None:
        self._parents, self._place = np.asarray(parents, dtype=np.int64), np.asarray(place, dtype=np.int64)
        self.levels = _levels(parents)
        self._order, self._first, self._last = self._in_tree_order(parents)

    def _in_tree_order(
        self, parents: Sequence[int]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """Blocks in the order of an outline, so that those below a unit stand beside each other."""
        size, place, free = [1] * len(parents), [0] * len(parents), [1] * len(parents)
        for unit in range(len(parents) - 1, 0, -1):
            size[parents[unit]] += size[unit]
        for unit in range(1, len(parents)):
            place[unit] = free[parents[unit]]
            free[parents[unit]] += size[unit]
            free[unit] = place[unit] + 1
        number = np.asarray(place, dtype=np.int64)
        order = np.argsort(number[self._place], kind="stable")
        standing = number[self._place][order]
        first = np.searchsorted(standing, number)
        last = np.searchsorted(standing, number + np.asarray(size, dtype=np.int64))
        return order, first, last

    def below(self, unit: int) -> NDArray[np.int64]:
        """Return the base blocks that stand in a unit or below it, in their own order."""
        return np.sort(self._order[self._first[unit] : self._last[unit]])

    def _at_home(self, values: NDArray[np.generic]) -> NDArray[np.float64]:
        """Sum over the blocks of each unit one by one, so that the last bit is the same on every machine."""
        total = np.zeros((self._parents.size, *values.shape[1:]))
        np.add.at(total, self._place, values)
        return total

    def _counted_at_home(self, values: NDArray[np.generic]) -> NDArray[np.float64]:
        """Sum whole numbers, in whatever order is quickest."""
        total = np.zeros((self._parents.size, *values.shape[1:]))
        if self._place.size:
            standing = self._place[self._order]
            starts = np.flatnonzero(np.r_[True, standing[1:] != standing[:-1]])
            sums = np.add.reduceat(values[self._order].astype(np.float64), starts, axis=0)
            total[standing[starts]] = sums
        return total

    def rise(self, total: NDArray[np.float64]) -> NDArray[np.float64]:
        """Sum (U, ...) over each unit's subtree, in place."""
        for units in self.levels:
            np.add.at(total, self._parents[units], total[units])
        return total

    def climb(self, values: NDArray[np.generic]) -> NDArray[np.float64]:
        """Sum (B, ...) over the base blocks of each unit's subtree."""
        return self.rise(self._at_home(values))

    def count(self, values: NDArray[np.generic]) -> NDArray[np.int64]:
        """Sum whole numbers (B, ...) over each unit's subtree."""
        return np.rint(self.rise(self._counted_at_home(values))).astype(np.int64)

    def between(self, values: NDArray[np.generic], printed: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Sum whole numbers (B, I) over what lies in a unit and under no total below it; `printed` (U, I)."""
        total = self._counted_at_home(values)
        for units in self.levels:
            np.add.at(total, self._parents[units], np.where(printed[units], 0.0, total[units]))
        return np.rint(total).astype(np.int64)
