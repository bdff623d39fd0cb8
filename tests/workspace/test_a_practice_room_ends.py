"""A practice room is played to the close, says that nothing is kept, and leads to a page that is there."""

from __future__ import annotations

from uuid import uuid4

import pytest

from fagspejl.workspace.judgement.practice import open_practice
from fagspejl.workspace.sessions.models import Session
from fagspejl.workspace.sessions.selectors.sessions import code_here, session_by_control
from fagspejl.workspace.sessions.types import PhaseCode
from support.room import KAREN, Room
from support.wall import Wall

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["da", "en"])
def test_close(language: str) -> None:
    """Karen plays alone: her colleagues have answered, and after the close there is a way to the front page, no row."""
    control = open_practice(language, actor=KAREN, account=uuid4())  # type: ignore[arg-type]  # one of ours
    known = session_by_control(control)
    assert known is not None
    wall = Wall(Room(known.id, code_here(known), control))
    wall.to(PhaseCode.REVEAL)
    assert wall.screen().count('class="dp-dots') == 2
    wall.to(PhaseCode.AGREE)
    wall.agree()
    wall.to(PhaseCode.CLOSE)
    told = wall.control()
    assert wall.screen_at in told
    closed = wall.press("close").content.decode()
    assert f'href="/?sprog={language}"' in closed
    assert "/arbejdsrum/session/" not in closed
    assert not Session.objects.exists()
