"""Shifts that a ward wrote by phone, kept by whoever posted them, and what is counted of them by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from uuid import UUID

from independent import by_hand
from support.loaded import CAN_WAIT, TASKS, Phone, levels_in
from support.simulated_days import Days

SHIFTS = ("Dagvagt", "Aftenvagt")
NAMES = {1: "Dokumentation", 2: "Bad", 3: "Oprydning i depotet", 4: "Medicin til tiden"}
LEVELS = {"green": "Grøn", "yellow": "Gul", "red": "Rød"}
CAUSES = {"": "", "people": "Folk", "time": "Tid", "system": "Systemer", "rule": "Regler"}
# By level the tasks that may yield, of the first version and of the second, as they are written in `agree`.
MAY = (
    {"green": (), "yellow": (1, 3), "red": (1, 2, 3)},
    {"green": (), "yellow": (1, 2, 3), "red": (1, 2, 3)},
)


@dataclass
class Posted:
    """A shift as it was sent. `version`: 0 or 1, the one that held; `again`: it was corrected."""

    day: date
    shift: str
    level: str
    yielded: tuple[int, ...]
    cause: str
    version: int
    again: bool

    @property
    def as_agreed(self) -> bool:
        """Whether everything that yielded might."""
        return set(self.yielded) <= set(MAY[self.version][self.level])

    def cells(self) -> list[str]:
        """The row of the table and of the file."""
        tasks = ", ".join(f"{one} {NAMES[one]}" for one in self.yielded)
        corrected = "rettet" if self.again else ""
        return [by_hand.day(self.day), self.shift, LEVELS[self.level], tasks, CAUSES[self.cause], corrected]


def agree(unit: UUID, version: int) -> None:
    """Write the first version of the levels, or the second, in which baths may wait on yellow."""
    tasks = list(TASKS)
    if version:
        tasks[1] = type(tasks[1])("Bad", CAN_WAIT, tasks[1].red, "Patienten", number=2)
    levels_in(unit, shifts=SHIFTS, tasks=tuple(tasks))


def posted(unit: UUID, days: Days, rng: Random, *, weeks: int, second: int = 99) -> list[Posted]:
    """Let the ward write most of its shifts on a phone, day by day. `second`: the week in which version 2 begins."""
    agree(unit, 0)
    phone, made = Phone(unit), []
    for number in range(7 * weeks):
        if number == 7 * second:
            agree(unit, 1)
        for shift in SHIFTS:
            if rng.random() < 0.15:
                continue  # nobody wrote it
            level = rng.choices(tuple(LEVELS), (5, 3, 4))[0]
            odds = {"green": 0.06, "yellow": 0.3, "red": 0.55}[level]
            yielded = tuple(one for one in NAMES if rng.random() < odds * (0.2 if one == 4 else 1))
            cause = rng.choice(tuple(CAUSES)) if yielded else ""
            again = rng.random() < 0.1
            told = {"vagt": shift, "dag": days.today.isoformat(), "veg": [str(one) for one in yielded]}
            if again:
                wrong = next(one for one in LEVELS if one != level)
                assert phone.send(**{**told, "trin": wrong, "veg": []}).status == 200
            assert phone.send(**told, trin=level, grund=cause, set="1" if again else "0").status == 200
            made.append(Posted(days.today, shift, level, yielded, cause, int(number >= 7 * second), again))
        days.pass_by()
    return made


def red_told(shifts: Sequence[Posted]) -> str:
    """How many were red, and what yielded most often on them."""
    red = [one for one in shifts if one.level == "red"]
    counted = Counter(task for one in red for task in one.yielded)
    most = max(counted.values())
    tasks = [NAMES[task] for task in sorted(counted) if counted[task] == most]
    assert len(red) > 1
    assert len(tasks) == 1  # of these shifts, so that the sentence is the plain one
    return f"{len(red)} af {len(shifts)} vagter var røde. {tasks[0]} veg i {most} af dem."


def by_week(shifts: Sequence[Posted]) -> dict[date, tuple[int, int]]:
    """The red ones and all of each week, by its Monday."""
    weeks: dict[date, tuple[int, int]] = {}
    for one in shifts:
        monday = one.day - timedelta(days=one.day.isoweekday() - 1)
        red, every = weeks.get(monday, (0, 0))
        weeks[monday] = red + (one.level == "red"), every + 1
    return weeks
