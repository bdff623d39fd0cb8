"""Karen and Mads hold the same control: of two who press at once one is told where they are, and nothing is done twice."""

from __future__ import annotations

import pytest

from fagspejl.workspace.sessions.selectors.sessions import outcomes_in
from fagspejl.workspace.sessions.services.planning import hand_over
from fagspejl.workspace.sessions.types import PhaseCode
from support.room import KAREN, open_room
from support.wall import Wall

pytestmark = pytest.mark.django_db
MOVED = "Der er sket noget, siden du så siden. Intet er gjort."


@pytest.fixture
def wall() -> Wall:
    """A room of six who have judged."""
    room = open_room()
    for _ in range(6):
        room.phone()
    wall = Wall(room)
    wall.to(PhaseCode.JUDGE)
    wall.judge((1, 2, 3, 7, 8, 9))
    return wall


def test_both_press_on(wall: Wall) -> None:
    """Karen and Mads press "Videre" on the same page, and the room goes on once."""
    seen = wall.room.facts.revision
    assert wall.press("on", revision=seen).status_code == 303
    second = wall.press("on", revision=seen)
    assert second.status_code == 409
    assert MOVED in second.content.decode()
    assert wall.room.facts.phase is PhaseCode.GUESS
    again = second.content.decode().split('name="revision" value="')[1].split('"')[0]
    assert wall.press("on", revision=again).status_code == 303
    assert wall.room.facts.phase is PhaseCode.REVEAL


def test_what_was_typed_is_not_lost(wall: Wall) -> None:
    """Mads' outcome is not kept when Karen was first, but what he typed still stands in his form."""
    wall.to(PhaseCode.AGREE)
    seen = wall.room.facts.revision
    assert wall.press("outcome", revision=seen, kind="agreement", text="Karens ord.").status_code == 303
    late = wall.press("outcome", revision=seen, kind="escalation", text="Mads' ord, som han skrev længe på.")
    assert late.status_code == 409
    assert "som han skrev længe på." in late.content.decode()
    assert [one.values.text for one in outcomes_in(wall.room.id)] == ["Karens ord."]


@pytest.mark.parametrize("revision", ["", "x", "-1", "9" * 400, "1e3", "\u0663"])
def test_page_that_never_was(wall: Wall, revision: str) -> None:
    """A form without a state that we gave out does nothing."""
    before = wall.room.facts
    assert wall.press("on", revision=revision).status_code == 409
    assert wall.room.facts == before


def test_key_that_was_handed_over_is_dead(wall: Wall) -> None:
    """Karen hands the control over, and the address before opens nothing and does nothing."""
    hand_over(wall.room.id, actor=KAREN)
    before = wall.room.facts
    assert wall.press("on").status_code == 404
    assert wall.client.get(wall.control_at).status_code == 404
    assert wall.room.facts == before
    wall.screen()


def test_browser_that_closed_in_mid_phase(wall: Wall) -> None:
    """Karen's browser closes while people judge, and on her other device all is as it was."""
    told, seen = wall.screen(), wall.control()
    elsewhere = Wall(wall.room)
    assert _without_clock(elsewhere.screen()) == _without_clock(told)
    assert _without_clock(elsewhere.control()) == _without_clock(seen)
    assert elsewhere.press("on").status_code == 303


def _without_clock(page: str) -> list[str]:
    return [line for line in page.splitlines() if "data-seconds" not in line]
