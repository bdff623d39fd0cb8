"""Which units print a total of which item: chosen once per item, from the leaves up. Pure.

A total counts every base block of its unit that prints the item, and between it and the totals below it lie 0 or at
least three leaders. So no printed total is partial, and no total and no difference of totals is one or two leaders'
reports. The whole always prints (if it holds three leaders); among all choices the one with most totals, then the one
that prints first in tree order: a unit before everything below it, and that before the next unit beside it.
Held by tests/disclosure/test_the_choice_of_totals_is_the_best.py.

Per unit and item four states: 0, 1, 2 or at least 3 leaders under no printed total. A state keeps its best choice as
one whole number: how many totals it prints, and in the last bits the choice's place among the states in tree order,
which settles ties. Units of one depth and all items are worked on at once; nothing is recursive.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

OWN_LEADERS = 1  # what a block counts towards the leaders behind a total: a leader's own group one,
POOL_LEADERS = 2  # a pool two, whatever it holds
_PART = 2_000_000  # units x items worked on at once
_NARROW, _WIDE = 27, 55  # bits for a state that cannot be, twice over, in whole numbers of 32 and of 64 bits

_Ints = NDArray[np.int64]
_Values = NDArray[
    np.signedinteger
]  # (states, units, items): (totals << bits) + place, below 0 where it cannot be


def counted_leaders(leader: NDArray[np.integer]) -> _Ints:
    """Return what each base block counts towards the leaders behind a total; `leader` (B,) is -1 for pools."""
    return np.where(leader >= 0, OWN_LEADERS, POOL_LEADERS).astype(np.int64)


def choose(
    parents: Sequence[int],
    unit: NDArray[np.integer],
    leaders: NDArray[np.integer],
    shown: NDArray[np.bool_],
    least: int,
) -> NDArray[np.bool_]:
    """Return (U, I) which units print a total of each item.

    `parents[u]` is the parent of unit u, -1 at the root, and stands before u; `unit` (B,) is where each base block
    stands, `leaders` (B,) what it counts towards the `least` leaders behind every total and difference of totals, and
    `shown` (B, I) whether it prints the item. Linear in units x items, with a few steps per level of the tree.
    """
    same: dict[bytes, list[int]] = {}  # items that the same blocks print have one choice
    for item in range(shown.shape[1]):
        same.setdefault(np.packbits(shown[:, item]).tobytes(), []).append(item)
    patterns = shown[:, [items[0] for items in same.values()]]
    tree = _levels(np.asarray(parents, dtype=np.int64))
    chosen = np.zeros((len(parents), patterns.shape[1]), dtype=bool)
    size = max(1, _PART // len(parents))
    for start in range(0, patterns.shape[1], size):
        part = patterns[:, start : start + size]
        own = np.zeros((len(parents), part.shape[1]), dtype=np.int64)
        np.add.at(own, np.asarray(unit, dtype=np.int64), part * np.asarray(leaders, dtype=np.int64)[:, None])
        chosen[:, start : start + size] = _Choice(tree, least, own).printed()
    out = np.zeros((len(parents), shown.shape[1]), dtype=bool)
    for pattern, items in enumerate(same.values()):
        out[:, items] = chosen[:, [pattern]]
    return out


class _Round(NamedTuple):
    """One halving of the units and own blocks that meet in a level: neighbours of one home become one.

    left (M,)    places that go on, each alone or with the next place
    paired (M,)  whether it takes the next place with it
    """

    left: _Ints
    paired: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Level:
    """Units of one depth, in order. `nodes` picks from (own blocks of these units, units of the next level).

    Sorted by home: first a unit's own blocks, then its children; `starts` is where each unit's begin.
    """

    units: _Ints
    nodes: _Ints
    starts: _Ints
    rounds: tuple[_Round, ...]


def _levels(parents: _Ints) -> list[_Level]:
    """Return the levels, the root's first."""
    depth = np.zeros(parents.size, dtype=np.int64)
    for unit, parent in enumerate(parents.tolist()):
        if parent >= 0:
            depth[unit] = depth[parent] + 1
    by_depth = np.split(
        np.argsort(depth, kind="stable"), np.flatnonzero(np.diff(np.sort(depth, kind="stable"))) + 1
    )
    place = np.zeros(parents.size, dtype=np.int64)
    levels = []
    for units, below in zip(by_depth, [*by_depth[1:], np.zeros(0, dtype=np.int64)], strict=True):
        place[units] = np.arange(units.size)
        home = np.concatenate([np.arange(units.size), place[parents[below]]])
        nodes = np.argsort(home, kind="stable")
        starts = np.searchsorted(home[nodes], np.arange(units.size))
        levels.append(_Level(units, nodes, starts, tuple(_rounds(home[nodes]))))
    return levels


def _rounds(home: _Ints) -> list[_Round]:
    rounds = []
    while home.size and (home[1:] == home[:-1]).any():
        first = np.r_[True, home[1:] != home[:-1]]
        number = np.arange(home.size) - np.flatnonzero(first)[np.cumsum(first) - 1]
        left = np.flatnonzero(number % 2 == 0)
        paired = np.append(home[1:] == home[:-1], False)[left]
        rounds.append(_Round(left, paired))
        home = home[left]
    return rounds


