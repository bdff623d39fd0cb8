"""Bente sees who is reached by another way than mail, and makes letters for those alone whom it does not reach."""

from __future__ import annotations

import re
from pathlib import Path
from uuid import UUID

import pytest
from django.test import Client

from fagspejl.lib.clock import utc_now
from fagspejl.operations.models import PlannerOrder
from fagspejl.operations.services.orders import place_order
from fagspejl.operations.types import OrderKind
from fagspejl.organisation.models import Person
from fagspejl.organisation.services import note_refused_address
from support.desk import drafted, planner, work
from support.pdf import pdf_text
from support.roster import BENTE, CAST
from support.staff import HERE

pytestmark = [pytest.mark.stores, pytest.mark.django_db]
LONE = "lone;Lone Friis;;da;fam;;;medarbejder;;karen;;;;"


@pytest.fixture
def round_id(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> UUID:
    monkeypatch.setenv("FAGSPEJL_HOOK", "/srv/fagspejl/sms_hook.py")
    made = drafted(tmp_path, *CAST, LONE)
    place_order(OrderKind.OPEN, round_id=made, actor=BENTE, now=utc_now())
    assert work() == ["open"]
    return made


@pytest.fixture
def bente(client: Client, round_id: UUID) -> Client:
    planner(client)
    return client


def _refused(key: str, reason: str) -> None:
    note_refused_address(Person.objects.get(key=key).id, "", reason)


def test_the_page_of_sending_says_how_many(bente: Client, round_id: UUID) -> None:
    """Omar and Lone go by the other way, without reminders as those are silent; Lone, once refused, needs a letter."""
    url = f"/planlaeg/runde/{round_id}/aabning/mails/"
    page = bente.get(url).content.decode()
    assert "2 af dem har ingen mailadresse og får deres link ad den anden vej" in page
    assert "De får ikke påmindelser ad den vej" in page
    assert "skal have et brev" not in page
    _refused("lone", "no_contact")
    assert "Én kunne ikke nås på den måde og skal have et brev." in bente.get(url).content.decode()


def test_letters_for_those_it_does_not_reach(bente: Client, round_id: UUID) -> None:
    """The other way has no number for Lone: her letter is proposed and made, and Omar's is not."""
    url = f"/planlaeg/runde/{round_id}/breve/"
    assert "Indtil nu har den anden vej ikke afvist nogen." in bente.get(url).content.decode()
    _refused("lone", "no_contact")
    page = bente.get(url).content.decode()
    assert "Den ene, der ikke kunne nås ad den anden vej" in page
    assert "1 uden telefonnummer eller anden kontakt" in page
    assert 'value="unreached" checked' in page
    page = bente.post(url, {"whom": "unreached"}, headers=HERE).content.decode()
    found = re.search(r'name="key" value="([^"]*)"', page)
    assert found is not None
    order = PlannerOrder.objects.get(kind="letters").id
    assert work() == ["letters"]
    paper = bente.post(f"/planlaeg/ordre/{order}/papir/", {"key": found[1]}, headers=HERE)
    text = pdf_text(paper.content)
    assert "Lone Friis" in text
    assert "Omar Said" not in text


def test_addresses_that_bounce_are_another_list(bente: Client, round_id: UUID) -> None:
    """Lone has no address to correct, so she stands on no list of addresses that do not work."""
    _refused("lone", "invalid")
    page = bente.get(f"/planlaeg/runde/{round_id}/adresser/").content.decode()
    assert "Lone Friis" not in page


def test_without_a_hook_a_letter(bente: Client, round_id: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing is set up, Omar and Lone need letters, as ever."""
    monkeypatch.delenv("FAGSPEJL_HOOK")
    page = bente.get(f"/planlaeg/runde/{round_id}/aabning/mails/").content.decode()
    assert "2 af dem har ingen mailadresse og skal have et brev." in page
    assert "anden vej" not in bente.get(f"/planlaeg/runde/{round_id}/breve/").content.decode()
