"""Phones ask and vote while the lecturer closes: each is kept or refused, and the close goes through."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import sleep

import pytest
from django.db import connection

from fagspejl.workspace.courses.models import CoursePhone
from fagspejl.workspace.courses.questions.models import CourseVote
from fagspejl.workspace.courses.questions.selectors import questions_of
from fagspejl.workspace.courses.questions.types import Act
from fagspejl.workspace.courses.services.locked import phone
from support.asked_course import AskedCourse, open_course

OPEN, NEW = "Hvem bestemmer om aftenen?", "Hvad gør vi i morgen?"
CLOSING = 0.5  # seconds in which the close comes as far as it can


def _presses(room: AskedCourse, token: str, *, asks: bool, held: Event) -> None:
    try:
        with phone(room.code, token):
            held.set()
            sleep(CLOSING)
            if asks:
                room.asks(token, NEW)
            else:
                room.votes(token, OPEN)
    finally:
        connection.close()


@pytest.mark.stores
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("asks", [True, False])
def test_kept_and_closed(asks: bool) -> None:
    """A phone presses in the moment in which the lecturer closes: it was first, so it counts, and no phone is left."""
    room = open_course()
    first, second = room.phone(), room.phone()
    room.asks(first, OPEN)
    room.does(Act.LET_IN, OPEN)
    held = Event()
    with ThreadPoolExecutor(1) as pool:
        pressed = pool.submit(_presses, room, second, asks=asks, held=held)
        assert held.wait(10)
        room.close()
        pressed.result()
    assert {one.text: one.votes for one in questions_of(room.id)} == (
        {OPEN: 1, NEW: 1} if asks else {OPEN: 2}
    )
    assert not CourseVote.objects.exists()
    assert not CoursePhone.objects.exists()
