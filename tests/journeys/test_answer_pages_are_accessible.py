"""Every page of those who answer: no violation of WCAG 2.1 AA that a machine can find, narrow and wide, in both languages."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from support.browser import OpenPage, axe_faults, follow, overflow
from support.invited import OpenRound, open_round
from support.respondent import Respondent
from support.visit import BEGIN, ONWARD, choose

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SIZES = [(language, width) for language in ("da", "en") for width in (320, 1280)]


def _ask(made: OpenRound, name: str, language: str, perspective: str = "employee") -> str:
    return made.ask(
        name, "Karen Holm", perspective, language=language, unit="Familieområdet, distrikt Nordvest"
    )


def _judge(tab: Page, heading: str = "") -> None:
    assert axe_faults(tab) == [], tab.inner_text("h1")
    assert overflow(tab) == 0, tab.inner_text("h1")
    assert tab.locator("h1").count() == 1
    assert heading in tab.inner_text("h1")


@pytest.mark.parametrize(("language", "width"), SIZES)
def test_way_through(live_server: LiveServer, open_page: OpenPage, language: str, width: int) -> None:
    """Start page, both pages of a questionnaire, review with a nudge, receipt, deletion with and without its tick."""
    made = open_round(instrument="ledelse-af-fagprofessionelle@0.1")
    tab = open_page(f"{live_server.url}/svar/{_ask(made, 'Sofie Lund', language)}/", width=width)
    assert tab.get_attribute("html", "lang") == language
    _judge(tab, "Karen Holm")
    follow(tab, BEGIN)
    choose(tab, "strain", "4")
    _judge(tab)
    follow(tab, ONWARD)
    tab.fill("textarea >> nth=0", "Ring til Mette på 12 34 56 78.")
    tab.wait_for_selector("[data-status][data-kind='saved']")
    _judge(tab)
    follow(tab, ONWARD)
    assert tab.locator(".alert-warning li").count() == 2
    _judge(tab)
    follow(tab, ONWARD)
    tab.click("summary")
    _judge(tab)
    follow(tab, "form[action='/svar/slet/'] .button")
    assert tab.locator(".form-error-message").count() == 1
    _judge(tab)
    tab.check("input[type=checkbox]", force=True)
    follow(tab, "form[action='/svar/slet/'] .button")
    _judge(tab)


@pytest.mark.parametrize(("language", "width"), SIZES)
def test_other_roles_and_returns(
    live_server: LiveServer, open_page: OpenPage, language: str, width: int
) -> None:
    """Named roles, a draft that waits, an answer that is registered, a draft to be looked through."""
    made = open_round()
    tab = open_page("about:blank", width=width)
    for name, role in (("Karen Holm", "self"), ("Mads Berg", "superior"), ("Ida Krogh", "peer")):
        tab.goto(f"{live_server.url}/svar/{_ask(made, name, language, role)}/")
        _judge(tab)
    link = _ask(made, "Sofie Lund", language)
    Respondent(link).begin().press("/svar/side/", u_dilemmas="4")
    tab.goto(f"{live_server.url}/svar/{link}/")
    _judge(tab)
    follow(tab, BEGIN)
    follow(tab, ONWARD)
    follow(tab, ONWARD)
    assert tab.locator(".form-error-message").count() == 1
    _judge(tab)
    Respondent(link).answer(u_dilemmas="4")
    tab.goto(f"{live_server.url}/svar/{link}/")
    _judge(tab)


@pytest.mark.parametrize(("language", "width"), SIZES)
def test_when_something_is_in_the_way(
    live_server: LiveServer, open_page: OpenPage, language: str, width: int
) -> None:
    """A code to type and a slip in it, an empty review, another window, a moment without saving, a dead link."""
    made = open_round()
    tab = open_page(f"{live_server.url}/svar/?sprog={language}", width=width)
    _judge(tab)
    tab.fill("#kode", "abc")
    follow(tab, ONWARD)
    _judge(tab)
    link = _ask(made, "Sofie Lund", language)
    tab.goto(f"{live_server.url}/svar/{link}/")
    follow(tab, BEGIN)
    follow(tab, ONWARD)
    _judge(tab)
    follow(tab, ".acts .button-secondary")
    Respondent(link).begin().press("/svar/side/", u_dilemmas="4")
    tab.fill("textarea >> nth=0", "Skrevet for sent.")
    follow(tab, ONWARD)
    tab.wait_for_selector("textarea[readonly]")
    _judge(tab)
    follow(tab, ONWARD)
    follow(tab, ONWARD)
    made.invitation("Sofie Lund")
    invitation = made.invitation("Sofie Lund")
    invitation.moving = True
    invitation.save()
    follow(tab, ONWARD)
    tab.wait_for_selector("form[data-retry]")
    _judge(tab)
    tab.goto(f"{live_server.url}/svar/{link}/")
    _judge(tab)
    tab.goto(f"{live_server.url}/svar/{'a' * 26}/")
    _judge(tab)


def test_keyboard_alone(live_server: LiveServer, open_page: OpenPage) -> None:
    """Omar uses no mouse: with Tab, arrows, Space and Enter he answers, and always sees where he is."""
    made = open_round()
    tab = open_page(f"{live_server.url}/svar/{_ask(made, 'Omar Said', 'da')}/", width=1280)

    def onto(selector: str) -> None:
        for _ in range(60):
            tab.keyboard.press("Tab")
            if tab.evaluate("(s) => document.activeElement.matches(s)", selector):
                return
        pytest.fail(f"Tab never came to {selector}")

    onto(BEGIN)
    tab.keyboard.press("Enter")
    tab.wait_for_selector("fieldset")
    onto("input[name='u.shared_quality']")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("ArrowDown")
    assert tab.is_checked("input[name='u.shared_quality'][value='3']")
    outline = "getComputedStyle(document.activeElement.nextElementSibling).outlineWidth"
    assert tab.evaluate(outline) == "3px"
    onto(ONWARD)
    assert tab.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "3px"
    tab.keyboard.press("Enter")
    tab.wait_for_selector(".answers")
    onto(ONWARD)
    tab.keyboard.press("Enter")
    tab.wait_for_selector(".alert-success")
    assert tab.inner_text("h1") == "Tak for dit svar"


def test_targets_are_large(live_server: LiveServer, open_page: OpenPage) -> None:
    """On a phone every choice and button is at least 44 pixels high: Sofie's bus shakes."""
    made = open_round()
    tab = open_page(f"{live_server.url}/svar/{_ask(made, 'Sofie Lund', 'da')}/", width=360)
    follow(tab, BEGIN)
    heights = tab.eval_on_selector_all(
        ".choice label, .button:not([hidden]), .switch",
        "(all) => all.map((one) => one.getBoundingClientRect().height)",
    )
    assert len(heights) == 5 * 7 + 2
    assert min(heights) >= 44


def test_letters_of_twice_the_size(live_server: LiveServer, open_page: OpenPage) -> None:
    """A reader who has set the letters to twice their size, on a narrow screen, still reaches everything."""
    made = open_round()
    tab = open_page(f"{live_server.url}/svar/{_ask(made, 'Sofie Lund', 'da')}/", width=320)
    for onward in (BEGIN, ONWARD, ".acts .button"):
        tab.evaluate("document.documentElement.style.setProperty('font-size', '125%')")
        assert overflow(tab) == 0
        follow(tab, onward)
