"""The whole session by HTTP alone: a phone without a script sees every phase and answers in each."""

from __future__ import annotations

from uuid import uuid4

import pytest

from fagspejl.workspace.sessions.models import Participant, Response
from fagspejl.workspace.sessions.services.closing import close_by_key
from fagspejl.workspace.sessions.services.outcomes import record_outcome
from fagspejl.workspace.sessions.types import Item, OutcomeKind, OutcomeValues, PhaseCode, SplitGroup
from support.phone import Phone
from support.room import CASE, ITEM, KAREN, open_room

pytestmark = pytest.mark.django_db


def test_way_through() -> None:
    """Sofie has switched JavaScript off: she loads the page again when Karen says so, and is part of everything."""
    room = open_room((SplitGroup("erfarne", 7), SplitGroup("nye", 5)))
    sofie = Phone(room).join("0")
    others = [Phone(room).join("0" if place < 3 else "1") for place in range(7)]
    assert f'<a class="switch" href="{sofie.address}">Opdatér</a>' in sofie.page
    room.to(PhaseCode.READ)
    assert "En familie beder om hjælp." in sofie.open().text
    room.to(PhaseCode.JUDGE)
    assert "Bedøm alene" in sofie.open().text
    assert (
        "Dit svar er gemt."
        in sofie.press("answer", v0="7", a0="0", c0="2", w0=["law"][:0], r0="Barnet.").text
    )
    for value, one in zip((1, 2, 2, 8, 9, 9, 3), others, strict=True):
        one.open().press("answer", v0=str(value))
    room.to(PhaseCode.GUESS)
    assert "Dit gæt er gemt." in sofie.open().press("guess", guess="6").text
    assert Response.objects.get(guess=6).value == 7
    room.to(PhaseCode.REVEAL)
    assert "Sådan ser det ud hos os" in sofie.open().text
    assert "Vis som tabel" in sofie.text
    room.to(PhaseCode.TALK)
    assert sofie.open().press("tick", differences=["law", "role", "facts"]).status == 400
    assert "Vælg højst to grunde." in sofie.text
    assert "Dit valg er gemt." in sofie.press("tick", differences=["law", "role"]).text
    room.to(PhaseCode.REJUDGE)
    assert "Dit første svar var 7." in sofie.open().text
    sofie.press("answer", v0="5")
    room.to(PhaseCode.AGREE)
    assert "Hvad tager vi med herfra?" in sofie.open().text
    values = OutcomeValues(kind=OutcomeKind.AGREEMENT, text="Vi ringer samme dag.")
    record_outcome(room.control, room.facts.revision, values)
    assert "Vi ringer samme dag." in sofie.open().text
    room.to(PhaseCode.CLOSE)
    assert "Tak" in sofie.open().press("leave", understood="8", heard="-").text
    assert Participant.objects.get(understood=8).heard is None
    close_by_key(room.control, room.facts.revision, actor=KAREN)
    assert (sofie.open().status, "Tak, sessionen er lukket" in sofie.text) == (404, True)


def test_series_of_cases_one_after_another() -> None:
    """Ida judges three cases beforehand: each save leads to the next, and at the end she can change any of them."""
    cases = (CASE, CASE, CASE)
    items = (
        ITEM,
        Item(1, "Hvor længe?", "kort", "længe", overall=False),
        Item(1, "Hvor tæt?", "lidt", "meget"),
    )
    room = open_room(items=(*items, Item(2, "Hvor meget?", "lidt", "meget")), cases=cases)
    ida = Phone(room).join()
    room.to(PhaseCode.JUDGE)
    assert "Sag 1 af 3" in ida.open().text
    assert "Sag 2 af 3" in ida.press("answer", v0="3").text
    assert "Sag 3 af 3" in ida.press("answer", v1="4", v2="5", c2="1").text
    assert "Dit svar er gemt." in ida.text
    assert "Dine svar" in ida.press("answer", v3="6").text
    assert "Dine svar" in ida.open().text
    assert ("v2", "5") in ida.open(f"{ida.address}?sag=2").form("answer")[1]
    ida.press("answer", v2="9")
    assert sorted(Response.objects.values_list("item", "value")) == [(0, 3), (1, 4), (2, 9), (3, 6)]
    for odd in ("99", "x", "-1", "²"):
        assert ida.open(f"{ida.address}?sag={odd}").status == 200


def test_half_a_case_is_an_answer() -> None:
    """Ida answers the first of two questions and leaves the second: what she hears is that it is saved."""
    room = open_room(items=(ITEM, Item(0, "Hvor længe?", "kort", "længe", overall=False)))
    ida = Phone(room).join()
    room.to(PhaseCode.JUDGE)
    assert "Dit svar er gemt." in ida.open().press("answer", v0="3").text


def test_last_time_is_read_along() -> None:
    """Omar reads what was agreed last time, which is still open, and nothing of another unit."""
    ours, theirs = uuid4(), uuid4()
    for unit, text in ((ours, "Vi ringer samme dag."), (theirs, "Vi skriver det i planen.")):
        room = open_room(units=(unit,))
        room.to(PhaseCode.AGREE)
        record_outcome(
            room.control, room.facts.revision, OutcomeValues(kind=OutcomeKind.AGREEMENT, text=text)
        )
        room.close()
    room = open_room(units=(ours,))
    omar = Phone(room).join()
    room.to(PhaseCode.LOOK_BACK)
    text = omar.open().text
    assert ("Vi ringer samme dag." in text, "Vi skriver det i planen." in text) == (True, False)


def test_answer_in_the_last_moment() -> None:
    """Per comes while the others guess: he can still answer the case, in the same page."""
    room = open_room()
    room.to(PhaseCode.GUESS)
    per = Phone(room).join()
    assert "Du har ikke svaret på sagen endnu." in per.text
    per.press("answer", v0="4")
    assert (per.status, "Gæt enigheden" in per.text, Response.objects.get().value) == (200, True, 4)
