"""Karen thinks alone in a real browser on a small phone: every page in both languages, and a note by keyboard alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Page

from fagspejl.workspace.reflection.keys import file_of
from fagspejl.workspace.reflection.selectors import notes_of
from fagspejl.workspace.reflection.services.writing import keep_note
from fagspejl.workspace.reflection.types import NoteFacts, NoteKind
from fagspejl.workspace.sessions.services.planning import today_here
from support.browser import OpenPage, axe_faults, overflow
from support.followed import Followed, client_of
from support.published import account

pytestmark = pytest.mark.browser
HOME = "arbejdsrum/refleksion/"
LONG = "Vi talte om speciallægekonsultationsordningernes tilrettelæggelse. " * 3


@pytest.fixture
def site(live_server: Any, world: Followed) -> str:
    """Where the published round with its paths is served."""
    return str(live_server.url).replace("127.0.0.1", "localhost")


def _as(tab: Page, site: str, name: str) -> None:
    tab.context.add_cookies(
        [{"name": "fagspejl", "value": client_of(name).cookies["fagspejl"].value, "url": site}]
    )


def _look(tab: Page, address: str) -> None:
    tab.goto(address)
    assert tab.locator("h1").count() == 1, address
    tab.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert axe_faults(tab) == [], address
    assert overflow(tab) == 0, address


def _write(**said: object) -> NoteFacts:
    today = today_here()
    note = NoteFacts(
        id=uuid4(),
        kind=NoteKind.QUESTION,
        question=6,
        written_on=today - timedelta(days=20),
        texts=(LONG, LONG, "Vente"),
        look_again_on=today,
    ).changed(**said)
    keep_note(account("Karen").staff.id, note)
    return note


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_page(site: str, world: Followed, open_page: OpenPage, language: str) -> None:
    """Karen opens every page of reflection at 320 px, before and after she wrote: no rule broken, nothing wider."""
    part = world.made.part["Karen"]
    tab = open_page(f"{site}/log-ind/", width=320, height=740)
    _as(tab, site, "Karen")
    _look(tab, f"{site}/{HOME}?sprog={language}")
    note = _write()
    _write(question=2, look_again_on=None, looked_again=today_here(), afterwards=LONG)
    meeting = _write(
        kind=NoteKind.HARD_MEETING, question=0, about="Normering", texts=(LONG, LONG, LONG, LONG)
    )
    reading = [f"laes/{part}/?trin={step}" for step in range(1, 5)]
    ones = ["", "spoergsmaal/6/", "moede/", f"note/{note.id}/", f"note/{meeting.id}/", *reading, "slet/"]
    for page in ones:
        _look(tab, f"{site}/{HOME}{page}")
        assert tab.locator("html").get_attribute("lang") == language
    tab.goto(f"{site}/{HOME}")
    assert tab.locator("svg").count() == 2
    assert tab.locator("svg:visible").count() == 1
    file_of(account("Karen").staff.id).unlink()
    _look(tab, f"{site}/{HOME}")


def test_a_note_by_keyboard_alone(site: str, open_page: OpenPage) -> None:
    """Without a mouse Karen reaches the question, writes three fields and keeps them."""
    tab = open_page(f"{site}/log-ind/", width=360, height=740)
    _as(tab, site, "Karen")
    tab.goto(f"{site}/{HOME}spoergsmaal/1/")
    for name, text in (("happened", "Jeg tog ordet"), ("make_of_it", "For tidligt"), ("will_try", "Vente")):
        _tab_to(tab, name)
        tab.keyboard.type(text)
    while tab.evaluate("document.activeElement.type") != "submit":
        tab.keyboard.press("Tab")
    with tab.expect_navigation(wait_until="load"):
        tab.keyboard.press("Enter")
    assert tab.url == f"{site}/{HOME}"
    assert "Jeg tog ordet" in tab.inner_text("main")
    (note,) = notes_of(account("Karen").staff.id)
    assert note.texts == ("Jeg tog ordet", "For tidligt", "Vente")
    assert note.look_again_on == today_here() + timedelta(days=14)


def _tab_to(tab: Page, name: str) -> None:
    for _ in range(30):
        if tab.evaluate("document.activeElement.name") == name:
            return
        tab.keyboard.press("Tab")
    raise AssertionError(name)
