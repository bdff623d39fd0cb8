"""The whole life of a picture of quality in a real browser: Ida's pages, the wall and phones of 360 px."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page

from fagspejl.workspace.quality.selectors import pictures_of
from fagspejl.workspace.quality.services.marks import choose_marks
from fagspejl.workspace.quality.types import MarkValues
from fagspejl.workspace.sessions.selectors.sessions import code_here, control_key_here, session_of
from fagspejl.workspace.sessions.services.joining import guess_three
from fagspejl.workspace.sessions.types import OutcomeKind, PhaseCode
from support.browser import OpenPage, axe_faults, follow, overflow
from support.collected_room import wrote
from support.held_quality import held, in_session, long_picture
from support.pdf import pages_in
from support.quality import DAY, DOCUMENTED, EVENING, IMPORTANCE, PRACTICE
from support.room import KAREN, Room, sent
from support.staff import log_in
from support.town import Town, leader, town
from support.unit_page import page_of

pytestmark = pytest.mark.browser
WRITTEN = "vi skriver det hele ned, før vi går"
OTHERS = ("Patienten ved, hvad der skal ske i morgen", "De pårørende bliver ringet op samme dag")


@pytest.fixture
def here(transactional_db: None, live_server: Any) -> Town:
    """The town on a running site."""
    return town()


def _enter(tab: Page, site: str) -> None:
    client = Client()
    log_in(client, leader("Ida"))
    tab.context.add_cookies([{"name": "fagspejl", "value": client.cookies["fagspejl"].value, "url": site}])


def _site(server: Any) -> str:
    return str(server.url).replace("127.0.0.1", "localhost")


def _fine(tab: Page, where: str) -> None:
    assert axe_faults(tab) == [], where
    assert overflow(tab) == 0, where


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("width", [320, 1280])
def test_every_page_is_accessible(
    here: Town, live_server: Any, open_page: OpenPage, language: str, width: int
) -> None:
    """Ida goes through all pages of her pictures: no rule broken, nothing wider than the page."""
    site = _site(live_server)
    first, second = held(here.cancer), held(here.cancer, later=True)
    for one in (first, second):
        marks = [MarkValues(at, at > 0, OutcomeKind.TRIAL if at else None, "akut", "Fag") for at in range(4)]
        choose_marks(one.id, in_session(one.session).revision, marks, actor=KAREN)
    tab = open_page(f"{site}/log-ind/?sprog={language}", width=width)
    _enter(tab, site)
    parts = ("", "pejlemaerker/", "opslag/", "opslag/?alle=1", "foer/")
    cards = (f"kort/{here.cancer}/", f"kort/{here.cancer}/sosu/")
    for path in ("", "ny/", f"ny/?igen={first.id}", *(f"{second.id}/{part}" for part in parts), *cards):
        tab.goto(f"{site}/arbejdsrum/kvalitet/{path}{'&' if '?' in path else '?'}sprog={language}")
        assert tab.evaluate("document.documentElement.lang") == language
        tab.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        _fine(tab, path)


def test_the_poster_is_one_sheet(here: Town, live_server: Any, open_page: OpenPage) -> None:
    """Ida prints twelve statements of 25 long words, each with an exception: they fit one A4."""
    site = _site(live_server)
    known = long_picture(here.cancer)
    tab = open_page(f"{site}/log-ind/", width=1280)
    _enter(tab, site)
    of_picture = [f"/arbejdsrum/kvalitet/{known.id}/{part}" for part in ("opslag/", "opslag/?alle=1")]
    for part in (*of_picture, f"{page_of(here.cancer)}kvalitet/"):
        tab.goto(f"{site}{part}")
        assert pages_in(tab.pdf(prefer_css_page_size=True)) == 1, part


def test_from_the_first_word_to_the_poster(here: Town, live_server: Any, open_page: OpenPage) -> None:
    """Ida's ward writes, recognises its words, rates, guesses, sees the picture, agrees and hangs up what it steers by."""
    site = _site(live_server)
    desk = open_page(f"{site}/log-ind/", width=1280)
    _enter(desk, site)
    room = _started(desk, site, here)
    phone = open_page(f"{site}/d/{room.code}/", width=360, height=740)
    phone.check("#group-0")
    follow(phone, "main form .button-primary")
    phone.click("#help summary")
    assert phone.locator("#help h2").count() == 6
    phone.fill("#t0", WRITTEN)
    _fine(phone, "collect")
    phone.click("#save")
    phone.wait_for_selector(".alert-success")
    tokens = [room.phone(group) for group, size in ((0, 9), (1, 6)) for _ in range(size)]
    for token, text in zip(tokens[-2:], OTHERS, strict=True):
        wrote(room, token, text)
    control = open_page(f"{site}/styring/{room.control}/", width=1280)
    _merged(control)
    phone.wait_for_selector("#yes-0")
    _fine(phone, "recognise")
    phone.click("#yes-0")
    phone.wait_for_selector("text=Du har svaret ja.")
    room.to(PhaseCode.JUDGE)
    _judged(phone)
    _others_judge(room, tokens)
    room.to(PhaseCode.GUESS)
    _guessed(phone, room, tokens)
    room.to(PhaseCode.REVEAL)
    phone.wait_for_selector(".dp-quality")
    _fine(phone, "reveal")
    wall = open_page(f"{site}{control.get_attribute('a[target=_blank]', 'href')}", width=1280, height=720)
    wall.wait_for_selector(".dp-quality")
    _fine(wall, "wall")
    _agreed(control, room)
    room.close()
    _hung_up(desk, site, here)


