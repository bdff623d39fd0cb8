"""What few gave beside their judgement is not counted out loud, and named reasons are fixed when they are shown."""

from __future__ import annotations

import pytest

from fagspejl.workspace.sessions.errors import NotNow
from fagspejl.workspace.sessions.selectors.live import live_item, reasons_of
from fagspejl.workspace.sessions.services.joining import answer, guess, name_difference
from fagspejl.workspace.sessions.types import (
    AnswerValues,
    Consideration,
    DifferenceReason,
    LiveItem,
    PhaseCode,
)
from support.room import Room, open_room, sent

pytestmark = [pytest.mark.stores, pytest.mark.django_db]


def _room(weigh: int, guesses: int) -> Room:
    """Six people judge; so many of them name a consideration, and so many guess."""
    room = open_room()
    for _ in range(6):
        room.phone()
    room.to(PhaseCode.JUDGE)
    for place, token in enumerate(room.phones):
        weighed = (Consideration.CITIZEN,) if place < weigh else ()
        values = AnswerValues(value=place, considerations=weighed)
        answer(room.code, token, sent(), item=0, round_=1, values=values)
    room.to(PhaseCode.GUESS)
    for token in room.phones[:guesses]:
        guess(room.code, token, sent(), of_ten=7)
    room.to(PhaseCode.TALK)
    return room


def _live(room: Room) -> LiveItem:
    found = live_item(room.facts, 0)
    assert found is not None
    return found


@pytest.mark.parametrize(("given", "shown"), [(1, False), (3, False), (4, True)])
def test_considerations_and_guesses_of_few(given: int, shown: bool) -> None:
    """Sofie alone wrote "borgeren", and three guessed: neither stands on the wall before four did."""
    live = _live(_room(given, given))
    assert bool(live.considerations) is shown
    assert bool(live.guesses) is shown


def test_named_reasons_are_shown_together() -> None:
    """Nobody watches a reason rise by one as Omar ticks: they are shown after the talk, by four, and then stand."""
    room = _room(0, 0)
    for token in room.phones[:4]:
        name_difference(room.code, token, sent(), reasons=[DifferenceReason.LAW])
        assert _live(room).differences == ()
    room.to(PhaseCode.REJUDGE)
    assert _live(room).differences == ((DifferenceReason.LAW, 4),)
    room.to(PhaseCode.TALK)
    with pytest.raises(NotNow):
        name_difference(room.code, room.phones[5], sent(), reasons=[DifferenceReason.FACTS])
    assert _live(room).differences == ((DifferenceReason.LAW, 4),)


def test_three_who_named_reasons() -> None:
    """Three ticked: what they ticked is not shown."""
    room = _room(0, 0)
    for token in room.phones[:3]:
        name_difference(room.code, token, sent(), reasons=[DifferenceReason.LAW])
    room.to(PhaseCode.AGREE)
    assert _live(room).differences == ()


def test_no_end_where_all_judge_alike() -> None:
    """Everybody said five: no reason is drawn as one from the low or the high end."""
    room = open_room()
    for _ in range(6):
        room.phone()
    room.to(PhaseCode.JUDGE)
    for token in room.phones:
        room.judged(token, 5, reason="fordi")
    room.to(PhaseCode.TALK)
    assert reasons_of(room.facts, 0) == ()
