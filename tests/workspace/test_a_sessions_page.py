"""A session's page for staff: before it is opened, while the room is open, and afterwards."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from fagspejl.workspace.sessions.models import AnswerSlip, Session, StoredPicture
from fagspejl.workspace.sessions.selectors.sessions import (
    code_here,
    session_by_control,
    session_of,
    sessions_of,
)
from fagspejl.workspace.sessions.services.closing import close_session
from fagspejl.workspace.sessions.services.joining import join
from fagspejl.workspace.sessions.types import PhaseCode
from support.room import KAREN, Room, open_room
from support.town import Town, entered, form_with, forms_on, leader, town

SECRETS = ("tilstand", "/d/", "/styring/", "/faelles/")


@pytest.fixture
def here(db: None) -> Town:
    """The town."""
    return town()


@pytest.fixture
def karen(here: Town) -> Client:
    """Karen, logged in."""
    return entered(leader("Karen"))


def _prepared(karen: Client, here: Town, **other: str) -> str:
    karen.post("/arbejdsrum/ny/", {**form_with(karen.get("/arbejdsrum/ny/"), "case"), **other})
    return f"/arbejdsrum/session/{sessions_of([here.family])[0].id}/"


def _revealed(here: Town) -> Room:
    room = open_room(units=(here.family,))
    room.to(PhaseCode.JUDGE)
    for value in (1, 2, 3, 8, 9):
        room.judged(room.phone(), value, reason="En grund, der skal væk")
    room.to(PhaseCode.REVEAL)
    return room


def test_prepared_then_opened(karen: Client, here: Town) -> None:
    """Karen's prepared session holds no code; she opens it with one press, and the page has code and both ways in."""
    page = _prepared(karen, here, when="senere")
    before = karen.get(page)
    assert not any(secret in before.content.decode() for secret in SECRETS)
    karen.post(page, form_with(before, "act", "open"))
    (known,) = sessions_of([here.family])
    during = karen.get(page).content.decode()
    assert code_here(known) in during
    assert during.count("<svg") == 2
    assert "/faelles/" in during
    assert "/styring/" in during


def test_discarded(karen: Client, here: Town) -> None:
    """Karen deletes a session she prepared in vain, and its page is gone."""
    page = _prepared(karen, here, when="senere")
    karen.post(page, form_with(karen.get(page), "act", "discard"))
    assert karen.get(page).status_code == 404
    assert sessions_of([here.family]) == []


def test_control_is_taken_to_this_device(karen: Client, here: Town) -> None:
    """Karen takes the control to her tablet: she is sent to a new key, and the old one is dead."""
    room = open_room(units=(here.family,))
    page = f"/arbejdsrum/session/{room.id}/"
    answer = karen.post(page, form_with(karen.get(page), "act", "control"))
    key = re.fullmatch(r"/styring/(\w+)/", answer["Location"])
    assert key is not None
    assert key[1] != room.control
    assert session_by_control(room.control) is None
    assert session_by_control(key[1]) is not None


def test_slips_are_shown_once(karen: Client, here: Town) -> None:
    """Karen prints seven slips: seven ways in that work, none of them in the database, and none at the next look."""
    room = open_room(units=(here.family,))
    Session.objects.filter(id=room.id).update(slips_only=True)
    page = f"/arbejdsrum/session/{room.id}/svarsedler/"
    printed = karen.post(page, {"count": "7"}).content.decode()
    tokens = re.findall(rf"/d/{room.code}/(\w+)/", printed)
    assert len(set(tokens)) == 7 == AnswerSlip.objects.filter(session=room.id).count()
    assert printed.count("<svg") == 7
    for token in tokens:
        join(room.code, token, group=None)
    assert not any(token in karen.get(page).content.decode() for token in tokens)


