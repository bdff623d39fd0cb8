"""The pages of levels in a real browser: phone and screen, both languages, by keyboard, without a rule broken."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page

from fagspejl.workspace.load.selectors import shift_path
from fagspejl.workspace.sessions.services.planning import today_here
from support.browser import OpenPage, axe_faults, follow, overflow
from support.loaded import GREEN, RED, YELLOW, a_shift, levels_in
from support.staff import log_in
from support.town import Town, leader, town
from support.unit_page import page_of

pytestmark = pytest.mark.browser


@pytest.fixture
def here(transactional_db: None, live_server: Any) -> Town:
    """The town on a running site."""
    return town()


def _enter(tab: Page, site: str) -> None:
    client = Client()
    log_in(client, leader("Ida"))
    tab.context.add_cookies([{"name": "fagspejl", "value": client.cookies["fagspejl"].value, "url": site}])


def _filled(here: Town, language: str) -> None:
    """Give the ward two versions and shifts of three weeks, some unwritten and one corrected."""
    levels_in(here.cancer, weeks=3, language=language, shifts=("Dagvagt", "Aftenvagt"))
    levels_in(here.cancer, language=language, shifts=("Dagvagt", "Aftenvagt", "Nattevagt"))
    for place, level in enumerate((GREEN, YELLOW, RED) * 5):
        day = today_here() - timedelta(days=place + 1)
        a_shift(here.cancer, level, *((1, 2, 3, 4) if level is RED else ()), day=day)
    a_shift(here.cancer, YELLOW)
    a_shift(here.cancer, RED, 3, seen=1)


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("width", [320, 1280])
def test_every_page_is_accessible(
    here: Town, live_server: Any, open_page: OpenPage, language: str, width: int
) -> None:
    """Ida and Sofie go through all pages, before anything is agreed and after: no rule broken, nothing too wide."""
    site = str(live_server.url).replace("127.0.0.1", "localhost")
    at = f"/arbejdsrum/travlhed/{here.cancer}/"
    tab = open_page(f"{site}/log-ind/?sprog={language}", width=width)
    _enter(tab, site)
    paths = [at, f"{at}opslag/", f"{at}vagter/"]
    for filled in (False, True):
        if filled:
            _filled(here, language)
            shift, today = shift_path(here.cancer), today_here()
            red = f"?dag={today}&vagt=Dagvagt&trin=red"
            paths += ["/arbejdsrum/travlhed/", f"{at}skriv/", f"{at}session/", f"{at}vagter/{red}"]
            paths += [page_of(here.cancer, language), f"{shift}", f"{shift}{red}", f"{shift}?dag=x&trin=red"]
        for path in paths:
            tab.goto(f"{site}{path}{'&' if '?' in path else '?'}sprog={language}")
            assert tab.evaluate("document.documentElement.lang") == language, path
            tab.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
            assert axe_faults(tab) == [], path
            assert overflow(tab) == 0, path


def test_a_shift_by_keyboard(here: Town, live_server: Any, open_page: OpenPage) -> None:
    """Sofie writes a shift without a mouse: she moves to the level, ticks with the space bar, and sends with Enter."""
    levels_in(here.cancer)
    site = str(live_server.url).replace("127.0.0.1", "localhost")
    tab = open_page(f"{site}{shift_path(here.cancer)}", width=360)
    for _ in range(3):
        tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.textContent") == "Rød"
    with tab.expect_navigation():
        tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Space")
    assert tab.is_checked("#veg-1")
    tab.focus("main button[type=submit]")
    with tab.expect_navigation():
        tab.keyboard.press("Enter")
    assert "er skrevet som rød" in tab.inner_text("main").replace("\xa0", " ")


def test_nothing_typed_is_lost(here: Town, live_server: Any, open_page: OpenPage) -> None:
    """Ida forgets where a task is placed, is told so at its field, and all she wrote still stands."""
    site = str(live_server.url).replace("127.0.0.1", "localhost")
    tab = open_page(f"{site}/log-ind/", width=360)
    _enter(tab, site)
    tab.goto(f"{site}/arbejdsrum/travlhed/{here.cancer}/skriv/")
    fields = {
        "signs_yellow": "En",
        "signs_red": "To",
        "who_declares": "Koordinator",
        "shifts": "Dag",
        "task_0": "Bad",
    }
    for name, text in fields.items():
        tab.fill(f"#id_{name}", text)
    tab.select_option("#id_yellow_0", "always")
    follow(tab, "main form button[type=submit]")
    assert tab.title().startswith("Fejl:")
    assert axe_faults(tab) == []
    assert {name: tab.input_value(f"#id_{name}") for name in fields} == fields
    assert "Vælg, hvad der sker med opgaven" in tab.inner_text("#id_red_0_error")
    tab.select_option("#id_red_0", "can_wait")
    follow(tab, "main form button[type=submit]")
    assert "Travlhedstrin i Kræftafdelingen" in tab.inner_text("h1")
