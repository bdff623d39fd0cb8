"""A room takes three hundred phones and no more, and shows what all of them answered."""

from __future__ import annotations

import pytest

from fagspejl.workspace.sessions.errors import RoomFull
from fagspejl.workspace.sessions.selectors.live import live_item
from fagspejl.workspace.sessions.selectors.sessions import stored_items
from fagspejl.workspace.sessions.services.closing import close_session
from fagspejl.workspace.sessions.types import PhaseCode
from support.room import KAREN, open_room


@pytest.mark.stores
@pytest.mark.django_db
def test_a_town_hall() -> None:
    """Asta gathers the whole town hall: everybody's answer is there, and phone 301 is told why it is not."""
    room = open_room()
    room.to(PhaseCode.JUDGE)
    for number in range(300):
        room.judged(room.phone(), number % 11)
    with pytest.raises(RoomFull):
        room.phone()
    room.to(PhaseCode.REVEAL)
    live = live_item(room.facts, 0)
    assert live is not None
    assert [list(block.first) for block in live.blocks] == [sorted(number % 11 for number in range(300))]
    close_session(room.id, actor=KAREN)
    (kept,) = stored_items(room.id)
    assert [block.n for block in kept.blocks] == [300]
