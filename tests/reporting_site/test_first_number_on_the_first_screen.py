"""The first number of a report stands within the first screen, on a phone and on a laptop."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page

from support.browser import OpenPage, axe_faults, overflow
from support.published import PublishedRound, account, published_round
from support.staff import log_in

pytestmark = pytest.mark.browser

STEPS = ("svar", "spoergsmaal", "tema-1", "videre", "pause", "kommentarer")


@pytest.fixture
def made(transactional_db: None, live_server: Any, tmp_path: Path) -> PublishedRound:
    """A published round on a running site."""
    return published_round(tmp_path)


def _entered(open_page: OpenPage, site: str, width: int, height: int) -> Page:
    tab = open_page(f"{site}/log-ind/", width=width, height=height)
    client = Client()
    log_in(client, account("Karen"))
    cookie = client.cookies["fagspejl"].value
    tab.context.add_cookies([{"name": "fagspejl", "value": cookie, "url": site}])
    return tab


@pytest.mark.parametrize(("width", "height"), [(360, 740), (1280, 800)])
def test_first_number_is_seen_without_scrolling(
    made: PublishedRound, live_server: Any, open_page: OpenPage, width: int, height: int
) -> None:
    """Karen opens her report, whole or in steps: a first number of the chart is on the screen."""
    site = str(live_server.url).replace("127.0.0.1", "localhost")
    tab = _entered(open_page, site, width, height)
    for path in ("", "laes/svar/"):
        tab.goto(f"{site}/rapport/{made.part['Karen']}/{path}")
        box = tab.locator(".profile text.value").first.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= height, path


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("width", [320, 1280])
def test_every_step_is_accessible(
    made: PublishedRound, live_server: Any, open_page: OpenPage, language: str, width: int
) -> None:
    """Karen goes through all steps on phone and screen: no rule broken, nothing wider than the page."""
    site = str(live_server.url).replace("127.0.0.1", "localhost")
    tab = _entered(open_page, site, width, 800)
    for step in STEPS:
        tab.goto(f"{site}/rapport/{made.part['Karen']}/laes/{step}/?sprog={language}")
        tab.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        assert axe_faults(tab) == [], step
        assert overflow(tab) == 0, step
