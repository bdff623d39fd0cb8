"""Sofie's phone goes through a whole dialogue page by page, without a script, while Karen presses on her own."""

from __future__ import annotations

import pytest

from fagspejl.workspace.sessions.selectors.sessions import code_here, control_key_here, stored_items
from fagspejl.workspace.sessions.services.planning import create_session, open_session
from fagspejl.workspace.sessions.types import Case, DecisionMethod, Item, PhaseCode
from support.phone import Phone
from support.room import KAREN, Room
from support.town import entered, leader, town
from support.wall import Wall

OPTIONS = ("Fælles dialog om fagligheden", "Opfølgning på kvaliteten", "Hjælp i faglige dilemmaer")
CASE = Case("Det vil jeg gerne tale med jer om", "Ingen skal forklare et svar.")


@pytest.mark.django_db
def test_from_the_code_to_thanks() -> None:
    """Sofie and five more read, choose, see the picture, talk and say goodbye; Karen finds the kept picture, and no sheets."""
    here = town()
    karen = entered(leader("Karen"))
    made = create_session(
        template="staff_dialogue",
        title="Dialog med medarbejderne",
        language="da",
        units=(here.family,),
        cases=(CASE,),
        items=(Item(0, "Hvad skal vi arbejde med først?", "", "", overall=False, options=OPTIONS),),
        decision_method=DecisionMethod.LEADER_AFTER_HEARING,
        replaces="Personalemødet",
        actor=KAREN,
        account=leader("Ida").staff.id,
    )
    page = f"/arbejdsrum/session/{made}/"
    for paper in ("ark", "tast-ind"):
        assert karen.get(f"{page}{paper}/")["Location"] == page
    assert "holdes med telefoner" in karen.get(page).content.decode()
    known = open_session(made, actor=KAREN)
    room = Room(made, code_here(known), control_key_here(known))
    wall = Wall(room)
    phones = [Phone(room).join() for _ in range(6)]
    wall.to(PhaseCode.READ)
    assert CASE.text in phones[0].open().text
    wall.to(PhaseCode.JUDGE)
    for place, phone in enumerate(phones):
        phone.open().press("answer", v0=str(place % 2))
        assert phone.status in (200, 303)
    assert "6 af 6 har svaret" in wall.screen()
    assert all(one in wall.screen() for one in OPTIONS)
    wall.to(PhaseCode.REVEAL)
    assert phones[0].open().page.count("<use ") >= 6
    assert wall.screen().count("<use ") == 6
    wall.to(PhaseCode.TALK)
    assert "Tal sammen" in phones[0].open().text
    assert "Hvorfor bedømmer vi forskelligt?" not in phones[0].text
    assert "Vi er delt" in wall.screen()
    wall.to(PhaseCode.AGREE)
    assert phones[0].open().status == 200
    wall.agree()
    wall.to(PhaseCode.CLOSE)
    assert phones[0].open().status == 200
    room.close()
    (kept,) = stored_items(made)
    assert kept.options == OPTIONS
    assert OPTIONS[0] in karen.get(page).content.decode()
