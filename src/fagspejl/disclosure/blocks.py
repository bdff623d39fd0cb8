"""The block rule: who is counted together, decided once, when a round closes. Pure.

Blocks of a group are disjoint sets of raters of at least k people, so any combination of printed figures describes
a combination of whole blocks. A leader's own group of k is a block of its own (its leader gets a report); smaller
groups pool at the lowest unit where together they reach k; what is left at the root is never counted.
Held by tests/disclosure/test_blocks_are_disjoint_and_large_enough.py.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Blocks:
    """The base blocks of one group; arrays run in parallel, one entry per block.

    unit     unit in which the block stands
    leader   leader index of an own block, -1 for a pooled one
    leaders  number of leaders about whom somebody in the block answered
    n        distinct raters
    invited  people invited, those of silent groups in the pool included; -1 where it is not known
    """

    unit: NDArray[np.int32]
    leader: NDArray[np.int32]
    leaders: NDArray[np.int32]
    n: NDArray[np.int32]
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
    person of each row; `invited` (leaders,) people invited, -1 unknown. Without `asked_once` people of this group are
    asked about several leaders: invitations are no people, and a pool says nothing of them.
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
        return bool(distinct.size >= k and 2 * answers.max() <= people.size)

    lifted, left = lift(parents, at, reaches, stands_alone=lambda group: group.n >= k)
    left_rows.extend(group.rows for group in left)
    of_row = np.full(person.shape[0], -1, dtype=np.int32)
    size = len(lifted)
    unit, leader, leaders, n, asked = (np.zeros(size, dtype=np.int32) for _ in range(5))
    for index, block in enumerate(lifted):
        unit[index] = block.unit
        leader[index] = block.pieces[0].leader if block.pieces[0].n >= k else -1
        leaders[index] = sum(group.n > 0 for group in block.pieces)
        for group in block.pieces:
            of_row[group.rows] = index
        members = np.asarray([group.leader for group in block.pieces])
        unknown = (invited[members] < 0).any() or (len(members) > 1 and not asked_once)
        asked[index] = -1 if unknown else invited[members].sum()
        if len(block.pieces) == 1:
            n[index] = block.pieces[0].n
        else:
            n[index] = np.unique(np.concatenate([person[g.rows] for g in block.pieces])).size
    never = int(np.unique(person[np.concatenate(left_rows)]).size) if left_rows else 0
    return Blocks(unit, leader, leaders, n, asked), of_row, never


def organisation_blocks(
    parents: Sequence[int], blocks: Blocks, org_leaders: int
) -> tuple[list[Lifted[int]], list[int]]:
    """Lift base blocks until at least `org_leaders` leaders stand behind each set.

    Then no total, and no difference of totals, is one leader's report. Pieces are indices of base blocks.
    """
    at: list[list[int]] = [[] for _ in parents]
    for index in range(len(blocks)):
        at[int(blocks.unit[index])].append(index)
    leaders = blocks.leaders

    return lift(
        parents,
        at,
        lambda carry: int(leaders[list(carry)].sum()) >= org_leaders,
        stands_alone=lambda index: int(leaders[index]) >= org_leaders,
    )
