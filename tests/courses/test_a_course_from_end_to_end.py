"""Underviseren holds the course that ships with one key per step, by the pages alone: wall, control and eight phones."""

from __future__ import annotations

import pytest

from fagspejl.workspace.courses.types import BlockKind
from support.held_course import HeldCourse, held_course, lecturer

pytestmark = [pytest.mark.stores, pytest.mark.django_db]
GUESS = "guess-profession"


@pytest.fixture
def room() -> HeldCourse:
    """The course, open, with eight phones."""
    return held_course(lecturer().staff, phones=8)


def test_every_block_is_reached_with_one_key(room: HeldCourse) -> None:
    """She presses "Videre" and nothing else: each block comes once, in the order of the agenda, on wall and phone."""
    seen: list[int] = []
    for _ in range(120):
        place = room.facts.place
        if place not in seen:
            seen.append(place)
            title = room.facts.block.title
            assert title in room.sees(room.control)
            assert title in room.sees(room.wall)
            assert f"<h1>{title}</h1>" in room.sees(room.at(room.phones[0]))
        if 'id="videre"' not in room.sees(room.control):
            break
        assert room.presses() == 303
    assert seen == list(range(len(room.facts.blocks)))
    assert room.facts.is_open


def test_every_kind_of_block_is_on_the_phone(room: HeldCourse) -> None:
    """Sofie follows on her phone: what the block is about stands there, and not on the wall alone."""
    there = {
        BlockKind.TALK: "Hvem der bliver lyttet til, er også et spørgsmål om magt.",
        BlockKind.EXERCISE: "Øvelsen begynder om lidt.",
        BlockKind.SELF_CHECK: 'id="tjek-9-2"',
        BlockKind.POWER: "Opdigtet hold: Over 8 sessioner har plejere flyttet sig",
        BlockKind.QUESTIONS: "Stil et spørgsmål, eller stem på andres",
        BlockKind.HOME: "Begynd i din egen enhed",
        BlockKind.LINKS: "Underviseren har ikke sat links endnu.",
    }
    for kind, told in there.items():
        assert {one.kind for one in room.facts.blocks} == set(there)
        room.to(kind)
        assert told in room.sees(room.at(room.phones[0])), kind


def test_the_room_guesses_professions(room: HeldCourse) -> None:
    """Seven of eight guess SOSU: nothing before it is shown, then the same sentence on wall, phone and control."""
    room.until(BlockKind.EXERCISE, GUESS)
    room.phase("judge")
    for at, token in enumerate(room.phones):
        assert "Gå ind" not in room.enters(token)
        room.answers(token, 4 if at else 0, *[at % 6] * 5)
    before = room.sees(room.wall)
    assert "8 af 8" in before
    assert "gættede" not in before
    room.phase("reveal")
    sentence = "7 af 8 gættede SOSU."
    for address in (room.wall, room.at(room.phones[0]), room.control):
        assert sentence in room.sees(address), address
    assert room.presses() == 303
    assert "gættede jurist." in room.sees(room.wall)


def test_too_few_guess(room: HeldCourse) -> None:
    """Three of eight answer: the wall says that they are too few, and shows no dot."""
    room.until(BlockKind.EXERCISE, GUESS)
    room.phase("judge")
    for token in room.phones[:3]:
        room.enters(token)
        room.answers(token, *[4] * 6)
    room.phase("reveal")
    wall = room.sees(room.wall)
    assert "For få svar" in wall
    assert "data-count" not in wall


def test_a_phone_comes_back(room: HeldCourse) -> None:
    """Sofie loses the connection in the middle of an exercise and opens her page again: she is the same phone."""
    room.until(BlockKind.EXERCISE, GUESS)
    room.phase("judge")
    sofie = room.phones[0]
    room.enters(sofie)
    room.answers(sofie, *[2] * 6)
    assert "Dit svar er gemt" in room.sees(room.at(sofie)) or "checked" in room.sees(
        f"{room.at(sofie)}?sag=1"
    )
    room.enters(sofie)
    room.phase("reveal")
    room.until(BlockKind.EXERCISE, "basic-conditions")
    assert room.facts.block.title in room.sees(room.at(sofie))


def test_notes_are_the_lecturers(room: HeldCourse) -> None:
    """What she wrote to herself stands on the control, and on no other page."""
    line = room.facts.block.speaker_notes.splitlines()[0]
    assert line in room.sees(room.control)
    for address in (room.wall, room.at(room.phones[0]), room.page):
        assert line not in room.sees(address), address
