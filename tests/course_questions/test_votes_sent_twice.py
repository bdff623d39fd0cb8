"""A vote is one phone behind one question, however often its form comes, and whenever an old one comes after all."""

from __future__ import annotations

import re

import pytest

from fagspejl.workspace.courses.questions.selectors import questions_of
from fagspejl.workspace.courses.questions.types import Act
from support.asked_course import AskedCourse, open_course
from support.asking_phone import AskingPhone

pytestmark = [pytest.mark.stores, pytest.mark.django_db]
TEXT = "Hvordan får vi tid til faglige samtaler?"


@pytest.fixture
def room() -> AskedCourse:
    """A course with one open question of Sofie's."""
    made = open_course()
    made.asks(made.phone(), TEXT)
    made.does(Act.LET_IN, TEXT)
    return made


def _form(phone: AskingPhone, act: str) -> dict[str, str]:
    key = re.search(r'name="key" value="([^"]+)"', phone.page)
    button = next(one for one in phone.buttons if one.startswith(f"{act}:"))
    assert key is not None
    return {"act": button, "key": key[1], "text": "", "name": ""}


def test_the_same_form_three_times(room: AskedCourse) -> None:
    """Omar's net is slow and his browser sends three times: one vote, and each answer says that it counts."""
    omar = AskingPhone(room).open()
    form = _form(omar, "vote")
    for _ in range(3):
        assert "Din stemme er talt med." in omar.send(form).text
    assert room.question(TEXT).votes == 2  # with Sofie's own


def test_an_old_form_comes_late(room: AskedCourse) -> None:
    """He votes, takes it back, and then the first form arrives once more from a tunnel: it stays taken back."""
    omar = AskingPhone(room).open()
    vote = _form(omar, "vote")
    omar.send(vote)
    back = _form(omar, "unvote")
    omar.send(back)
    omar.send(vote)
    assert room.question(TEXT).votes == 1
    omar.press("vote")
    omar.send(back)
    assert room.question(TEXT).votes == 2


def test_two_phones_and_a_stranger(room: AskedCourse) -> None:
    """Ida has two phones and counts twice, as in any room; whoever never joined counts nothing."""
    for _ in range(2):
        AskingPhone(room).open().press("vote")
    form = _form(AskingPhone(room).open(), "vote")
    stranger = AskingPhone(room, "a" * 26).send(form)
    assert stranger.status in (302, 404)
    assert room.question(TEXT).votes == 3


@pytest.mark.parametrize(
    ("name", "told"), [("010190-1234", "ligner et CPR-nummer"), ("Lone Bech 12 34 56 78", "Vi så: ")]
)
def test_what_stands_where_a_name_should(room: AskedCourse, name: str, told: str) -> None:
    """Per writes a number where his name would stand: it is stopped at its own field, and what he asked stands there."""
    per = AskingPhone(room).open().press("ask", text="Og natholdet?", name=name)
    assert per.status == 400
    assert told in per.text
    assert (per.typed, per.name) == ("Og natholdet?", name)
    assert re.search(r'id="name"[^>]*aria-invalid="true"', per.page)
    assert [one.text for one in questions_of(room.id)] == [TEXT]
