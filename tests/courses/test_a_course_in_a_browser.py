"""A course in real browsers: Underviseren's control with one key, the wall, and a phone of 360 px without script."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from fagspejl.workspace.courses.types import BlockKind
from support.browser import OpenPage, axe_faults, follow, overflow
from support.held_course import HeldCourse, held_course, lecturer

pytestmark = pytest.mark.browser
JOIN = "main form .button-primary"


@pytest.fixture
def room(transactional_db: None, live_server: Any) -> HeldCourse:
    """The course that ships, open, with five phones beside the one in the browser."""
    return held_course(lecturer().staff, phones=5)


def _held(tab: Page, what: str, *, scripts: bool = True) -> None:
    assert overflow(tab) == 0, what
    if scripts:  # axe is a script itself
        assert axe_faults(tab) == [], what


def test_one_key_from_the_first_block_to_the_picture(
    room: HeldCourse, live_server: Any, open_page: OpenPage
) -> None:
    """She presses the return key alone; Sofie joins, answers and reads the same sentence as the wall shows."""
    site = live_server.url
    control, wall = open_page(f"{site}{room.control}"), open_page(f"{site}{room.wall}")
    phone = open_page(f"{site}/kursus/{room.code}/", scripts=False)
    phone.set_viewport_size({"width": 360, "height": 740})
    _held(phone, "join", scripts=False)
    follow(phone, JOIN)
    _held(phone, "first block", scripts=False)
    control.wait_for_selector("#videre:focus")
    _held(control, "control")
    for _ in range(3):  # to the example, and into its judgement
        control.keyboard.press("Enter")
        control.wait_for_timeout(700)
    assert room.exercise.phase.value == "judge"
    phone.reload()
    follow(phone, JOIN)
    for number in (0, 1):
        phone.check(f"#v{number}-0")
    _held(phone, "answering", scripts=False)
    follow(phone, JOIN)
    for token in room.phones:
        room.enters(token)
        room.answers(token, 0, 3)
    control.keyboard.press("Enter")
    wall.wait_for_selector(".screen-picture svg[role=img]")
    said = wall.inner_text(".screen-strong")
    assert "Borgerens egen" in said
    phone.reload()
    assert said in phone.inner_text("main")
    _held(phone, "picture", scripts=False)
    _held(open_page(phone.url), "phone with scripts")
    _held(wall, "wall")


def test_nine_statements_stay_on_the_phone(room: HeldCourse, live_server: Any, open_page: OpenPage) -> None:
    """Sofie answers for herself: a step is shown where she is not there yet, and the browser asks the server nothing."""
    room.until(BlockKind.SELF_CHECK)
    tab = open_page(f"{live_server.url}/kursus/selvtjek/da/", scripts=False)
    tab.set_viewport_size({"width": 320, "height": 640})
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    assert not tab.locator(".self-check-step").first.is_visible()
    tab.check("#tjek-1-2")
    assert tab.locator(".self-check-step").first.is_visible()
    tab.check("#tjek-1-0")
    assert not tab.locator(".self-check-step").first.is_visible()
    tab.keyboard.press("Enter")
    _held(tab, "self-check", scripts=False)
    assert asked == []
    _held(open_page(f"{live_server.url}/kursus/selvtjek/da/"), "self-check with scripts")
