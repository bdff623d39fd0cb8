"""The machine's clock jumps a day forward and back while a room is open: nobody's answers are lost, and no room stays."""

from __future__ import annotations

from datetime import timedelta

import pytest

from fagspejl.lib.clock import utc_now
from fagspejl.workspace.sessions.services import closing
from fagspejl.workspace.sessions.types import PhaseCode
from support.room import open_room

pytestmark = [pytest.mark.stores, pytest.mark.django_db]
DAY, MINUTE = timedelta(hours=25), timedelta(minutes=1)


class Machine:
    """A machine with a worker: the clock on its wall, and how long it has run."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now, self.ran = utc_now(), timedelta(hours=3)
        monkeypatch.setattr(closing, "_looked", {})
        monkeypatch.setattr(closing, "since_boot", lambda: self.ran)

    def passes(self, time: timedelta, *, put: timedelta = timedelta()) -> None:
        """Let time pass, put the clock by so much, and let the worker look."""
        self.now, self.ran = self.now + time + put, self.ran + time
        closing.due(self.now).do(lambda *told, **facts: None, lambda: False)


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    made = Machine(monkeypatch)
    made.passes(MINUTE)
    return made


def test_forward_and_back(machine: Machine) -> None:
    """Somebody sets Per's server a day ahead in the middle of Karen's session, and back: her five answers are there."""
    room = open_room()
    room.to(PhaseCode.JUDGE)
    for value in (1, 3, 5, 7, 9):
        room.judged(room.phone(), value)
    for put in (DAY, timedelta(), -DAY, timedelta(), 40 * DAY, timedelta(), -40 * DAY, timedelta()):
        machine.passes(MINUTE, put=put)
        assert room.facts.is_open, put
    room.to(PhaseCode.REVEAL)
    assert room.facts.revealed == {0: (1,)}


@pytest.mark.parametrize("put", [DAY, -DAY, 40 * DAY])
def test_it_is_closed_a_day_later_all_the_same(machine: Machine, put: timedelta) -> None:
    """Karen forgets her room in the hour in which the clock was wrong: a day later it is closed, whatever the clock did."""
    room = open_room()
    machine.passes(MINUTE, put=put)
    machine.passes(DAY - 2 * timedelta(hours=1))
    assert room.facts.is_open
    machine.passes(2 * timedelta(hours=1))
    assert not room.facts.is_open


def test_a_machine_that_slept(machine: Machine) -> None:
    """Per's laptop sleeps over a day with a room open: no clock was put, and the room is closed when it wakes."""
    room = open_room()
    machine.passes(DAY)
    assert not room.facts.is_open