@pytest.mark.parametrize("count", ["0", "301", "", "syv", "-1", "99999999999"])
def test_a_number_of_slips_that_cannot_be(karen: Client, here: Town, count: str) -> None:
    """Karen is told between which numbers, and finds what she typed."""
    room = open_room(units=(here.family,))
    text = karen.post(f"/arbejdsrum/session/{room.id}/svarsedler/", {"count": count}).content.decode()
    assert "Skriv et tal mellem 1 og 300." in text
    assert f'value="{count}"' in text
    assert not AnswerSlip.objects.exists()


def test_sheets_hold_the_case_and_no_answer(karen: Client, here: Town) -> None:
    """Karen prints case, answer sheet and tally sheet; of what was answered nothing stands there."""
    room = _revealed(here)
    text = karen.get(f"/arbejdsrum/session/{room.id}/ark/").content.decode()
    for heading in ("Sagen: ", "Svarark: ", "Optælling: "):
        assert heading in text
    assert room.facts.items[0].question in text
    assert "En grund" not in text


def test_page_of_an_open_room_knows_no_answer(karen: Client, here: Town) -> None:
    """Karen's page is, sign by sign, the same whatever the phones answered, also after the reveal."""
    room = open_room(units=(here.family,))
    page = f"/arbejdsrum/session/{room.id}/"

    def shown() -> str:
        return re.sub(r'csrfmiddlewaretoken" value="\w+"', "", karen.get(page).content.decode())

    empty = shown()
    room.to(PhaseCode.JUDGE)
    judging = shown()
    for value in (1, 2, 3, 8, 9):
        room.judged(room.phone(), value)
    assert shown() == judging
    room.to(PhaseCode.REVEAL)
    assert "dp-" not in empty + shown()


def test_closed_from_its_page(karen: Client, here: Town) -> None:
    """Karen closes from her own page; picture, sentences, table and caution stand there, and no reason and no code."""
    room = _revealed(here)
    page = f"/arbejdsrum/session/{room.id}/"
    karen.post(page, form_with(karen.get(page), "act", "close"))
    text = karen.get(page).content.decode()
    assert "Vi er delt: 3 af 5 ligger lavt (0-3) og 2 højt (7-10)." in text
    assert "At vi ligger tæt, betyder ikke, at vi har ret." in text
    assert "Vis som tabel" in text
    assert "dp-dots" in text
    assert "En grund" not in text
    assert room.code not in text
    known = session_of(room.id)
    assert known is not None
    assert known.closed_on is not None


def test_acts_that_come_too_late(karen: Client, here: Town) -> None:
    """Karen presses buttons of a page that is out of date, or that no page has: she is told, and nothing fails."""
    room = _revealed(here)
    page = f"/arbejdsrum/session/{room.id}/"
    close_session(room.id, actor=KAREN)
    for act in ("close", "control", "open", "before", "discard", "nothing"):
        assert karen.post(page, {"act": act})["Location"] == page
        assert 'role="alert"' in karen.get(page).content.decode()


def test_pictures_are_deleted_by_the_leader(karen: Client, here: Town) -> None:
    """Karen deletes what is left of the answers; what the unit ended with stays, and so does the session's line."""
    room = _revealed(here)
    close_session(room.id, actor=KAREN)
    page = f"/arbejdsrum/session/{room.id}/"
    karen.post(page, form_with(karen.get(page), "act", "forget"))
    assert not StoredPicture.objects.filter(session=room.id).exists()
    after = karen.get(page)
    assert "Der er ingen billeder." in after.content.decode()
    assert all("forget" not in form.get("act", ()) for form in forms_on(after))


def test_home_tells_a_newcomer_in_three_sentences(karen: Client, here: Town) -> None:
    """Karen's first visit explains in three sentences; with a session there, it lists that instead."""
    first = karen.get("/arbejdsrum/").content.decode()
    assert first.count("<li>") >= 3
    assert "I en skønsøvelse bedømmer alle" in first
    room = _revealed(here)
    listed = karen.get("/arbejdsrum/").content.decode()
    assert "I en skønsøvelse bedømmer alle" not in listed
    assert f"/arbejdsrum/session/{room.id}/" in listed
    assert "Rummet er åbent siden" in listed
