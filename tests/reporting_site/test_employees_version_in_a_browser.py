"""The version for employees in a real browser: phone, screen and projector, under the site's own policy."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from fagspejl.evaluation.types.policy import AccessPolicy, RoundPolicyValues
from reporting_site.test_leaders_pages_in_a_browser import _complaints, _enter
from support.browser import OpenPage, axe_faults, overflow
from support.published import PublishedRound, published_round

pytestmark = pytest.mark.browser

# Every visible text with the size at which it is seen, in px; a drawing that is enlarged enlarges its letters.
SIZES = """() => {
  const small = [], walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const one = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || one.closest('title, desc, .sr-only, details:not([open])')) continue;
    const plot = one.closest('.plot');
    const zoom = plot ? Number(getComputedStyle(plot).zoom) : 1;
    const size = parseFloat(getComputedStyle(one).fontSize) * (plot && one.closest('svg') ? zoom : 1);
    if (size < 28) small.push(`${size} ${one.tagName} ${walker.currentNode.textContent.trim()}`);
  }
  return small;
}"""


@pytest.fixture
def made(transactional_db: None, live_server: Any, tmp_path: Path) -> PublishedRound:
    """A published round that promised a version for employees, on a running site."""
    return published_round(tmp_path, policy=RoundPolicyValues(access=AccessPolicy(team_version=True)))


def _open(open_page: OpenPage, live_server: Any, path: str, width: int, height: int = 900) -> Page:
    site = str(live_server.url).replace("127.0.0.1", "localhost")
    tab = open_page(f"{site}/log-ind/", width=width, height=height)
    _enter(tab, site, "Karen")
    tab.goto(f"{site}{path}")
    return tab


@pytest.mark.parametrize("width", [360, 1280, 1920])
def test_page_and_screen_are_accessible(
    made: PublishedRound, live_server: Any, open_page: OpenPage, width: int
) -> None:
    """Karen opens both on phone, laptop and projector: no rule broken, nothing wider than the page, no complaint."""
    for path in ("", "skaerm/"):
        address = f"/rapport/{made.part['Karen']}/medarbejdere/{path}"
        tab = _open(open_page, live_server, address, width)
        complaints = _complaints(tab)
        tab.reload()
        tab.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        assert axe_faults(tab) == [], path
        assert overflow(tab) == 0, path
        assert complaints == []


def test_everything_is_large_on_the_projector(
    made: PublishedRound, live_server: Any, open_page: OpenPage
) -> None:
    """Sofie reads it from the back row: at 1920 by 1080 no letter on a picture is below 28 px."""
    address = f"/rapport/{made.part['Karen']}/medarbejdere/skaerm/"
    tab = _open(open_page, live_server, address, 1920, 1080)
    assert tab.evaluate(SIZES) == []


def test_the_clock_runs_and_keys_turn(made: PublishedRound, live_server: Any, open_page: OpenPage) -> None:
    """Karen turns with the arrow keys; each step has its own time, and the clock counts down once she starts it."""
    address = f"/rapport/{made.part['Karen']}/medarbejdere/skaerm/"
    tab = _open(open_page, live_server, address, 1920, 1080)
    clock = tab.locator(".clock")
    assert not clock.is_visible()
    tab.keyboard.press("ArrowRight")
    face = tab.get_by_role("timer")
    expect(face).to_have_text("05:00")
    assert tab.evaluate("location.hash") == "#trin-1"
    clock.get_by_role("button", name="Start uret").click()
    expect(face).to_have_text(re.compile("04:5."), timeout=10_000)
    clock.get_by_role("button", name="Stop uret").click()
    tab.keyboard.press("ArrowRight")
    expect(face).to_have_text("10:00")
    tab.keyboard.press("ArrowLeft")
    expect(tab).to_have_url(re.compile("#trin-1$"))


def test_it_turns_without_a_script(made: PublishedRound, live_server: Any, open_page: OpenPage) -> None:
    """Where scripts are forbidden the links turn, and no clock pretends to run."""
    site = str(live_server.url).replace("127.0.0.1", "localhost")
    tab = open_page(f"{site}/log-ind/", width=1920, height=1080, scripts=False)
    _enter(tab, site, "Karen")
    tab.goto(f"{site}/rapport/{made.part['Karen']}/medarbejdere/skaerm/")
    assert not tab.locator(".clock").is_visible()
    tab.locator("#plan a").first.click()
    assert tab.url.endswith("#trin-1")
    tab.locator("#trin-1").get_by_role("link", name="Næste").click()
    assert tab.url.endswith("#trin-2")
