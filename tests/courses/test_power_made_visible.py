"""Who moves toward whom: a made-up team until the course's own sessions can tell, and never a word of why."""

from __future__ import annotations

import re

import pytest

from fagspejl.workspace.courses.edge import words_of
from fagspejl.workspace.courses.exercises import hold_exercise
from fagspejl.workspace.courses.models import CourseBlock
from fagspejl.workspace.courses.power import Power, power_of
from fagspejl.workspace.courses.types import BlockKind, BlockValues
from fagspejl.workspace.sessions.models import Session, StoredPicture
from fagspejl.workspace.sessions.services.planning import today_here
from support.held_course import HeldCourse, held_course, lecturer
from support.staff import PER

pytestmark = pytest.mark.django_db
GROUPS = (("Læger", 6), ("Plejere", 6))
BLOCKS = (
    *(
        BlockValues(
            kind=BlockKind.EXERCISE,
            title=f"Sag {at}",
            minutes=10,
            exercise="case-appeal-board",
            groups=GROUPS,
        )
        for at in range(6)
    ),
    BlockValues(kind=BlockKind.POWER, title="Hvem flytter sig mod hvem?", minutes=6),
)
STAY, FROM, TO = (2, 2, 3, 2, 2), (8, 8, 7, 8, 8), (4, 4, 4, 5, 4)


@pytest.fixture
def room() -> HeldCourse:
    """A course of six cases and the picture; nothing was held yet."""
    return held_course(lecturer().staff, phones=1, blocks=BLOCKS)


def _held(room: HeldCourse, times: int, *, blocks: int = 2, first: tuple[int, ...] = FROM) -> None:
    """Leave what so many cases leave: doctors who stay at 2, and carers who go from 8 to 4."""
    known = room.facts
    for block in known.blocks[:times]:
        session = hold_exercise(known, block, PER)
        assert session is not None
        CourseBlock.objects.filter(id=block.id).update(session=session)
        Session.objects.filter(id=session).update(closed_on=today_here())
        parts = [("Læger", STAY, STAY), ("Plejere", first, TO[: len(first)])][:blocks]
        picture = {
            "title": "Sag",
            "question": "Hvor?",
            "low_pole": "",
            "high_pole": "",
            "withheld": False,
            "guesses": [],
            "arithmetic_version": 1,
            "item": 0,
            "blocks": [
                {"name": name, "n": len(one), "first": sorted(one), "second": sorted(two), "pairs": []}
                for name, one, two in parts
            ],
        }
        StoredPicture.objects.create(session_id=session, item=0, picture=picture, arithmetic_version=1)


def _power(room: HeldCourse) -> Power:
    return power_of(room.facts, words_of("da"))


def test_the_courses_own_sessions(room: HeldCourse) -> None:
    """After six cases it is their own picture: the same sentence on wall and phone, and nothing made up."""
    _held(room, 6)
    power = _power(room)
    assert not power.invented
    assert "plejere" in power.picture.sentence.lower()
    room.to(BlockKind.POWER)
    for page in (room.sees(room.wall), room.sees(room.at(room.phones[0]))):
        assert power.picture.sentence in page
        assert "opdigtet" not in page.lower()
        assert "Det siger ikke hvorfor" in page


def test_picture_sentence_and_table(room: HeldCourse) -> None:
    """Arrows are as long as the table says in tenths, in both drawings: none from doctors, seven from carers."""
    _held(room, 6)
    power = _power(room)
    assert power.table is not None
    (row,) = power.table.rows
    assert (row.sessions, row.left, row.right) == (6, 0, 7)
    for svg in (power.room_svg, power.phone_svg):
        assert re.findall(r'class="pp-arrow[^>]*data-side="(\w+)" data-tenths="(\d+)"', svg) == [
            ("right", "7")
        ]
        assert power.picture.sentence in svg
    room.to(BlockKind.POWER)
    page = room.sees(room.at(room.phones[0]))
    assert f"<td>{row.sessions}</td><td>{row.left}</td><td>{row.right}</td>" in page


@pytest.mark.parametrize(
    ("times", "blocks", "first"), [(4, 2, FROM), (6, 1, FROM), (6, 2, FROM[:4]), (0, 2, FROM)]
)
def test_too_little_is_a_made_up_team(
    room: HeldCourse, times: int, blocks: int, first: tuple[int, ...]
) -> None:
    """Four cases, one profession, or four carers are too little: a made-up team, called so before anything else."""
    _held(room, times, blocks=blocks, first=first)
    power = _power(room)
    assert power.invented
    assert power.picture.sentence.startswith("Opdigtet hold: ")
    room.to(BlockKind.POWER)
    for page in (room.sees(room.wall), room.sees(room.at(room.phones[0]))):
        assert page.index("Et opdigtet hold. Ingen her har været med.") < page.index(power.picture.sentence)


def test_an_exercise_that_is_open_does_not_count(room: HeldCourse) -> None:
    """The fifth case is still open: what is not closed tells nothing yet."""
    _held(room, 5)
    assert not _power(room).invented
    last = room.facts.blocks[4].session
    Session.objects.filter(id=last).update(closed_on=None)
    assert _power(room).invented


def test_another_course_does_not_count(room: HeldCourse) -> None:
    """Six cases of a course the week before are another room's: this one has its made-up team."""
    _held(room, 6)
    other = held_course(lecturer("Asta").staff, blocks=BLOCKS)
    assert _power(other).invented
