"""Joining: no account, no name, no cookie, two requests, and every limit said before the first answer."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from fagspejl.web.assets import asset
from fagspejl.workspace.sessions.keys import hash_of, new_token
from fagspejl.workspace.sessions.models import AnswerSlip, Participant, Session
from fagspejl.workspace.sessions.rules import MOST_PHONES
from fagspejl.workspace.sessions.services.steering import lock_door
from fagspejl.workspace.sessions.types import SplitGroup
from support.phone import Phone
from support.room import Room, open_room

pytestmark = pytest.mark.django_db
TWO = (SplitGroup("erfarne", 7), SplitGroup("nye", 5))
BUDGET = 40 * 1024  # bytes as they are sent, style and script with them


def test_two_requests_and_no_cookie() -> None:
    """Sofie opens the code and presses once: she is in, and her phone holds no cookie."""
    sofie = Phone(open_room(TWO)).join("0")
    assert (sofie.status, len(sofie.client.cookies)) == (200, 0)
    assert "Set-Cookie" not in sofie.headers
    assert "Du svarer i gruppen erfarne." in sofie.text
    assert sofie.open().status == 200, "the page is found again at its own address"
    assert Participant.objects.count() == 1


def test_opening_the_code_writes_nothing() -> None:
    """Omar opens the code three times before he makes up his mind: nobody is counted."""
    room = open_room()
    found = {Phone(room).open(f"/d/{room.code}/").form("join")[0] for _ in range(3)}
    assert len(found) == 3, "each has a token of its own"
    assert Participant.objects.count() == 0


def test_both_pages_fit_the_budget() -> None:
    """Lone has one bar of signal in the ward: both pages with style and script stay below 40 KB."""
    lone = Phone(open_room(TWO)).open(f"/d/{open_room(TWO).code}/")
    pages = len(lone.page.encode()) + len(lone.join("0").page.encode())
    names = re.findall(r'(?:href|src)="/static/([a-z]+)\.[0-9a-f]+\.(css|js)"', lone.page)
    assert sorted(names) == [("room", "css"), ("room", "js")], "and nothing else is fetched"
    files = sum(len(asset(f"{name}.{ending}").packed or b"") for name, ending in names)
    assert pages + files <= BUDGET


def test_what_is_promised_stands_before_the_first_answer() -> None:
    """Omar reads who sees what, that it is no survey, that it is voluntary, and who decides."""
    room = open_room(TWO)
    text = Phone(room).open(f"/d/{room.code}/").text
    for told in (
        "Svarene vises på én gang, som prikker uden navne. Før det ser ingen dit svar.",
        "færre end fire svar",
        "mindst tre i den har svaret",
        "kun hvor mindst fem har svaret",
        "ikke lederevalueringen",
        "Det er frivilligt. Du kan altid springe over.",
        "Lederen beslutter, når alle er hørt.",
        "Ønsker ikke at vælge",
        "Jeg er leder her",
    ):
        assert told in text


def test_group_is_chosen_or_declined() -> None:
    """Sofie forgets to choose and is told so; she prefers not to choose, and that is an answer."""
    sofie = Phone(open_room(TWO)).join()
    assert (sofie.status, "Vælg en gruppe" in sofie.text) == (400, True)
    sofie.press("join", group="-")
    assert (sofie.status, Participant.objects.get().group) == (200, None)


@pytest.mark.parametrize("group", ["7", "-1", "en", "0 0", "99999999999999999999"])
def test_no_such_group(group: str) -> None:
    """A form that somebody has changed chooses a group that is not there: refused, and nobody is in."""
    phone = Phone(open_room(TWO)).join(group)
    assert (phone.status, Participant.objects.count()) == (400, 0)


def test_karen_joins_as_leader() -> None:
    """Karen ticks that she leads: she needs no group, and is told that her answer does not count."""
    karen = Phone(open_room(TWO)).join(leader=True)
    assert "Dit svar tæller ikke med i billedet." in karen.text
    assert Participant.objects.get().is_leader


@pytest.mark.parametrize("small", [True, False])
def test_small_group_is_asked_first(small: bool) -> None:
    """Ida is one of two: she is asked before anything else, and told that the other can work out what she chose."""
    room = open_room((SplitGroup("læger", 2 if small else 5), SplitGroup("terapeuter", 6)))
    ida = Phone(room).join("0")
    assert ("I er to i gruppen." in ida.text) == small
    if small:
        ida.press("consent", alone="0")
        assert (ida.status, Participant.objects.get().open_voice) == (200, False)
        assert "Læs sagen" in ida.text


def test_a_typed_code_is_forgiven() -> None:
    """Per types the code in small letters with blanks and a hyphen, and is led to the room."""
    room = open_room()
    code = f"  {room.code[:3].lower()} - {room.code[3:]}. "
    answer = Phone(room).send([("kode", code)], "/d/")
    assert (answer.status, answer.headers["Location"]) == (302, f"/d/{room.code}/")
    assert Phone(room).open(f"/d/{room.code.lower()}/").status == 200


def test_door_is_locked() -> None:
    """Lone comes after the door was locked and is told whom to ask; Sofie, who is in, notices nothing."""
    room = open_room()
    sofie, lone = Phone(room).join(), Phone(room).open(f"/d/{room.code}/")
    lock_door(room.control, locked=True)
    late = lone.press("join")
    assert (late.status, "Døren er låst" in late.text) == (403, True)
    assert "Døren er låst" in Phone(room).open(f"/d/{room.code}/").text
    assert sofie.open().status == 200


def test_slips_only() -> None:
    """Only who holds a slip answers beforehand: Ida's slip leads to the same page, another code is refused."""
    room = open_room()
    token = new_token()
    Session.objects.update(slips_only=True)
    AnswerSlip.objects.create(session_id=room.id, token_hash=hash_of("token", token))
    assert Phone(room).join().status == 403
    ida = Phone(room).open(f"/d/{room.code}/{token}/").press("join")
    assert (ida.status, Participant.objects.count()) == (200, 1)


def test_room_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    """The three hundred and first phone is told that the room is full."""
    monkeypatch.setattr("fagspejl.workspace.sessions.services.joining.MOST_PHONES", 1)
    room = open_room()
    assert Phone(room).join().status == 200
    full = Phone(room).join()
    assert (full.status, "Rummet er fuldt." in full.text) == (403, True)
    assert MOST_PHONES == 300


def test_foreign_form_is_refused(client: Client) -> None:
    """A page of another site cannot make Sofie's phone join."""
    room = open_room()
    action, _ = Phone(room).open(f"/d/{room.code}/").form("join")
    for origin in ("https://andre.dk", "null", "http://["):
        answer = client.post(action, {"act": "join"}, headers={"Origin": origin})
        assert (answer.status_code, Participant.objects.count()) == (403, 0)


def test_english_room() -> None:
    """A session in English speaks English on every page."""
    room = open_room(TWO)
    Session.objects.update(language="en")
    phone = Room(room.id, room.code, room.control)
    assert 'lang="en"' in Phone(phone).join("0").page
