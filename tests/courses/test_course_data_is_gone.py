"""Phones are let go at the close, and 30 days after a course nothing of it is left, in tables or in bytes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from fagspejl.audit.types import Actor
from fagspejl.lib.clock import utc_now
from fagspejl.operations.services.retention import delete_due
from fagspejl.workspace.courses.forgetting import due, retention
from fagspejl.workspace.courses.keys import hash_of
from fagspejl.workspace.courses.models import Course, CourseBlock, CourseLecturer, CoursePhone
from fagspejl.workspace.courses.questions.parts import TABLES, at_close
from fagspejl.workspace.courses.services.closing import close_course
from fagspejl.workspace.courses.types import BlockKind, BlockValues
from fagspejl.workspace.sessions.models import Session, StoredPicture
from support.held_course import HeldCourse, held_course, lecturer, made_course

pytestmark = [pytest.mark.stores, pytest.mark.django_db(transaction=True)]
NOTES, POINT = "hvid ugle under bordet", "en hvid hest i rummet"
BLOCKS = (
    BlockValues(kind=BlockKind.TALK, title="Velkommen", minutes=5, points=(POINT,), speaker_notes=NOTES),
    BlockValues(kind=BlockKind.EXERCISE, title="Gæt", minutes=14, exercise="guess-profession"),
)


def _bytes() -> Iterator[bytes]:
    """Every byte of the database."""
    if connection.vendor == "sqlite":
        main = Path(str(connection.settings_dict["NAME"]))
        for ending in ("", "-wal", "-journal"):
            part = main.with_name(main.name + ending)
            if part.exists():
                yield part.read_bytes()
        return
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute("SELECT current_setting('data_directory') || '/base'")
        yield from (path.read_bytes() for path in Path(cursor.fetchone()[0]).rglob("*") if path.is_file())


def _left(needles: dict[str, bytes]) -> set[str]:
    data = b"\0\0".join(_bytes())
    return {name for name, needle in needles.items() if needle in data}


@pytest.fixture
def room() -> HeldCourse:
    """A course in which six phones have answered."""
    made = held_course(lecturer().staff, phones=6, blocks=BLOCKS)
    made.phase("judge")
    for at, token in enumerate(made.phones):
        made.enters(token)
        made.answers(token, *[at % 6] * 6)
    made.phase("reveal")
    return made


def _texts() -> dict[str, bytes]:
    return {"notes": NOTES.encode(), "point": POINT.encode()}


def test_phones_go_at_the_close(room: HeldCourse) -> None:
    """Underviseren closes: no hash of a phone is left, exercises are closed, and their pictures are kept."""
    phones = {f"phone {at}": hash_of("token", one) for at, one in enumerate(room.phones)}
    assert _left(phones) == set(phones)
    close_course(room.id, let_go=at_close, tables=TABLES, actor=Actor("x", "Underviseren"))
    assert not CoursePhone.objects.exists()
    assert _left(phones) == set()
    assert not Session.objects.filter(closed_on=None).exists()
    assert StoredPicture.objects.count() == 6
    assert room.web.get(f"/kursus/vaeg/{'x' * 26}/").status_code == 404


def test_thirty_days_after(room: HeldCourse) -> None:
    """On the 29th night all of it is there; on the 30th its rows, sessions, pictures and bytes are gone."""
    close_course(room.id, let_go=at_close, tables=TABLES, actor=Actor("x", "Underviseren"))
    worker, now = Actor("worker", "worker"), utc_now()
    assert _left(_texts()) == {"notes", "point"}
    assert "courses" not in delete_due(now + timedelta(days=29), actor=worker)
    assert delete_due(now + timedelta(days=30), actor=worker)["courses"] == 1
    tables = (Course, CourseBlock, CourseLecturer, CoursePhone, Session, StoredPicture)
    assert not any(table.objects.exists() for table in tables)
    assert _left(_texts()) == set()


def test_a_draft_that_was_never_held() -> None:
    """She plans a course and falls ill: 30 days after its day it is gone."""
    made_course(lecturer().staff, ahead=3)
    now = utc_now()
    assert [one.delete() for one in retention(now + timedelta(days=32))] == [0]
    assert [one.delete() for one in retention(now + timedelta(days=33))] == [1]


def test_a_room_that_was_left_open(room: HeldCourse) -> None:
    """Both lecturers lose the net and go home: a day later the worker closes it, and lets the phones go."""
    duty = due(utc_now() + timedelta(hours=23))
    duty.do(lambda *_, **__: None, lambda: False)  # type: ignore[arg-type]
    assert room.facts.is_open
    duty = due(utc_now() + timedelta(hours=25))
    duty.do(lambda *_, **__: None, lambda: False)  # type: ignore[arg-type]
    assert not room.facts.is_open
    assert not CoursePhone.objects.exists()
