"""Phones answer while the facilitator presses Vis: each answer is inside what is shown, or was refused; none is half."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import sleep

import pytest
from django.db import connection

from fagspejl.workspace.sessions.errors import NotNow
from fagspejl.workspace.sessions.selectors.live import live_item
from fagspejl.workspace.sessions.types import PhaseCode
from support.room import Room, open_room

PHONES = 6


def _hurry() -> None:
    """Let this connection to SQLite not wait for the disk: the order of writes is the same."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")


def _changes(room: Room, token: str, start: Barrier) -> int:
    """Change one's answer until it is refused, and return the last one that was taken."""
    _hurry()
    start.wait()
    taken = 1
    try:
        for value in (3, 5, 7, 9, 2, 4, 6, 8, 10, 0):
            room.judged(token, value)
            taken = value
            sleep(0.01)  # SQLite serves writers in no order: nobody presses without a pause
    except NotNow:
        return taken
    finally:
        connection.close()
    return taken


@pytest.mark.stores
@pytest.mark.django_db(transaction=True)
def test_inside_or_refused() -> None:
    """Six people change their minds while Karen shows: the picture is the last answer of each that was taken."""
    _hurry()
    room = open_room()
    for _ in range(PHONES):
        room.phone()
    room.to(PhaseCode.JUDGE)
    for token in room.phones:
        room.judged(token, 1)
    start = Barrier(PHONES + 1)
    with ThreadPoolExecutor(PHONES) as pool:
        last = [pool.submit(_changes, room, token, start) for token in room.phones]
        start.wait()
        room.to(PhaseCode.REVEAL)
        at_once = live_item(room.facts, 0)
        taken = sorted(one.result() for one in last)
    later = live_item(room.facts, 0)
    assert at_once == later
    assert later is not None
    assert [list(block.first) for block in later.blocks] == [taken]
