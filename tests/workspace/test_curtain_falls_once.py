"""Three seconds of silence before a picture: once, for every screen at the same moment, whatever the clock does."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from fagspejl.workspace.sessions import screen_views
from fagspejl.workspace.sessions.running import running, silence_left
from fagspejl.workspace.sessions.types import PhaseCode, SessionFacts
from support.room import open_room
from support.wall import Wall

pytestmark = pytest.mark.django_db
SINCE = datetime(2026, 11, 30, 9, tzinfo=UTC)


@pytest.fixture
def shown() -> SessionFacts:
    """A session that came to "Vis" at nine o'clock."""
    room = open_room()
    room.to(PhaseCode.REVEAL)
    return replace(room.facts, phase_since=SINCE)


@pytest.mark.parametrize(
    ("seconds", "left"),
    [(0, 3), (0.9, 3), (1.5, 3), (2.5, 2), (3.5, 1), (4, 0), (60, 0), (-5, 0), (-3600, 0)],
)
def test_silence_counts_down(shown: SessionFacts, seconds: float, left: int) -> None:
    """A screen that Karen opens late has less silence left, and a clock put back keeps no picture hidden."""
    assert silence_left(shown, SINCE + timedelta(seconds=seconds)) == left


def test_no_silence_elsewhere(shown: SessionFacts) -> None:
    """In the second step of "Vis", and in every other phase, no curtain falls."""
    assert silence_left(replace(shown, step=1), SINCE) == 0
    assert silence_left(replace(shown, phase=PhaseCode.TALK), SINCE) == 0
    assert silence_left(replace(shown, phase_since=None), SINCE) == 0


def test_clock_that_jumps(shown: SessionFacts) -> None:
    """A server clock an hour back or ahead shows between no minutes and all that the phase has."""
    now = running(shown)
    assert now.seconds_left(SINCE) == now.minutes * 60
    assert now.seconds_left(SINCE - timedelta(hours=1)) == now.minutes * 60
    assert now.seconds_left(SINCE + timedelta(hours=1)) == 0


def test_curtain_is_on_the_wall_for_a_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ida sees the curtain when the picture comes, and not when the page is fetched anew a minute later."""
    room = open_room()
    for _ in range(4):
        room.phone()
    wall = Wall(room)
    room.to(PhaseCode.JUDGE)
    wall.judge((1, 5, 5, 9))
    room.to(PhaseCode.REVEAL)
    since = room.facts.phase_since
    assert since is not None
    monkeypatch.setattr(screen_views, "utc_now", lambda: since)
    assert "screen-curtain left-3" in wall.screen()
    monkeypatch.setattr(screen_views, "utc_now", lambda: since + timedelta(minutes=1))
    assert "screen-curtain" not in wall.screen()
