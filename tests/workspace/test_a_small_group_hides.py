"""A small group stands alone only while all of it says yes, hides behind enough others, and is never kept by name."""

from __future__ import annotations

import pytest

from fagspejl.workspace.sessions.selectors.live import live_item
from fagspejl.workspace.sessions.selectors.sessions import stored_items
from fagspejl.workspace.sessions.services.closing import close_session
from fagspejl.workspace.sessions.services.joining import consent
from fagspejl.workspace.sessions.services.steering import choose_item
from fagspejl.workspace.sessions.types import OTHERS, PhaseCode, SplitGroup
from support.room import ITEM, KAREN, Room, open_room, sent

pytestmark = [pytest.mark.stores, pytest.mark.django_db]
DOCTORS, NURSES, THERAPISTS = 0, 1, 2


def _room(doctors: int = 3, *, said: bool | None = True, items: int = 1) -> Room:
    """Three doctors (or more than Karen thought), six nurses and five therapists have judged every case."""
    room = open_room(
        [SplitGroup("læger", 3), SplitGroup("plejen", 6), SplitGroup("terapeuter", 5)], items=(ITEM,) * items
    )
    for place, many in enumerate((doctors, 6, 5)):
        for _ in range(many):
            token = room.phone(place)
            if place == DOCTORS and said is not None:
                consent(room.code, token, sent(), alone=said)
    room.to(PhaseCode.JUDGE)
    for item in range(items):
        for number, token in enumerate(room.phones):
            room.judged(token, number % 11, item=item)
    return room


def _groups(room: Room, item: int = 0) -> list[int | None]:
    live = live_item(room.facts, item)
    assert live is not None
    return [block.group for block in live.blocks]


@pytest.mark.parametrize(("said", "alone"), [(True, True), (False, False), (None, False)])
def test_all_of_it_says_yes(said: bool | None, alone: bool) -> None:
    """Bente and two doctors stand alone after three yes; a no or no word at all hides them behind the therapists."""
    room = _room(said=said)
    room.to(PhaseCode.REVEAL)
    assert _groups(room) == ([DOCTORS, NURSES, THERAPISTS] if alone else [NURSES, OTHERS])


def test_a_late_no_leaves_nobody_alone_under_another_name() -> None:
    """After the picture Bente says no: the doctors do not become "Øvrige" by themselves, others stand before them."""
    room = _room()
    room.to(PhaseCode.REVEAL)
    before = room.facts.revision
    consent(room.code, room.phones[0], sent(), alone=False)
    assert room.facts.revision > before  # every screen draws anew
    assert _groups(room) == [NURSES, OTHERS]
    live = live_item(room.facts, 0)
    assert live is not None
    assert [len(block.first) for block in live.blocks] == [6, 8]


def test_who_comes_late_changes_no_picture() -> None:
    """A fourth doctor comes after the picture and has not said anything: what was shown stands as it was."""
    room = _room()
    room.to(PhaseCode.REVEAL)
    shown = live_item(room.facts, 0)
    late = room.phone(DOCTORS)
    assert live_item(room.facts, 0) == shown
    room.to(PhaseCode.REJUDGE)
    for number, token in enumerate(room.phones):
        room.judged(token, number % 11, round_=2)
    room.to(PhaseCode.AGREE)
    assert late in room.phones
    assert _groups(room) == [NURSES, OTHERS]  # in the second round somebody stands there who has not said yes


def test_the_first_picture_fixes_who_stands_alone() -> None:
    """A group hidden in the first case is not found by the second, where everybody of it answered."""
    room = _room(said=False, items=2)
    room.to(PhaseCode.REVEAL)
    first = room.facts.item
    choose_item(room.control, room.facts.revision, 1 - first)
    assert _groups(room, first) == _groups(room, 1 - first) == [NURSES, OTHERS]


def test_more_doctors_than_karen_thought() -> None:
    """Karen wrote three doctors and six came: they were asked as a small group, so their name is not kept."""
    room = _room(6)
    room.to(PhaseCode.REVEAL)
    assert DOCTORS in _groups(room)
    close_session(room.id, actor=KAREN)
    (kept,) = stored_items(room.id)
    assert "læger" not in {block.name for block in kept.blocks}
    assert all(block.n >= 5 for block in kept.blocks)
