"""Asta sits at the back: nothing on the wall is smaller than 28 px at 1920 x 1080, and nothing is cut off at 1280 x 720.

Set FAGSPEJL_PICTURES to a folder to keep a picture of every phase.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Page

from fagspejl.workspace.sessions.services.joining import answer, guess, name_difference
from fagspejl.workspace.sessions.services.outcomes import record_outcome
from fagspejl.workspace.sessions.services.steering import go_on
from fagspejl.workspace.sessions.types import (
    AnswerValues,
    Case,
    DifferenceReason,
    Item,
    OutcomeKind,
    OutcomeValues,
    PhaseCode,
    SplitGroup,
)
from support.browser import OpenPage, axe_faults
from support.room import Room, open_room, sent
from support.wall import FIRST, SECOND, Wall

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

TEXT = "En mor ringer og beder om hjælp til sin søn på ni år. Han kommer sjældent i skole. " * 8
QUESTION = (
    "Hvor langt skal vi gå for familien, når de selv siger, at de ikke ønsker mere hjælp fra os lige nu?"
)
REASON = "Familien har brug for, at nogen bliver, også når det tager tid, og det er svært at nå i en travl uge her."
# Every text that is seen, and how large it is on the screen; a drawing is as large as it is laid out.
SMALLEST = """() => {
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const place = walk.currentNode.parentElement;
    if (!walk.currentNode.textContent.trim() || place.closest('.sr-only, title, desc, script, noscript')) continue;
    const scale = place.closest('svg') ? place.getScreenCTM().a : 1;
    found.push([parseFloat(getComputedStyle(place).fontSize) * scale, walk.currentNode.textContent.trim()]);
  }
  return found.sort((one, other) => one[0] - other[0])[0];
}"""
# What lies outside the window or outside its own part of the screen, and text that is wider than its place.
CUT = """() => {
  const found = document.documentElement.scrollHeight > innerHeight + 1 ? ['the page scrolls'] : [];
  for (const part of document.querySelectorAll('.screen-head, main, .screen-foot')) {
    const frame = part.getBoundingClientRect();
    for (const one of part.querySelectorAll('*')) {
      if (one.closest('.sr-only, .screen-case') || (one.closest('svg') && one.tagName !== 'svg')) continue;
      const box = one.getBoundingClientRect();
      const out = box.width && box.height && (box.top < frame.top - 1 || box.bottom > frame.bottom + 1
        || box.left < frame.left - 1 || box.right > frame.right + 1);
      if (out) found.push(`${one.tagName} ${one.className.baseVal ?? one.className}: ${one.textContent.trim().slice(0, 40)}`);
    }
  }
  return found;
}"""


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_phase(live_server: Any, open_page: OpenPage, language: str) -> None:
    """Every phase of Karen's exercise is large enough, whole, and free of faults that axe finds."""
    room = _room(language)
    tab = open_page(live_server.url + Wall(room).screen_at, width=1280, height=720)
    tab.emulate_media(reduced_motion="reduce")
    for number in range(30):
        known = room.facts
        _answers(room)
        _look(tab, f"{language}-{number:02d}-{known.phase}-{known.step}")
        if known.phase is PhaseCode.AGREE and known.step == 0:
            record_outcome(room.control, known.revision, _long_outcome())
            _look(tab, f"{language}-{number:02d}-agreed")
        if known.phase is PhaseCode.CLOSE:
            return
        go_on(room.control, room.facts.revision)
    raise AssertionError("the exercise never ended")


def _look(tab: Page, name: str) -> None:
    tab.set_viewport_size({"width": 1280, "height": 720})
    tab.reload()
    if tab.locator(".screen-curtain").count():
        tab.locator(".screen-curtain").wait_for(state="hidden")
    assert tab.evaluate(CUT) == [], name
    assert axe_faults(tab) == [], name
    kept = os.environ.get("FAGSPEJL_PICTURES")
    if kept:
        tab.screenshot(path=Path(kept) / f"{name}.png")
    tab.set_viewport_size({"width": 1920, "height": 1080})
    size, text = tab.evaluate(SMALLEST)
    assert size >= 28, (name, size, text)


def _room(language: str) -> Room:
    unit = uuid4()
    old = open_room(units=(unit,))
    old.to(PhaseCode.AGREE)
    record_outcome(old.control, old.facts.revision, _long_outcome())
    cases = tuple(
        Case(title, TEXT, "Nu er drengen tolv år.") for title in ("En familie i tvivl", "En skole", "Et hjem")
    )
    items = tuple(
        Item(place, QUESTION, "vejlede", "løse for", actions=("ringe", "besøge", "vente"))
        for place in range(3)
    )
    room = open_room(
        (SplitGroup("Erfarne", 7), SplitGroup("Nye", 5)),
        cases=cases,
        items=items,
        units=(unit,),
        present=14,
        language=language,
    )
    for place in range(12):
        room.phone(0 if place < 7 else 1)
    return room


def _answers(room: Room) -> None:
    phase = room.facts.phase
    for place, token in enumerate(room.phones):
        if phase is PhaseCode.JUDGE:
            values = AnswerValues(
                value=FIRST[place], first_action=place % 3, reason=REASON, signed=place % 2 == 0
            )
            answer(room.code, token, sent(), item=0, round_=1, values=values)
        if phase is PhaseCode.GUESS:
            guess(room.code, token, sent(), of_ten=7)
        if phase is PhaseCode.TALK:
            name_difference(
                room.code, token, sent(), reasons=[DifferenceReason.VALUES, DifferenceReason.ROLE]
            )
        if phase is PhaseCode.REJUDGE:
            room.judged(token, SECOND[place], round_=2)


def _long_outcome() -> OutcomeValues:
    return OutcomeValues(
        kind=OutcomeKind.TRIAL,
        text=(
            "Vi ringer til familien inden to dage, og vi skriver i sagen, hvad vi har lovet og hvorfor. " * 6
        ).strip(),
        by_role="Den, der har sagen, sammen med den kollega, der kender familien bedst, og teamets koordinator, når der er tid.",
        due_on=date(2099, 1, 4),
        reasons=(DifferenceReason.VALUES, DifferenceReason.LAW),
        considerations=(
            "Barnet først, og familien skal kunne forstå, hvad vi gør, og hvorfor vi gør det sådan",
            "",
            "Tid",
            "",
        ),
    )


def test_wall_follows_and_is_heard(live_server: Any, open_page: OpenPage) -> None:
    """The wall follows Karen by itself, and Per, who listens to it, hears each count and the new phase."""
    room = open_room()
    for _ in range(4):
        room.phone()
    room.to(PhaseCode.JUDGE)
    tab = open_page(live_server.url + Wall(room).screen_at, width=1280, height=720)
    room.judged(room.phones[0], 3)
    tab.locator("main").get_by_text("1 af 4 har svaret").wait_for()
    heard = tab.locator("p[role=status]")
    assert heard.inner_text() == "1 af 4 har svaret"
    room.to(PhaseCode.GUESS)
    tab.get_by_role("heading", name="Hvor mange af 10 ligger tæt på midten?").wait_for()
    assert heard.inner_text() == "Hvor mange af 10 ligger tæt på midten?"
    assert heard.get_attribute("class") == "sr-only"
