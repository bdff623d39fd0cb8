"""What Karen's unit has in the demo: three of its cases with their figures, and a room to play that ends where it began."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from support.browser import OpenPage, axe_faults, follow, overflow
from support.demo_site import DemoSite

pytestmark = pytest.mark.browser

SLOW = 120_000  # milliseconds that a loaded machine may take to show what must come
DOTS = ".for-screen .dp-round-1 > *"
GROUPS = "Nye ligger typisk højere end erfarne (midten 8 mod 3)."
AS_WELL = "Forskellen kan lige så godt være mellem personer som mellem nye og erfarne."
# Each case: what stands on its session's page, and what must not stand there.
SESSIONS = {
    "Sagssparring: En forælder får ikke ringet": (
        ("Vi er delt: 5 af 12 ligger lavt (0-3) og 4 højt (7-10).", GROUPS, "Prøvehandling", "Holdt"),
        ("efter samtalen",),
    ),
    "Sagssparring: En forælder vil have os med til mødet": (
        (
            "Vi er delt: 6 af 12 ligger lavt (0-3) og 6 højt (7-10).",
            "Uenighed vi lever med",
            "Forskellen handler om rolle og ansvar.",
        ),
        ("efter samtalen",),
    ),
    "Sagssparring: Den unge møder ikke op": (
        ("De fleste ligger tæt: 11 af 12 er højst halvandet trin fra midten (4).", AS_WELL, "Faglig aftale"),
        ("typisk højere", "efter samtalen"),
    ),
}


def _text(tab: Page) -> str:
    return tab.inner_text("body").replace("\u00a0", " ")


def test_three_of_eight_cases(visited_demo: DemoSite, open_page: OpenPage) -> None:
    """Karen opens the workspace and three of her unit's cases: twelve dots, earned sentences and the outcome."""
    tab = open_page(visited_demo.url, width=360, height=740)
    tab.set_default_timeout(SLOW)
    follow(tab, "button:has-text('Log ind som Karen')")
    tab.goto(f"{visited_demo.url}/arbejdsrum/")
    unit = tab.locator("main a[href*='/arbejdsrum/enhed/']").first.get_attribute("href")
    for title, (told, untold) in SESSIONS.items():
        tab.goto(f"{visited_demo.url}{unit}")
        assert overflow(tab) == 0
        follow(tab, tab.get_by_role("link", name=title).first)
        assert tab.inner_text("h1") == title
        page = _text(tab)
        assert [one for one in told if one not in page] == [], title
        assert [one for one in untold if one in page] == [], title
        assert tab.locator(DOTS).count() == 12
        assert overflow(tab) == 0
        assert axe_faults(tab) == []


@pytest.mark.parametrize("language", ["da", pytest.param("en", marks=pytest.mark.slow)])
def test_room_to_play_ends_where_it_began(visited_demo: DemoSite, open_page: OpenPage, language: str) -> None:
    """Asta, who has no account, plays the room from the demo's first page to the close, and is led back to that page."""
    play = "form[action*='/demo/rum/'] button"
    tab = open_page(f"{visited_demo.url}/?sprog={language}", width=360, height=740)
    tab.set_default_timeout(SLOW)
    follow(tab, play)
    control = tab.url
    screen = open_page(visited_demo.url + str(tab.locator("a[target=_blank]").first.get_attribute("href")))
    screen.set_default_timeout(SLOW)
    seen: list[str] = []
    while not seen or seen[-1] != "close":
        place = str(tab.locator("main").get_attribute("data-place"))
        seen += [] if place.partition(".")[0] in seen else [place.partition(".")[0]]
        screen.locator(f"main[data-place='{place}']").wait_for()
        assert overflow(tab) == 0, place
        if seen[-1] in ("judge", "rejudge"):
            assert screen.inner_text(".screen-count").count("12") == 2
        if seen[-1] == "reveal":
            assert screen.locator(".dp-round-1 > *").count() == 12
        if seen[-1] == "agree" and not tab.locator(".control-outcome").count():
            tab.check("#kind-none")
            tab.check("#because-not_needed")
            _moved(tab, ".outcome-form > .button")
        elif seen[-1] != "close":
            _moved(tab, ".control-bar [value=on]")
    assert seen == ["read", "judge", "guess", "reveal", "talk", "rejudge", "agree", "close"]
    tab.click("section[aria-labelledby=close] button")
    follow(tab, "main a.button")
    assert tab.evaluate("document.documentElement.lang") == language
    assert tab.locator(play).count() == 1
    gone = tab.goto(control)
    assert gone is not None
    assert gone.status == 404


def _moved(tab: Page, button: str) -> None:
    before = tab.locator(".control-bar [name=revision]").get_attribute("value")
    tab.click(button)
    tab.locator(f".control-bar [name=revision][value='{before}']").wait_for(state="detached")
