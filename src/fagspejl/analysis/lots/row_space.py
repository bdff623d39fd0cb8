"""Whether the difference of a lot, beside all printed totals, fixes a figure of too few leaders. Exact and pure.

What may be combined: every printed total of a statement, and the difference. Totals of a statement are nested, so they
span the same as their *regions*: the blocks of a total that stand in no smaller total. A combination takes the
difference once and adds some multiple of each region; in one region that clears exactly the blocks in which the
difference weighs the same in proportion to the total. What no choice can clear is left. This is the rank condition of
a row space, solved in closed form; tests/analysis/test_a_lot_fixes_nobody.py holds it against elimination.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class LotCell:
    """One statement in one base block, as the difference and the totals weigh it.

    leaders  how many stand behind the block: 1, or 2 for a pool
    region   the smallest unit that prints a total with this cell, None where no total holds it
    weight   of the cell in totals: people or answers, at least 1
    part     of the cell in the difference, 0 for a block outside the lot
    """

    block: int
    item: int
    leaders: int
    region: int | None
    weight: int
    part: Fraction


def parts_in_difference(rows: Sequence[tuple[int, int]]) -> list[Fraction]:
    """Return how each unit's score enters the difference, up to one common factor; rows are (first, before).

    The weight of a least-squares coefficient, in whole numbers, so that equal weights are equal.
    """
    size = len(rows)
    lots, scores = sum(first for first, _ in rows), sum(before for _, before in rows)
    lot = [size * first - lots for first, _ in rows]
    score = [size * before - scores for _, before in rows]
    both = sum(a * b for a, b in zip(lot, score, strict=True))
    own = sum(b * b for b in score)
    if own == 0:
        return [Fraction(a) for a in lot]
    return [Fraction(a * own - both * b) for a, b in zip(lot, score, strict=True)]


def leaders_left(cells: Sequence[LotCell], known: Collection[int] = ()) -> int:
    """Return how many leaders at least stand in every combination that holds the difference.

    `known` blocks are read by somebody anyway. Each statement is cleared for itself, and the one that leaves most is
    counted: never more than the truth, since a combination that leaves few leaders leaves few in every statement.
    """
    by_item: dict[int, dict[tuple[bool, int], list[LotCell]]] = defaultdict(lambda: defaultdict(list))
    for cell in cells:
        if cell.block not in known:
            alone = cell.region is None
            place = cell.block if cell.region is None else cell.region
            by_item[cell.item][alone, place].append(cell)
    return max(
        (sum(_left(alone, own) for (alone, _), own in one.items()) for one in by_item.values()), default=0
    )


def _left(alone: bool, cells: Sequence[LotCell]) -> int:
    if alone:  # no total holds it: only what the difference leaves out is cleared
        return sum(cell.leaders for cell in cells if cell.part)
    alike: dict[Fraction, int] = defaultdict(int)
    for cell in cells:
        alike[cell.part / cell.weight] += cell.leaders
    return sum(alike.values()) - max(alike.values())
