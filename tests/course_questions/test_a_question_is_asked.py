"""A question is seen by its asker and the lecturers alone until it is let in, and caps are told in one sentence."""

from __future__ import annotations

import pytest

from fagspejl.workspace.courses.questions.errors import EnoughAsked, FormUsed, QuestionRefused
from fagspejl.workspace.courses.questions.rules import public
from fagspejl.workspace.courses.questions.selectors import (
    question_at,
    questions_of,
    standing_of,
    unanswered_of,
)
from fagspejl.workspace.courses.questions.services import asking
from fagspejl.workspace.courses.questions.types import MOST_OF_A_PHONE, MOST_SIGNS, Act, State, Unanswered
from fagspejl.workspace.sessions.errors import SessionGone, TextAsks, TextRefused
from fagspejl.workspace.sessions.keys import new_token
from support.asked_course import open_course

pytestmark = [pytest.mark.stores, pytest.mark.django_db]
TEXT = "Hvordan taler vi om kvalitet uden at tale om tid?"


def test_nobody_sees_it_before_it_is_let_in() -> None:
    """Sofie asks: the question waits, nobody else sees its words, and everybody is told that one is unanswered."""
    room = open_course()
    room.asks(room.phone(), TEXT)
    assert public(standing_of(room.id)) == []
    assert unanswered_of(room.id) == Unanswered(1, 0)
    room.does(Act.LET_IN, TEXT)
    assert [one.question.text for one in public(standing_of(room.id))] == [TEXT]
    assert unanswered_of(room.id) == Unanswered(0, 1)


def test_who_asks_stands_behind_it() -> None:
    """Omar's own question begins with his one vote, which he cannot give twice nor take away."""
    room = open_course()
    omar = room.phone()
    room.asks(omar, TEXT)
    room.does(Act.LET_IN, TEXT)
    room.votes(omar, TEXT)
    assert room.question(TEXT).votes == 1
    room.votes(omar, TEXT, on=False)
    assert room.question(TEXT).votes == 1


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", QuestionRefused),
        ("\u200b\u200d\u2060", QuestionRefused),
        ("x" * (MOST_SIGNS + 1), QuestionRefused),
        ("Hvad med hende med 010190-1234?", TextRefused),
        ("Hvad siger Sofie Holm til det?", TextAsks),
        ("Kan jeg ringe på 12 34 56 78?", TextAsks),
    ],
)
def test_what_is_not_taken(text: str, error: type[Exception]) -> None:
    """Ida writes what may not stand there, or nothing: it is not kept."""
    room = open_course()
    with pytest.raises(error):
        room.asks(room.phone(), text)
    assert questions_of(room.id) == []


def test_a_name_is_asked_about_once() -> None:
    """Per is asked whether the name should stand there; he says yes, and it does. Stray signs are gone."""
    room = open_course()
    per = room.phone()
    with pytest.raises(TextAsks):
        room.asks(per, "Hvad ville Asta Lind mene?", "Per")
    room.asks(per, "Hvad ville \u202eAsta Lind\u200b mene?\x00", "Per", asked=True)
    (kept,) = questions_of(room.id)
    assert (kept.text, kept.name) == ("Hvad ville Asta Lind mene?", "Per")


def test_caps(monkeypatch: pytest.MonkeyPatch) -> None:
    """One phone asks ten questions and no more, and a course takes only so many; others may still ask."""
    monkeypatch.setattr(asking, "MOST_OF_A_COURSE", MOST_OF_A_PHONE + 1)
    room = open_course()
    lone, ida = room.phone(), room.phone()
    for number in range(MOST_OF_A_PHONE):
        room.asks(lone, f"Spørgsmål nummer {number}?")
    with pytest.raises(EnoughAsked) as refused:
        room.asks(lone, "Et til?")
    assert refused.value.facts["field"] == "phone"
    room.asks(ida, "Mit første?")
    with pytest.raises(EnoughAsked) as refused:
        room.asks(ida, "Mit andet?")
    assert refused.value.facts["field"] == "course"


def test_sent_twice() -> None:
    """Asta's train goes into a tunnel and her browser sends again: one question. Another text is not swallowed by it."""
    room = open_course()
    asta, address = room.phone(), new_token()
    for _ in range(3):
        asking.ask(room.code, asta, address, TEXT)
    assert len(questions_of(room.id)) == 1
    with pytest.raises(FormUsed):
        asking.ask(room.code, asta, address, "Noget helt andet?")
    with pytest.raises(FormUsed):  # and another phone that sends her key learns nothing and changes nothing
        asking.ask(room.code, room.phone(), address, TEXT)


def test_take_back() -> None:
    """Sofie regrets: as long as nobody else has seen it, it is gone. Omar cannot take back hers."""
    room = open_course()
    sofie, omar = room.phone(), room.phone()
    address = room.asks(sofie, TEXT)
    which = room.question(TEXT).id
    with pytest.raises(QuestionRefused):
        asking.take_back(room.code, omar, which)
    asking.take_back(room.code, sofie, which)
    asking.take_back(room.code, sofie, which)  # pressed twice
    assert question_at(address) is None
    room.asks(sofie, TEXT)
    room.does(Act.LET_IN, TEXT)
    with pytest.raises(QuestionRefused):
        asking.take_back(room.code, sofie, room.question(TEXT).id)


def test_another_address() -> None:
    """Sofie lost the address: she gets another one, and the first opens nothing. Omar gets none of hers."""
    room = open_course()
    sofie, omar = room.phone(), room.phone()
    first, second = room.asks(sofie, TEXT), new_token()
    which = room.question(TEXT).id
    with pytest.raises(QuestionRefused):
        asking.renew_address(room.code, omar, new_token(), which)
    for _ in range(2):
        asking.renew_address(room.code, sofie, second, which)
    assert question_at(first) is None
    found = question_at(second)
    assert found is not None
    assert found[1].text == TEXT


def test_strangers_and_the_closed_course() -> None:
    """A token that never joined asks nothing, and after the close nobody does."""
    room = open_course()
    sofie = room.phone()
    with pytest.raises(SessionGone):
        room.asks(new_token(), TEXT)
    room.asks(sofie, TEXT)
    room.close()
    with pytest.raises(SessionGone):
        room.asks(sofie, "Og nu?")
    assert room.question(TEXT).state is State.WAITING
