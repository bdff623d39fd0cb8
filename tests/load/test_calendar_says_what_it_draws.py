"""Ida reads the same figures in the calendar, in its sentences, in its tables and in the file of her ward's shifts."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import Final
from uuid import UUID

import pytest

from fagspejl.lib.wording import wording
from fagspejl.workspace.charts.load import LoadPicture
from fagspejl.workspace.load.calendar import Calendar, calendar_of
from fagspejl.workspace.load.types import Cause, DefinitionFacts, Placement, ShiftFacts, ShiftValues
from fagspejl.workspace.sessions.levels.types import LoadLevel
from support.loaded import GREEN, RED, WARD, YELLOW
from support.ward_shifts import WARD_SHIFTS

MONDAY: Final = date(2027, 2, 15)
WARD_SHIFTS_OF: Final = Counter(level.value for level, _ in WARD_SHIFTS)
HELD: Final = (DefinitionFacts(UUID(int=1), 1, "da", MONDAY, MONDAY, WARD),)


def _shift(
    place: int, level: LoadLevel, *yielded: int, shift: str = "Dagvagt", version: int = 1
) -> ShiftFacts:
    values = ShiftValues(level, yielded, Cause.PEOPLE if yielded else None)
    return ShiftFacts(MONDAY + timedelta(days=place), shift, version, values, False, 1)


def _calendar(
    shifts: list[ShiftFacts], *, day: int, versions: tuple[DefinitionFacts, ...] = HELD, language: str = "da"
) -> Calendar:
    words = wording(language, "fagspejl.workspace.load.words")
    room = wording(language, "fagspejl.workspace.words")
    today = MONDAY + timedelta(days=day)
    found = calendar_of(versions, shifts, today=today, words=words, room=room, key="x")
    assert found is not None
    return found


def _ward() -> list[ShiftFacts]:
    return [_shift(place, level, *yielded) for place, (level, yielded) in enumerate(WARD_SHIFTS)]


def test_the_wards_eight_weeks() -> None:
    """Ida reads after eight weeks how many day shifts were red, and in how many of them documentation yielded."""
    found = _calendar(_ward(), day=56)
    assert found.sentences[0] == "9 af 56 vagter var røde. Dokumentation veg i 7 af dem."
    assert found.sentences[1] == "56 af 56 vagter er skrevet."


def test_english_reads_as_english() -> None:
    """The same figures stand in English where the page is English."""
    found = _calendar(_ward(), day=56, language="en")
    assert found.sentences[0] == "9 of 56 shifts were red. Dokumentation gave way on 7 of them."


@pytest.mark.parametrize("size", ["room", "phone"])
def test_drawing_and_table_hold_the_same(size: str) -> None:
    """Every shift that is drawn stands in the table with its level, and so does every task beneath it."""
    found = _calendar(_ward(), day=56)
    svg = found.room_svg if size == "room" else found.phone_svg
    drawn = Counter(re.findall(r'class="lp-(green|yellow|red)"', svg))
    words = {"green": "Grøn", "yellow": "Gul", "red": "Rød"}
    rows = Counter(row.cells[2] for row in found.rows)
    assert {words[level]: count for level, count in drawn.items()} == dict(rows)
    numbers = Counter(re.findall(r'class="lp-yielded"[^>]*>(\d+)<', svg))
    assert dict(numbers) == {str(one.number): sum(one.counts) for one in found.legend}
    in_rows = Counter(
        one.split(maxsplit=1)[0] for row in found.rows for one in row.cells[3].split(", ") if one
    )
    assert numbers == in_rows
    assert f'<title id="x{size[0]}-title">{found.sentences[0]}</title>' in svg
    assert all(sentence in svg for sentence in found.sentences)


def test_letters_and_patterns_differ() -> None:
    """Ida prints it in black and white: each level has its own letters, and yellow and red their own pattern."""
    svg = _calendar(_ward(), day=56).room_svg
    letters = dict(re.findall(r'class="lp-(green|yellow|red)"[^>]*>([^<]+)<', svg))
    assert letters == {"green": "Gr", "yellow": "Gu", "red": "Rø"}
    assert svg.count("url(#xr-yellow)") == WARD_SHIFTS_OF["yellow"]
    assert svg.count("url(#xr-red)") == WARD_SHIFTS_OF["red"]
    yellow, red = (re.search(rf'<pattern id="xr-{one}".*?</pattern>', svg) for one in ("yellow", "red"))
    assert yellow is not None
    assert red is not None
    assert yellow.group().count("M0 0") == 1
    assert red.group().count("M0 0") == 2


def test_unwritten_shifts_are_frames() -> None:
    """Ten of fourteen shifts are written: four broken frames stand in the calendar, and the sentence counts them."""
    found = _calendar([_shift(place, GREEN) for place in range(10)], day=14)
    assert found.room_svg.count('class="lp-none"') == 4
    assert "10 af 14 vagter er skrevet." in found.sentences


def test_today_is_not_over() -> None:
    """Today's shift is expected once somebody has written it: until then the day is not over."""
    assert (
        "3 af 3 vagter er skrevet."
        in _calendar([_shift(place, GREEN) for place in range(3)], day=3).sentences
    )
    assert (
        "4 af 4 vagter er skrevet."
        in _calendar([_shift(place, GREEN) for place in range(4)], day=3).sentences
    )


