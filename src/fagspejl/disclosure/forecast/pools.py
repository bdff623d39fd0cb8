"""The block rule of closing, on all draws at once. Pure.

`measured.blocks` decides on one set of answers. Here the same walk up the tree is taken for many draws side by side;
tests/disclosure/test_forecast_runs_the_real_rule.py holds that both give the same blocks, draw by draw.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fagspejl.disclosure.measured.blocks import may_stand


@dataclass(frozen=True, slots=True)
class DrawnBlocks:
    """The base blocks of one group in D draws; G leaders about whom it is asked, U units.

    leader (G,)      index of the leader, ascending
    asked (G,)       people asked about her
    n (G, D)         how many of them answer
    own (G, D)       whether they are a block of their own
    pool (U, D)      whether a pool stands in the unit
    people (U, D)    distinct people in that pool, 0 where there is none
    home (G, D)      unit of the pool that holds her small group, -1 in an own block and where it is never counted
    lost (D,)        distinct people who answered and are counted nowhere in this group
    """

    leader: NDArray[np.int32]
    asked: NDArray[np.int64]
    n: NDArray[np.int16]
    own: NDArray[np.bool_]
    pool: NDArray[np.bool_]
    people: NDArray[np.int32]
    home: NDArray[np.int32]
    lost: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Shared:
    """Rows of people who are asked about several leaders: the only ones whom a pool could count twice.

    person (S,), unit (S,) where each was asked; small (S, D) whether it is an answer that no block holds yet.
    """

    person: NDArray[np.int32]
    unit: NDArray[np.int64]
    small: NDArray[np.bool_]

    def counted(self, rows: NDArray[np.int64]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Return, per draw, by how many answers exceed people among these rows, and the most answers of one person."""
        rows = rows[np.argsort(self.person[rows], kind="stable")]
        person = self.person[rows]
        starts = np.flatnonzero(np.r_[True, person[1:] != person[:-1]])
        each = _sums(self.small[rows], starts)
        return np.maximum(each - 1, 0).sum(axis=0, dtype=np.int32), each.max(axis=0).astype(np.int32)


def drawn_blocks(
    parents: Sequence[int],
    leader_unit: Sequence[int],
    leader: NDArray[np.int32],
    person: NDArray[np.int32],
    answered: NDArray[np.bool_],
    k: int,
) -> DrawnBlocks:
    """Form the base blocks of one group in every draw.

    `leader` and `person` (R,) are the asked pairs of this group, no pair twice; `answered` (people, D). `parents[u]`
    stands before u, -1 at the root. Everybody's small group may pool: whoever is asked is known.
    """
    order = np.lexsort((person, leader))
    leader, person = leader[order], person[order]
    starts = np.flatnonzero(np.r_[True, leader[1:] != leader[:-1]][: leader.size])
    given = answered[person]
    n = _sums(given, starts)
    own: NDArray[np.bool_] = n >= k
    asked = np.diff(np.append(starts, leader.size))
    place = np.repeat(np.arange(starts.size), asked)
    unit = np.asarray(leader_unit, dtype=np.int64)[leader[starts]]
    often = np.flatnonzero(np.bincount(person, minlength=1)[person] > 1)
    shared = _Shared(person[often], unit[place[often]], given[often] & ~own[place[often]])
    carry = np.zeros((len(parents), answered.shape[1]), dtype=np.int32)
    np.add.at(carry, unit, np.where(own, 0, n))
    pool, people, left = _walk(parents, carry, shared, k)
    home = np.full(pool.shape, -1, dtype=np.int32)
    for at, parent in enumerate(parents):
        home[at] = np.where(pool[at], at, home[parent] if parent >= 0 else -1)
    return DrawnBlocks(
        leader[starts], asked, n, own, pool, people, np.where(own, -1, home[unit]).astype(np.int32), left
    )


def _walk(
    parents: Sequence[int], carry: NDArray[np.int32], shared: _Shared, k: int
) -> tuple[NDArray[np.bool_], NDArray[np.int32], NDArray[np.int64]]:
    """Let small groups pool upwards; `carry` (U, D) begins as their answers in each unit, and is used up."""
    pool, people = np.zeros(carry.shape, dtype=np.bool_), np.zeros(carry.shape, dtype=np.int32)
    rows: list[list[NDArray[np.int64]]] = [[] for _ in parents]
    for at, row in _by_unit(shared.unit):
        rows[at].append(row)
    left = np.zeros(carry.shape[1], dtype=np.int64)
    for unit in range(len(parents) - 1, -1, -1):  # children stand after parents: this walks upwards
        total, here = carry[unit], np.concatenate(rows[unit]) if rows[unit] else np.zeros(0, dtype=np.int64)
        distinct = total
        if here.size and (parents[unit] < 0 or (total >= k).any()):
            twice, most = shared.counted(here)
            distinct = total - twice
            stands = may_stand(distinct, total, most, k)
        else:
            stands = may_stand(total, total, np.minimum(total, 1), k)
        if stands.any():
            pool[unit], people[unit] = stands, np.where(stands, distinct, 0)
            shared.small[here] &= ~stands
            here = here[shared.small[here].any(axis=1)]
            distinct, total[stands] = np.where(stands, 0, distinct), 0
        if parents[unit] < 0:
            left += distinct
        else:
            carry[parents[unit]] += total
            rows[parents[unit]].append(here)
    return pool, people, left


def _by_unit(unit: NDArray[np.int64]) -> list[tuple[int, NDArray[np.int64]]]:
    """Split rows by their unit."""
    if not unit.size:
        return []
    order = np.argsort(unit, kind="stable")
    cuts = np.flatnonzero(np.diff(unit[order])) + 1
    return [(int(unit[part[0]]), part) for part in np.split(order, cuts)]


def _sums(given: NDArray[np.bool_], starts: NDArray[np.int64]) -> NDArray[np.int16]:
    """Count along the first axis between neighbouring starts; an empty table has no parts."""
    if not starts.size:
        return np.zeros((0, given.shape[1]), dtype=np.int16)
    return np.add.reduceat(given.view(np.int8), starts, axis=0, dtype=np.int16)
