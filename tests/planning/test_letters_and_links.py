"""Bente reaches those whom mail does not: letters she can fetch once, new links, and none that she could answer by."""

from __future__ import annotations

import re
from pathlib import Path
from uuid import UUID

import pytest
from django.test import Client

from fagspejl.accounts.models import User
from fagspejl.evaluation.models import Invitation
from fagspejl.lib.clock import utc_now
from fagspejl.mailing.models import Mailing
from fagspejl.operations.models import PlannerOrder, SealedPaper
from fagspejl.operations.services.orders import place_order
from fagspejl.operations.types import OrderKind
from fagspejl.organisation.models import Person
from support.desk import drafted, planner, work
from support.pdf import pdf_text
from support.roster import BENTE
from support.staff import HERE

pytestmark = [pytest.mark.stores, pytest.mark.django_db]


@pytest.fixture
def round_id(tmp_path: Path) -> UUID:
    made = drafted(tmp_path)
    place_order(OrderKind.OPEN, round_id=made, actor=BENTE, now=utc_now())
    assert work() == ["open"]
    return made


@pytest.fixture
def bente(client: Client, round_id: UUID) -> Client:
    planner(client)
    return client


def _field(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None, page
    return found[1]


def _order_of(page: str) -> str:
    found = re.search(r"/planlaeg/ordre/([0-9a-f-]+)/", page)
    assert found is not None
    return found[1]


def test_letters_are_fetched_once(bente: Client, round_id: UUID) -> None:
    """Omar has no address: Bente orders his letter, waits, fetches it, and a second press gets nothing."""
    url = f"/planlaeg/runde/{round_id}/breve/"
    assert "Den ene, der ikke har en mailadresse" in bente.get(url).content.decode()
    page = bente.post(url, {"whom": "without"}, headers=HERE).content.decode()
    key, order = _field(page, "key"), _order_of(page)
    assert work() == ["letters"]
    page = bente.post(f"/planlaeg/ordre/{order}/", {"key": key}, headers=HERE).content.decode()
    assert "Hent filen" in page
    paper = bente.post(f"/planlaeg/ordre/{order}/papir/", {"key": key}, headers=HERE)
    assert paper["Cache-Control"] == "no-store"
    assert "Omar Said" in pdf_text(paper.content)
    again = bente.post(f"/planlaeg/ordre/{order}/papir/", {"key": key}, headers=HERE)
    assert again.status_code == 410


def test_a_new_link_by_mail(bente: Client, round_id: UUID) -> None:
    """Sofie has lost her link: Bente finds her and sends a new one, and the old one is dead."""
    sofie = Person.objects.get(key="sofie")
    before = bytes(Invitation.objects.get(person=sofie).lookup or b"")
    url = f"/planlaeg/runde/{round_id}/links/"
    assert "Sofie Berg" in bente.get(url, {"navn": "sofie"}).content.decode()
    placed = bente.post(url, {"person": str(sofie.id), "act": "mail"}, headers=HERE)
    assert placed.status_code == 302
    assert work() == ["reissue"]
    assert bytes(Invitation.objects.get(person=sofie).lookup or b"") != before
    assert Mailing.objects.get().kind == "reissue"


def test_one_who_left_is_asked_no_longer(bente: Client, round_id: UUID) -> None:
    """Omar has left: his link dies without an order, for no key is needed."""
    omar = Person.objects.get(key="omar")
    sent = {"person": str(omar.id), "act": "revoke", "reason": "left", "invitation": "", "sure": "1"}
    assert bente.post(f"/planlaeg/runde/{round_id}/links/", sent, headers=HERE).status_code == 302
    assert Invitation.objects.get(person=omar).revoked
    assert work() == []


def test_nobody_handles_links_about_herself(round_id: UUID, client: Client) -> None:
    """Karen plans too: she gets no letter and no new link of anybody who answers about her, or beside her."""
    planner(client, "Karen Lund")
    User.objects.filter(email="karen@fjordby.dk").update(person=Person.objects.get(key="karen"))
    omar = Person.objects.get(key="omar")
    url = f"/planlaeg/runde/{round_id}/links/"
    told = client.post(url, {"person": str(omar.id), "act": "letter"}, headers=HERE)
    assert "En anden planlægger" in told.content.decode()
    page = client.get(f"/planlaeg/runde/{round_id}/breve/").content.decode()
    assert "du ikke kan lave, fordi du selv svarer" in page
    client.post(f"/planlaeg/runde/{round_id}/breve/", {"whom": "without"}, headers=HERE)
    work()
    assert not SealedPaper.objects.exists()
    assert PlannerOrder.objects.get(kind="letters").refusals[0][0] == "NoLetters"


def test_the_poster_names_no_link(bente: Client, round_id: UUID) -> None:
    """The poster on the wall leads to the page where codes are typed, and says until when."""
    page = bente.get(f"/planlaeg/runde/{round_id}/plakat/").content.decode()
    assert "Har du fået et brev med en kode?" in page
    assert "<svg" in page


def test_the_poster_says_where_the_shared_screen_is(bente: Client, round_id: UUID) -> None:
    """Bente writes where the screen stands; the poster says to bring the letter there, whatever signs the place has."""
    url = f"/planlaeg/runde/{round_id}/plakat/"
    plain = bente.get(url).content.decode()
    assert "Tag brevet med" not in plain
    assert "/svar/kiosk/" in plain, "what the screen must show"
    page = bente.get(url, {"sted": "  personalerummet <på>\n2. sal "}).content.decode()
    assert "Tag brevet med hen til skærmen" in page
    assert "Den står her: personalerummet &lt;på&gt; 2. sal." in page
    assert f"Den står her: {'x' * 80}." in bente.get(url, {"sted": "x" * 500}).content.decode()
