"""The look from outside knows the tables of the room: sessions, running and closed, are nothing it has to name."""

from __future__ import annotations

from fagspejl.workspace.sessions.services.closing import close_session
from fagspejl.workspace.sessions.types import PhaseCode
from support.dumped import Loot
from support.room import KAREN, Room, open_room
from support.small_round import small_round


def _judged() -> Room:
    room = open_room()
    for _ in range(6):
        room.phone()
    room.to(PhaseCode.JUDGE)
    for token in room.phones:
        room.judged(token, 4, reason="fordi")
    room.to(PhaseCode.REVEAL)
    return room


def test_a_running_and_a_closed_session(loot: Loot) -> None:
    """Per audits a site on which one room is full of people and another is over."""
    small_round({"Karen": {"employee": ["Sofie"]}})
    before = loot.look()
    _judged()
    close_session(_judged().id, actor=KAREN)
    look = loot.look()
    assert look.faults == before.faults == ()
    assert look.limits == before.limits
