"""Weeks of a pulse as the tests write them: section 9 of the workspace's design, and whatever a test asks for."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from fagspejl.workspace.agreements.types import (
    PulseAnswer,
    PulseSide,
    VersionFacts,
    VersionValues,
    WeekCounts,
)
from fagspejl.workspace.sessions.types import DecisionMethod

STARTS: Final = date(2027, 3, 1)  # a Monday
DOERS: Final = ((5, 0, 3), (6, 0, 3), (6, 1, 2), (7, 1, 2), (7, 1, 1), (7, 2, 1), (8, 1, 1), (8, 2, 0))
RECEIVERS: Final = ((2, 1, 3), (2, 1, 3), (2, 2, 2), (3, 1, 2), (4, 1, 1), (4, 1, 1), (5, 1, 0), (5, 0, 1))


def week(number: int) -> date:
    """Return the Monday of a week, counted from 1."""
    return STARTS + timedelta(weeks=number - 1)


def doers(
    number: int, done: int, exception: int, not_done: int, version: int = 1, over: int = 0
) -> WeekCounts:
    """Return what the doers said in a week; exceptions are the first one."""
    answers = {PulseAnswer.DONE: done, PulseAnswer.EXCEPTION: exception, PulseAnswer.NOT_DONE: not_done}
    used = {1: exception} if exception else {}
    return WeekCounts(week(number), version, PulseSide.DOER, answers, used, over)


def receivers(number: int, yes: int, partly: int, no: int, version: int = 1) -> WeekCounts:
    """Return what the receivers said in a week."""
    answers = {PulseAnswer.YES: yes, PulseAnswer.PARTLY: partly, PulseAnswer.NO: no}
    return WeekCounts(week(number), version, PulseSide.RECEIVER, answers)


def version(
    number: int = 1, *, starts_on: date = STARTS, doers_size: int | None = 10, receivers_size: int | None = 6
) -> VersionFacts:
    """Return a version with declared sizes."""
    values = VersionValues(
        text="Dokumentationen er færdig, før jeg går hjem.",
        why="Aftenvagten skal kunne se, hvad der er sket.",
        for_whom="Dagvagten",
        doers="Dagvagten",
        doers_size=doers_size,
        receivers="Aftenvagten",
        receivers_size=receivers_size,
        decided_how=DecisionMethod.CONSENSUS,
        visible_sign="Journalen er skrevet kl. 15.",
    )
    return VersionFacts(number, starts_on, starts_on, "", values)


def section_nine() -> tuple[list[WeekCounts], list[VersionFacts]]:
    """Return the eight weeks of Kræftafdelingen: the second version begins in the fifth."""
    counts = [doers(at, *said, version=1 + (at > 4)) for at, said in enumerate(DOERS, start=1)]
    counts += [receivers(at, *said, version=1 + (at > 4)) for at, said in enumerate(RECEIVERS, start=1)]
    return counts, [version(1), version(2, starts_on=week(5))]
