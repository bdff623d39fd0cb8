"""The whole of a round in the demo: an answer on a phone, the deadline, closing, publishing, the report and its PDF."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from fagspejl.demo.catalogue import SMALLEST
from fagspejl.demo.story import tell_story
from fagspejl.instrument.loader import load
from support.browser import OpenPage, follow, overflow
from support.demo_site import DemoSite
from support.pdf import pdf_ua_faults
from support.visit import BEGIN, ONWARD, choose

pytestmark = pytest.mark.browser

STATEMENTS = ("shared_quality", "dilemmas", "follow_up", "dialogue", "development")


def test_from_answer_to_report(demo_site: DemoSite, open_page: OpenPage) -> None:
    """Sofie and Omar answer on a phone without scripts; the round is closed where its key now lies; Karen reads it."""
    phone = open_page(demo_site.url, width=360, height=740, scripts=False)
    assert overflow(phone) == 0
    _answer(phone, "text=Sofie Højbjerre svarer som medarbejder om Karen Birkemose")
    phone.goto(demo_site.url)
    letter = phone.locator("li", has_text="Omar Faris svarer som medarbejder om Karen Birkemose")
    code = letter.locator("code").inner_text()
    follow(phone, letter.locator("a"))
    phone.fill("#kode", code)
    _answer(phone, "main form button")
    assert phone.context.cookies() == []

    early = demo_site.run("round", "close", demo_site.open_round)
    assert early.returncode == 1
    assert "tager imod svar endnu" in early.stderr
    for words in (("demo", "advance"), ("round", "key-here"), ("round", "close"), ("round", "publish")):
        done = demo_site.run(*words, demo_site.open_round)
        assert done.returncode == 0, done.stderr

    tab = open_page(demo_site.url, width=360, height=740, scripts=False)
    follow(tab, "button:has-text('Log ind som Karen')")
    assert tab.inner_text("h1") == "Mine rapporter"
    reports = tab.locator("text=Læs din rapport")
    assert reports.count() == 2
    follow(tab, reports.first)
    assert "Karen Birkemose" in tab.inner_text("body")
    present = next(one for one in demo_site.cast["rounds"] if one["state"] == "open")
    assert present["title"] in tab.inner_text("body")
    said = tab.inner_text("body").replace("\u00a0", " ")
    assert f"{_answered_before() + 2} af dine 12 medarbejdere svarede" in said
    past = next(one for one in demo_site.cast["rounds"] if one["state"] == "published")
    assert overflow(tab) == 0
    follow(tab, "text=Vis hele rapporten på én gang")
    changed = tab.inner_text("#udvikling").replace("\u00a0", " ")
    assert past["title"] in changed
    assert any(word in changed for word in ("Op: ", "Ned: ", "Ingen tydelig ændring siden sidst."))
    assert overflow(tab) == 0
    tab.go_back()
    made = tab.request.get(demo_site.url + str(tab.locator("a[href$='/pdf/']").first.get_attribute("href")))
    assert made.status == 200
    assert pdf_ua_faults(made.body()) == []

    phone.goto(demo_site.url)
    assert phone.locator("text=Sofie Højbjerre svarer").count() == 0


def test_a_link_is_dead_when_the_round_is_closed(demo_site: DemoSite, open_page: OpenPage) -> None:
    """Sofie comes too late: her link says no more than any other dead link does."""
    link = demo_site.here(next(one["link"] for one in demo_site.cast["shown"]))
    tab = open_page(link, scripts=False)
    assert "Karen Birkemose" in tab.inner_text("h1")
    assert demo_site.run("demo", "advance", demo_site.open_round).returncode == 0
    tab.goto(link)
    dead = tab.content()
    assert "Linket virker ikke længere" in dead
    tab.goto(f"{demo_site.url}/svar/{'a' * 26}/")
    assert tab.content() == dead


def _answered_before() -> int:
    """How many of Karen's twelve employees had answered when the demo was made."""
    story = tell_story(load("faglig-ledelse"), SMALLEST)
    leaders = {one.id for one in story.people if one.leads}
    karen = story.person("Karen").id
    return sum(
        given.leader == karen and given.rater not in leaders and not given.draft for given in story.present
    )


def _answer(tab: Page, onward: str) -> None:
    follow(tab, onward)
    assert "Karen Birkemose" in tab.inner_text("h1")
    follow(tab, BEGIN)
    for statement in STATEMENTS:
        choose(tab, statement, "4")
    follow(tab, ONWARD)
    follow(tab, ONWARD)
    assert tab.inner_text("h1") == "Tak for dit svar"