def test_what_yielded_against_what_was_agreed() -> None:
    """Something yielded in six shifts: in two as agreed, in two though it never may, in one too early, in one on green."""
    shifts = [
        _shift(0, RED, 1),
        _shift(1, YELLOW, 3),
        _shift(2, RED, 4),
        _shift(3, RED, 1, 4),
        _shift(4, YELLOW, 2),
        _shift(5, GREEN, 3),
        _shift(6, GREEN),
    ]
    told = _calendar(shifts, day=7).sentences
    assert "Noget veg i 6 vagter. I 2 af dem passede det med det, vi har aftalt." in told
    assert "I 2 vagter veg noget, der aldrig må vige." in told
    assert "I 1 gul eller rød vagt veg noget, der skulle gøres." in told
    assert "I 1 grøn vagt veg noget." in told


def test_nothing_is_said_that_did_not_happen() -> None:
    """All shifts were green and nothing yielded: two counts stand, and no sentence about what was agreed."""
    told = _calendar([_shift(place, GREEN) for place in range(5)], day=5).sentences
    assert told == ("Ingen af 5 vagter var røde.", "5 af 5 vagter er skrevet.")


@pytest.mark.parametrize(
    ("shifts", "said"),
    [
        ([_shift(0, RED, 1)], "Den ene vagt, der er skrevet, var rød."),
        ([_shift(0, GREEN)], "Den ene vagt, der er skrevet, var ikke rød."),
        ([_shift(0, RED, 1), _shift(1, GREEN)], "1 af 2 vagter var rød. Dokumentation veg i 1 af dem."),
        (
            [_shift(0, RED, 1, 3), _shift(1, RED, 1, 3)],
            "2 af 2 vagter var røde. Dokumentation og Oprydning i depotet veg hver i 2 af dem.",
        ),
    ],
)
def test_ones_and_ties(shifts: list[ShiftFacts], said: str) -> None:
    """One shift, one red one, and two tasks that yielded equally often each have their own sentence."""
    assert _calendar(shifts, day=2).sentences[0] == said


def test_old_shifts_are_judged_by_their_version() -> None:
    """Baths yielded on yellow before that was agreed and after: only the first shift went beyond what was agreed."""
    later = tuple(replace(one, yellow=Placement.CAN_WAIT) if one.number == 2 else one for one in WARD.tasks)
    said = replace(WARD, shifts=("Dagvagt", "Aftenvagt"), tasks=later)
    second = DefinitionFacts(UUID(int=1), 2, "da", MONDAY, MONDAY + timedelta(days=3), said)
    shifts = [
        _shift(0, YELLOW, 2),
        _shift(3, YELLOW, 2, version=2),
        _shift(4, GREEN, shift="Aftenvagt", version=2),
    ]
    found = _calendar(shifts, day=5, versions=(*HELD, second))
    assert "I 1 gul eller rød vagt veg noget, der skulle gøres." in found.sentences
    assert "3 af 7 vagter er skrevet." in found.sentences  # three days of one shift and two days of two
    assert isinstance(found.picture, LoadPicture)
    assert found.picture.shifts == ("Dagvagt", "Aftenvagt")


def test_before_anything_is_written() -> None:
    """Nothing is written yet: one sentence, and no empty frame."""
    found = _calendar([], day=4)
    assert (found.picture, found.room_svg) == (None, "")
    assert found.sentences == ("Ingen vagter er skrevet endnu.",)
