"""A phone of 320 px in every phase: readable, without a fault that a machine finds, by keyboard, and without a network."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from fagspejl.workspace.sessions.edge import words_of
from fagspejl.workspace.sessions.models import Participant, Response
from fagspejl.workspace.sessions.phases import phase_texts
from fagspejl.workspace.sessions.services.outcomes import record_outcome
from fagspejl.workspace.sessions.types import Item, OutcomeKind, OutcomeValues, PhaseCode, SplitGroup
from support.browser import OpenPage, axe_faults, follow, overflow
from support.room import CASE, ITEM, Room, open_room

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BUTTON = "main form .button-primary"
SMALL = (SplitGroup("erfarne", 7), SplitGroup("nye", 4))


def _judge(tab: Page, heading: str) -> None:
    tab.wait_for_function("(text) => document.querySelector('h1').textContent.includes(text)", arg=heading)
    assert axe_faults(tab) == [], heading
    assert overflow(tab) == 0, heading
    assert tab.locator("h1").count() == 1


def _others(room: Room) -> None:
    for place, value in enumerate((1, 2, 2, 8, 9, 9)):
        room.judged(room.phone(place % 2), value)


def _joined(tab: Page, server: str, room: Room, group: str = "group-0") -> None:
    tab.goto(f"{server}/d/{room.code}/")
    if tab.locator(f"#{group}").count():
        tab.check(f"#{group}")
    follow(tab, BUTTON)


@pytest.mark.parametrize("width", [320, pytest.param(1280, marks=pytest.mark.slow)])
def test_every_phase(live_server: LiveServer, open_page: OpenPage, width: int) -> None:
    """Sofie's narrow phone and Per's wide window follow the session by themselves, and every page passes."""
    room = open_room(SMALL, items=(ITEM, Item(0, "Og hvor hurtigt?", "snart", "straks", overall=False)))
    tab = open_page(f"{live_server.url}/d/", width=width, height=740)
    _judge(tab, "Vær med")
    tab.fill("#kode", "abc")
    follow(tab, BUTTON)
    _judge(tab, "Vær med")
    tab.fill("#kode", room.code.lower())
    follow(tab, BUTTON)
    _judge(tab, "Skønsøvelse")
    follow(tab, BUTTON)
    assert tab.locator("[data-told]").count() == 1
    tab.check("#group-1")
    follow(tab, BUTTON)
    _judge(tab, "Må din gruppe stå for sig?")
    tab.click("#alone-yes")
    _judge(tab, "Læs sagen")
    room.to(PhaseCode.JUDGE)
    _judge(tab, "Bedøm alene")
    tab.check("#v0-7")
    tab.check("#a0-1")
    tab.fill("#r0", "Ring til 12 34 56 78.")
    assert tab.inner_text("#left-r0") == "119 tegn tilbage"
    tab.click("#save")
    tab.wait_for_selector("#seen")
    _judge(tab, "Bedøm alene")
    tab.fill("#r0", "Barnet først.")
    tab.click("#save")
    _judge(tab, "Dine svar")
    _others(room)
    room.to(PhaseCode.GUESS)
    _judge(tab, "Gæt enigheden")
    tab.check("#guess-4")
    tab.click("#save-guess")
    tab.wait_for_selector(".alert-success")
    room.to(PhaseCode.REVEAL)
    _judge(tab, "Sådan ser det ud hos os")
    tab.click("#figures summary")
    _judge(tab, "Sådan ser det ud hos os")
    room.to(PhaseCode.TALK)
    _judge(tab, "Tal om forskellen")
    tab.check("#difference-law")
    tab.click("#save")
    tab.wait_for_selector(".alert-success")
    room.to(PhaseCode.REJUDGE)
    _judge(tab, "Bedøm igen")
    tab.check("#v0-5")
    tab.click("#save")
    tab.wait_for_selector(".alert-success")
    room.to(PhaseCode.AGREE)
    _judge(tab, "Hvad tager vi med herfra?")
    record_outcome(
        room.control, room.facts.revision, OutcomeValues(kind=OutcomeKind.AGREEMENT, text="Vi ringer først.")
    )
    tab.wait_for_selector("text=Vi ringer først.")
    room.to(PhaseCode.CLOSE)
    _judge(tab, "De sidste spørgsmål")
    tab.check("#understood-8")
    tab.click("#save")
    _judge(tab, "Tak")
    tab.goto(f"{live_server.url}/d/ZZZZZZ/{'a' * 26}/")
    _judge(tab, "Tak, sessionen er lukket")


def test_every_phase_in_english(live_server: LiveServer, open_page: OpenPage) -> None:
    """Per reads English, and so does the room: every page on his narrow phone passes there too."""
    say = words_of("en").say
    room = open_room(SMALL, language="en")
    tab = open_page(f"{live_server.url}/d/?sprog=en", width=320, height=740)
    _judge(tab, say("door.title"))
    tab.goto(f"{live_server.url}/d/{room.code}/")
    _judge(tab, room.facts.title)
    _joined(tab, live_server.url, room, "group-1")
    _judge(tab, say("phone.consent_title"))
    tab.click("#alone-no")
    for phase in phase_texts(room.facts):
        if phase is PhaseCode.LOOK_BACK:
            continue
        room.to(phase)
        _judge(tab, say(f"phone.{phase}_title"))
        if phase is PhaseCode.JUDGE:
            tab.check("#v0-3")
            tab.click("#save")
            _judge(tab, say("phone.judged_title"))
            _others(room)
        if phase is PhaseCode.AGREE:
            values = OutcomeValues(kind=OutcomeKind.AGREEMENT, text="We call first.")
            record_outcome(room.control, room.facts.revision, values)
            tab.wait_for_selector("text=We call first.")
    tab.click("#save")
    _judge(tab, say("phone.thanks_title"))
    assert tab.evaluate("document.documentElement.lang") == "en"


def test_keyboard_alone(live_server: LiveServer, open_page: OpenPage) -> None:
    """Omar uses no mouse: with Tab, arrows, Space and Enter he joins and judges, and always sees where he is."""
    room = open_room(SMALL)
    room.to(PhaseCode.JUDGE)
    tab = open_page(f"{live_server.url}/d/{room.code}/", width=320)

    def onto(selector: str) -> None:
        for _ in range(60):
            tab.keyboard.press("Tab")
            if tab.evaluate("(s) => document.activeElement.matches(s)", selector):
                return
        pytest.fail(f"Tab never came to {selector}")

    onto("#group-0")
    tab.keyboard.press("Space")
    onto(BUTTON)
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#save")
    onto("[name=v0]")
    tab.keyboard.press("Space")
    for _ in range(3):
        tab.keyboard.press("ArrowRight")
    assert tab.is_checked("#v0-3")
    assert tab.evaluate("getComputedStyle(document.activeElement.nextElementSibling).outlineWidth") == "3px"
    onto("#w0-citizen")
    tab.keyboard.press("Space")
    onto("#r0")
    tab.keyboard.type("Fordi.")
    onto("#save")
    tab.keyboard.press("Enter")
    tab.wait_for_selector(".alert-success")
    assert tab.evaluate("document.activeElement.matches('[data-told]')"), "what happened is read out"
    assert list(Response.objects.values_list("value", "reason")) == [(3, "Fordi.")]


def test_nothing_typed_is_lost(live_server: LiveServer, open_page: OpenPage) -> None:
    """Ida is typing when Karen counts the room and when the network drops: her words stay, and she sends them later."""
    room = open_room()
    room.to(PhaseCode.JUDGE)
    tab = open_page("about:blank", width=360)
    _joined(tab, live_server.url, room)
    tab.check("#v0-6")
    tab.fill("#r0", "Vi kender fa")
    key = tab.input_value("[name=key] >> nth=0")
    room.lock(True)
    tab.wait_for_function(
        "(key) => document.querySelector('[name=key]').value !== key", arg=key, timeout=20_000
    )
    assert (tab.input_value("#r0"), tab.is_checked("#v0-6")) == ("Vi kender fa", True)
    assert tab.evaluate("document.activeElement.id") == "r0"
    tab.keyboard.type("milien")
    tab.context.set_offline(True)
    tab.click("#save")
    tab.wait_for_selector("text=Det, du har skrevet, står her endnu.")
    assert tab.input_value("#r0") == "Vi kender familien"
    assert Response.objects.count() == 0
    tab.context.set_offline(False)
    tab.wait_for_selector("text=Forbindelsen er tilbage.", timeout=20_000)
    tab.click("#save")
    tab.wait_for_selector(".alert-success")
    assert Response.objects.get().reason == "Vi kender familien"
    tab.context.set_offline(True)
    tab.wait_for_selector("text=Forbindelsen er væk. Dit svar er gemt.", timeout=20_000)


def test_after_the_close(live_server: LiveServer, open_page: OpenPage) -> None:
    """Karen closes: every phone says so by itself and stops asking."""
    room = open_room()
    tab = open_page("about:blank", width=360)
    _joined(tab, live_server.url, room)
    room.close()
    tab.wait_for_selector("text=Sessionen er lukket.")
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.wait_for_timeout(2500)
    assert asked == []
    assert Participant.objects.count() == 0


def test_questions_carry_no_token(live_server: LiveServer, open_page: OpenPage) -> None:
    """What Lone's phone asks each second names the room alone: no token in the address, none in the referrer."""
    room = open_room((), items=(ITEM,), cases=(CASE,))
    tab = open_page("about:blank", width=360)
    asked: list[tuple[str, str]] = []
    tab.on("request", lambda request: asked.append((request.url, request.headers.get("referer", ""))))
    _joined(tab, live_server.url, room)
    token = tab.url.rstrip("/").rpartition("/")[2]
    tab.wait_for_timeout(3000)
    polls = [(url, referrer) for url, referrer in asked if "/tilstand?" in url]
    assert polls
    assert not any(token in url or token in referrer for url, referrer in polls)
    assert not any(token in referrer for url, referrer in asked if "/static/" in url)
