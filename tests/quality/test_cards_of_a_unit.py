"""Karen's unit writes a starter card anew: her phones show it, others keep theirs, and it can be taken back."""

from __future__ import annotations

import pytest
from django.test import Client

from fagspejl.workspace.quality.helping import starter_cards
from fagspejl.workspace.sessions.selectors.sessions import session_of
from support.held_quality import begun, room_of
from support.town import Town, entered, form_with, leader, town

OWN = "borgeren har fået svar inden to dage."


@pytest.fixture
def here(db: None) -> Town:
    """The town."""
    return town()


@pytest.fixture
def karen(here: Town) -> Client:
    """Karen, logged in."""
    return entered(leader("Karen"))


def _change(who: Client, here: Town, code: str = "lawyer", **said: str) -> str:
    page = f"/arbejdsrum/kvalitet/kort/{here.family}/{code}/"
    return who.post(page, {**form_with(who.get(page), "asked"), **said}, follow=True).content.decode()


@pytest.mark.stores
def test_a_card_is_written_and_taken_back(karen: Client, here: Town) -> None:
    """Karen's words stand on the card, then the first words again; the other five never change."""
    page = _change(karen, here, good=OWN)
    assert OWN in page
    assert page.count("Rettet af jer") == 1
    back = karen.post(f"/arbejdsrum/kvalitet/kort/{here.family}/lawyer/", {"act": "take_back"}, follow=True)
    assert OWN not in back.content.decode()
    assert "kan holde, hvis nogen klager" in back.content.decode()


def test_phones_show_the_units_card(karen: Client, here: Town) -> None:
    """Sofie reads her own unit's card while she writes; Ida's unit reads the first one."""
    _change(karen, here, good=OWN)
    for unit, told in ((here.family, True), (here.cancer, False)):
        known = session_of(room_of(begun(unit)).id)
        assert known is not None
        shown = starter_cards(known)
        assert len(shown.cards) == 6
        assert any(OWN in line for _, lines in shown.cards for line in lines) is told


def test_a_card_says_something(karen: Client, here: Town) -> None:
    """An empty sentence and one too long are refused at their field, and nothing typed is lost."""
    assert "Skriv, hvornår kvaliteten er god" in _change(karen, here, good="")
    page = _change(karen, here, good="x" * 161, duty="At hjælpe")
    assert "højst 160 tegn" in page
    assert "At hjælpe" in page


def test_no_citizen_on_a_card(karen: Client, here: Town) -> None:
    """What looks like a CPR number is never kept, and a name is asked about once."""
    cpr = "-".join(("070761", "4285"))
    assert cpr in _change(karen, here, good=f"borgeren {cpr} har fået svar.")
    page = f"/arbejdsrum/kvalitet/kort/{here.family}/"
    assert cpr not in karen.get(page).content.decode()


def test_two_write_one_card(karen: Client, here: Town) -> None:
    """The second of two who change one card is told."""
    page = f"/arbejdsrum/kvalitet/kort/{here.family}/doctor/"
    form = form_with(karen.get(page), "asked")
    _change(karen, here, "doctor", good=OWN)
    told = karen.post(page, {**form, "good": "noget andet."}).content.decode()
    assert "En anden har ændret det" in told
    assert "noget andet." in told


def test_no_such_card(karen: Client, here: Town) -> None:
    """A profession without a card is not there."""
    assert karen.get(f"/arbejdsrum/kvalitet/kort/{here.family}/pilot/").status_code == 404
