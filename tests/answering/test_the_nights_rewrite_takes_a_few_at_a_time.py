"""The night's rewrite holds a few answers at a time, and still seals each of them anew exactly once."""

from __future__ import annotations

import os

import pytest
from django.db import connection

from fagspejl.answering.services import custody, open_answer, rewrite_all, submit
from fagspejl.answering.services.custody import StrayAnswer
from fagspejl.evaluation.models import Round
from fagspejl.evaluation.services.moving import begin_move
from support.small_round import KEY, SmallRound, small_round

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = [f"p{number}" for number in range(23)]


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> SmallRound:
    """Twenty-three have answered; the rewrite takes seven at a time."""
    monkeypatch.setattr(custody, "_AT_ONCE", 7)
    made = small_round({"Karen": {"employee": PEOPLE}})
    for number, name in enumerate(PEOPLE):
        submit(made.place(name, "Karen"), {"shared_quality": 1 + number % 5}, save_id="s")
    return made


def _rows() -> dict[bytes, bytes]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT locator, blob FROM response")
        return {bytes(locator): bytes(blob) for locator, blob in cursor.fetchall()}


def test_every_row_is_sealed_anew_in_its_place(made: SmallRound) -> None:
    """No blob is the one of before, no place is another, and each link opens what its owner gave."""
    opened = {name: open_answer(made.place(name, "Karen")) for name in PEOPLE}
    before = _rows()
    assert rewrite_all(made.round.id, KEY) == len(PEOPLE)
    after = _rows()
    assert before.keys() == after.keys()
    assert not set(before.values()) & set(after.values())
    assert {name: open_answer(made.place(name, "Karen")) for name in PEOPLE} == opened


def test_another_round_is_left_alone(made: SmallRound) -> None:
    """Rows of another round lie between these; the night of this one does not touch them."""
    with connection.cursor() as cursor:
        others = {os.urandom(32): os.urandom(64) for _ in range(20)}
        rows = [(locator, bytes(16), blob) for locator, blob in others.items()]
        cursor.executemany("INSERT INTO response (locator, round, blob) VALUES (%s, %s, %s)", rows)
    assert rewrite_all(made.round.id, KEY) == len(PEOPLE)
    assert others.items() <= _rows().items()


def test_a_row_on_its_way_to_a_new_link_stays(made: SmallRound) -> None:
    """Omar's new link was begun and its process killed; the night seals his answer where it lies, and it moves later."""
    begin_move(made.invitations["p3", "Karen"], KEY)
    places = set(_rows())
    assert rewrite_all(made.round.id, KEY) == len(PEOPLE)
    assert set(_rows()) == places
    assert custody.finish_moves(made.round.id, KEY) == 1
    assert len(custody.who_has_answered(made.round.id, KEY)) == len(PEOPLE)


def test_a_row_that_nobody_was_asked_for_stops_it(made: SmallRound) -> None:
    """One row belongs to no invitation: the night stops with an alarm, and every row is as it was."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO response (locator, round, blob) VALUES (%s, %s, %s)",
            [b"\xff" * 32, Round.objects.get().id.bytes, b"\x01" * 64],
        )
    before = _rows()
    with pytest.raises(StrayAnswer):
        rewrite_all(made.round.id, KEY)
    assert _rows() == before
