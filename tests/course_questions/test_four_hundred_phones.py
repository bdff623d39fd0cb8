"""A course takes four hundred phones that ask and vote: nothing is lost, and the pages stay as quick as the engine's."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fagspejl.workspace.courses.questions.selectors import questions_of, standing_of, unanswered_of
from fagspejl.workspace.courses.questions.services.moderating import moderate
from fagspejl.workspace.courses.questions.types import Act
from fagspejl.workspace.sessions import poll
from fagspejl.workspace.sessions.types import PhaseCode
from support.asked_course import AskedCourse, open_course
from support.asking_phone import AskingPhone
from support.phone import Phone
from support.room import open_room

MOST_TIMES_ENGINE = 6.0  # of processor time: a page of twenty questions among 400, against a page of one case


def _crowd(phones: int, votes: int) -> AskedCourse:
    """Every phone asks one question; all of them are let in and voted for."""
    room = open_course()
    for number in range(phones):
        room.asks(room.phone(), f"Hvad med nummer {number}?")
    moderate(room.id, Act.LET_IN, {one.id: one.version for one in questions_of(room.id)})
    for at, token in enumerate(room.phones):
        for step in range(votes):
            room.votes(token, f"Hvad med nummer {(at + 1 + step * step) % phones}?")
    return room


def _typical(act: Callable[[], object], times: int = 5) -> float:
    """Return the median of the processor's time."""
    spent = []
    for _ in range(times):
        began = time.process_time()
        act()
        spent.append(time.process_time() - began)
    return statistics.median(spent)


def _nothing_is_lost(room: AskedCourse, phones: int, votes: int) -> None:
    parts = standing_of(room.id)
    assert len(parts) == phones
    assert sum(one.question.votes for one in parts) == phones * (1 + votes)
    assert all(one.question.votes <= phones for one in parts)
    assert unanswered_of(room.id).all == phones
    page = AskingPhone(room, room.phones[0]).open()
    assert page.page.count('class="lead"') == 20 + 1  # a page of them, and its own
    assert f"Side 1 af {-(-phones // 20)}" in page.text


def _asked_of_the_database(room: AskedCourse) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        AskingPhone(room, room.phones[0]).open()
    return len(asked)


@pytest.mark.django_db
def test_a_small_crowd() -> None:
    """Forty phones ask and vote: all is there, and a page asks no more of the database than one of four phones does."""
    room, few = _crowd(40, 3), _crowd(4, 1)
    _nothing_is_lost(room, 40, 3)
    assert _asked_of_the_database(room) == _asked_of_the_database(few)


@pytest.mark.slow
@pytest.mark.stores
@pytest.mark.django_db
def test_four_hundred() -> None:
    """Four hundred phones ask and vote for five each: their page and their vote stay within a few of the engine's."""
    room = _crowd(400, 5)
    _nothing_is_lost(room, 400, 5)
    beside = open_room()
    beside.to(PhaseCode.JUDGE)
    engine = Phone(beside).join()
    asking = AskingPhone(room, room.phones[7]).open()
    page, engines = _typical(lambda: asking.open()), _typical(lambda: engine.open())
    print(f"page of questions / page of a case: {page / engines:.1f}")
    assert page <= MOST_TIMES_ENGINE * engines


@pytest.mark.django_db(transaction=True)
def test_what_phones_ask_each_few_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether there is anything new is asked of the database once a second for all phones, and a question moves nothing."""
    monkeypatch.setattr(poll, "_kept", {})
    room = open_course()
    room.asks(room.phone(), "Hvad er vigtigst?")
    path, web = f"/kursus/{room.code}/spoergsmaal/tilstand", Client()
    first = web.get(f"{path}?rev=x")
    assert (first.status_code, first.headers["Cache-Control"]) == (200, "public, max-age=1")
    mark = first.content.decode()
    with CaptureQueriesContext(connection) as asked:
        answers = {web.get(f"{path}?rev={mark}").status_code for _ in range(400)}
    assert answers == {204}
    assert len(asked) <= 2
    room.asks(room.phone(), "Og hvad er næst?")
    room.votes(room.phone(), "Hvad er vigtigst?") if room.question(
        "Hvad er vigtigst?"
    ).state == "open" else None
    monkeypatch.setattr(poll, "_kept", {})
    assert web.get(f"{path}?rev={mark}").status_code == 204
    room.does(Act.LET_IN, "Hvad er vigtigst?")
    monkeypatch.setattr(poll, "_kept", {})
    assert web.get(f"{path}?rev={mark}").status_code == 200
