"""A theme's life in a browser at 320 px, in both languages: chosen from the report, worked on, laid beside the next."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page

from fagspejl.organisation.models import Unit
from fagspejl.workspace.home.theme.selectors import open_theme
from support.agreed import begun
from support.browser import OpenPage, axe_faults, follow, overflow
from support.published import PublishedRound, account, published_round
from support.second_round import year_after
from support.staff import log_in
from support.unit_page import outcome, page_of

pytestmark = pytest.mark.browser

PROVES_NOTHING = {
    "da": "Det er ikke bevis for, at det ene skyldes det andet.",
    "en": "This does not prove that the one is due to the other.",
}


@pytest.fixture
def rounds(transactional_db: None, live_server: Any, tmp_path: Path) -> PublishedRound:
    """Last year's round and this year's, on a running site; the later one."""
    first = published_round(tmp_path / "2026")
    return year_after(first, tmp_path / "2027", lambda rater, place: 1 + (ord(rater[-1]) + place) % 5)


def _fits(tab: Page) -> None:
    tab.wait_for_load_state()
    assert tab.locator("h1").count() == 1
    assert axe_faults(tab) == []
    assert overflow(tab) == 0


@pytest.mark.parametrize("language", ["da", "en"])
def test_from_report_to_report(
    rounds: PublishedRound, live_server: Any, open_page: OpenPage, language: str
) -> None:
    """Karen goes from her workspace to a theme with the keyboard, works on it, and lays the line beside her report."""
    site = str(live_server.url).replace("127.0.0.1", "localhost")
    unit = Unit.objects.get(key="familie").id
    client = Client()
    log_in(client, account("Karen"))
    tab = open_page(f"{site}/log-ind/", width=320, height=740)
    cookie = {"name": "fagspejl", "value": client.cookies["fagspejl"].value, "url": site}
    tab.context.add_cookies([cookie])  # type: ignore[list-item]
    tab.goto(f"{site}/arbejdsrum/?sprog={language}")
    _fits(tab)
    assert tab.locator(".tool-menu dt").count() == 4
    follow(tab, f"a[href='/arbejdsrum/enhed/{unit}/tema/']")
    _fits(tab)
    follow(tab, "a.button-primary")
    _fits(tab)
    tab.locator("#id_choice_0").focus()
    tab.keyboard.press("Space")
    tab.locator("#id_why").fill("Vi er i tvivl hver uge.")
    with tab.expect_navigation(wait_until="load"):
        tab.locator("main button[type=submit]").press("Enter")
    found = open_theme(unit)
    assert found is not None
    _fits(tab)
    assert found.theme in tab.inner_text("main")
    outcome(unit, "trial", "Vi ringer, før vi skriver.", held="held")
    begun(unit, title="Telefontid")
    tab.reload()
    assert "Telefontid" in tab.inner_text(".time-line")
    follow(tab, f"a[href='/arbejdsrum/rapport/{rounds.part['Karen']}/tidslinje/']")
    _fits(tab)
    assert PROVES_NOTHING[language] in tab.inner_text("main")
    assert tab.locator("#udvikling h3").count() > 0
    wide = open_page(f"{site}{page_of(unit, language)}", width=360, height=740, scripts=False)
    assert overflow(wide) == 0
    assert "Vi er i tvivl hver uge." in wide.inner_text("main")
