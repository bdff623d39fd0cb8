"""Questions of a course in browsers, both languages: a phone of 320 px without script, the lecturer's keys, the wall."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page

from fagspejl.lib.wording import Wording
from fagspejl.workspace.courses.questions.edge import words_of
from fagspejl.workspace.courses.questions.selectors import questions_of
from fagspejl.workspace.courses.questions.services.asking import ask
from fagspejl.workspace.courses.services.holding import open_course
from fagspejl.workspace.courses.types import BlockKind
from fagspejl.workspace.sessions.keys import new_token
from support.browser import OpenPage, axe_faults, overflow
from support.held_course import HeldCourse, lecturer, made_course
from support.keyboard import Keyboard
from support.staff import Cast, log_in

pytestmark = pytest.mark.browser
NARROW, OTHERS = 320, "Hvem afgør det til sidst, når to fag er uenige?"
NAMED = "Hvad siger Asta Lind?"


def _held(tab: Page, what: str, *, scripts: bool = True) -> None:
    assert overflow(tab) == 0, what
    if scripts:  # axe is a script itself
        tab.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        assert axe_faults(tab) == [], what


def _asks(tab: Page, words: Wording) -> None:
    """Let Sofie ask with keys alone: a number is refused, a name is asked about, then the question is sent."""

    def say(name: str) -> str:
        return words.say(f"asked_phone.{name}")

    keys = Keyboard(tab)
    keys.write(say("text"), "Og hende med 010190-1234?")
    keys.to(say("send"))
    keys.enter()
    assert words.say("asked_error.text_cpr") == tab.inner_text("[role=alert]").replace("\xa0", " ")
    assert "010190" in tab.input_value("#text")
    _held(tab, "refused", scripts=False)
    keys.write(say("text"), NAMED)
    keys.to(say("send"))
    keys.enter()
    for _ in range(3):  # text, name, and the box, whose ring is its label's
        tab.keyboard.press("Tab")
    assert tab.evaluate("getComputedStyle(document.activeElement.nextElementSibling).outlineStyle") == "solid"
    tab.keyboard.press("Space")
    assert tab.is_checked("#seen")
    keys.to(say("send"))
    keys.enter()
    assert say("sent") in tab.inner_text(".alert-success")
    assert "/kursus/spoergsmaal/" in str(tab.get_attribute(".alert-success a", "href"))
    keys.to(say("keep_qr"))
    tab.keyboard.press("Enter")
    assert tab.locator(".asked-qr svg").is_visible()
    _held(tab, "sent", scripts=False)
    keys.to(say("vote"))
    keys.enter()
    assert say("voted") in tab.inner_text(".alert-success")


def _sorts(tab: Page, words: Wording) -> None:
    """Let Underviseren hide a question with keys alone: without a reason she is asked for one, and then it is done."""

    def say(name: str, **facts: object) -> str:
        return words.say(f"asked_control.{name}", **facts)

    keys = Keyboard(tab)
    keys.tick(NAMED)
    keys.to(say("hide_open"))
    tab.keyboard.press("Enter")
    keys.to(say("hide"), role="button")
    keys.enter()
    assert words.say("asked_error.question_refused_because") in tab.inner_text("[role=alert]")
    _held(tab, "refused")
    assert tab.is_checked(f"input:has(+ label:text-is('{NAMED}'))")
    keys.write(say("because"), "Den nævner nogen")
    keys.to(say("hide"), role="button")
    keys.enter()
    assert say("done") in tab.inner_text(".alert-success")


def _entered(open_page: OpenPage, site: str, who: Cast, language: str) -> Page:
    tab, client = open_page(f"{site}/log-ind/?sprog={language}", width=NARROW), Client()
    log_in(client, who)
    cookie = client.cookies["fagspejl"].value
    tab.context.add_cookies([{"name": "fagspejl", "value": cookie, "url": site}])
    return tab


@pytest.mark.parametrize("language", ["da", pytest.param("en", marks=pytest.mark.slow)])
def test_asked_voted_sorted_and_read(
    transactional_db: None, live_server: Any, open_page: OpenPage, language: str
) -> None:
    """Sofie asks and votes, Underviseren sorts, the room reads: no rule broken, nothing wider than its window."""
    site = str(live_server.url).replace("127.0.0.1", "localhost")
    vibe, words = lecturer("Vibe"), words_of(language)
    room = HeldCourse(made_course(vibe.staff, language=language))
    open_course(room.id, actor=vibe.staff.actor)
    sofie, omar = room.joins(), room.joins()
    room.to(BlockKind.QUESTIONS)
    ask(room.code, omar, new_token(), OTHERS)
    (one,) = questions_of(room.id)
    sent = f"act=pin:{one.id.hex}&v-{one.id.hex}={one.version}"
    sorting = f"{room.control}spoergsmaal/"
    assert room.web.post(sorting, sent, content_type="application/x-www-form-urlencoded").status_code == 303
    phone = open_page(f"{site}{room.at(sofie)}spoergsmaal/", width=NARROW, height=640, scripts=False)
    _held(phone, "phone", scripts=False)
    _asks(phone, words)
    _held(open_page(f"{site}{room.at(sofie)}spoergsmaal/", width=NARROW), "phone with scripts")
    _sorts(open_page(f"{site}{sorting}?vis=waiting", width=NARROW), words)
    for width in (NARROW, 1280):
        wall = open_page(f"{site}{room.wall}", width=width, height=720)
        _held(wall, f"wall {width}")
        assert OTHERS in wall.inner_text(".asked-text")
    tab = _entered(open_page, site, vibe, language)
    for page in (
        "",
        f"{room.id}/",
        f"{room.id}/blok/{room.facts.blocks[2].id}/",
        f"{room.id}/spoergsmaal/?vis=all",
    ):
        tab.goto(f"{site}/arbejdsrum/kurser/{page}{'&' if '?' in page else '?'}sprog={language}")
        _held(tab, page)
    assert tab.evaluate("getComputedStyle(document.querySelector('.asked-views ul')).display") == "flex"
    _held(open_page(f"{site}{room.page}", width=NARROW), "what stays")
