"""The phone's page of questions: no account, no cookie, no script, and nothing typed is lost."""

from __future__ import annotations

import re

import pytest

from fagspejl.lib.unknown_codes import UnknownCodes
from fagspejl.workspace.courses.questions import phone_views
from fagspejl.workspace.courses.questions.selectors import questions_of
from fagspejl.workspace.courses.questions.types import Act
from fagspejl.workspace.sessions.keys import new_token
from support.asked_course import AskedCourse, open_course
from support.asking_phone import AskingPhone

pytestmark = pytest.mark.django_db
TEXT = "Hvordan får vi tid til faglige samtaler?"


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> AskedCourse:
    """An open course; nobody has guessed at addresses."""
    monkeypatch.setattr(phone_views, "unknown_addresses", UnknownCodes(3))
    return open_course()


def test_asked_and_kept(room: AskedCourse) -> None:
    """Sofie asks: she is told that it is sent and where its answer will stand. The next page tells that no more."""
    sofie = AskingPhone(room).open()
    sofie.press("ask", text=TEXT, name="Sofie")
    assert sofie.status == 200
    assert "Spørgsmålet er sendt." in sofie.text
    address = sofie.kept
    assert sofie.token not in address
    assert "Set-Cookie" not in sofie.headers
    assert sofie.headers["Cache-Control"] == "no-store"
    alone = AskingPhone(room).open(address)
    assert TEXT in alone.text
    assert "Venter på, at underviseren lukker det ind" in alone.text
    assert "Spurgt af Sofie" in alone.text
    assert sofie.open().kept == ""
    assert TEXT in sofie.text  # her own list


def test_others_see_it_when_it_is_let_in(room: AskedCourse) -> None:
    """Omar sees nothing of Sofie's words until they are let in; then he votes, and takes the vote back."""
    sofie, omar = AskingPhone(room).open(), AskingPhone(room)
    sofie.press("ask", text=TEXT)
    assert TEXT not in omar.open().text
    assert "1 spørgsmål er ubesvaret, 1 venter på at blive lukket ind." in omar.text
    room.does(Act.LET_IN, TEXT)
    omar.open().press("vote")
    assert "Din stemme er talt med." in omar.text
    assert "2 stemmer" in omar.text
    omar.press("unvote")
    assert "1 stemme" in omar.text
    assert not [one for one in sofie.open().buttons if one.startswith(("vote", "unvote"))]


def test_who_votes_while_writing(room: AskedCourse) -> None:
    """Ida has half a question in the field when she votes for Sofie's: it stands there afterwards."""
    room.asks(room.phone(), TEXT)
    room.does(Act.LET_IN, TEXT)
    ida = AskingPhone(room).open().press("vote", text="Og hvad med natholdet", name="Ida")
    assert (ida.typed, ida.name) == ("Og hvad med natholdet", "Ida")
    ida.press("ask")
    assert [one.text for one in questions_of(room.id) if one.name == "Ida"] == ["Og hvad med natholdet"]
    assert ida.typed == ""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Skriv dit spørgsmål først."),
        ("Hvad med 010190-1234?", "ligner et CPR-nummer"),
        ("Hvad siger Asta Lind?", "Vi så: Asta Lind."),
        ("o" * 300, "Spørgsmålet er på 300 tegn."),
    ],
)
def test_told_and_typed(room: AskedCourse, text: str, told: str) -> None:
    """What is not taken is told in one sentence, and stands in the field to be mended."""
    per = AskingPhone(room).open().press("ask", text=text)
    assert per.status == 400
    assert told in per.text
    assert per.typed == text
    assert questions_of(room.id) == []


def test_name_that_should_stand(room: AskedCourse) -> None:
    """Per ticks that the name should stand there, and sends again."""
    per = AskingPhone(room).open().press("ask", text="Hvad siger Asta Lind?")
    per.press("ask", seen="1")
    assert "Spørgsmålet er sendt." in per.text


def test_double_press(room: AskedCourse) -> None:
    """Lone's finger trembles: the same form twice is one question, and both answers tell the same address."""
    lone = AskingPhone(room).open()
    key = re.search(r'name="key" value="([^"]+)"', lone.page)
    assert key is not None
    fields = {"act": "ask", "key": key[1], "text": TEXT, "name": ""}
    first = lone.send(fields).kept
    assert lone.send(fields).kept == first
    assert len(questions_of(room.id)) == 1
    lone.send({**fields, "text": "Noget andet?"})
    assert lone.status == 409
    assert lone.typed == "Noget andet?"
    lone.press("ask")
    assert len(questions_of(room.id)) == 2


def test_closed_while_writing(room: AskedCourse) -> None:
    """The course closes while Asta writes: her words are given back to her, and nothing else is there."""
    asta = AskingPhone(room).open()
    room.close()
    asta.press("ask", text=TEXT)
    assert asta.status == 404
    assert TEXT in asta.text
    assert questions_of(room.id) == []


def test_hidden_with_its_reason(room: AskedCourse) -> None:
    """The reason is told to Sofie, on her phone and at the address, and to nobody else."""
    sofie = AskingPhone(room).open().press("ask", text=TEXT)
    address = sofie.kept
    room.does(Act.HIDE, TEXT, text="Det hører til i jeres egen afdeling")
    for page in (sofie.open(), AskingPhone(room).open(address)):
        assert "Det hører til i jeres egen afdeling" in page.text
    omar = AskingPhone(room).open()
    assert TEXT not in omar.text
    assert "egen afdeling" not in omar.text


def test_guessed_addresses(room: AskedCourse) -> None:
    """A machine guesses at addresses and waits after the third; no page says more than that there is none."""
    guesses = [AskingPhone(room).open(f"/kursus/spoergsmaal/{new_token()}/") for _ in range(5)]
    assert [one.status for one in guesses] == [404, 404, 404, 429, 429]
    assert all(TEXT not in one.text for one in guesses)


def test_nonsense(room: AskedCourse) -> None:
    """What no page of ours sends changes nothing and breaks nothing."""
    phone = AskingPhone(room)
    for fields in (
        {},
        {"act": "vote:" + "0" * 32, "key": "k"},
        {"act": "vote:æ", "key": "k"},
        {"act": "renew:" + "0" * 32, "key": "k"},
        {"act": "drop", "key": "k"},
        {"act": "ask", "key": "k", "text": TEXT},
        {"act": "ask", "key": "x" * 5000, "text": TEXT},
    ):
        assert phone.send(fields).status == 400
    assert phone.open(phone.path + "?side=999999").status == 200
    assert questions_of(room.id) == []


def test_another_sites_form(room: AskedCourse) -> None:
    """A page of somebody else sends a question in Sofie's name: it is not taken."""
    sofie = AskingPhone(room).open()
    sent = sofie.client.post(
        sofie.path,
        "act=ask&text=Ja",
        content_type="application/x-www-form-urlencoded",
        headers={"Origin": "http://evil.test"},
    )
    assert sent.status_code == 403
