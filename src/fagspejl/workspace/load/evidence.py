"""What shifts offer to a note upward: how many were red, and which task yielded on them. Counts of shifts as written.

Nothing of it is about anybody: a shift has no person and no patient. Registered in apps.py; `notes` reads it through
sessions/evidence/registry.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from fagspejl.lib.wording import Wording
from fagspejl.workspace.load.calendar import first_day, name_of, red_counts, red_told
from fagspejl.workspace.load.edge import words_of
from fagspejl.workspace.load.selectors import shifts_of, versions_of
from fagspejl.workspace.load.types import DefinitionFacts, ShiftFacts
from fagspejl.workspace.sessions.evidence.types import Evidence, Series, SeriesPoint
from fagspejl.workspace.sessions.levels.types import LoadLevel
from fagspejl.workspace.sessions.services.planning import today_here

KIND: Final = "load"
_TOLD_FROM: Final = 2  # shifts, which are no answers: of one nothing is counted


def offer(unit: UUID, words: Wording) -> tuple[Evidence, ...]:
    """Return the red shifts of the latest weeks, and each task that yielded on one, the most frequent first.

    Of the calendar's weeks, so that the note says what the unit reads. Three questions to the database.
    """
    today, versions = today_here(), versions_of(unit)
    shifts = shifts_of(unit, first_day(today), today) if versions else ()
    if len(shifts) < _TOLD_FROM:
        return ()
    own = words_of(words.language)
    return (_red(versions, shifts, own), *_tasks(versions, shifts, own))


def _red(versions: Sequence[DefinitionFacts], shifts: Sequence[ShiftFacts], words: Wording) -> Evidence:
    return _evidence("red", red_told(versions, shifts, words), shifts, _weekly(shifts, words), words)


def _tasks(
    versions: Sequence[DefinitionFacts], shifts: Sequence[ShiftFacts], words: Wording
) -> list[Evidence]:
    """Of every shift, whatever its level, so that what yields on yellow can be told too."""
    numbers = sorted({number for one in shifts for number in one.values.yielded})
    _, first, _ = red_counts(shifts)
    counted = {number: sum(number in one.values.yielded for one in shifts) for number in numbers}
    ordered = sorted(numbers, key=lambda one: (one not in first, -counted[one], one))
    return [
        _evidence(
            f"task-{number}",
            words.counted(
                "load_evidence.task", counted[number], task=name_of(versions, number), n=len(shifts)
            ),
            shifts,
            None,
            words,
        )
        for number in ordered
    ]


def _evidence(
    source: str, sentence: str, shifts: Sequence[ShiftFacts], series: Series | None, words: Wording
) -> Evidence:
    first, last = min(one.day for one in shifts), max(one.day for one in shifts)
    period = words.say("load_evidence.heading", first=words.day(first), last=words.day(last))
    return Evidence(
        kind=KIND,
        source=source,
        heading=period,
        sentence=sentence,
        n=len(shifts),
        shown_on=last,
        series=series,
    )


def _weekly(shifts: Sequence[ShiftFacts], words: Wording) -> Series:
    weeks: dict[date, list[ShiftFacts]] = {}
    for one in shifts:
        weeks.setdefault(one.day - timedelta(days=one.day.weekday()), []).append(one)
    points = tuple(
        SeriesPoint(
            week, week, sum(one.values.level is LoadLevel.RED for one in weeks[week]), len(weeks[week])
        )
        for week in sorted(weeks)
    )
    return Series(
        words.say("load_evidence.red_name"),
        words.say("load_evidence.red_count"),
        words.say("load_evidence.red_of"),
        points,
    )
