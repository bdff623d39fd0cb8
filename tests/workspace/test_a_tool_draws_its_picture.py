"""A tool draws the sessions of its template, from what everybody may see: live, and from what was kept."""

from __future__ import annotations

import pytest
from django.test import Client

from fagspejl.lib.wording import Wording
from fagspejl.workspace.arithmetic.constants import LIVE_BLOCK, STORE
from fagspejl.workspace.sessions.collecting import Collect, cases_and_items
from fagspejl.workspace.sessions.pictures import tools
from fagspejl.workspace.sessions.pictures.drawn import drawn, drawn_by_tool, kept_by_tool
from fagspejl.workspace.sessions.pictures.tools import Shown, ToolPicture, ToolTable, register
from fagspejl.workspace.sessions.selectors.sessions import display_key_here, stored_items
from fagspejl.workspace.sessions.services.closing import delete_pictures
from fagspejl.workspace.sessions.services.joining import answer_all, guess_three, show_leader
from fagspejl.workspace.sessions.services.steering import choose_item
from fagspejl.workspace.sessions.types import AnswerValues, PhaseCode, SplitGroup
from support.collected_room import CODE, collected_template, open_collected
from support.room import KAREN, Room, sent

pytestmark = [pytest.mark.stores, pytest.mark.django_db]
FOUR = ("Borgeren ved besked", "Vi holder det, vi lover", "Journalen er færdig", "Vi spørger hinanden")
GROUPS = (SplitGroup("Dag", 8), SplitGroup("Aften", 6))


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> list[Shown]:
    """What the tool of the tests was given, each time it was asked to draw."""
    seen: list[Shown] = []

    def draw(shown: Shown, words: Wording) -> ToolPicture:
        seen.append(shown)
        told = f"{len(shown.items)} spørgsmål, {words.say('picture.everybody')}"
        return ToolPicture(
            room_svg=f'<svg id="{shown.key}r"><title>stor</title></svg>',
            phone_svg=f'<svg id="{shown.key}p"><title>lille</title></svg>',
            table=ToolTable("Tal", ("Udsagn", "Svar"), tuple((one.statement, "9") for one in shown.items)),
            sentences=(told, "Nummer to", "Nummer tre"),
            caution="Pas på",
        )

    monkeypatch.setattr(tools, "_draws", {})
    monkeypatch.setattr(tools, "_onward", {})
    register(CODE, draw, onward=lambda known, words: ("Vælg pejlemærker", f"/videre/{known.id}/"))
    return seen


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch, given: list[Shown]) -> Room:
    """Eight by day and six in the evening judge four statements twice each; the leader too."""
    collect: Collect = collected_template(monkeypatch)
    cases, items = cases_and_items(collect, FOUR)
    made = open_collected(GROUPS, cases=cases, items=items)
    for place in range(14):
        made.phone(0 if place < 8 else 1)
    made.phone(is_leader=True)
    made.to(PhaseCode.JUDGE)
    for place, token in enumerate(made.phones):
        values = {
            item: AnswerValues(value=(item // 2 * 2 + (place >= 8) * 3) % 11) for item in range(len(items))
        }
        answer_all(made.code, token, sent(), round_=1, values=values)
    return made


def _wall(room: Room) -> str:
    return Client().get(f"/faelles/{display_key_here(room.facts)}/").content.decode()


def _phone(room: Room, place: int = 0) -> str:
    return Client().get(f"/d/{room.code}/{room.phones[place]}/").content.decode()


def _control(room: Room) -> str:
    return Client().get(f"/styring/{room.control}/").content.decode()


def test_nothing_is_drawn_before_it_is_shown(room: Room, given: list[Shown]) -> None:
    """Karen opens every page while people judge: the tool is not even asked."""
    for page in (_wall(room), _phone(room), _control(room)):
        assert "<title>stor" not in page
        assert "<title>lille" not in page
    assert drawn_by_tool(room.facts) is None
    assert given == []


def test_every_screen_shows_the_tools_picture(room: Room, given: list[Shown]) -> None:
    """Sofie sees on the wall what is on her phone; it is drawn once for the whole room."""
    room.to(PhaseCode.REVEAL)
    wall, phone, control = _wall(room), _phone(room), _control(room)
    assert "<title>stor" in wall
    assert "8 spørgsmål" in wall
    assert "Nummer to" in wall
    assert "Nummer tre" not in wall
    for page in (phone, control):
        assert "<title>lille" in page
    assert "Nummer tre" in phone
    assert "<caption>Tal</caption>" in wall
    assert "<caption>Tal</caption>" in phone
    assert phone.count("Vi holder det, vi lover") == 3  # twice in the table, once among the own answers
    assert len(given) == 1


def test_it_is_given_what_everybody_may_see(room: Room, given: list[Shown]) -> None:
    """The tool gets blocks by name with sorted values, and the leader's only when she shows it."""
    room.to(PhaseCode.REVEAL)
    drawn_by_tool(room.facts)
    (shown,) = given
    assert (shown.limit, shown.kept, shown.present, shown.language) == (LIVE_BLOCK, False, None, "da")
    assert [one.statement for one in shown.items] == [text for text in FOUR for _ in range(2)]
    assert [one.ask for one in shown.items] == [0, 1] * 4
    first = shown.items[0]
    assert [(block.name, len(block.values)) for block in first.blocks] == [("Dag", 8), ("Aften", 6)]
    assert first.values == (0,) * 8 + (3,) * 6
    assert all(one.leader is None for one in shown.items)
    show_leader(room.code, room.phones[-1], sent())
    drawn_by_tool(room.facts)
    assert given[-1].items[1].leader == 3


def test_talk_tells_which_one_is_talked_about(room: Room, given: list[Shown]) -> None:
    """Karen steps to the third statement: the tool may mark it, and its name is the heading."""
    room.to(PhaseCode.TALK)
    choose_item(room.control, room.facts.revision, 4)
    wall = _wall(room)
    assert given[-1].present == 4
    assert "<h1>Journalen er færdig</h1>" in wall


def test_what_was_kept_is_drawn_alike(room: Room, given: list[Shown]) -> None:
    """After the close the tool draws from what was kept, and from nothing once Karen deletes the pictures."""
    room.to(PhaseCode.REVEAL)
    room.close()
    kept = kept_by_tool(room.facts, stored_items(room.id))
    assert kept is not None
    shown = given[-1]
    assert (shown.limit, shown.kept, shown.present) == (STORE, True, None)
    assert [(block.name, len(block.values)) for block in shown.items[0].blocks] == [("Dag", 8), ("Aften", 6)]
    delete_pictures(room.id, actor=KAREN)
    assert kept_by_tool(room.facts, stored_items(room.id)) is None


def test_the_others_three(room: Room, given: list[Shown]) -> None:
    """The evening guesses the day: two of three right is right; the leader's own guess stands outside."""
    room.to(PhaseCode.GUESS)
    for place in range(8, 14):
        three = [1, 2, 3] if place < 12 else [0, 1, 2]
        guess_three(room.code, room.phones[place], sent(), chosen={0: three})
    for place in range(3):
        guess_three(room.code, room.phones[place], sent(), chosen={1: [0, 1, 2]})
    guess_three(room.code, room.phones[-1], sent(), chosen={0: [0, 1, 2], 1: [0, 1, 3]})
    room.to(PhaseCode.REVEAL)
    drawn_by_tool(room.facts)
    (day,) = given[-1].guessed  # of the evening only three guessed: too few
    assert (day.group, day.n, day.right, day.actual) == ("Dag", 6, 6, (1, 2, 3))
    assert day.picks == (2, 6, 6, 4)
    room.close()
    kept_by_tool(room.facts, stored_items(room.id))
    assert given[-1].guessed == (day,)
    delete_pictures(room.id, actor=KAREN)
    assert "Dag" not in str(room.facts)


def test_a_fault_of_the_tool(room: Room, caplog: pytest.LogCaptureFixture) -> None:
    """A tool fails in the middle of Karen's meeting: wall, phones and control show the engine's picture, and go on."""

    def fails(shown: Shown, words: Wording) -> ToolPicture:
        raise ValueError([one.values for one in shown.items])

    register(CODE, fails)
    room.to(PhaseCode.REVEAL)
    own = drawn(room.facts, 0)
    assert own is not None
    assert own.room_svg in _wall(room)
    assert own.sentences[0] in _phone(room)
    assert own.phone_svg in _control(room)
    assert caplog.messages == [f"The picture of {CODE} failed: ValueError"]
