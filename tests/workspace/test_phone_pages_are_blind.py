"""Before the reveal a phone's page is the same, byte for byte, whatever anybody else has answered."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fagspejl.workspace.sessions.phones import pages
from fagspejl.workspace.sessions.services.joining import consent, guess
from fagspejl.workspace.sessions.types import PhaseCode, SplitGroup
from support.phone import Phone
from support.room import Room, open_room, sent

pytestmark = pytest.mark.django_db
BLIND = (PhaseCode.READ, PhaseCode.JUDGE, PhaseCode.GUESS)


@pytest.fixture(autouse=True)
def _one_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """The random key of a form would hide every other difference."""
    monkeypatch.setattr(pages, "new_key", lambda: "0" * 32)


def _low(room: Room) -> None:
    for value in (0, 0, 1, 1, 2):
        room.judged(room.phone(1), value, reason="Det haster ikke.")


def _split(room: Room) -> None:
    for value in (0, 0, 5, 10, 10, 10):
        room.judged(room.phone(0), value, reason="Vi har ansvaret.")
    for token in room.phones:
        if room.facts.phase is PhaseCode.GUESS:
            guess(room.code, token, sent(), of_ten=9)


def _leader_and_no(room: Room) -> None:
    room.judged(room.phone(is_leader=True), 10)
    consent(room.code, room.phone(2), sent(), alone=False)


@pytest.mark.parametrize("phase", BLIND)
@pytest.mark.parametrize("answered", [False, True])
@pytest.mark.parametrize("who", ["member", "leader", "small group"])
def test_nothing_of_the_others(phase: PhaseCode, answered: bool, who: str) -> None:
    """Sofie's page, Karen's and Ida's: the first look and the last are equal, with eleven others in between."""
    room = open_room((SplitGroup("erfarne", 7), SplitGroup("nye", 5), SplitGroup("vikarer", 3)))
    phone = Phone(room).join("2" if who == "small group" else "0", leader=who == "leader")
    if who == "small group":
        phone.press("consent", alone="1")
    room.to(PhaseCode.JUDGE)
    if answered:
        phone.open().press("answer", v0="7", r0="Barnet først.")
    room.to(phase)
    before = phone.open().page
    others: tuple[Callable[[Room], None], ...] = (_low, _split, _leader_and_no)
    for more in others:
        if phase is not PhaseCode.READ:
            more(room)
        else:
            room.phone(0)
        assert phone.open().page == before


def test_the_picture_comes_to_all_at_once() -> None:
    """Before "Vis" no phone holds a picture or a median; after it every phone holds the same, but for its own ring."""
    room = open_room()
    sofie, omar = Phone(room).join(), Phone(room).join()
    room.to(PhaseCode.JUDGE)
    sofie.open().press("answer", v0="3")
    omar.open().press("answer", v0="8")
    for value in (2, 3, 9, 9):
        room.judged(room.phone(), value)
    for one in (sofie, omar):
        assert "<svg" not in one.open().page
    room.to(PhaseCode.REVEAL)
    shown = [one.open().page for one in (sofie, omar)]
    pictures = [page.partition('<div class="dp-frame">')[2].partition("</svg>")[0] for page in shown]
    assert pictures[0] == pictures[1] != ""
    assert shown[0] != shown[1], "each has the ring at its own dot"
    assert all("Ringen er dit eget svar." in one.text for one in (sofie, omar))
