"""What two releases give away together, from the raw answers: the row space over people, by code of its own.

Knows release files and rows of answers, and nothing of the program. A statement's printed cell is taken as the exact sum
of its block's answers, which is more than is printed; a unanimous one of ten or more tells its part of the scale only. An answer that is the same in both files is one unknown; one that
was changed is two, of one person. What can be solved is every combination of the sums; it leaks if all the answers left
in it are of fewer than five people.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

FEWEST = 5


@dataclass(frozen=True, slots=True)
class Row:
    """One person's answers about one leader, None where there is none. `person` is who it really is."""

    leader: str
    perspective: str
    person: str
    values: tuple[int | None, ...]


Unknown = tuple[str, str, str, int]  # leader, perspective, person, the answer
Released = tuple[dict[str, Any], Sequence[Row]]


def smallest_group(released: Iterable[Released]) -> int | None:
    """Return the fewest people whose answers to some statement can be solved, below five; None where nobody's can."""
    sums: dict[str, list[frozenset[Unknown]]] = defaultdict(list)
    for document, rows in released:
        for item, answers in _sums(document, rows):
            sums[item].append(answers)
    found = [least for one in sums.values() if (least := _least(one)) is not None]
    return min(found, default=None)


def _sums(document: dict[str, Any], rows: Sequence[Row]) -> Iterator[tuple[str, frozenset[Unknown]]]:
    """Every printed cell as the answers that enter it."""
    items = [item["id"] for theme in document["themes"] for item in theme["items"]]
    merged = document["rules"]["subordinate_leaders_merged"]
    members: dict[str, list[Row]] = {}
    for block in document["blocks"]:
        family = {block["perspective"]}
        if merged and block["perspective"] == "employee":
            family.add("subordinate_leader")
        about = {block["leader"]} if block["leader"] else set(block["candidates"])
        inside = [row for row in rows if row.leader in about and row.perspective in family]
        people = {row.person for row in inside if any(value is not None for value in row.values)}
        assert len(people) == block["n"], (
            block,
            len(people),
        )  # else we speak of other people than the file does
        members[block["id"]] = inside
    for cell in document["cells"]:
        column = items.index(cell["item"])
        answers = {
            (row.leader, row.perspective, row.person, value)
            for row in members[cell["block"]]
            if (value := row.values[column]) is not None
        }
        if cell["class"] == "few" or cell["options"] is not None:
            yield cell["item"], frozenset(answers)


def _least(sums: Sequence[frozenset[Unknown]]) -> int | None:
    """Return the fewest people (below five) left in a combination of some sums that is not nothing."""
    unknowns = sorted({one for answers in sums for one in answers})
    matrix = np.array([[one in answers for one in unknowns] for answers in sums], dtype=float)
    if not matrix.size:
        return None
    kinds: dict[bytes, list[int]] = defaultdict(
        list
    )  # unknowns that stand in the same sums are never told apart
    for column in range(len(unknowns)):
        kinds[matrix[:, column].tobytes()].append(column)
    few = [columns for columns in kinds.values() if _people(unknowns, columns) < FEWEST]
    whole = np.linalg.matrix_rank(matrix)
    for size in range(1, len(few) + 1):
        sets = [[column for columns in chosen for column in columns] for chosen in combinations(few, size)]
        small = [columns for columns in sets if _people(unknowns, columns) < FEWEST]
        if not small:
            return None
        for columns in sorted(small, key=lambda one: _people(unknowns, one)):
            outside = np.delete(matrix, columns, axis=1)
            if not outside.size or np.linalg.matrix_rank(outside) < whole:
                return _people(unknowns, columns)
    return None


def _people(unknowns: Sequence[Unknown], columns: Sequence[int]) -> int:
    return len({unknowns[column][2] for column in columns})
