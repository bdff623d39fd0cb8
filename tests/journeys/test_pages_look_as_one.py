"""Whatever page Karen or Sofie opens on the site: its own typeface where it is promised, and one colour for buttons."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from support.browser import OpenPage, follow
from support.demo_site import DemoSite, served_demo

pytestmark = [pytest.mark.browser]

_FACES = """document.fonts.ready.then((faces) =>
  Array.from(faces).filter((face) => face.status === "loaded").map((face) => face.family + " " + face.weight))"""
_FAMILY = "(button) => getComputedStyle(button).fontFamily"
_COLOUR = """(button) => {
  const style = getComputedStyle(button);
  return [style.backgroundColor, style.borderTopColor, style.color];
}"""


@pytest.fixture(scope="module")
def site(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoSite]:
    """A served copy of the demo."""
    with served_demo(demo, tmp_path_factory.mktemp("looks")) as site:
        yield site


def _colours(tab: Page, kind: str) -> set[tuple[str, ...]]:
    return {
        tuple(button.evaluate(_COLOUR))
        for button in tab.locator(f".button-{kind}").all()
        if button.is_visible()
    }


def test_typeface_of_the_report(site: DemoSite, open_page: OpenPage) -> None:
    """Karen's report is set in Fagspejl's own typeface, fetched from the site itself; nothing it asks for is refused."""
    tab = open_page(f"{site.url}/demo/som/karen/")
    follow(tab, "main form .button-primary")
    tab.wait_for_load_state("networkidle")  # what that page still asks for would count as refused
    told: list[str] = []
    heard: list[tuple[int, str]] = []
    tab.on("console", lambda message: told.append(message.text) if "font" in message.text else None)
    tab.on("requestfailed", lambda request: told.append(request.url))
    tab.on("response", lambda response: heard.append((response.status, response.url)))
    tab.goto(f"{site.url}/rapport/{site.person('karen')['report']}/")
    assert sorted(tab.evaluate(_FACES)) == ["Fagspejl Sans 400", "Fagspejl Sans 600 700"]
    assert told == []
    fonts = {url for _, url in heard if url.endswith(".woff2")}
    assert len(fonts) == 2
    assert all(url.startswith(f"{site.url}/static/FagspejlSans-") for url in fonts)
    assert {status for status, _ in heard} == {200}


def test_one_colour_of_buttons(site: DemoSite, open_page: OpenPage) -> None:
    """The button to log in, to begin, to find a code and to go on look the same, and so do those of second rank."""
    link = site.url + urlsplit(site.cast["shown"][0]["link"]).path
    tab = open_page(f"{site.url}/demo/som/karen/")
    assert tab.locator("main button").first.evaluate(_FAMILY).startswith('"Fagspejl Sans"')
    primary, secondary = _colours(tab, "primary"), _colours(tab, "secondary")
    for address in (f"{site.url}/log-ind/", f"{site.url}/demo/", f"{site.url}/svar/", link):
        tab.goto(address)
        primary |= _colours(tab, "primary")
        secondary |= _colours(tab, "secondary")
    follow(tab, "main .button-primary")
    follow(tab, "main .acts .button-primary")
    primary |= _colours(tab, "primary")
    secondary |= _colours(tab, "secondary")
    assert len(primary) == 1, primary
    assert len(secondary) == 1, secondary
