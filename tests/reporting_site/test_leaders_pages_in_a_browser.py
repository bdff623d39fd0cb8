"""The leader's pages in a real browser: on a phone and a screen, in both languages, under the site's own policy."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from playwright.sync_api import Page

from fagspejl.disclosure.services.publish import withdraw_part
from support.browser import OpenPage, axe_faults, follow, overflow
from support.published import PublishedRound, account, published_round
from support.staff import PER, log_in

pytestmark = pytest.mark.browser


@pytest.fixture
def made(transactional_db: None, live_server: Any, tmp_path: Path) -> PublishedRound:
    """A published round on a running site."""
    return published_round(tmp_path)


def _enter(tab: Page, site: str, name: str) -> None:
    client = Client()
    log_in(client, account(name))
    cookie = client.cookies["fagspejl"].value
    tab.context.add_cookies([{"name": "fagspejl", "value": cookie, "url": site}])


def _complaints(tab: Page) -> list[str]:
    """Collect what the browser complains of from now on: broken policy, missing files, faults of scripts."""
    found: list[str] = []
    tab.on("console", lambda message: found.append(message.text) if message.type == "error" else None)
    tab.on("pageerror", lambda error: found.append(str(error)))
    return found


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("width", [320, 1280])
def test_every_page_is_accessible(
    made: PublishedRound, live_server: Any, open_page: OpenPage, language: str, width: int
) -> None:
    """Mads goes through list, reports, looks, a withdrawn one and nothing: no rule broken, nothing wider than the page."""
    withdraw_part(part_id=made.part["Ida"], note="Forkert leder på listen.", on=date(2026, 4, 1), actor=PER)
    site = str(live_server.url).replace("127.0.0.1", "localhost")
    tab = open_page(f"{site}/log-ind/?sprog={language}", width=width)
    _enter(tab, site, "Mads")
    paths = ["/"]
    paths += [f"/rapport/{made.part[name]}/" for name in ("Mads", "Karen", "Ida")]
    paths += [f"/rapport/{made.part['Mads']}/kig/", f"/rapport/{uuid4()}/", "/nowhere/"]
    step = f"/rapport/{made.part['Karen']}/skridt/"
    paths += [
        step,
        f"{step}?udsagn=1.3",
        f"{step}dato/?udsagn=1.3&dag=x&tid=x",
        f"{step}ark/meeting/?udsagn=1.3",
    ]
    for path in paths:
        tab.goto(f"{site}{path}{'&' if '?' in path else '?'}sprog={language}")
        assert tab.evaluate("document.documentElement.lang") == language
        tab.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        assert axe_faults(tab) == [], path
        assert overflow(tab) == 0, path


def test_report_obeys_the_sites_policy(made: PublishedRound, live_server: Any, open_page: OpenPage) -> None:
    """Karen's report is styled and drawn under a policy that forbids styles and scripts inside the page."""
    site = str(live_server.url).replace("127.0.0.1", "localhost")
    tab = open_page(f"{site}/log-ind/")
    _enter(tab, site, "Karen")
    complaints = _complaints(tab)
    tab.goto(f"{site}/rapport/{made.part['Karen']}/")
    assert (
        tab.locator(".page-head").evaluate("one => getComputedStyle(one).backgroundColor")
        == "rgb(247, 251, 255)"
    )
    assert tab.locator("svg").count() > 0
    for path in ("/", f"/rapport/{made.part['Karen']}/kig/", "/sikkerhed/"):
        tab.goto(f"{site}{path}")
    assert complaints == []


def test_first_stop_is_the_text(made: PublishedRound, live_server: Any, open_page: OpenPage) -> None:
    """Karen uses the keyboard: the first stop leads past the bar to the report."""
    site = str(live_server.url).replace("127.0.0.1", "localhost")
    tab = open_page(f"{site}/log-ind/")
    _enter(tab, site, "Karen")
    tab.goto(f"{site}/rapport/{made.part['Karen']}/")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "main-content"


def test_way_through_the_reports(made: PublishedRound, live_server: Any, open_page: OpenPage) -> None:
    """Mads reads Karen's report and fetches the file; Karen finds both in her list, by its links alone."""
    site = str(live_server.url).replace("127.0.0.1", "localhost")
    tab = open_page(f"{site}/log-ind/")
    _enter(tab, site, "Mads")
    tab.goto(site)
    follow(tab, tab.get_by_role("link", name="Læs rapporten om Karen", exact=True))
    with tab.expect_download() as caught:
        tab.get_by_role("link", name="Hent rapport (PDF)").click()
    assert caught.value.suggested_filename == "rapport-karen.pdf"
    other = open_page(f"{site}/log-ind/")
    _enter(other, site, "Karen")
    other.goto(site)
    follow(other, other.get_by_role("link", name="Se, hvem der har læst den"))
    rows = other.locator("tbody tr").all_inner_texts()
    assert [row.split("\t")[1:] for row in rows] == [
        ["Mads", "Hentede rapporten som PDF"],
        ["Mads", "Læste rapporten"],
    ]