@dataclass(frozen=True, slots=True)
class _Pairs:
    """States of two neighbours and the state that they make together, sorted by that one.

    left, right (P,)  the two states
    first (S,)        where the pairs of each sum begin
    bits              room for a choice's place among the states
    """

    left: _Ints
    right: _Ints
    first: _Ints
    bits: int


@lru_cache(maxsize=8)
def _pairs(least: int) -> _Pairs:
    left, right = (side.reshape(-1) for side in np.indices((least + 1, least + 1)))
    total = np.minimum(left + right, least)
    order = np.argsort(total, kind="stable")
    first = np.searchsorted(total[order], np.arange(least + 1))
    return _Pairs(left[order], right[order], first, (least + 1).bit_length())


class _Choice:
    """The best choice for some items: values upwards, then the states that make the best downwards."""

    def __init__(self, tree: list[_Level], least: int, own: _Ints) -> None:
        self._tree, self._least, self._own = tree, least, own
        self._pairs = _pairs(least)
        bits = self._pairs.bits
        wide = own.shape[0] << 2 * bits >= 1 << _NARROW - 1
        self._kind = np.int64 if wide else np.int32
        self._never = -(
            1 << (_WIDE if wide else _NARROW) - bits
        )  # a state that cannot be; outweighs all totals

    def printed(self) -> NDArray[np.bool_]:
        """Return (U, I) which units print."""
        steps, values, has = [], self._nothing(0), np.zeros((0, self._own.shape[1]), dtype=bool)
        for level in reversed(self._tree):
            met = np.concatenate([self._of_own(level), values], axis=1)[:, level.nodes]
            full = np.concatenate([self._own[level.units] > 0, has])[level.nodes]
            has = np.logical_or.reduceat(full, level.starts, axis=0)
            rounds = []
            for one in level.rounds:
                halved, picked = self._halve(met, one)
                rounds.append((met, picked))
                met = halved
            values, from_many = self._may_print(met, has)
            steps.append((level, rounds, has, from_many))
        out = np.zeros(self._own.shape, dtype=bool)
        state = np.zeros(
            (1, self._own.shape[1]), dtype=np.int16
        )  # nothing is left over at the root: it prints
        for level, rounds, has, from_many in reversed(steps):
            prints = has & (state == 0)
            out[level.units] = prints
            state = np.where(prints & from_many, self._least, state).astype(np.int16)
            for one, (met, picked) in zip(reversed(level.rounds), reversed(rounds), strict=True):
                state = self._parted(state, met, picked, one)
            met_states = np.empty_like(state)
            met_states[level.nodes] = state
            state = met_states[level.units.size :]
        whole: NDArray[np.bool_] = self._own.sum(axis=0) >= self._least
        out &= whole
        return out

    def _nothing(self, size: int) -> _Values:
        return np.full((self._least + 1, size, self._own.shape[1]), self._never, dtype=self._kind)

    def _of_own(self, level: _Level) -> _Values:
        """A unit's own blocks are in one state, without a choice."""
        values = self._nothing(level.units.size)
        state = np.minimum(self._own[level.units], self._least)
        np.put_along_axis(values, state[None], 0, axis=0)
        return values

    def _halve(self, met: _Values, one: _Round) -> tuple[_Values, NDArray[np.int16]]:
        """Put neighbours together; return the values, and the two places behind each value of a pair."""
        pairs, bits = self._pairs, self._pairs.bits
        mask = (1 << bits) - 1
        at = one.left[one.paired]
        left, right = met[:, at], met[:, at + 1]
        left = left << bits  # totals, place, room for the other's place
        right = ((right >> bits) << (2 * bits)) + (right & mask)
        best = np.maximum.reduceat(left[pairs.left] + right[pairs.right], pairs.first, axis=0)
        picked = best & ((1 << (2 * bits)) - 1)
        place = np.zeros(picked.shape, dtype=self._kind)
        for other in picked:
            place += picked > other
        out = met[:, one.left]
        out[:, one.paired] = np.where(best < 0, self._never, ((best >> (2 * bits)) << bits) + place)
        return out, picked.astype(np.int16)

    def _may_print(self, values: _Values, has: NDArray[np.bool_]) -> tuple[_Values, NDArray[np.bool_]]:
        """Let units print where 0 or enough leaders lie under no total; return whether it would be of enough."""
        bits = self._pairs.bits
        from_many = values[-1] > values[0]
        best = np.maximum(values[0], values[-1])
        printing = (((best >> bits) + 1) << bits) + self._least + 1  # in tree order before all that do not
        out = values.copy()
        out[0] = np.where(has, np.where(best < 0, self._never, printing), values[0])
        return out, from_many

    def _parted(
        self, state: NDArray[np.int16], met: _Values, picked: NDArray[np.int16], one: _Round
    ) -> NDArray[np.int16]:
        """From the state of two neighbours together back to the state of each."""
        bits = self._pairs.bits
        mask = (1 << bits) - 1
        out = np.empty((met.shape[1], state.shape[1]), dtype=np.int16)
        out[one.left] = state
        at = one.left[one.paired]
        both = np.take_along_axis(picked, state[one.paired][None].astype(np.int64), axis=0)[0]
        for places, here in ((both >> bits, at), (both & mask, at + 1)):
            values = met[:, here]
            found = ((values & mask) == places) & (values >= 0)
            out[here] = found.argmax(axis=0)
        return out
