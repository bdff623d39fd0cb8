"""What a unit's levels must say, which version holds, which shifts may be written, and what was agreed. Pure.

Each check raises, or says nothing. Source: docs/how-to/agree-on-what-yields.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from fagspejl.workspace.load.errors import LoadRefused, ShiftRefused
from fagspejl.workspace.load.types import (
    MOST_SHIFTS,
    MOST_TASKS,
    DefinitionFacts,
    DefinitionValues,
    Placement,
    ShiftFacts,
    ShiftValues,
)
from fagspejl.workspace.sessions.levels.types import LoadLevel

SIGNS: Final = {
    "signs_green": 300,
    "signs_yellow": 300,
    "signs_red": 300,
    "who_declares": 120,
    "because": 300,
}
TASK_SIGNS: Final = 80
HARM_SIGNS: Final = 140
SHIFT_SIGNS: Final = 30
AHEAD_DAYS: Final = 60  # until a version begins to hold
LINK_DAYS: Final = 1  # whoever has the link writes today and yesterday: what is older is remembered by nobody
STAFF_DAYS: Final = 14  # leader and facilitators may write what stands on paper
_NEEDED: Final = ("signs_yellow", "signs_red", "who_declares")


def check_definition(values: DefinitionValues, *, first: bool) -> None:
    """Raise LoadRefused for what a version cannot say. `first`: nothing was changed, so no reason is needed."""
    for field, most in SIGNS.items():
        text = getattr(values, field).strip()
        needed = field in _NEEDED or (field == "because" and not first)
        _refuse(field, len(text) > most or (needed and not text))
    names = [one.strip().casefold() for one in values.shifts]
    _refuse("shifts", not 0 < len(names) <= MOST_SHIFTS or len(set(names)) < len(names))
    _refuse("shifts", any(not 0 < len(one.strip()) <= SHIFT_SIGNS for one in values.shifts))
    _refuse("tasks", not 0 < len(values.tasks) <= MOST_TASKS)
    for place, task in enumerate(values.tasks):
        _refuse(f"task_{place}", not 0 < len(task.task.strip()) <= TASK_SIGNS)
        _refuse(f"harm_{place}", len(task.harm.strip()) > HARM_SIGNS)
        _refuse(f"yellow_{place}", not task.never and task.yellow is None)
        _refuse(f"red_{place}", not task.never and task.red is None)


def check_starts_on(starts_on: date, today: date) -> None:
    """Raise LoadRefused for a day that is gone, or too far ahead to be remembered."""
    _refuse("starts_on", not today <= starts_on <= today + timedelta(days=AHEAD_DAYS))


def in_force(versions: Sequence[DefinitionFacts], day: date) -> DefinitionFacts | None:
    """Return the version that holds on a day; None before the first one starts. `versions`: in order."""
    return next((one for one in reversed(versions) if one.starts_on <= day), None)


def open_days(versions: Sequence[DefinitionFacts], today: date, back: int) -> Iterator[date]:
    """Yield the days whose shifts may be written, the newest first."""
    days = (today - timedelta(days=place) for place in range(back + 1))
    return (day for day in days if in_force(versions, day) is not None)


def check_shift(
    versions: Sequence[DefinitionFacts], day: date, shift: str, values: ShiftValues, *, today: date, back: int
) -> DefinitionFacts:
    """Return the version that a shift is written by. Raises ShiftRefused."""
    if day not in open_days(versions, today, back):
        raise ShiftRefused(field="day")
    holds = in_force(versions, day)
    assert holds is not None
    if shift not in holds.values.shifts:
        raise ShiftRefused(field="shift")
    if any(holds.task(number) is None for number in values.yielded):
        raise ShiftRefused(field="yielded")
    return holds


def as_agreed(shift: ShiftFacts, version: DefinitionFacts | None) -> bool:
    """Return whether what yielded in a shift was agreed to yield on its level."""
    return not (broken(shift, version) or unplanned(shift, version) or on_green(shift))


def broken(shift: ShiftFacts, version: DefinitionFacts | None) -> tuple[int, ...]:
    """Return the tasks that yielded though they never do."""
    tasks = [] if version is None else [one.number for one in version.never]
    return tuple(one for one in shift.values.yielded if one in tasks)


def unplanned(shift: ShiftFacts, version: DefinitionFacts | None) -> tuple[int, ...]:
    """Return the tasks that yielded on yellow or red though they are done there, but for those that never yield."""
    level = shift.values.level
    if version is None or level is LoadLevel.GREEN:
        return ()
    done = [one.number for one in version.placed(level, Placement.ALWAYS)]
    return tuple(one for one in shift.values.yielded if one in done)


def on_green(shift: ShiftFacts) -> bool:
    """Return whether something yielded on green."""
    return shift.values.level is LoadLevel.GREEN and bool(shift.values.yielded)


def expected(versions: Sequence[DefinitionFacts], days: Iterable[date]) -> int:
    """Return how many shifts the unit has on these days."""
    holding = (in_force(versions, day) for day in days)
    return sum(len(one.values.shifts) for one in holding if one is not None)


def next_number(versions: Sequence[DefinitionFacts]) -> int:
    """Return the number of the next new task: none is given twice, so that old shifts keep their meaning."""
    return 1 + max((task.number for one in versions for task in one.values.tasks), default=0)


def _refuse(field: str, wrong: bool) -> None:
    if wrong:
        raise LoadRefused(field=field)
