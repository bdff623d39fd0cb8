"""Who saves while the database is held: a few wait for their turn, the rest is asked to try again."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from fagspejl.answering.errors import NotSaved
from fagspejl.answering.services.turns import Turns


def _wait_for(turns: Any, waiting: int) -> None:
    for _ in range(6000):
        if turns._waiting == waiting:
            return
        threading.Event().wait(0.01)
    raise AssertionError("nobody waits")


def test_whoever_comes_to_a_full_waiting_room_is_told() -> None:
    """Sofie's save is held up and Omar waits for his turn: Ida is told to try again, and Omar's turn comes."""
    turns = Turns(at_once=1, waiting=1)

    def save(name: str) -> str:
        with turns.turn():
            return name

    with ThreadPoolExecutor(1) as pool:
        with turns.turn():
            omar = pool.submit(save, "Omar")
            _wait_for(turns, 1)
            with pytest.raises(NotSaved):
                save("Ida")
            assert not omar.done()
        assert omar.result(60) == "Omar"
    assert save("Ida") == "Ida"


def test_a_save_that_fails_gives_its_turn_on() -> None:
    """Sofie's save fails: the next one has her turn."""
    turns = Turns(at_once=1, waiting=0)
    for _ in range(3):
        with pytest.raises(RuntimeError), turns.turn():
            raise RuntimeError
    with turns.turn():
        pass


def test_nobody_is_turned_away_while_things_move() -> None:
    """Sixty people save at the same moment and nothing is held: each gets a turn, however full the waiting room is."""
    turns = Turns(at_once=2, waiting=1)
    gate, saved = threading.Barrier(60), []

    def save(number: int) -> None:
        gate.wait()
        with turns.turn():
            saved.append(number)

    with ThreadPoolExecutor(60) as pool:
        list(pool.map(save, range(60)))
    assert sorted(saved) == list(range(60))
