"""The staff's pages of the workspace in a real browser: phone and screen, both languages, without a rule broken."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page

from fagspejl.workspace.judgement.services import write_vignette
from fagspejl.workspace.judgement.vignettes import shipped
from fagspejl.workspace.sessions.models import Session
from fagspejl.workspace.sessions.services.closing import close_session
from fagspejl.workspace.sessions.services.outcomes import record_outcome
from fagspejl.workspace.sessions.types import OutcomeKind, OutcomeValues, PhaseCode, SplitGroup
from support.browser import OpenPage, axe_faults, follow, overflow
from support.room import KAREN, Room, open_room
from support.staff import log_in
from support.town import Town, leader, town

pytestmark = pytest.mark.browser
GROUPS = (SplitGroup("Erfarne", 7), SplitGroup("Nye", 5))


@pytest.fixture
def here(transactional_db: None, live_server: Any) -> Town:
    """The town on a running site."""
    return town()


def _enter(tab: Page, site: str) -> None:
    client = Client()
    log_in(client, leader("Karen"))
    cookie = client.cookies["fagspejl"].value
    tab.context.add_cookies([{"name": "fagspejl", "value": cookie, "url": site}])


def _closed(here: Town) -> Room:
    room = open_room(GROUPS, units=(here.family,))
    room.to(PhaseCode.JUDGE)
    for place, values in enumerate(((1, 2, 2, 3, 3, 4, 8), (5, 6, 8, 9, 9))):
        for value in values:
            room.judged(room.phone(place), value)
    room.to(PhaseCode.AGREE)
    text = "Vi ringer sammen med familien den første gang."
    record_outcome(room.control, room.facts.revision, OutcomeValues(kind=OutcomeKind.AGREEMENT, text=text))
    close_session(room.id, actor=KAREN)
    return room


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("width", [320, 1280])
def test_every_page_is_accessible(
    here: Town, live_server: Any, open_page: OpenPage, language: str, width: int
) -> None:
    """Karen goes through all her pages, with errors on them too: no rule broken, nothing wider than the page."""
    site = str(live_server.url).replace("127.0.0.1", "localhost")
    tab = open_page(f"{site}/log-ind/?sprog={language}", width=width)
    _enter(tab, site)
    work = f"{site}/arbejdsrum"
    tab.goto(f"{work}/?sprog={language}")
    assert axe_faults(tab) == []
    closed, during = _closed(here), open_room(GROUPS, units=(here.family,))
    before = open_room(GROUPS, units=(here.family,))
    Session.objects.filter(id=before.id).update(opened_on=None, code_hash=None)
    own = write_vignette(here.family, "da", shipped("da")[0], actor=KAREN)
    paths = ["/", "/ny/", "/ny/?fra=rapport", "/om-tallene/", f"/enhed/{here.family}/", f"/vignet/{own}/"]
    paths += [f"/session/{room.id}/" for room in (closed, during, before)]
    paths += [
        f"/session/{during.id}/svarsedler/",
        f"/session/{before.id}/ark/",
        f"/session/{before.id}/tast-ind/",
    ]
    paths += [f"/enhed/{here.family}/vignet/?kopi=school"]
    for path in paths:
        tab.goto(f"{work}{path}{'&' if '?' in path else '?'}sprog={language}")
        assert tab.evaluate("document.documentElement.lang") == language
        tab.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        assert axe_faults(tab) == [], path
        assert overflow(tab) == 0, path
    for path in (
        f"/session/{before.id}/tast-ind/",
        f"/enhed/{here.family}/vignet/",
        f"/session/{during.id}/svarsedler/",
    ):
        tab.goto(f"{work}{path}")
        if tab.locator("#count").count():
            tab.fill("#count", "0")
        follow(tab, "main form[method=post] .button-primary")
        assert tab.locator("main .form-error-message").count() > 0 or "svarsedler" not in path
        assert axe_faults(tab) == [], path
        assert overflow(tab) == 0, path


def test_karen_opens_a_room_by_keyboard_without_scripts(
    here: Town, live_server: Any, open_page: OpenPage
) -> None:
    """Karen, with scripts turned off, presses Enter once on the filled-in form and has a code and two pictures of it."""
    site = str(live_server.url).replace("127.0.0.1", "localhost")
    tab = open_page(f"{site}/log-ind/", scripts=False)
    _enter(tab, site)
    tab.goto(f"{site}/arbejdsrum/ny/?fra=rapport")
    with tab.expect_navigation(wait_until="load"):
        tab.locator("main form .button-primary").first.press("Enter")
    assert tab.locator(".room-code").inner_text()
    assert tab.locator(".qr svg").count() == 2
    for one in tab.locator(".qr svg").all():  # drawn over the whole of its place, so that a phone can read it
        drawn, place = one.locator("path").bounding_box(), one.bounding_box()
        assert drawn is not None
        assert place is not None
        assert drawn["width"] > 0.75 * place["width"]
        assert place["height"] == pytest.approx(place["width"], abs=1)
