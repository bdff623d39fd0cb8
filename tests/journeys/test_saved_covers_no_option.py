"""While Sofie chooses on a small phone or with large letters, "Gemt" and "Ikke gemt endnu" cover nothing she can press."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from support.browser import OpenPage, follow, overflow
from support.invited import open_round
from support.visit import BEGIN, STATUS, choose

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# 320 x 225 is a window of 1280 x 900 at 400 % zoom.
WINDOWS = [(320, 568), (320, 225), (360, 740), (1280, 900)]

_COVERED = """() => {
  const told = document.querySelector("[data-status]").getBoundingClientRect();
  const pressed = Array.from(document.querySelectorAll("label, textarea, button, legend, a, summary"));
  const covered = pressed.filter((element) => {
    const box = element.getBoundingClientRect();
    return box.width && told.left < box.right && box.left < told.right && told.top < box.bottom - 0.5
      && box.top < told.bottom - 0.5;
  });
  return [told.width > 0 && told.height > 0, covered.map((element) => element.textContent.trim())];
}"""


def _covered(tab: Page, kind: str) -> list[str]:
    tab.wait_for_selector(f"{STATUS}[data-kind='{kind}']")
    seen, covered = tab.evaluate(_COVERED)
    assert seen
    assert overflow(tab) == 0
    return list(covered)


@pytest.mark.parametrize(("width", "height"), WINDOWS)
def test_told_in_the_gap(live_server: LiveServer, open_page: OpenPage, width: int, height: int) -> None:
    """After each choice and each comment what is told stands below it, wherever she has scrolled to."""
    made = open_round()
    tab = open_page("about:blank", width=width, height=height)
    tab.clock.install()
    tab.goto(f"{live_server.url}/svar/{made.ask('Sofie Lund', 'Karen Holm')}/")
    follow(tab, BEGIN)
    for item in made.instrument.themes[0].items:
        choose(tab, item.id, "4")
        tab.clock.run_for(11_000)
        assert _covered(tab, "saved") == [], item.id
        assert tab.locator(f"fieldset:has([name='u.{item.id}']) {STATUS}").count() == 1
    for number in range(tab.locator("textarea").count()):
        tab.fill(f"textarea >> nth={number}", "Hun lytter.")
        tab.clock.run_for(11_000)
        assert _covered(tab, "saved") == [], number
    tab.route("**/svar/side/", lambda route: route.abort())
    choose(tab, made.instrument.themes[0].items[1].id, "2")
    tab.clock.run_for(11_000)
    assert _covered(tab, "trouble") == []
