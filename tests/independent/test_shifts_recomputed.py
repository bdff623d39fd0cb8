"""The calendar of a ward's shifts, on the page, in its drawing and in the file, from what was posted by phone."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random

import pytest

from independent import by_hand
from independent.posted_shifts import LEVELS, NAMES, SHIFTS, Posted, posted, red_told
from support.simulated_days import Days
from support.town import entered, leader, town

MONDAY = date(2027, 2, 15)


def _told(shifts: Sequence[Posted], of: int) -> list[str]:
    """The sentences of the counts. `of`: how many shifts there were, written or not."""

    def count(holds: Callable[[Posted], bool]) -> int:
        return sum(map(holds, shifts))

    yielding = count(lambda one: bool(one.yielded))
    agreed = count(lambda one: bool(one.yielded) and one.as_agreed)
    never = count(lambda one: 4 in one.yielded)
    early = count(lambda one: one.level == "yellow" and 2 in one.yielded and not one.version)
    green = count(lambda one: one.level == "green" and bool(one.yielded))
    assert min(never, early, green, agreed) > 1
    return [
        red_told(shifts),
        f"{len(shifts)} af {of} vagter er skrevet.",
        f"Noget veg i {yielding} vagter. I {agreed} af dem passede det med det, vi har aftalt.",
        f"I {never} vagter veg noget, der aldrig må vige.",
        f"I {early} gule eller røde vagter veg noget, der skulle gøres.",
        f"I {green} grønne vagter veg noget.",
    ]


def test_every_shift_that_was_posted(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ida's ward writes ten weeks of shifts, and its levels change in the sixth: the last eight are told as posted."""
    unit, days = town().cancer, Days(monkeypatch, MONDAY)
    every = posted(unit, days, Random(3), weeks=10, second=5)
    since = MONDAY + timedelta(weeks=2)  # today is the Monday after ten weeks
    shifts = [one for one in every if one.day >= since]
    assert any(one.again for one in shifts)
    ida = entered(leader("Ida"))
    at = f"/arbejdsrum/travlhed/{unit}/"
    page = ida.get(at).content.decode().replace("\xa0", " ")
    text = by_hand.text_of(page)
    assert all(one in text for one in _told(shifts, 8 * 7 * len(SHIFTS)))
    tasks, table = by_hand.tables(page)[:2]
    counted = Counter((task, one.level) for one in shifts for task in one.yielded)
    rows = [
        [f"{task} {name}", *(str(counted[task, level]) for level in LEVELS)] for task, name in NAMES.items()
    ]
    assert tasks[1:] == rows
    wanted = sorted(one.cells() for one in shifts)
    assert sorted(row for row in table[1:]) == wanted
    file = ida.get(f"{at}vagter.csv").content.decode("utf-8-sig").replace("\xa0", " ")
    assert sorted(list(csv.reader(io.StringIO(file), delimiter=";"))[1:]) == wanted
    for drawing in by_hand.drawings(page, "lp-"):
        drawn = Counter(re.findall(r'class="lp-(green|yellow|red)"', drawing))
        assert drawn == Counter(one.level for one in shifts)
        numbers = Counter(re.findall(r'class="lp-yielded"[^>]*>(\d+)<', drawing))
        assert numbers == Counter(str(task) for one in shifts for task in one.yielded)
        assert drawing.count('class="lp-none"') == 8 * 7 * len(SHIFTS) - len(shifts)
