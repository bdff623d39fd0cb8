"""A session about load in real browsers: Ida's screen, the wall and a phone at 360 px, from the list to the levels."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page

from fagspejl.workspace.load.selectors import versions_of
from fagspejl.workspace.load.types import Placement
from fagspejl.workspace.sessions.models import Session
from fagspejl.workspace.sessions.selectors.sessions import (
    code_here,
    control_key_here,
    display_key_here,
    session_of,
)
from fagspejl.workspace.sessions.services.outcomes import record_outcome
from fagspejl.workspace.sessions.services.steering import go_on
from fagspejl.workspace.sessions.types import OutcomeKind, OutcomeValues, PhaseCode
from support.browser import OpenPage, axe_faults, follow, overflow
from support.collected_room import as_they_stand, to_merging, wrote
from support.room import Room
from support.staff import log_in
from support.town import Town, leader, town

pytestmark = pytest.mark.browser
SUBMIT = "main form button[type=submit]"


@pytest.fixture
def here(transactional_db: None, live_server: Any) -> Town:
    """The town on a running site."""
    return town()


def _judged(tab: Page, heading: str) -> None:
    tab.wait_for_function("(text) => document.querySelector('h1').textContent.includes(text)", arg=heading)
    assert axe_faults(tab) == [], heading
    assert overflow(tab) == 0, heading


def _begins(tab: Page, site: str, here: Town) -> Room:
    """Let Ida make the session and open it, and return its room."""
    client = Client()
    log_in(client, leader("Ida"))
    tab.context.add_cookies([{"name": "fagspejl", "value": client.cookies["fagspejl"].value, "url": site}])
    tab.goto(f"{site}/arbejdsrum/travlhed/{here.cancer}/")
    follow(tab, tab.get_by_role("link", name="Placér opgaverne sammen"))
    assert tab.is_checked("[name=how][value=sammen]")
    follow(tab, SUBMIT)
    known = session_of(Session.objects.get().id)
    assert known is not None
    return Room(known.id, code_here(known), control_key_here(known))


def _writes(phone: Page, site: str, room: Room) -> None:
    """Let the phone join and write two tasks, and the others one each."""
    phone.goto(f"{site}/d/{room.code}/")
    follow(phone, "main form .button-primary")
    room.to(PhaseCode.COLLECT)
    _judged(phone, "Hvilke opgaver kommer under pres")
    fields = phone.locator("main textarea")
    fields.nth(0).fill("Dokumentation")
    fields.nth(1).fill("Bad")
    phone.click("#save")
    phone.wait_for_selector(".alert-success")
    for _ in range(5):
        room.phone()
    wrote(room, room.phones[0], "Oprydning i depotet")
    to_merging(room)
    as_they_stand(room)
    go_on(room.control, room.facts.revision)


def _places(phone: Page, room: Room) -> None:
    """Let the phone place everything as "always", and five others so that one task divides them."""
    _judged(phone, "Bedøm alene")
    for item in range(6):
        phone.check(f"#v{item}-0")
    phone.click("#save")
    phone.wait_for_function("() => document.querySelector('h1').textContent.includes('Dine svar')")
    titles = [case.title for case in room.facts.cases]
    for place, token in enumerate(room.phones):
        for case, title in enumerate(titles):
            divided = title == "Dokumentation" and place >= 2
            room.judged(token, 2 if divided else 0, item=2 * case)
            room.judged(token, 0, item=2 * case + 1)


def test_from_a_list_to_the_levels(here: Town, live_server: Any, open_page: OpenPage) -> None:
    """Six write and place three tasks; wall and phone show what divides them; Ida confirms what the answers fill in."""
    site = str(live_server.url).replace("127.0.0.1", "localhost")
    tab, phone = open_page(f"{site}/log-ind/"), open_page(f"{site}/d/", width=360, height=740)
    room = _begins(tab, site, here)
    _writes(phone, site, room)
    _places(phone, room)
    room.to(PhaseCode.REVEAL)
    _judged(phone, "Sådan ser det ud hos os")
    wall = open_page(f"{site}/faelles/{display_key_here(room.facts)}/", height=720)
    for page in (phone, wall):
        assert page.locator("svg.lp title").first.text_content() == "Vi er delt om 1 af 6 placeringer."
        assert page.locator("svg.lp text", has_text="Dokumentation").count() == 1
    assert axe_faults(wall) == []
    for phase in (PhaseCode.TALK, PhaseCode.AGREE):  # whoever comes late scans the code below the picture
        room.to(phase)
        wall.reload()
        below, foot = (wall.locator(one).bounding_box() for one in ("svg.lp", ".screen-foot"))
        assert below is not None
        assert foot is not None
        assert below["y"] + below["height"] <= foot["y"]
    told = OutcomeValues(kind=OutcomeKind.AGREEMENT, text="Vi hænger opslaget op på mandag.")
    record_outcome(room.control, room.facts.revision, told)
    room.close()
    tab.goto(f"{site}/arbejdsrum/session/{room.id}/")
    assert axe_faults(tab) == []
    assert overflow(tab) == 0
    follow(tab, tab.get_by_role("link", name="Fyld trinene ud med det, de fleste valgte"))
    tab.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert "1 opgave står åben" in tab.inner_text("main").replace("\xa0", " ")
    place = next(one for one in range(3) if tab.input_value(f"#id_task_{one}") == "Dokumentation")
    assert tab.input_value(f"#id_yellow_{place}") == ""
    assert tab.input_value(f"#id_red_{place}") == "always"
    tab.select_option(f"#id_yellow_{place}", "if_possible")
    for name, text in (
        ("signs_yellow", "En mangler"),
        ("signs_red", "To mangler"),
        ("who_declares", "Koordinator"),
    ):
        tab.fill(f"#id_{name}", text)
    tab.fill("#id_shifts", "Dagvagt")
    follow(tab, SUBMIT)
    assert "Intet viger" not in tab.inner_text("main")
    (made,) = versions_of(here.cancer)
    placed = {one.task: one.yellow for one in made.values.tasks}
    assert placed["Dokumentation"] is Placement.IF_POSSIBLE
