"""Ida's ward writes its tasks, places them alone, sees what divides it, and fills in its levels from the closed session."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from fagspejl.lib.wording import wording
from fagspejl.workspace.load.placing.answers import answered_in
from fagspejl.workspace.load.selectors import versions_of
from fagspejl.workspace.sessions.models import Contribution, Response, Session
from fagspejl.workspace.sessions.pictures.tools import onward_of
from fagspejl.workspace.sessions.selectors.sessions import (
    code_here,
    control_key_here,
    display_key_here,
    session_of,
)
from fagspejl.workspace.sessions.services.steering import go_on
from fagspejl.workspace.sessions.types import Collecting, PhaseCode
from support.collected_room import as_they_stand, to_merging, wrote
from support.loaded import CAN_WAIT
from support.room import Room
from support.town import Town, entered, form_with, leader, town

SIX = range(6)


@pytest.fixture
def here(db: None) -> Town:
    """The town; nobody has agreed on levels yet."""
    return town()


@pytest.fixture
def ida(here: Town) -> Client:
    """Ida, logged in."""
    return entered(leader("Ida"))


def _room(ida: Client, here: Town, **said: str) -> Room:
    """Let Ida make a session and open it, and return its room."""
    page = f"/arbejdsrum/travlhed/{here.cancer}/session/"
    made = ida.post(page, {**form_with(ida.get(page), "once"), **said})
    assert made.status_code == 302, made.content.decode()
    row = Session.objects.get()
    known = session_of(row.id)
    assert known is not None
    return Room(row.id, code_here(known), control_key_here(known))


def _placed(room: Room, *answers: tuple[int, ...]) -> None:
    """Let six phones place the tasks: per item one option of each phone, or the same of all."""
    for token in room.phones:
        mine = room.phones.index(token)
        for item, options in enumerate(answers):
            room.judged(token, options[mine % len(options)], item=item)


def _shown(room: Room) -> str:
    """What the wall shows."""
    found = Client().get(f"/faelles/{display_key_here(room.facts)}/").content.decode()
    return found.replace("\xa0", " ")


def test_from_tasks_to_levels(ida: Client, here: Town) -> None:
    """Six write and place two tasks; the wall shows what divides them; after the close Ida's form is filled in."""
    room = _room(ida, here, how="sammen", statements="")
    assert room.facts.collecting is Collecting.WRITE
    room.to(PhaseCode.COLLECT)
    for _ in SIX:
        room.phone()
    wrote(room, room.phones[0], "Dokumentation")
    wrote(room, room.phones[1], "Bad")
    to_merging(room)
    as_they_stand(room)
    go_on(room.control, room.facts.revision)
    assert room.facts.phase is PhaseCode.JUDGE
    titles = [case.title for case in room.facts.cases]
    assert sorted(titles) == ["Bad", "Dokumentation"]
    documentation = ((0, 2), (2,))
    bath = ((0,), (1,))
    both = (documentation, bath) if titles[0] == "Dokumentation" else (bath, documentation)
    before = _shown(room)
    _placed(room, *both[0], *both[1])
    assert "hvis muligt" not in re.sub(r"<[^>]+>", "", before)
    room.to(PhaseCode.REVEAL)
    wall = _shown(room)
    assert "Vi er delt om 1 af 4 placeringer." in wall
    assert wall.index(">Dokumentation<") < wall.index(">Bad<")
    room.close()
    assert not Contribution.objects.exists()
    assert not Response.objects.exists()
    (found,) = answered_in(here.cancer)
    placed = {one.task: (one.yellow, one.red) for one in found.tasks}
    assert placed["Dokumentation"] == (None, CAN_WAIT)
    label, onward = onward_of(room.facts, wording("da", "fagspejl.workspace.words")) or ("", "")
    assert (label, onward) == (
        "Fyld trinene ud med det, de fleste valgte",
        f"/arbejdsrum/travlhed/{here.cancer}/skriv/?fra={room.id}",
    )
    form = form_with(ida.get(onward), "asked")
    assert {form["task_0"][0], form["task_1"][0]} == {"Dokumentation", "Bad"}
    assert versions_of(here.cancer) == ()


def test_short_form_with_a_list(ida: Client, here: Town) -> None:
    """Ida has twenty minutes and a list: nothing is written in the room, and it begins with what they judge."""
    room = _room(ida, here, how="kort", statements="Dokumentation\nBad\nDokumentation")
    assert room.facts.collecting is Collecting.NONE
    assert [case.title for case in room.facts.cases] == ["Dokumentation", "Bad"]
    assert len(room.facts.items) == 4


def test_a_list_too_long_is_told(ida: Client, here: Town) -> None:
    """Ida writes twenty-one tasks: she is told at the field, and her list still stands."""
    page = f"/arbejdsrum/travlhed/{here.cancer}/session/"
    many = "\n".join(f"Opgave {place}" for place in range(21))
    for how in ("kort", "givet", "sammen"):
        sent = {**form_with(ida.get(page), "once"), "how": how, "statements": many}
        told = ida.post(page, sent)
        assert told.status_code == 200
        assert "Opgave 20" in told.content.decode()
        assert "form-error-message" in told.content.decode()
    assert not Session.objects.exists()