def _started(desk: Page, site: str, here: Town) -> Room:
    desk.goto(f"{site}/arbejdsrum/kvalitet/ny/")
    desk.fill("#id_task_area", "Overlevering")
    desk.check("input[name=split][value=shift]")
    desk.evaluate("document.querySelectorAll('details.groups').forEach(one => one.open = true)")
    for place, (name, size) in enumerate(((DAY, "10"), (EVENING, "6"), ("", ""))):
        desk.fill(f"#id_shift_{place}", name)
        desk.fill(f"#id_shift_{place}_size", size)
    follow(desk, "main form button[type=submit]")
    (known,) = pictures_of([here.cancer])
    session = session_of(known.session)
    assert session is not None
    room = Room(session.id, code_here(session), control_key_here(session))
    room.to(PhaseCode.COLLECT)
    return room


def _merged(control: Page) -> None:
    """Put what Sofie wrote under the ward's statement; what two others wrote stands as it is."""
    control.click("button[name=act][value=on]")
    control.wait_for_selector("#merging")
    control.fill("#merging ~ form textarea >> nth=0", DOCUMENTED)
    for text in OTHERS:
        control.select_option(f"select[id='{_select_of(control, text)}']", "-1")
    control.select_option(f"select[id='{_select_of(control, WRITTEN)}']", "0")
    _fine(control, "merging")
    control.click("#merging ~ form .button-primary >> nth=0")
    control.wait_for_selector(f"#shown ~ ol >> text={DOCUMENTED}")


def _select_of(control: Page, text: str) -> str:
    found = control.get_attribute(f"label:text-is('{text}')", "for")
    assert found is not None
    return found


def _judged(phone: Page) -> None:
    """Let Sofie rate three statements on her phone, six questions on one page."""
    phone.wait_for_selector("h2.statement")
    assert phone.locator("h2.statement").count() == len(OTHERS) + 1
    for number in range(6):
        phone.locator(".scale").nth(number).locator("input[value='8']").check(force=True)
    _fine(phone, "judge")
    phone.click("#save")
    phone.wait_for_selector(".alert-success")


def _others_judge(room: Room, tokens: list[str]) -> None:
    """Let the others rate: the ward's figures for its statement, eight for the rest."""
    known = room.facts
    ward = [case.title for case in known.cases].index(DOCUMENTED)
    people = [(group, place) for group, size in ((0, 9), (1, 6)) for place in range(size)]
    for token, (group, place) in zip(tokens, people, strict=True):
        for item in range(len(known.items)):
            told = (IMPORTANCE, PRACTICE)[item % 2][group][place] if item // 2 == ward else 8
            room.judged(token, told, item=item)


def _guessed(phone: Page, room: Room, tokens: list[str]) -> None:
    """Let everybody guess: the three statements there are."""
    phone.wait_for_selector("#save-guess")
    for box in phone.locator("main input[type=checkbox]").all():
        box.check()
    _fine(phone, "guess")
    phone.click("#save-guess")
    phone.wait_for_selector(".alert-success")
    for number, token in enumerate(tokens):
        guess_three(room.code, token, sent(), chosen={1 if number < 9 else 0: (0, 1, 2)})


def _agreed(control: Page, room: Room) -> None:
    """Let Ida go to the ward's statement and write its outcome."""
    room.to(PhaseCode.AGREE)
    control.reload()
    control.check("#kind-trial")
    control.fill("#text", "Vi skriver, mens vi er hos patienten.")
    control.fill("#by_role", "Dagvagten")
    control.click(".outcome-form .button-primary")
    control.wait_for_selector("p >> text=Vi skriver, mens vi er hos patienten.")


def _hung_up(desk: Page, site: str, here: Town) -> None:
    """Let Ida choose the guide marks, print the poster, and begin the picture of next year."""
    (known,) = pictures_of([here.cancer])
    desk.goto(f"{site}/arbejdsrum/session/{known.session}/")
    follow(desk, f"a[href='/arbejdsrum/kvalitet/{known.id}/']")
    assert "Fælles, men ujævnt" in desk.inner_text("main")
    follow(desk, f"a[href='/arbejdsrum/kvalitet/{known.id}/pejlemaerker/']")
    for place in range(3):
        desk.check(f"#id_mark_{place}")
        desk.select_option(f"#id_leads_to_{place}", "trial")
    desk.fill("#id_exceptions_0", "Akut forværring")
    follow(desk, "main form button[type=submit]")
    follow(desk, f"a[href='/arbejdsrum/kvalitet/{known.id}/opslag/']")
    assert desk.locator(".quality-poster li").count() == 3
    assert pages_in(desk.pdf(prefer_css_page_size=True)) == 1
    desk.goto(f"{site}/arbejdsrum/kvalitet/{known.id}/")
    follow(desk, f"a[href='/arbejdsrum/kvalitet/ny/?igen={known.id}']")
    follow(desk, "main form button[type=submit]")
    newest = next(one for one in pictures_of([here.cancer]) if one.id != known.id)
    session = session_of(newest.session)
    assert session is not None
    assert set(session.statements) == {DOCUMENTED, *OTHERS}
