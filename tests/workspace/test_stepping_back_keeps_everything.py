"""Karen steps back to the beginning and forward again, and nothing is lost and nothing is opened again."""

from __future__ import annotations

import pytest

from fagspejl.workspace.sessions.models import Outcome, Participant, Response, Reveal
from fagspejl.workspace.sessions.types import PhaseCode, SplitGroup
from support.room import open_room
from support.wall import SECOND, Wall

pytestmark = pytest.mark.django_db


def test_back_and_forward() -> None:
    """After the second picture Karen goes back to the case and forward again, and the picture is the same."""
    room = open_room((SplitGroup("Erfarne", 7), SplitGroup("Nye", 5)))
    for place in range(12):
        room.phone(0 if place < 7 else 1)
    wall = Wall(room)
    wall.to(PhaseCode.JUDGE)
    wall.judge(reason="Det er bedst.")
    wall.to(PhaseCode.REJUDGE)
    wall.judge(SECOND, round_=2)
    wall.to(PhaseCode.AGREE)
    wall.agree()
    picture, rows = _picture(wall.screen()), _rows()
    for _ in range(20):
        assert wall.press("back").status_code == 303
    assert wall.room.facts.phase in {PhaseCode.LOOK_BACK, PhaseCode.READ}
    assert '<svg class="dp' not in wall.screen()
    wall.to(PhaseCode.AGREE)
    assert _picture(wall.screen()) == picture
    assert _rows() == rows


def _picture(page: str) -> str:
    return page.split("<figure")[1].split("</figure>", maxsplit=1)[0]


def _rows() -> list[list[tuple[object, ...]]]:
    tables = (Response, Participant, Reveal, Outcome)
    return [sorted(table.objects.values_list(), key=str) for table in tables]
