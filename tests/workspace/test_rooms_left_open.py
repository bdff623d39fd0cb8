"""A room that nobody touches is closed after a day, or after thirty where people judge beforehand; no wrong clock keeps it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from fagspejl.lib.clock import utc_now
from fagspejl.workspace.sessions.models import Session
from fagspejl.workspace.sessions.services.closing import close_stale_sessions
from fagspejl.workspace.sessions.services.planning import today_here
from fagspejl.workspace.sessions.types import PhaseCode
from support.room import Room, open_room

pytestmark = [pytest.mark.stores, pytest.mark.django_db]
DAY = timedelta(hours=25)


def _beforehand() -> Room:
    room = open_room()
    Session.objects.filter(id=room.id).update(planned_on=today_here() + timedelta(days=10))
    for _ in range(4):
        room.phone()
    room.to(PhaseCode.JUDGE)
    for token in room.phones:
        room.judged(token, 5)
    return room


def test_people_may_judge_beforehand() -> None:
    """Karen opened the room ten days before the meeting: it stays for thirty days, and no longer."""
    room = _beforehand()
    assert close_stale_sessions(utc_now() + DAY) == 0
    assert room.facts.is_open
    assert close_stale_sessions(utc_now() + timedelta(days=31)) == 1


def test_a_changed_fact_is_no_judging_beforehand() -> None:
    """The meeting was held, and Karen's machine died while people judged the changed case: a day, not a month."""
    room = _beforehand()
    room.to(PhaseCode.REVEAL)
    room.to(PhaseCode.JUDGE)
    assert close_stale_sessions(utc_now() + DAY) == 1


def test_a_clock_that_ran_years_ahead() -> None:
    """The server's clock showed 2030 when Karen opened: the room is closed a day after the clock was put right."""
    room = open_room()
    now = utc_now()
    Session.objects.filter(id=room.id).update(touched_at=now + timedelta(days=1500))
    assert close_stale_sessions(now) == 0
    assert close_stale_sessions(now + DAY) == 1
