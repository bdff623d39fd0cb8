"""A unit's shifts over the latest weeks: one object that draws, speaks and fills the table. Pure.

Every figure is a plain count of shifts as they were written. A shift is judged by the version that held when it was
written. Picture, sentences and table are compared in tests/load/test_calendar_says_what_it_draws.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from fagspejl.lib.wording import Wording
from fagspejl.workspace.charts.load import LEVELS, LoadCell, LoadPicture, LoadWeek, load_drawing
from fagspejl.workspace.load.rules import as_agreed, broken, expected, in_force, on_green, unplanned
from fagspejl.workspace.load.types import DefinitionFacts, ShiftFacts, TaskValues
from fagspejl.workspace.sessions.levels.types import LoadLevel

WEEKS: Final = 8  # whole weeks before this one
_DAY: Final = timedelta(days=1)
_WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """A shift in the table, newest first: day, shift, level, what yielded, what there was too little of, and a mark."""

    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task in the table of tasks: its number, its name, and on how many shifts of each level it yielded."""

    number: int
    name: str
    counts: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Calendar:
    """The whole of it. `picture`: None as long as no shift is written; then only `sentences` says something."""

    first: date
    last: date
    period: str
    picture: LoadPicture | None
    room_svg: str
    phone_svg: str
    sentences: tuple[str, ...]
    legend: tuple[TaskRow, ...]
    head: tuple[str, ...]
    rows: tuple[ShiftRow, ...]


def first_day(today: date) -> date:
    """Return the Monday on which the calendar of a day begins at the earliest."""
    return today - timedelta(days=today.weekday()) - WEEKS * _WEEK


def calendar_of(
    versions: Sequence[DefinitionFacts],
    shifts: Iterable[ShiftFacts],
    *,
    today: date,
    words: Wording,
    room: Wording,
    key: str,
) -> Calendar | None:
    """Return the calendar up to today. `words`: of the tool, `room`: of the room's pictures; `key`: begins ids.

    None before the first version has begun. `shifts`: of the days since `first_day`; others are left out.
    """
    if in_force(versions, today) is None:
        return None
    first = max(first_day(today), min(one.starts_on for one in versions))
    written = [one for one in shifts if first <= one.day <= today]
    days = [first + place * _DAY for place in range((today - first).days + 1)]
    sentences = _sentences(versions, written, days, today, words)
    picture = _picture(versions, written, days, sentences, words) if written else None
    return Calendar(
        first,
        today,
        words.say("load_calendar.period", first=words.day(first), last=words.day(today)),
        picture,
        load_drawing(picture, "room", f"{key}r", room) if picture else "",
        load_drawing(picture, "phone", f"{key}p", room) if picture else "",
        sentences,
        _legend(versions, written),
        words.listed("load_calendar.head"),
        tuple(
            ShiftRow(_row(one, versions, words))
            for one in sorted(written, key=lambda one: one.day, reverse=True)
        ),
    )


def red_counts(shifts: Sequence[ShiftFacts]) -> tuple[int, tuple[int, ...], int]:
    """Return how many shifts were red, the tasks that yielded most often on them, and on how many of them."""
    red = [one for one in shifts if one.values.level is LoadLevel.RED]
    counted = Counter(number for one in red for number in one.values.yielded)
    most = max(counted.values(), default=0)
    return len(red), tuple(sorted(one for one, count in counted.items() if count == most)), most


def red_told(versions: Sequence[DefinitionFacts], shifts: Sequence[ShiftFacts], words: Wording) -> str:
    """Return "9 af 56 vagter var røde. Dokumentation veg i 7 af dem."; "" where no shift is written."""
    red, tasks, most = red_counts(shifts)
    n = len(shifts)
    if n < 2:
        return words.say(f"load_calendar.red_only_{'yes' if red else 'no'}") if n else ""
    told = words.counted("load_calendar.red", red, n=n) if red else words.say("load_calendar.red_none", n=n)
    if tasks:
        names = [name_of(versions, one) for one in tasks]
        several = "several" if len(names) > 1 else "one"
        told += " " + words.say(f"load_calendar.most_{several}", tasks=words.series(names), count=most)
    return told


def name_of(versions: Sequence[DefinitionFacts], number: int) -> str:
    """Return what a task is called in the newest version that has it."""
    found = _task(versions, number)
    return "" if found is None else found.task


