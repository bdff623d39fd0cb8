"""What an overview must say, when it is drawn, which rows may be opened, and what is old. Pure.

When counts of rows are drawn, and why: docs/decisions/0020-a-persons-row-and-what-a-unit-sees.md. Each check raises, or
says nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from fagspejl.workspace.competence.errors import CompetenceRefused, TooFewClosed
from fagspejl.workspace.competence.types import (
    FULL,
    MOST_ITEMS,
    MOST_SOURCES,
    MOST_TASKS,
    CompetenceFacts,
    LearningValues,
    Mark,
    NeededTask,
    OwnRow,
    RowState,
    SourceFacts,
    TaskCount,
    Veil,
)

NAME_SIGNS: Final = 80
TEXT_SIGNS: Final = 120
ROLE_SIGNS: Final = 60
MOST_NEED: Final = 99
STALE: Final = timedelta(days=183)  # half a year: a source nobody told of, and a row nobody looked at


def check_tasks(tasks: Sequence[NeededTask]) -> None:
    """Raise CompetenceRefused for no task, too many, a task that is named twice, or a need that is none."""
    _refuse("tasks", not 0 < len(tasks) <= MOST_TASKS)
    known = set[str]()
    for place, one in enumerate(tasks):
        name = one.name.strip().casefold()
        _refuse(f"name_{place}", not 0 < len(name) <= NAME_SIGNS)
        _refuse(f"name_{place}_twice", name in known)
        _refuse(f"need_{place}", not 0 <= one.need <= MOST_NEED)
        _refuse(f"source_{place}", len(one.source) > TEXT_SIGNS)
        known.add(name)


def check_learning(values: LearningValues, there: int) -> None:
    """Raise CompetenceRefused for an item without what or where, or one too many. `there`: items of the unit."""
    _refuse("items", there >= MOST_ITEMS)
    _refuse("what", not 0 < len(values.what) <= TEXT_SIGNS)
    _refuse("used_where", not 0 < len(values.used_where) <= TEXT_SIGNS)
    _refuse("sign", len(values.sign) > TEXT_SIGNS)


def check_source(source: str, role: str, there: int) -> None:
    """Raise CompetenceRefused for a source without a name or a role, or one too many."""
    _refuse("sources", there >= MOST_SOURCES)
    _refuse("source", not 0 < len(source) <= TEXT_SIGNS)
    _refuse("follower_role", not 0 < len(role) <= ROLE_SIGNS)


def check_can_open(others: Sequence[RowState], *, gone: bool, limit: int) -> None:
    """Raise TooFewClosed where a row that opens leaves so few unknown that the leader could work these out.

    `others`: the other rows of the unit. With the counts and the rows that she could read, the rest is a subtraction:
    of the rows as they are, and of those that are in the last drawing, it must be of nobody, or of `limit` people.
    """
    unknown = sum(not one.read for one in others)
    veiled = [one.veil for one in others]
    if not (_none_or_many(unknown, limit) and _surely_none_or_many(veiled, gone=gone, limit=limit)):
        raise TooFewClosed


def may_draw(rows: Sequence[RowState], *, gone: bool, limit: int) -> bool:
    """Return whether counts of these rows may be drawn now. `gone`: as in _surely_none_or_many.

    Whoever saw the counts before knows the sum of what changed since: it must be of `limit` people, as the counts. The
    leader knows the rows that she could read, so what is left of both must be of nobody, or of `limit` people too.
    Nothing says who withdrew, so only those who are there are counted: one who comes and goes is one.
    """
    fresh = [one for one in rows if one.fresh]
    veiled = [one.veil if one.read else Veil.HELD for one in fresh]
    return (
        min(len(rows), len(fresh)) >= limit
        and _none_or_many(sum(not one.opened for one in rows), limit)
        and _surely_none_or_many(veiled, gone=gone, limit=limit)
    )


def is_exposed(rows: Sequence[RowState], *, limit: int) -> bool:
    """Return whether the counts that stand and the rows that are open tell of too few that are closed."""
    return not _none_or_many(sum(one.drawn and not one.opened for one in rows), limit)


def after_save(before: RowState | None, *, same: bool, opened: bool) -> RowState:
    """Return the state of a row that is saved. `before`: None for a new one. `same`: its marks are as they were."""
    if before is None:
        return RowState(opened, read=opened)
    veil = Veil.ALTERED if before.veil is Veil.HELD and not same else before.veil
    if opened and veil >= Veil.ALTERED:  # what she reads may not be what was drawn
        veil = Veil.KNOWN if veil is Veil.HELD else Veil.PERHAPS
    return RowState(opened, read=opened or (before.read and same), drawn=before.drawn, veil=veil)


def after_drawing(row: RowState) -> RowState:
    """Return the state of a row that was just drawn."""
    veil = Veil.KNOWN if row.read else Veil.HELD
    return RowState(row.opened, fresh=False, read=row.read, drawn=True, veil=veil)


def _none_or_many(many: int, limit: int) -> bool:
    return not many or many >= limit


def _surely_none_or_many(veiled: Sequence[Veil], *, gone: bool, limit: int) -> bool:
    """Return whether the leader surely does not know `limit` of these, or surely all of them.

    `gone`: a row of the last drawing that she may not know was withdrawn since.
    """
    if sum(one >= Veil.ALTERED for one in veiled) >= limit:
        return True
    return not gone and not any(veiled)


def counted(facts: CompetenceFacts, rows: Sequence[OwnRow]) -> tuple[TaskCount, ...]:
    """Return per task how many can, can with support, and want to learn, in the order of the tasks."""
    found = []
    for task in facts.tasks:
        marks = [one.marks[task.number] for one in rows if task.number in one.marks]
        full = sum(mark in FULL for mark in marks)
        support, wants = marks.count(Mark.SUPPORT), marks.count(Mark.WANTS)
        found.append(TaskCount(task.number, task.name, task.need, full, support, wants))
    return tuple(found)


def is_stale(source: SourceFacts, today: date) -> bool:
    """Return whether nobody has told of a source for half a year."""
    return today - (source.last_shared or source.created_on) > STALE


def look_again_on(row: OwnRow) -> date:
    """Return when the owner is asked to look at the row again."""
    return row.seen_on + STALE


def _refuse(field: str, wrong: bool) -> None:
    if wrong:
        raise CompetenceRefused(field=field)
