"""Ida writes on a form while Omar, who holds the unit's sessions, does something else with it: her words still stand."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from fagspejl.workspace.agreements.models import Agreement
from fagspejl.workspace.agreements.services.drafts import delete_draft, start
from fagspejl.workspace.agreements.services.living import end, suspend
from fagspejl.workspace.sessions.services.planning import today_here
from support.agreed import IDA, begun, drafted
from support.town import Town, entered, form_with, leader, town

TYPED = "Det her skrev jeg i ti minutter"


@pytest.fixture
def here(db: None) -> Town:
    """The town."""
    return town()


@pytest.fixture
def ida(here: Town) -> Client:
    """Ida, logged in."""
    return entered(leader("Ida"))


@pytest.mark.parametrize(
    ("page", "field"),
    [
        ("ny-udgave", "because"),
        ("fortalt", "questions"),
        ("gennemgang", "line"),
        ("bero", "because"),
        ("afslut", "taught"),
    ],
)
def test_an_agreement_that_ends_meanwhile(ida: Client, here: Town, page: str, field: str) -> None:
    """Omar ends the agreement that Ida is writing about: she is told, nothing is kept, and her text stands there."""
    one = begun(here.cancer)
    address = f"/arbejdsrum/aftaler/{one}/{page}/"
    form = form_with(ida.get(address), field)
    end(one, 1, taught="Omar var først", actor=IDA)
    typed = {field: TYPED, "people": "6", "until": (today_here() + timedelta(days=9)).isoformat()}
    told = ida.post(address, {**form, **typed}).content.decode()
    assert "En anden har ændret aftalen" in told
    assert TYPED in told
    assert ida.get(address).status_code == 302
    assert not Agreement.objects.get(id=one).events.filter(line=TYPED).exists()


def test_it_rests_meanwhile(ida: Client, here: Town) -> None:
    """Omar lets the agreement rest while Ida writes a new version: her version stands on the page."""
    one = begun(here.cancer)
    address = f"/arbejdsrum/aftaler/{one}/ny-udgave/"
    form = form_with(ida.get(address), "because")
    suspend(one, 1, because="Ferie", until=today_here() + timedelta(days=9), actor=IDA)
    assert TYPED in ida.post(address, {**form, "because": TYPED}).content.decode()


def test_a_draft_begins_or_goes_meanwhile(ida: Client, here: Town) -> None:
    """Omar lets one draft hold and deletes another while Ida writes on both: she keeps her text, and may save it anew."""
    begins, goes = drafted(here.cancer), drafted(here.cancer)
    forms = {one: form_with(ida.get(f"/arbejdsrum/aftaler/{one}/ret/"), "text") for one in (begins, goes)}
    start(begins, 0, actor=IDA)
    delete_draft(goes, 0, actor=IDA)
    told = ida.post(f"/arbejdsrum/aftaler/{begins}/ret/", {**forms[begins], "text": TYPED}).content.decode()
    assert "En anden har ændret aftalen" in told
    assert TYPED in told
    told = ida.post(f"/arbejdsrum/aftaler/{goes}/ret/", {**forms[goes], "text": TYPED})
    assert told.status_code == 404
    assert "Aftalen er slettet" in told.content.decode()
    again = form_with(told, "text")
    assert again["text"][0].strip() == TYPED
    assert 'action="/arbejdsrum/aftaler/ny/"' in told.content.decode()
    assert ida.post("/arbejdsrum/aftaler/ny/", again).status_code == 302


def test_anothers_draft_gets_the_same_page(ida: Client, here: Town) -> None:
    """Ida writes to the address of Karen's draft: she gets what she gets where there is none at all."""
    hers = drafted(here.family)
    form = form_with(ida.get("/arbejdsrum/aftaler/ny/"), "text")
    pages = [
        ida.post(f"/arbejdsrum/aftaler/{one}/ret/", {**form, "text": TYPED}) for one in (hers, here.whole)
    ]
    assert pages[0].status_code == pages[1].status_code == 404
    assert pages[0].content.decode().split("<main")[1].count(TYPED) == 1
    bare = [page.content.decode().split('name="csrfmiddlewaretoken"')[0] for page in pages]
    assert bare[0] == bare[1]
