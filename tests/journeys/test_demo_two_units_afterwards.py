"""What the demo's two units have done: Karen's eight cases and Ida's shifts, picture and note, answered and unanswered.

The figures are those of the design's two runs, written here by hand.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from fagspejl.workspace.arithmetic.findings import SpreadWord
from fagspejl.workspace.arithmetic.spread import spread
from support.browser import OpenPage, axe_faults, follow, overflow
from support.demo_site import DemoSite

pytestmark = pytest.mark.browser

SLOW = 120_000  # milliseconds that a loaded machine may take to show what must come
# Case, experienced and new colleagues, word, outcome.
CASES = (
    (1, (1, 2, 2, 3, 3, 4, 8), (5, 6, 8, 9, 9), SpreadWord.DIVIDED, "Prøvehandling"),
    (5, (1, 2, 2, 3, 3, 7, 8), (2, 7, 8, 8, 9), SpreadWord.DIVIDED, "Uenighed vi lever med"),
    (8, (3, 4, 4, 4, 4, 5, 5), (3, 4, 5, 5, 6), SpreadWord.AGREED, "Faglig aftale"),
)


def _text(tab: Page) -> str:
    return " ".join(tab.inner_text("main").replace("\u00a0", " ").split())


def _as(site: DemoSite, open_page: OpenPage, name: str) -> tuple[Page, str]:
    """Log in as one of the cast on a small phone, and return the tab and the id of the unit."""
    tab = open_page(site.url, width=360, height=740)
    tab.set_default_timeout(SLOW)
    follow(tab, tab.get_by_role("button", name=f"Log ind som {name}").first)
    tab.goto(f"{site.url}/arbejdsrum/")
    found = str(tab.locator("main a[href*='/arbejdsrum/enhed/']").first.get_attribute("href"))
    return tab, re.findall(r"enhed/([0-9a-f-]+)/", found)[0]


def _fits(tab: Page) -> None:
    assert axe_faults(tab) == []
    assert overflow(tab) == 0


def test_karens_eight_weeks(visited_demo: DemoSite, open_page: OpenPage) -> None:
    """Karen reads eight rows with a direction each, three patterns and an agreement; nothing is said across the cases."""
    tab, unit = _as(visited_demo, open_page, "Karen")
    assert "Tema: Svære sager" in _text(tab)
    tab.goto(f"{visited_demo.url}/arbejdsrum/sager/{unit}/")
    _fits(tab)
    tab.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    rows = [
        " ".join(row.split("\t"))
        for row in tab.locator("main table tbody tr").all_inner_texts()
        if row.strip()
    ]
    assert len(rows) == 8
    for number, experienced, new, word, outcome in CASES:
        row = rows[len(rows) - number]
        found = spread((*experienced, *new))
        assert found.word is word
        assert outcome in row
        assert " 12 " in f" {row} "
    page = _text(tab)
    assert "De fleste ligger tæt: 11 af 12" in page
    assert not any(said in page for said in ("tættere på hinanden", "længere fra hinanden", "efter samtalen"))
    assert page.count("fordi") >= 3
    tab.goto(f"{visited_demo.url}/arbejdsrum/enhed/{unit}/tema/")
    _fits(tab)
    line = tab.inner_text(".time-line")
    assert line.count("Session: »Sagssparring") == 8
    assert "Notat sendt opad: Skolerne kalder os ind" in line


def test_mads_has_not_answered(visited_demo: DemoSite, open_page: OpenPage) -> None:
    """Mads finds Karen's note with its day gone: it stands there as unanswered, and he can answer it."""
    tab, _ = _as(visited_demo, open_page, "Mads")
    tab.goto(f"{visited_demo.url}/arbejdsrum/notater/")
    _fits(tab)
    assert "Ubesvaret" in _text(tab)
    follow(tab, tab.get_by_role("link", name="Skolerne kalder os ind").first)
    _fits(tab)
    assert "Hvem aftaler med skolerne" in _text(tab)


def test_idas_ward(visited_demo: DemoSite, open_page: OpenPage) -> None:
    """Ida reads 9 red shifts of 56, documentation yielded in 7, uneven practice by shift, and the answer to her note."""
    tab, unit = _as(visited_demo, open_page, "Ida")
    tab.goto(f"{visited_demo.url}/arbejdsrum/travlhed/{unit}/")
    _fits(tab)
    assert "9 af 56 vagter var røde. Dokumentationen veg i 7 af dem." in _text(tab)
    tab.goto(f"{visited_demo.url}/arbejdsrum/kvalitet/")
    follow(tab, tab.get_by_role("link", name="Overlevering mellem vagter").first)
    _fits(tab)
    page = _text(tab)
    uneven = page[page.index("Fælles, men ujævnt") : page.index("Uenige")]
    assert "Dokumentationen er færdig, før jeg går hjem" in uneven
    assert "midten 6,5 mod 3,5" in page
    tab.goto(f"{visited_demo.url}/arbejdsrum/notater/")
    assert "Delvist imødekommet" in _text(tab)
    follow(tab, tab.get_by_role("link", name="Dagvagten har én færre").first)
    _fits(tab)
    page = _text(tab)
    assert "9 af 56 vagter var røde. Dokumentationen veg i 7 af dem." in page
    assert "36 af 39" in page
    assert "I må flytte én vagt til kl. 11-19 i seks uger." in page


def test_somebody_new_reads_it_on_the_wall(visited_demo: DemoSite, open_page: OpenPage) -> None:
    """Whoever begins in Karen's or Ida's unit scans the code, without account or script, and reads what holds there."""
    for name, told in (
        ("Karen", ("Vores tema: Svære sager", "en ung bliver væk fra aftaler", "Når en ung ikke møder op")),
        ("Ida", ("Vores tema: Fælles forståelse af kvalitet", "Dokumentationen er færdig")),
    ):
        tab, unit = _as(visited_demo, open_page, name)
        tab.goto(f"{visited_demo.url}/arbejdsrum/enhed/{unit}/side/")
        address = re.search(r"/enhed/[a-z2-7]{26}/", tab.content())
        assert address is not None
        wall = open_page(visited_demo.url + address[0], width=320, height=740, scripts=False)
        page = wall.inner_text("body").replace("\u00a0", " ")
        assert [one for one in told if one not in page] == []
        assert overflow(wall) == 0
    follow(wall, wall.get_by_role("link", name="Dagvagten har én færre").first)
    assert "I må flytte én vagt til kl. 11-19 i seks uger." in _text(wall)
    assert overflow(wall) == 0
