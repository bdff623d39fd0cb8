"""Ida has no mouse: on every page of the tools each stop is seen, in order, up to the button that sends the page."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page

from fagspejl.workspace.cases.models import CasePattern
from support.browser import OpenPage
from support.held_quality import begun_picture
from support.keyboard import Keyboard
from support.loaded import levels_in
from support.noted import drafted_note
from support.staff import log_in
from support.town import Town, leader, town

pytestmark = pytest.mark.browser
UNIT = ("tema/",)
CASES = ("", "ny/", "rytme/", "roller/", "moenstre/")


@pytest.fixture
def here(transactional_db: None, live_server: Any) -> Town:
    """The town on a running site."""
    return town()


def _entered(open_page: OpenPage, site: str) -> Page:
    tab, client = open_page(f"{site}/log-ind/"), Client()
    log_in(client, leader("Ida"))
    cookie = client.cookies["fagspejl"].value
    tab.context.add_cookies([{"name": "fagspejl", "value": cookie, "url": site}])
    return tab


def test_every_page_to_its_end(here: Town, live_server: Any, open_page: OpenPage) -> None:
    """Ida tabs through pictures of quality, cases, levels of load, notes and the theme, from the first stop to the last."""
    site = str(live_server.url).replace("127.0.0.1", "localhost")
    levels_in(here.cancer)
    picture, note = begun_picture(here.cancer), drafted_note(here.cancer)
    pages = [f"enhed/{here.cancer}/{page}" for page in UNIT]
    pages += [f"sager/{here.cancer}/{page}" for page in CASES]
    pages += [f"travlhed/{here.cancer}/{page}" for page in ("", "session/", "vagter/")]
    pages += [f"kvalitet/{page}" for page in ("", "ny/", f"{picture}/", f"{picture}/pejlemaerker/")]
    pages += [f"notater/{page}" for page in ("", "nyt/", f"{note}/", f"{note}/maerk/")]
    tab = _entered(open_page, site)
    for page in pages:
        tab.goto(f"{site}/arbejdsrum/{page}")
        keys = Keyboard(tab)
        keys.skip()
        keys.to_the_end()


def test_a_pattern_is_written(here: Town, live_server: Any, open_page: OpenPage) -> None:
    """Ida writes what the unit gives weight to with keys alone, and finds it among the unit's patterns."""
    site = str(live_server.url).replace("127.0.0.1", "localhost")
    tab = _entered(open_page, site)
    tab.goto(f"{site}/arbejdsrum/sager/{here.cancer}/moenstre/ny/")
    keys = Keyboard(tab)
    keys.skip()
    keys.write("Når", "en patient kommer sent")
    keys.write("lægger vi vægt på", "ro om aftenen")
    keys.write("fordi", "natten ellers går med at lede")
    keys.to("Borgerens behov og vores fagligheder", role="radio")
    tab.keyboard.press("Space")
    keys.to_the_end()
    keys.enter()
    assert tab.locator("[role=alert]").all_inner_texts() == []
    assert CasePattern.objects.get().because == "natten ellers går med at lede"
