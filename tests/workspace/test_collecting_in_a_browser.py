"""From what people write to what everybody sees, on phones of 320 px without JavaScript, by the control's forms alone."""

from __future__ import annotations

import os
from typing import Any

import pytest

from fagspejl.workspace.sessions.selectors.sessions import display_key_here
from fagspejl.workspace.sessions.types import PhaseCode, SplitGroup
from support.browser import OpenPage, axe_faults, follow, overflow
from support.collected_room import collected_template, open_collected
from support.room import Room

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
ON = ".control-bar [value=on]"
WORDS = " ".join(["sammenhængende"] * 12)


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> Room:
    """A room of ten by day and six in the evening."""
    collected_template(monkeypatch)
    made = open_collected((SplitGroup("Dagvagt", 10), SplitGroup("Aftenvagt", 6)))
    for place in range(16):
        made.phone(place // 10)
    return made


def _faults(open_page: OpenPage, at: str) -> list[str]:
    """Return what axe finds; it needs JavaScript, which the walk itself does without."""
    tab = open_page(at, width=320, height=640)
    found = axe_faults(tab)
    tab.close()
    return found


def test_the_whole_way_without_javascript(live_server: Any, open_page: OpenPage, room: Room) -> None:
    """Sofie writes, Karen puts together, Sofie says no, judges twelve statements on two pages, and guesses the others."""
    at = f"{live_server.url}/d/{room.code}/{room.phones[0]}/"
    phone = open_page(at, width=320, height=640, scripts=False)
    steering = f"{live_server.url}/styring/{room.control}/"
    control = open_page(steering, width=320, height=640, scripts=False)
    wall = f"{live_server.url}/faelles/{display_key_here(room.facts)}/"

    phone.fill("#t0", "borgeren ved, hvem hun kan ringe til")
    phone.fill("#t1", "for 010203-1234 gælder noget andet")
    follow(phone, "#save")
    assert "CPR-nummer" in phone.locator("#error-t1").inner_text()
    assert phone.input_value("#t0") == "borgeren ved, hvem hun kan ringe til"
    assert overflow(phone) == 0
    phone.fill("#t1", f"vi lytter {WORDS}")
    follow(phone, "#save")
    assert _faults(open_page, at) == []
    phone.screenshot(path=KEEP + "phone-write.png", full_page=True) if KEEP else None

    follow(control, ON)
    control.fill("#statement-0", "Borgeren kan få fat i os")
    first = control.locator("select").first
    first.select_option("0")
    control.locator("select").last.select_option("-1")
    assert overflow(control) == 0
    assert _faults(open_page, steering) == []
    control.screenshot(path=KEEP + "control.png", full_page=True) if KEEP else None
    follow(control, "form:has(#statement-0) .button")
    for place in range(2, 12):
        control.fill(f"#statement-{place}", f"Udsagn {place} om det, vi gør godt hos os")
        if place % 4 == 1:
            follow(control, "form:has(#statement-0) .button")
    follow(control, "form:has(#statement-0) .button")
    assert len(room.facts.statements) == 12
    screen = open_page(wall, width=1280, height=720)
    assert screen.locator(".screen-statements li").count() == 12
    screen.screenshot(path=KEEP + "wall-merged.png") if KEEP else None

    phone.goto(at)
    follow(phone, "[name=mean][value='0']")
    assert "Du har svaret nej" in phone.inner_text("main")
    assert overflow(phone) == 0
    assert _faults(open_page, at) == []
    phone.screenshot(path=KEEP + "phone-merged.png", full_page=True) if KEEP else None

    follow(control, ON)
    assert room.facts.phase is PhaseCode.JUDGE
    phone.goto(at)
    for page in (1, 2):
        assert phone.locator("h2.statement").count() == 6
        for mark in phone.locator("input[type=radio][value='7']").all():
            mark.check()
        assert overflow(phone) == 0
        if page == 1:
            assert _faults(open_page, at) == []
            phone.screenshot(path=KEEP + "phone-judge.png", full_page=True) if KEEP else None
        follow(phone, "#save")
    assert "Dine svar" in phone.inner_text("main")
    screen.goto(wall)
    screen.screenshot(path=KEEP + "wall-judge.png") if KEEP else None

    follow(control, ON)
    phone.goto(at)
    for place in (0, 3, 7):
        phone.check(f"#three1-{place}")
    follow(phone, "#save-guess")
    assert phone.locator("#three1-7").is_checked()
    phone.screenshot(path=KEEP + "phone-three.png", full_page=True) if KEEP else None
    follow(control, ON)
    phone.goto(at)
    assert overflow(phone) == 0
    screen.goto(wall)
    screen.screenshot(path=KEEP + "wall-reveal.png") if KEEP else None
    follow(control, ON)
    assert control.locator("#items button").count() == 12
    screen.goto(wall)
    screen.screenshot(path=KEEP + "wall-talk.png") if KEEP else None


KEEP = os.environ.get("ENGINE_SHOTS", "")
