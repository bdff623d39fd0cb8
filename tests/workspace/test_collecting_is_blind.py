"""Before the moment of showing every page is the same to the byte, whatever was written, judged or guessed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client

from fagspejl.workspace.arithmetic.constants import LIVE_ALL
from fagspejl.workspace.sessions import screen_views
from fagspejl.workspace.sessions.phones import pages
from fagspejl.workspace.sessions.poll import _kept
from fagspejl.workspace.sessions.selectors.collected import statement_mark
from fagspejl.workspace.sessions.selectors.sessions import display_key_here
from fagspejl.workspace.sessions.services.collecting import recognise
from fagspejl.workspace.sessions.services.joining import answer_all, guess_three
from fagspejl.workspace.sessions.types import AnswerValues, PhaseCode, SplitGroup
from support.collected_room import collected_template, listed_in, merged, open_collected, to_merging, wrote
from support.room import Room, sent

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)
LOOKS_ON = 6  # Sofie writes and answers nothing; Karen leads and answers nothing either
STATEMENTS = [f"Udsagn {number} om kvalitet" for number in range(8)]


@pytest.fixture(autouse=True)
def _still(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock stands, and the random key of a form would hide every other difference."""
    monkeypatch.setattr(screen_views, "utc_now", lambda: NOW)
    monkeypatch.setattr(pages, "new_key", lambda: "0" * 32)
    collected_template(monkeypatch)


@pytest.fixture
def room() -> Room:
    """Six who act, one who looks on, and the leader."""
    made = open_collected((SplitGroup("Dag", 6), SplitGroup("Aften", 5)))
    for place in range(LOOKS_ON + 1):
        made.phone(place % 2)
    made.phone(is_leader=True)
    return made


def seen(room: Room) -> list[str]:
    """Return all that anybody sees who has given nothing: wall, control, a colleague's phone, the leader's phone."""
    places = [
        f"/faelles/{display_key_here(room.facts)}/",
        f"/styring/{room.control}/",
        *(f"/d/{room.code}/{token}/" for token in room.phones[LOOKS_ON:]),
    ]
    return [Client().get(place).content.decode() for place in places]


def _judged(room: Room, turn: int) -> None:
    for place, token in enumerate(room.phones[:LOOKS_ON]):
        values = {item: AnswerValues(value=(item * turn + place) % 11) for item in range(16)}
        answer_all(room.code, token, sent(), round_=1, values=values)


def test_what_is_written(room: Room) -> None:
    """Six write once thus and once quite otherwise: nobody's page changes."""
    for place, token in enumerate(room.phones[:LOOKS_ON]):
        wrote(room, token, f"Vi lytter, nummer {place}", "Og vi siger til")
    before = seen(room)
    for place, token in enumerate(room.phones[:LOOKS_ON]):
        wrote(room, token, "Noget ganske andet", "", f"Og på en anden plads {place}")
    assert seen(room) == before
    assert "12 bidrag" in before[0]


def test_only_how_many(room: Room) -> None:
    """Omar takes one of two lines back: the number changes, and nothing beside it."""
    wrote(room, room.phones[0], "En linje", "Og en til")
    two = seen(room)
    wrote(room, room.phones[0], "En linje")
    one = seen(room)
    mark = room.facts.revision
    for was, now in zip(two, one, strict=True):
        assert was.replace("2 bidrag", "1 bidrag").replace(f"{mark}.7.2", f"{mark}.7.1") == now


def test_yes_and_no_look_alike(room: Room) -> None:
    """Whether people recognise their words or not is the same page for everybody else."""
    for place, token in enumerate(room.phones[:LOOKS_ON]):
        wrote(room, token, f"Vi lytter, nummer {place}")
    to_merging(room)
    merged(room, ["Vi lytter"], dict.fromkeys(listed_in(room), 0))
    told = []
    for yes in (True, False):
        for token in room.phones[:LOOKS_ON]:
            recognise(room.code, token, sent(), 0, yes=yes, seen=statement_mark("Vi lytter"))
        told.append(seen(room))
    assert told[0] == told[1]


@pytest.mark.parametrize("phase", [PhaseCode.JUDGE, PhaseCode.GUESS])
def test_judgements_and_guesses(room: Room, phase: PhaseCode) -> None:
    """All judge sixteen questions once thus and once otherwise, and guess the others: no page tells."""
    to_merging(room)
    merged(room, STATEMENTS)
    room.to(PhaseCode.JUDGE)
    _judged(room, 1)
    room.to(phase)
    before = seen(room)
    _judged(room, 7)
    if phase is PhaseCode.GUESS:
        for place, token in enumerate(room.phones[:LOOKS_ON]):
            guess_three(room.code, token, sent(), chosen={1 - place % 2: [0, 1, 2 + place % 5]})
    assert seen(room) == before


def test_few_answers_are_not_counted(room: Room) -> None:
    """Karen put the words of one under other words and watches the room: no screen moves when that one presses."""
    for place, token in enumerate(room.phones[:LOOKS_ON]):
        wrote(room, token, f"Vi lytter, nummer {place}")
    to_merging(room)
    merged(room, ["Vi lytter"], dict.fromkeys(listed_in(room), 0))
    poll = f"/faelles/{display_key_here(room.facts)}/tilstand"
    before, asked = seen(room), []
    for place, token in enumerate(room.phones[:LOOKS_ON], 1):
        recognise(room.code, token, sent(), 0, yes=True, seen=statement_mark("Vi lytter"))
        _kept.clear()
        asked.append(Client().get(f"{poll}?rev={room.facts.revision}.7.0").status_code)
        assert (seen(room) == before) is (place < LIVE_ALL)
    assert asked == [204, 204, 204, 200, 200, 200]
