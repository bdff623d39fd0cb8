"""What closed sessions left for a unit's levels: per task what most chose, and how much divided the unit.

What most chose is only a proposal: a task that divided the unit, or that too few placed, is left open for it to decide.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from fagspejl.lib.wording import Wording
from fagspejl.workspace.arithmetic.constants import STORE
from fagspejl.workspace.arithmetic.findings import SpreadWord
from fagspejl.workspace.arithmetic.spread import option_spread
from fagspejl.workspace.load.types import MOST_TASKS, Placement, TaskValues
from fagspejl.workspace.sessions.selectors.sessions import answered_alone
from fagspejl.workspace.sessions.types import StoredItem

TEMPLATE: Final = "load"
_ASKS: Final = 2  # of each task: on yellow, on red


@dataclass(frozen=True, slots=True)
class Answered:
    """A closed session of a unit: what it placed, task by task, and how many of its placements were divided."""

    session: UUID
    day: date
    tasks: tuple[TaskValues, ...]
    divided: int
    placed: int


def answered_in(unit: UUID) -> tuple[Answered, ...]:
    """Return the closed sessions that a unit held alone about its load, the oldest first. Two questions."""
    found = (
        answered(one.id, one.closed_on, items)
        for one, items in answered_alone(unit, TEMPLATE)
        if one.closed_on is not None
    )
    return tuple(one for one in found if one.tasks)


def answered(session: UUID, day: date, items: Sequence[StoredItem]) -> Answered:
    """Return what stored items say. An item of fewer than five answers says nothing."""
    by_number = {one.item: one for one in items}
    tasks, words = [], []
    for number in sorted(by_number):
        if number % _ASKS:
            continue
        both = [by_number.get(number + ask) for ask in range(_ASKS)]
        spreads = [_spread(one) for one in both]
        words += [one for one in spreads if one is not None]
        yellow, red = (_chosen(one, word) for one, word in zip(both, spreads, strict=True))
        tasks.append(TaskValues(by_number[number].title, yellow, red))
    return Answered(session, day, tuple(tasks), sum(one is SpreadWord.DIVIDED for one in words), len(words))


def _values(item: StoredItem | None) -> list[int]:
    if item is None or item.withheld:
        return []
    return [value for block in item.blocks for value in block.first]


def _spread(item: StoredItem | None) -> SpreadWord | None:
    return option_spread(_values(item), limit=STORE).word


def _chosen(item: StoredItem | None, word: SpreadWord | None) -> Placement | None:
    """Return what most chose; None where the unit was divided, two were chosen as often, or too few answered."""
    if word is None or word is SpreadWord.DIVIDED:
        return None
    (first, most), *others = Counter(_values(item)).most_common(2)
    if others and others[0][1] == most:
        return None
    every = tuple(Placement)
    return every[first] if first < len(every) else None


def proposed(
    found: Answered, before: Sequence[TaskValues]
) -> tuple[tuple[TaskValues, ...], tuple[TaskValues, ...]]:
    """Return the tasks to fill in, and those for which there is no room.

    A task that the unit has already keeps its number, who is harmed, and that it never yields; those that nobody was
    asked about stay as they are.
    """
    known = {one.task.casefold(): one for one in before}
    asked = []
    for one in found.tasks:
        old = known.pop(one.task.casefold(), None)
        asked.append(one if old is None else replace(one, number=old.number, harm=old.harm, never=old.never))
    every = (*asked, *known.values())
    return every[:MOST_TASKS], every[MOST_TASKS:]


def before_and_after(sessions: Sequence[Answered], words: Wording) -> tuple[str, ...]:
    """Return one sentence of counts for each of the last two sessions; none for fewer. No sentence of change."""
    if len(sessions) < 2:
        return ()
    return tuple(
        words.counted("load_placing.session", one.divided, day=words.day(one.day), n=one.placed)
        for one in sessions[-2:]
    )
