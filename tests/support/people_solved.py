"""What an attacker with every printed figure can say of people: the figures as sums over people, solved exactly.

Atoms are people who cannot be told apart: those who answered the very same questions about the very same leaders of one
perspective. A measured cell is the sum of its people's answers, as if it were printed without rounding; a total is the
sum of its cells. So the attacker holds more than any reader does. Everything else follows from these.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

import numpy as np

from fagspejl.analysis.types import Perspective
from support.rounds import Round
from support.row_space import RowSpace
from support.totals_seen import Document, ItemTotals, item_totals

_GROUPS = {
    "employee": (Perspective.EMPLOYEE,),
    "subordinate_leader": (Perspective.SUBORDINATE_LEADER,),
    "peer": (Perspective.PEER,),
}
_TOGETHER = 4  # so many kinds of people are tried together: a group below five has no more


def groups_below(made: Round, document: Document, k: int) -> int:
    """Count sets of fewer than `k` people whose answers to a statement, summed, follow from all that is printed."""
    return sum(_solved(made, seen, k) for seen in item_totals(document))


def _solved(made: Round, seen: ItemTotals, k: int) -> int:
    answers = _answers(made, seen)
    blocks = _blocks(made, seen)
    kinds: dict[tuple[bool, ...], set[int]] = {}
    figures = [blocks[b] for b in seen.shown]
    sums = [seen.below(unit, seen.shown) for unit in seen.totals]
    sums += [seen.below(unit, seen.full) for unit in seen.distributions]
    figures += [frozenset().union(*(blocks[b] for b in entering)) for entering in sums]
    for answer in answers:
        kinds.setdefault(tuple(answer in figure for figure in figures), set()).add(answer)
    kinds = {pattern: rows for pattern, rows in kinds.items() if any(pattern)}
    patterns = list(kinds)
    space = RowSpace([[int(pattern[f]) for pattern in patterns] for f in range(len(figures))])
    people = [frozenset(int(made.table.person[row]) for row in kinds[pattern]) for pattern in patterns]
    small = [kind for kind in range(len(patterns)) if len(people[kind]) < k]
    return sum(
        1
        for size in range(1, _TOGETHER + 1)
        for chosen in combinations(small, size)
        if len(frozenset().union(*(people[kind] for kind in chosen))) < k
        and not any(space.rest([int(kind in chosen) for kind in range(len(patterns))]))
    )


def _answers(made: Round, seen: ItemTotals) -> list[int]:
    """Rows of the perspective that hold an answer to the statement."""
    wanted = set(_GROUPS[seen.perspective])
    if seen.perspective == "employee" and not made.separate:
        wanted.add(Perspective.SUBORDINATE_LEADER)
    column = [item.id for item in made.table.items].index(seen.item)
    inside = np.isin(made.table.group, [int(group) for group in wanted])
    return np.flatnonzero(inside & (made.table.values[:, column] > 0)).tolist()


def _blocks(made: Round, seen: ItemTotals) -> list[frozenset[int]]:
    """The answers behind each block's cell. A pool holds those about leaders whom it could hold."""
    rows = _answers(made, seen)
    index = {leader.id: i for i, leader in enumerate(made.organisation.leaders)}
    return [_about(made, rows, {index[name] for name in names}) for names in seen.candidates]


def _about(made: Round, rows: Iterable[int], leaders: set[int]) -> frozenset[int]:
    return frozenset(row for row in rows if int(made.table.leader[row]) in leaders)
