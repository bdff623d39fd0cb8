"""Before "Vis" neither the wall nor Karen's control holds anything of an answer but how many there are."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from fagspejl.workspace.sessions import screen_views
from fagspejl.workspace.sessions.services.joining import guess
from fagspejl.workspace.sessions.types import PhaseCode, SplitGroup
from support.room import open_room, sent
from support.wall import FIRST, Wall

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)


@pytest.fixture
def wall(monkeypatch: pytest.MonkeyPatch) -> Wall:
    """A room of twelve at a moment that stands still."""
    monkeypatch.setattr(screen_views, "utc_now", lambda: NOW)
    room = open_room((SplitGroup("Erfarne", 7), SplitGroup("Nye", 5)), present=12)
    for place in range(12):
        room.phone(0 if place < 7 else 1)
    wall = Wall(room)
    wall.to(PhaseCode.JUDGE)
    return wall


@pytest.mark.parametrize("phase", [PhaseCode.JUDGE, PhaseCode.GUESS])
def test_other_answers_are_the_same_bytes(wall: Wall, phase: PhaseCode) -> None:
    """Sofie and Omar judge quite otherwise, and the wall and the control are the same to the byte."""
    wall.judge(reason="Familien har brug for det.")
    wall.to(phase)
    one = wall.screen(), wall.control()
    wall.judge(tuple(10 - value for value in FIRST), reason="Det er ikke vores opgave.")
    for place, token in enumerate(wall.room.phones):
        if phase is PhaseCode.GUESS:
            guess(wall.room.code, token, sent(), of_ten=place % 11)
    assert (wall.screen(), wall.control()) == one


def test_only_the_count_is_told(wall: Wall) -> None:
    """Karen sees that nine of twelve have answered, and nothing else has changed."""
    none = wall.screen()
    for token, value in zip(wall.room.phones[:9], FIRST, strict=False):
        wall.room.judged(token, value, reason="Barnet først.")
    nine = wall.screen()
    assert "0 af 12 har svaret" in none
    assert "9 af 12 har svaret" in nine
    mark = wall.room.facts.revision
    assert nine.replace("9 af 12", "0 af 12").replace(f"{mark}.12.9", f"{mark}.12.0") == none
    assert "Barnet først" not in nine + wall.control()


def test_second_round_is_blind_too(wall: Wall) -> None:
    """Before the second picture Bente's second answer is on no screen."""
    wall.judge()
    wall.to(PhaseCode.REJUDGE)
    wall.judge(round_=2)
    one = wall.screen(), wall.control()
    wall.judge(tuple(reversed(FIRST)), round_=2)
    assert (wall.screen(), wall.control()) == one
    assert '<svg class="dp' not in one[0] + one[1]
