"""The block rule: who is counted together, decided once, when a round closes. Pure.

Blocks of a group are disjoint sets of raters of at least k people, so any combination of printed figures describes
a combination of whole blocks. A leader's own group of k is a block of its own (its leader gets a report); smaller
groups pool at the lowest unit where together they reach k; what is left at the root is never counted.
Held by tests/disclosure/test_blocks_are_disjoint_and_large_enough.py.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

Piece = TypeVar("Piece")


@dataclass(frozen=True, slots=True)
class Lifted(Generic[Piece]):
    """A set of pieces that stands in `unit`."""

    unit: int
    pieces: tuple[Piece, ...]


def lift(
    parents: Sequence[int],
    pieces: Sequence[Sequence[Piece]],
    reaches: Callable[[Sequence[Piece]], bool],
    *,
    stands_alone: Callable[[Piece], bool],
) -> tuple[list[Lifted[Piece]], list[Piece]]:
    """Let pieces stand alone or pool upwards; return the blocks (in tree order) and what is left at the root.

    `parents[u]` is the parent of unit u, -1 at the root, and stands before u. `pieces[u]` lie in unit u.
    `reaches(carry)` says whether carried pieces may stand as one block. Linear in units and pieces.
    """
    carry: list[list[Piece]] = [[] for _ in parents]
    blocks: list[Lifted[Piece]] = []
    left: list[Piece] = []
    for unit in range(len(parents) - 1, -1, -1):  # children stand after parents: this walks upwards
        small = carry[unit]
        for piece in pieces[unit]:
            if stands_alone(piece):
                blocks.append(Lifted(unit, (piece,)))
            else:
                small.append(piece)
        if small and reaches(small):
            blocks.append(Lifted(unit, tuple(small)))
            small = []
        carry[unit] = []
        if parents[unit] < 0:
            left.extend(small)
        else:
            carry[parents[unit]].extend(small)
    blocks.reverse()
    return blocks, left


def may_stand(
    people: NDArray[np.integer] | np.integer,
    answers: NDArray[np.integer] | np.integer,
    most: NDArray[np.integer] | np.integer,
    k: int,
) -> NDArray[np.bool_] | np.bool_:
    """Say whether a pool stands: of k distinct people at least, none of whom gave more than half of its answers.

    `most` is the largest number of answers that one person gave. One pool, or arrays of pools.
    """
    return (people >= k) & (2 * most <= answers)


@dataclass(frozen=True, slots=True)
class Blocks:
    """The base blocks of one group; arrays run in parallel, one entry per block.

    unit     unit in which the block stands
    leader   leader index of an own block, -1 for a pooled one
    leaders  number of leaders whose raters it could hold (`candidates`): 1 in an own block; -1 where N is not known
             for every leader below a pool's unit, since then nobody may learn which of them were asked at all
    n        distinct raters
    answers  forms: more than n where somebody in a pool answered about several leaders
    invited  people invited, those of silent groups in the pool included; -1 where it is not known
    """

    unit: NDArray[np.int32]
    leader: NDArray[np.int32]
    leaders: NDArray[np.int32]
    n: NDArray[np.int32]
    answers: NDArray[np.int32]
    invited: NDArray[np.int32]

    def __len__(self) -> int:
        """Number of blocks."""
        return int(self.unit.shape[0])


@dataclass(frozen=True, slots=True)
class OwnGroup:
    """The raters of one leader in one group, before the rule: leader index, rows of the table, may it pool?

    A group that was asked and is silent has no rows. It pools like any other, so that people invited are counted
    alike whether nobody or somebody answered: else their number would tell that these few all kept silent.
    """

    leader: int
    rows: NDArray[np.int64]
    n: int
    may_pool: bool


def candidates(
    parents: Sequence[int],
    leader_unit: Sequence[int],
    blocks: Blocks,
    asked: NDArray[np.bool_],
) -> list[list[int]]:
    """Return for every block the leaders whose raters it could hold: all that can be known of a pool from outside.

    `asked` (leaders,) says about whom people were asked, or may have been. An own block holds its leader's. A pool
    could hold the raters of everyone asked about who stands in its unit or below, has no own block and stands under no
    other pool; never only of those about whom somebody answered.
    """
    pool_of = [-1] * len(parents)
    found: list[list[int]] = [[] for _ in range(len(blocks))]
    owned: set[int] = set()
    for index, (unit, leader) in enumerate(zip(blocks.unit.tolist(), blocks.leader.tolist(), strict=True)):
        if leader >= 0:
            found[index].append(leader)
            owned.add(leader)
        else:
            pool_of[unit] = index
    for unit, parent in enumerate(parents):
        if pool_of[unit] < 0 <= parent:
            pool_of[unit] = pool_of[parent]
    for leader, unit in enumerate(leader_unit):
        if pool_of[unit] >= 0 and asked[leader] and leader not in owned:
            found[pool_of[unit]].append(leader)
    return found


def base_blocks(
    parents: Sequence[int],
    leader_unit: Sequence[int],
    groups: Sequence[OwnGroup],
    person: NDArray[np.int32],
    invited: NDArray[np.int32],
    k: int,
    *,
    asked_once: bool = True,
) -> tuple[Blocks, NDArray[np.int32], int]:
    """Form the base blocks of one group.

    `groups` holds one entry per leader with an answer or with people known to be asked; `person` (R,) the distinct
    person of each row; `invited` (leaders,) people invited, -1 unknown. Without `asked_once` somebody may be asked
    about several leaders: invitations are no people, and a pool says nothing of them.
    Returns the blocks, the block of every row ((R,) int32, -1 for rows that are never counted) and the number of
    distinct people left over.

    A pooled set in which one person gave more than half of the answers does not stand; it is carried on.
    """
    at: list[list[OwnGroup]] = [[] for _ in parents]
    left_rows: list[NDArray[np.int64]] = []
    for group in groups:
        if group.n < k and not group.may_pool:
            left_rows.append(group.rows)
        else:
            at[leader_unit[group.leader]].append(group)

    def reaches(carry: Sequence[OwnGroup]) -> bool:
        if sum(group.n for group in carry) < k:
            return False
        people = np.concatenate([person[group.rows] for group in carry])
        distinct, answers = np.unique(people, return_counts=True)
        return bool(may_stand(np.int64(distinct.size), np.int64(people.size), answers.max(), k))

    lifted, left = lift(parents, at, reaches, stands_alone=lambda group: group.n >= k)
    left_rows.extend(group.rows for group in left)
    of_row = np.full(person.shape[0], -1, dtype=np.int32)
    size = len(lifted)
    unit, leader, n, answers, asked = (np.zeros(size, dtype=np.int32) for _ in range(5))
    for index, block in enumerate(lifted):
        unit[index] = block.unit
        leader[index] = block.pieces[0].leader if block.pieces[0].n >= k else -1
        for group in block.pieces:
            of_row[group.rows] = index
        answers[index] = sum(group.rows.size for group in block.pieces)
        members = [group.leader for group in block.pieces]
        unknown = (invited[members] < 0).any() or (len(members) > 1 and not asked_once)
        asked[index] = -1 if unknown else invited[members].sum()
        if len(block.pieces) == 1:
            n[index] = block.pieces[0].n
        else:
            n[index] = np.unique(np.concatenate([person[g.rows] for g in block.pieces])).size
    never = int(np.unique(person[np.concatenate(left_rows)]).size) if left_rows else 0
    about = invited != 0
    about[[group.leader for group in groups if group.n]] = True
    blocks = Blocks(unit, leader, np.ones(size, dtype=np.int32), n, answers, asked)
    return _with_leaders(parents, leader_unit, blocks, invited, about), of_row, never


def _with_leaders(
    parents: Sequence[int],
    leader_unit: Sequence[int],
    blocks: Blocks,
    invited: NDArray[np.int32],
    asked: NDArray[np.bool_],
) -> Blocks:
    """Count the leaders of pools; their number and N are unknown where N is for anybody below the pool's unit.

    Else a leader of unknown N who is in the sum, or missing in it, would show whether anybody answered about her.
    """
    unknown = [0] * len(parents)
    for leader, unit in enumerate(leader_unit):
        unknown[unit] += bool(invited[leader] < 0)
    for unit in range(len(parents) - 1, 0, -1):
        unknown[parents[unit]] += unknown[unit]
    hidden = (blocks.leader < 0) & (np.asarray(unknown)[blocks.unit] > 0)
    found = candidates(parents, leader_unit, blocks, asked)
    leaders = np.asarray([len(names) for names in found], dtype=np.int32)
    return replace(
        blocks, leaders=np.where(hidden, -1, leaders), invited=np.where(hidden, -1, blocks.invited)
    )