def _task(versions: Sequence[DefinitionFacts], number: int) -> TaskValues | None:
    return next((task for one in reversed(versions) if (task := one.task(number)) is not None), None)


def _version(versions: Sequence[DefinitionFacts], number: int) -> DefinitionFacts | None:
    return next((one for one in versions if one.number == number), None)


def _sentences(
    versions: Sequence[DefinitionFacts],
    written: Sequence[ShiftFacts],
    days: Sequence[date],
    today: date,
    words: Wording,
) -> tuple[str, ...]:
    """What the counts say. Today's shifts are expected when somebody has written them: the day is not over."""
    of_today = sum(one.day == today for one in written)
    most = max(expected(versions, [day for day in days if day < today]) + of_today, len(written))
    if not written:
        return (words.say("load_calendar.none"),)
    told = [
        red_told(versions, written, words),
        words.counted("load_calendar.written", most, written=len(written)),
    ]
    yielding = [one for one in written if one.values.yielded]
    agreed = sum(as_agreed(one, _version(versions, one.version)) for one in yielding)
    if yielding:
        told.append(words.counted("load_calendar.agreed", len(yielding), agreed=agreed))
    for name, count in (
        ("never", sum(bool(broken(one, _version(versions, one.version))) for one in yielding)),
        ("always", sum(bool(unplanned(one, _version(versions, one.version))) for one in yielding)),
        ("green", sum(map(on_green, yielding))),
    ):
        if count:
            told.append(words.counted(f"load_calendar.{name}", count))
    return tuple(told)


def _names(versions: Sequence[DefinitionFacts], written: Sequence[ShiftFacts], last: date) -> tuple[str, ...]:
    """Return the names of all shifts that the weeks have: those of today first, then what there was before."""
    holds = in_force(versions, last)
    now = [] if holds is None else list(holds.values.shifts)
    before = [name for one in reversed(versions) for name in one.values.shifts]
    there = {one.shift for one in written}
    return tuple(dict.fromkeys([*now, *(name for name in before if name in there)]))


def _picture(
    versions: Sequence[DefinitionFacts],
    written: Sequence[ShiftFacts],
    days: Sequence[date],
    sentences: tuple[str, ...],
    words: Wording,
) -> LoadPicture:
    names = _names(versions, written, days[-1])
    known = {(one.day, one.shift): one for one in written}
    mondays = sorted({day - timedelta(days=day.weekday()) for day in days})
    if len(mondays) > 1 and not any(one.day >= mondays[-1] for one in written):
        mondays.pop()  # this week has nothing yet
    weeks = tuple(
        LoadWeek(
            monday.isocalendar().week,
            tuple((monday + place * _DAY).day for place in range(7)),
            tuple(
                tuple(_cell(versions, known, monday + place * _DAY, name, days) for place in range(7))
                for name in names
            ),
        )
        for monday in mondays
    )
    return LoadPicture(words.say("load_calendar.title"), sentences, names, weeks)


def _cell(
    versions: Sequence[DefinitionFacts],
    known: dict[tuple[date, str], ShiftFacts],
    day: date,
    name: str,
    days: Sequence[date],
) -> LoadCell | None:
    found = known.get((day, name))
    if found is not None:
        return LoadCell(found.values.level.value, found.values.yielded)
    holds = in_force(versions, day)
    if not days[0] <= day < days[-1] or holds is None or name not in holds.values.shifts:
        return None
    return LoadCell(None)


def _legend(versions: Sequence[DefinitionFacts], written: Sequence[ShiftFacts]) -> tuple[TaskRow, ...]:
    counted = Counter((one.values.level.value, number) for one in written for number in one.values.yielded)
    numbers = sorted({number for _, number in counted})
    return tuple(
        TaskRow(
            number,
            name_of(versions, number),
            (counted[LEVELS[0], number], counted[LEVELS[1], number], counted[LEVELS[2], number]),
        )
        for number in numbers
    )


def _row(one: ShiftFacts, versions: Sequence[DefinitionFacts], words: Wording) -> tuple[str, ...]:
    values = one.values
    tasks = [f"{number} {name_of(versions, number)}" for number in values.yielded]
    return (
        words.day(one.day),
        one.shift,
        words.say(f"load_words.{values.level}"),
        ", ".join(tasks),
        words.say(f"load_words.cause_{values.cause}") if values.cause else "",
        words.say("load_words.corrected") if one.corrected else "",
    )
