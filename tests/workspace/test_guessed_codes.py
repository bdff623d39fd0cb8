"""Whoever tries code after code waits; a phone that is in a room already does not."""

from __future__ import annotations

import pytest

from fagspejl.lib.unknown_codes import UnknownCodes
from fagspejl.workspace.sessions import poll
from fagspejl.workspace.sessions.phones import views
from fagspejl.workspace.sessions.poll import MOST
from fagspejl.workspace.sessions.services.closing import close_session
from support.phone import Phone
from support.room import KAREN, open_room

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_has_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    counted = UnknownCodes(MOST)
    monkeypatch.setattr(poll, "unknown_codes", counted)
    monkeypatch.setattr(views, "unknown_codes", counted)
    monkeypatch.setattr(poll, "_kept", {})


def _guesses(number: int, way: str) -> list[int]:
    room = open_room()
    guessed = Phone(room)
    found = []
    for one in range(number):
        code = f"ZZ{one:04d}".replace("0", "X").replace("1", "Y")
        if way == "typed":
            guessed.send([("kode", code)], "/d/")
        else:
            guessed.open(
                {"join": f"/d/{code}/", "phone": f"/d/{code}/{'a' * 26}/", "poll": f"/d/{code}/tilstand"}[way]
            )
        found.append(guessed.status)
    return found


@pytest.mark.parametrize("way", ["typed", "join", "phone", "poll"])
def test_guesses_are_counted_on_every_way(way: str) -> None:
    """After sixty codes that open nothing the next is refused in one sentence, whichever way it is tried."""
    assert set(_guesses(MOST, way)) == {404}
    room = open_room()
    refused = Phone(room).open(f"/d/{room.code}/")
    assert (refused.status, "for mange koder" in refused.text) == (429, True)
    assert Phone(room).send([("kode", room.code)], "/d/").status == 429
    assert Phone(room).open(f"/d/{room.code}/{'b' * 26}/").status == 429


def test_who_is_in_notices_nothing() -> None:
    """Sofie is in the room when somebody on the same network guesses: her page, her answers and the poll go on."""
    room = open_room()
    sofie = Phone(room).join()
    _guesses(MOST, "typed")
    assert sofie.open().status == 200
    poll._kept.update(dict.fromkeys(poll._kept, (0.0, None)))
    assert Phone(room).open(f"/d/{room.code}/tilstand").status == 200


def test_slips_of_the_fingers_are_no_guesses() -> None:
    """A code that is too short is told so and never counted."""
    room = open_room()
    found = {Phone(room).send([("kode", "ABC")], "/d/").status for _ in range(MOST + 1)}
    assert found == {400}
    assert Phone(room).open(f"/d/{room.code}/").status == 200


def test_asking_again_after_the_close_is_no_guess() -> None:
    """Karen closes; all phones of the room reload their page, and the house can still join the next session."""
    room = open_room()
    sofie = Phone(room).join()
    close_session(room.id, actor=KAREN)
    assert {sofie.open().status for _ in range(MOST + 1)} == {404}
    other = open_room()
    assert Phone(other).open(f"/d/{other.code}/").status == 200
