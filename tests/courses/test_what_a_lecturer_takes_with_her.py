"""Underviseren's files tell what was kept of a course and no more: no phone, no name, nothing that fewer than five said."""

from __future__ import annotations

import csv
import io
import json

import pytest
from django.test import Client

from fagspejl.workspace.courses.questions.parts import TABLES, at_close
from fagspejl.workspace.courses.questions.services.asking import ask
from fagspejl.workspace.courses.services.closing import close_course
from fagspejl.workspace.courses.types import BlockKind, BlockValues
from fagspejl.workspace.sessions.keys import new_token
from support.held_course import HeldCourse, held_course, lecturer
from support.staff import PER, Cast
from support.town import entered

pytestmark = [pytest.mark.stores, pytest.mark.django_db]
GROUPS = (("=Læger", 6), ("Pædagoger", 6))
BLOCKS = (
    BlockValues(
        kind=BlockKind.EXERCISE,
        title="Gæt",
        minutes=14,
        exercise="guess-profession",
        speaker_notes="Hvid ugle",
    ),
    BlockValues(
        kind=BlockKind.EXERCISE, title="Tavlen", minutes=10, exercise="basic-conditions", groups=GROUPS
    ),
)


@pytest.fixture
def vibe() -> Cast:
    """Underviseren."""
    return lecturer("Vibe")


@pytest.fixture
def web(vibe: Cast) -> Client:
    """Her browser."""
    return entered(vibe)


def _rows(web: Client, room: HeldCourse) -> list[list[str]]:
    answer = web.get(f"/arbejdsrum/kurser/{room.id}/kursus.csv")
    assert answer["Content-Disposition"] == 'attachment; filename="kursus.csv"'
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def _whole(web: Client, room: HeldCourse) -> str:
    answer = web.get(f"/arbejdsrum/kurser/{room.id}/kursus.json")
    assert answer.status_code == 200
    return str(answer.content.decode())


def _guessed(room: HeldCourse, phones: int) -> None:
    room.until(BlockKind.EXERCISE)
    room.phase("judge")
    for at, token in enumerate(room.phones[:phones]):
        room.enters(token)
        room.answers(token, 4 if at else 0, *[1] * 5)


def _close(room: HeldCourse) -> None:
    close_course(room.id, let_go=at_close, tables=TABLES, actor=PER)


def test_counts_as_they_were_kept(vibe: Cast, web: Client) -> None:
    """Six of seven guessed SOSU: her table says six, once it is closed and not while they answer."""
    room = held_course(vibe.staff, phones=7, blocks=BLOCKS)
    _guessed(room, 7)
    assert len(_rows(web, room)) == 1
    assert json.loads(_whole(web, room))["answers"] == []
    room.phase("reveal")
    _close(room)
    head, *rows = _rows(web, room)
    assert head == ["Øvelse", "Spørgsmål", "Gruppe", "Svar", "Antal"]
    assert len(rows) == 6 * 6
    assert [row[3:] for row in rows[:6]] == [
        ["Socialrådgiver", "1"],
        ["Psykolog", "0"],
        ["Fysioterapeut", "0"],
        ["Læge", "0"],
        ["SOSU", "6"],
        ["Jurist", "0"],
    ]
    told = json.loads(_whole(web, room))
    assert [one["count"] for one in told["answers"]] == [int(row[4]) for row in rows]
    assert told["blocks"][0]["speaker_notes"] == "Hvid ugle"


def test_four_answers_are_not_there(vibe: Cast, web: Client) -> None:
    """Four answered. The room saw them; nothing of them is kept, so nothing is in her files."""
    room = held_course(vibe.staff, phones=6, blocks=BLOCKS)
    _guessed(room, 4)
    room.phase("reveal")
    assert "3 af 4 gættede SOSU." in room.sees(room.wall)
    _close(room)
    assert len(_rows(web, room)) == 1
    assert json.loads(_whole(web, room))["answers"] == []


def test_groups_and_formulas(vibe: Cast, web: Client) -> None:
    """Professions of five stand apart; a name that begins like a formula is text in her spreadsheet."""
    room = held_course(vibe.staff, phones=10, blocks=BLOCKS[1:])
    room.phase("judge")
    for at, token in enumerate(room.phones):
        room.enters(token, str(at % 2))
        room.answers(token, *[at % 3] * len(room.exercise.items))
    room.phase("reveal")
    _close(room)
    rows = _rows(web, room)[1:]
    assert {row[2] for row in rows} == {"'=Læger", "Pædagoger"}
    assert sum(int(row[4]) for row in rows) == 10 * len({row[1] for row in rows})


def test_nothing_of_who_was_there(vibe: Cast, web: Client) -> None:
    """Neither file holds a phone, its hash, a code, a key, an account or a time of day."""
    room = held_course(vibe.staff, phones=6, blocks=BLOCKS)
    ask(room.code, room.phones[0], new_token(), "Hvad med natholdet?")
    secrets = [*room.phones, room.code, room.control.split("/")[-2], str(vibe.staff.id), vibe.email]
    _guessed(room, 6)
    _close(room)
    for text in (_whole(web, room), str(_rows(web, room))):
        assert not [one for one in secrets if one in text]
        assert "T0" not in text
        assert "participant" not in text
    (asked,) = json.loads(_whole(web, room))["questions"]
    assert asked["text"] == "Hvad med natholdet?"
    assert set(asked) == {"state", "votes", "text", "name", "merged", "answer", "because"}
