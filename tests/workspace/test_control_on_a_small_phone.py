"""Karen steers from a phone of 320 px: nothing is cut off, everything is reached by keyboard, with or without JavaScript."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from fagspejl.workspace.sessions.selectors.sessions import outcomes_in, session_of
from fagspejl.workspace.sessions.types import OutcomeKind, PhaseCode
from support.browser import OpenPage, axe_faults, follow, overflow
from support.room import Room, open_room
from support.wall import Wall

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
ON = ".control-bar [value=on]"


def _room(language: str = "da") -> Room:
    room = open_room(present=6, language=language)
    for _ in range(6):
        room.phone()
    return room


def _judged(room: Room) -> None:
    if room.facts.phase is PhaseCode.JUDGE:
        for token, value in zip(room.phones, (1, 2, 3, 7, 8, 9), strict=True):
            room.judged(token, value, reason="Det er bedst for barnet.")


def test_whole_exercise_without_javascript(live_server: Any, open_page: OpenPage) -> None:
    """Karen goes through all phases on a phone without JavaScript, keeps an outcome and closes."""
    room = _room()
    tab = open_page(live_server.url + Wall(room).control_at, width=320, height=640, scripts=False)
    while room.facts.phase is not PhaseCode.CLOSE:
        _judged(room)
        tab.reload()
        assert overflow(tab) == 0, room.facts.phase
        if room.facts.phase is PhaseCode.AGREE and not outcomes_in(room.id):
            tab.check("#kind-agreement")
            tab.fill("#text", "Vi ringer samme dag.")
            follow(tab, ".outcome-form > .button")
            assert tab.locator("[data-told]").inner_text() == "Udfaldet er gemt."
        follow(tab, ON)
    assert outcomes_in(room.id)[0].values.kind is OutcomeKind.AGREEMENT
    follow(tab, "[value=close]")
    assert tab.locator("h1").inner_text() == "Tak. Sessionen er lukket."
    found = session_of(room.id)
    assert found is not None
    assert found.closed_on is not None


@pytest.mark.parametrize("language", ["da", "en"])
def test_axe_and_keyboard(live_server: Any, open_page: OpenPage, language: str) -> None:
    """Every phase of the control is free of faults that axe finds, and Karen goes on by keyboard alone."""
    room = _room(language)
    tab = open_page(live_server.url + Wall(room).control_at, width=320, height=640)
    while room.facts.phase is not PhaseCode.CLOSE:
        _judged(room)
        tab.reload()
        assert axe_faults(tab) == [], room.facts.phase
        assert overflow(tab) == 0, room.facts.phase
        if os.environ.get("FAGSPEJL_PICTURES"):
            name = f"control-{room.facts.phase}-{room.facts.step}.png"
            tab.screenshot(path=Path(os.environ["FAGSPEJL_PICTURES"]) / name, full_page=True)
        if room.facts.phase is PhaseCode.AGREE and not outcomes_in(room.id):
            Wall(room).agree()
            tab.reload()
        before = room.facts.revision
        for _ in range(60):
            tab.keyboard.press("Tab")
            if tab.evaluate(f"document.activeElement.matches('{ON}')"):
                break
        else:
            raise AssertionError("Videre is not reached by keyboard")
        tab.keyboard.press("Enter")
        tab.locator(f".control-bar [name=revision][value='{before}']").wait_for(state="detached")
    assert axe_faults(tab) == []


def test_what_is_typed_stays_while_the_room_moves(live_server: Any, open_page: OpenPage) -> None:
    """Karen writes the outcome while Omar joins late, and her words stand there still."""
    room = _room()
    room.to(PhaseCode.JUDGE)
    _judged(room)
    room.to(PhaseCode.AGREE)
    tab = open_page(live_server.url + Wall(room).control_at, width=320, height=640)
    tab.check("#kind-trial")
    tab.fill("#text", "Vi prøver det i en uge.")
    room.phone()
    tab.get_by_text("7 telefoner").wait_for()
    assert tab.input_value("#text") == "Vi prøver det i en uge."
    assert tab.is_checked("#kind-trial")
    assert tab.is_visible("#by_role")
