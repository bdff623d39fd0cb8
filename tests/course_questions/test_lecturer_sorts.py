"""The lecturer's page by the key of the control: many questions stay usable, and it is blind to who asked."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from fagspejl.workspace.courses.questions.services.moderating import moderate
from fagspejl.workspace.courses.questions.types import Act, State
from support.asked_course import AskedCourse, open_course
from support.respondent import URLENCODED

pytestmark = pytest.mark.django_db
_VERSION = re.compile(r'name="(v-[0-9a-f]{32})" value="(\d+)"')


class Lecturer:
    """A browser with the control's key."""

    def __init__(self, room: AskedCourse) -> None:
        self.path = f"/kursus/styring/{room.control}/spoergsmaal/"
        self.client: Any = Client(enforce_csrf_checks=True)
        self.page, self.status = "", 0

    def open(self, query: str = "") -> Lecturer:
        """Open the page."""
        response = self.client.get(self.path + query)
        self.status, self.page = response.status_code, response.content.decode()
        return self

    def press(self, act: str, ids: list[str], **typed: str) -> Lecturer:
        """Tick and press, and see what comes of it."""
        fields = [
            *_VERSION.findall(self.page),
            *(("valgt", one) for one in ids),
            ("act", act),
            *typed.items(),
        ]
        response = self.client.post(
            self.path, urlencode(fields), content_type=URLENCODED, headers={"Origin": "http://testserver"}
        )
        self.status, self.page = response.status_code, response.content.decode()
        return self.open() if self.status == 303 else self

    @property
    def ids(self) -> list[str]:
        """Questions on the page, in their order."""
        return [name[2:] for name, _ in _VERSION.findall(self.page)]


def test_four_hundred_in_a_minute() -> None:
    """Forty phones ask ten each: pages of fifty, a word finds its own, and a whole page is let in at once."""
    room = open_course()
    phones = [room.phone() for _ in range(40)]
    for number in range(400):
        room.asks(
            phones[number % 40], f"Hvad med {'tiden' if number % 7 else 'nattevagten'} nummer {number}?"
        )
    one = Lecturer(room).open()
    assert len(one.ids) == 50
    assert "Venter (400)" in one.page
    assert "Side 1 af 8" in one.page
    found = Lecturer(room).open("?vis=waiting&find=NATTEVAGTEN&side=2")
    assert len(found.ids) == 8  # of 58
    one.press("let_in", one.ids)
    assert "Venter (350)" in one.page
    assert "Åbne (50)" in one.page


def test_one_press_each() -> None:
    """Each question has its own buttons: in, on the wall, answered; none of them needs a tick."""
    room = open_course()
    room.asks(room.phone(), "Hvad er vigtigst?")
    one = Lecturer(room).open()
    one.press(f"let_in:{one.ids[0]}", [])
    one.open("?vis=open").press(f"pin:{one.ids[0]}", [])
    assert room.question("Hvad er vigtigst?").pinned
    one.open("?vis=open").press(f"answered:{one.ids[0]}", [])
    assert room.question("Hvad er vigtigst?").state is State.ANSWERED


def test_what_was_typed_stands_again() -> None:
    """Underviseren writes a long answer; meanwhile her colleague hid it. She reads why, and her words stand there."""
    room = open_course()
    room.asks(room.phone(), "Hvad er vigtigst?")
    one = Lecturer(room).open()
    moderate(room.id, Act.HIDE, room.seen("Hvad er vigtigst?"), text="Uden for emnet")
    one.press("answer", one.ids, answer="Det, borgeren kan mærke.", because="")
    assert one.status == 409
    assert "En anden har imens ændret" in one.page
    assert ">Det, borgeren kan mærke.</textarea>" in one.page
    assert room.question("Hvad er vigtigst?").answer == ""


def test_reason_is_asked_for() -> None:
    """She hides without a reason: ticks stand, and the sentence says what is missing."""
    room = open_course()
    room.asks(room.phone(), "Hvad er vigtigst?")
    one = Lecturer(room).open()
    ids = one.ids
    one.press("hide", ids, because="\u200b ")
    assert one.status == 400
    assert "Skriv, hvorfor spørgsmålet skjules." in one.page
    assert f'value="{ids[0]}" checked' in one.page


@pytest.mark.parametrize(
    "fields",
    [
        {"act": "drop"},
        {"act": "let_in"},
        {"act": "let_in:" + "0" * 32},
        {"act": "let_in", "valgt": "x"},
        {"act": "pin:"},
    ],
)
def test_nonsense(fields: dict[str, str]) -> None:
    """What no page of ours sends is refused, and nothing is changed."""
    room = open_course()
    room.asks(room.phone(), "Hvad er vigtigst?")
    one = Lecturer(room)
    sent = one.client.post(
        one.path, urlencode(fields), content_type=URLENCODED, headers={"Origin": "http://testserver"}
    )
    assert sent.status_code == 400
    assert room.question("Hvad er vigtigst?").state is State.WAITING


def test_wrong_and_old_keys() -> None:
    """Without the control's key there is no page, and after the close not with it either."""
    room = open_course()
    one = Lecturer(room)
    room.close()
    assert one.open().status == 404


def _seen_by_lecturer(same: bool) -> str:
    """Return what a lecturer reads where three questions come from one phone, or from three."""
    room = open_course()
    phones = [room.phone() for _ in range(4)]
    for number in range(3):
        room.asks(phones[0 if same else number], f"Spørgsmål {number}?")
    room.does(Act.LET_IN, *(f"Spørgsmål {number}?" for number in range(3)))
    room.votes(phones[3], "Spørgsmål 1?")
    texts = sorted(re.findall(r"Spørgsmål \d\?|\d stemmer?", Lecturer(room).open("?vis=open").page))
    return " ".join(texts)


def test_blind_to_who() -> None:
    """Whether one person asked three questions or three asked one each cannot be read anywhere on the page."""
    assert _seen_by_lecturer(same=True) == _seen_by_lecturer(same=False)
