"""A session about responsibility in real browsers: Karen's screen, the wall and a phone at 360 px without script."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page

from fagspejl.workspace.home.unit_page.links import address_of, renew_address
from fagspejl.workspace.responsibility.selectors import map_of
from fagspejl.workspace.sessions.models import Session
from fagspejl.workspace.sessions.selectors.sessions import (
    code_here,
    control_key_here,
    display_key_here,
    session_of,
)
from fagspejl.workspace.sessions.services.outcomes import record_outcome
from fagspejl.workspace.sessions.types import OutcomeKind, OutcomeValues, PhaseCode
from support.browser import OpenPage, axe_faults, follow, overflow
from support.responsible import COORDINATOR, GROUP, KAREN, LEADER, NOBODY
from support.room import Room
from support.staff import log_in
from support.town import Town, leader, town

pytestmark = pytest.mark.browser
SUBMIT = "main form button[type=submit]"
OTHERS = (LEADER, LEADER, COORDINATOR, COORDINATOR, NOBODY)


@pytest.fixture
def here(transactional_db: None, live_server: Any) -> Town:
    """The town on a running site."""
    return town()


def _whole(tab: Page, heading: str, *, scripts: bool = True) -> None:
    """Hold a page by what reads it; axe-core needs a script, which the phone here does not run."""
    assert heading in tab.inner_text("h1").replace("\xa0", " ")
    assert not scripts or axe_faults(tab) == [], heading
    assert overflow(tab) == 0, heading


def _begins(tab: Page, site: str, here: Town) -> Room:
    """Let Karen choose two tasks, make the session and open it, and return its room."""
    client = Client()
    log_in(client, leader("Karen"))
    tab.context.add_cookies([{"name": "fagspejl", "value": client.cookies["fagspejl"].value, "url": site}])
    tab.goto(f"{site}/arbejdsrum/ansvar/{here.family}/")
    _whole(tab, "Ansvarskort for Familieenheden")
    follow(tab, tab.get_by_role("link", name="Svar sammen"))
    _whole(tab, "Svar sammen om ansvaret")
    tab.fill("#id_tasks", "Lære nye kolleger op\nGive sparring i svære sager")
    follow(tab, SUBMIT)
    known = session_of(Session.objects.get().id)
    assert known is not None
    return Room(known.id, code_here(known), control_key_here(known))


def _answers(phone: Page, site: str, room: Room) -> None:
    """Let the phone join and answer both tasks without a script, and five others so that one row divides them."""
    phone.goto(f"{site}/d/{room.code}/")
    follow(phone, "main form .button-primary")
    room.to(PhaseCode.JUDGE)
    phone.reload()
    _whole(phone, "Bedøm alene", scripts=False)
    assert "Lære nye kolleger op" in phone.inner_text("main")
    for item, option in enumerate((GROUP, GROUP, LEADER, COORDINATOR)):
        if phone.locator(f"#v{item}-0").count() == 0:
            follow(phone, "#save")
        phone.check(f"#v{item}-{option}")
    follow(phone, "#save")
    for place in range(5):
        token = room.phone()
        for item, option in enumerate((GROUP, GROUP, OTHERS[place], COORDINATOR)):
            room.judged(token, option, item=item)


def test_from_answers_to_the_staffs_page(here: Town, live_server: Any, open_page: OpenPage) -> None:
    """Six answer; wall and phone show what divides them; Karen writes the map, and Sofie reads it without an account."""
    site = str(live_server.url).replace("127.0.0.1", "localhost")
    tab = open_page(f"{site}/log-ind/")
    phone = open_page(f"{site}/d/", width=360, height=740, scripts=False)
    room = _begins(tab, site, here)
    _answers(phone, site, room)
    room.to(PhaseCode.REVEAL)
    phone.reload()
    _whole(phone, "Sådan ser det ud hos os", scripts=False)
    wall = open_page(f"{site}/faelles/{display_key_here(room.facts)}/", height=720)
    for page in (phone, wall):
        first = page.locator("svg.hp title").first.text_content() or ""
        assert first == "1 af 2 rækker er delt. I 1 række svarer mindst én »ingen«."
    assert axe_faults(wall) == []
    room.to(PhaseCode.AGREE)
    told = OutcomeValues(kind=OutcomeKind.AGREEMENT, text="Koordinatoren tager imod de svære sager.")
    record_outcome(room.control, room.facts.revision, told)
    room.close()
    tab.goto(f"{site}/arbejdsrum/session/{room.id}/")
    assert overflow(tab) == 0
    follow(tab, tab.get_by_role("link", name="Skriv ansvarskortet"))
    _whole(tab, "Skriv ansvarskortet")
    assert tab.input_value("#id_task_0") == "Give sparring i svære sager"
    follow(tab, SUBMIT)
    _whole(tab, "Skriv ansvarskortet")
    tab.select_option("#id_holder_0", "koordinator")
    tab.fill("#id_leader_stays_out_0", "Sager, som gruppen har talt om")
    follow(tab, SUBMIT)
    _whole(tab, "Ansvarskort for Familieenheden")
    known = map_of(here.family)
    assert known is not None
    assert [one.values.holder for one in known.rows] == ["koordinator", "gruppen"]
    follow(tab, tab.get_by_role("link", name="Roller, og om nogen har dem"))
    _whole(tab, "Roller")
    tab.uncheck("#id_held_2")
    follow(tab, SUBMIT)
    assert "som ingen har lige nu" in tab.inner_text("main")
    renew_address(here.family, seen=0, language="da", actor=KAREN)
    found = address_of(here.family)
    assert found is not None
    phone.goto(f"{site}{found.path}")
    _whole(phone, "Familieenheden", scripts=False)
    _whole(open_page(f"{site}{found.path}", width=360), "Familieenheden")
    read = phone.inner_text("main")
    assert "Her tager lederen ikke over: Sager, som gruppen har talt om." in read
    assert "koordinator (ingen har rollen lige nu)" in read
