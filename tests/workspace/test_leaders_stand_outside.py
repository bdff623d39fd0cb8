"""What a leader answers is in no count and opens nothing; of two leaders one star stands there, with its own answers."""

from __future__ import annotations

import pytest

from fagspejl.workspace.sessions.selectors.live import counts_of, live_item
from fagspejl.workspace.sessions.services.joining import show_leader
from fagspejl.workspace.sessions.types import PhaseCode
from support.room import Room, open_room, sent

pytestmark = [pytest.mark.stores, pytest.mark.django_db]


def _room() -> Room:
    """Five of the team and two leaders, Karen with 0 and Mads with 10."""
    room = open_room()
    for number in range(7):
        room.phone(is_leader=number > 4)
    room.to(PhaseCode.JUDGE)
    for token, value in zip(room.phones, (4, 4, 5, 5, 6, 0, 10), strict=True):
        room.judged(token, value)
    room.to(PhaseCode.REJUDGE)
    return room


def test_a_leader_alone_shows_no_second_round() -> None:
    """Only Karen judged again: the second round stays open for the team."""
    room = _room()
    room.judged(room.phones[5], 2, round_=2)
    room.to(PhaseCode.AGREE)
    assert room.facts.revealed == {0: (1,)}
    room.to(PhaseCode.REJUDGE)
    room.judged(room.phones[0], 5, round_=2)
    assert counts_of(room.facts, 0, 2).answered == 1


def test_two_leaders_show_theirs() -> None:
    """Karen judged twice and Mads once, and both show it: the star is one of them, never Karen's first and Mads' last."""
    room = _room()
    for token, value in zip(room.phones[:6], (4, 4, 5, 5, 6, 1), strict=True):
        room.judged(token, value, round_=2)
    room.to(PhaseCode.AGREE)
    for token in room.phones[5:]:
        show_leader(room.code, token, sent())
    live = live_item(room.facts, 0)
    assert live is not None
    assert live.leader in {(0, 1), (10, None)}
    assert live.blocks[0].first == (4, 4, 5, 5, 6)
