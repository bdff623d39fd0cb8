"""What closed sessions left for a unit's map: what it agreed on, which rows stand open, and the words then and now.

What people agreed on is only a proposal; a row that divided the unit, or that too few answered, is asked about first.
Of two sessions words alone stand beside each other, never a count of both: who left between them cannot be told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from fagspejl.lib.wording import Wording
from fagspejl.workspace.arithmetic.constants import STORE
from fagspejl.workspace.responsibility.holding.rows import HolderAsk, HolderRow, asked
from fagspejl.workspace.responsibility.types import MOST_ROWS, TEMPLATE, MapFacts, Role, RowValues, same
from fagspejl.workspace.sessions.selectors.sessions import answered_alone
from fagspejl.workspace.sessions.types import StoredItem

_ASKS: Final = 2  # of each task


@dataclass(frozen=True, slots=True)
class HeldSession:
    """A closed session of a unit, row by row, those first that divided it."""

    session: UUID
    day: date
    tasks: tuple[HolderRow, ...]


@dataclass(frozen=True, slots=True)
class Proposed:
    """A row to fill in. `open`: it is asked about; else people agreed, and it is filled in."""

    values: RowValues
    open: bool


@dataclass(frozen=True, slots=True)
class ThenAndNow:
    """Two sessions: how many rows divided the unit then and now, and each row's words. `rows`: task, then, now."""

    then: str
    now: str
    sentence: str
    rows: tuple[tuple[str, str, str], ...]


def answered_in(unit: UUID) -> tuple[HeldSession, ...]:
    """Return the closed sessions that a unit held alone about responsibility, the oldest first. Two questions."""
    found = (
        answered(one.id, one.closed_on, items)
        for one, items in answered_alone(unit, TEMPLATE)
        if one.closed_on is not None
    )
    return tuple(one for one in found if one.tasks)


def answered(session: UUID, day: date, items: Sequence[StoredItem]) -> HeldSession:
    """Return what stored items say. An item of fewer than five answers says nothing."""
    by_number = {one.item: one for one in items}
    tasks = [
        HolderRow(number, one.title, _asked(one), _asked(by_number.get(number + 1)))
        for number, one in sorted(by_number.items())
        if number % _ASKS == 0
    ]
    return HeldSession(session, day, tuple(sorted(tasks, key=lambda one: one.order)))


def _asked(item: StoredItem | None) -> HolderAsk:
    if item is None or item.withheld:
        return asked((), (), STORE)
    values = sorted(value for block in item.blocks for value in block.first)
    return asked(item.options, values, STORE)


def proposed(found: HeldSession, known: MapFacts | None, roles: Sequence[Role]) -> tuple[Proposed, ...]:
    """Return the rows to fill in, the open ones first; rows that nobody was asked about stay as they are, last.

    A row that the unit has already keeps what it says besides who holds it. More than a map holds are left out.
    """
    before = [one.values for one in known.rows] if known else []
    names = [one.name for one in roles]
    rows = []
    for one in found.tasks:
        old = next((row for row in before if same(row.task, one.name)), RowValues(one.name))
        holder = next((name for name in names if same(name, one.holder)), "") if one.is_agreed else ""
        rows.append(Proposed(replace(old, task=one.name, holder=holder), not holder))
    asked_about = [one.values.task for one in rows]
    rows += [
        Proposed(row, open=False) for row in before if not any(same(row.task, one) for one in asked_about)
    ]
    return tuple(sorted(rows, key=lambda one: not one.open)[:MOST_ROWS])


def compared(sessions: Sequence[HeldSession], words: Wording) -> ThenAndNow | None:
    """Return the last two sessions beside each other; None for fewer. Counts of rows and words, no answers."""
    if len(sessions) < _ASKS:
        return None
    then, now = sessions[-2:]
    before = {one.name.casefold(): one for one in then.tasks}
    rows = tuple(
        (one.name, _told(before[one.name.casefold()], words), _told(one, words))
        for one in now.tasks
        if one.name.casefold() in before
    )
    counts = [sum(one.is_divided for one in some.tasks) for some in (then, now)]
    days = [words.day(some.day) for some in (then, now)]
    sentence = " ".join(
        words.counted("responsibility_page.divided_on", count, day=day, r=len(some.tasks))
        for count, day, some in zip(counts, days, (then, now), strict=True)
    )
    return ThenAndNow(days[0], days[1], sentence, rows)


def _told(task: HolderRow, words: Wording) -> str:
    told = [words.say(f"holding.{one.word}" if one.word else "holding.few") for one in task.both]
    return words.say("responsibility_page.both_words", today=told[0].lower(), ought=told[1].lower())
