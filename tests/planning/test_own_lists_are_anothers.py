"""Karen plans rounds and is a leader: who is asked about her, and whether she is asked herself, Bente decides."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from django.test import Client

from fagspejl.evaluation.models import ListChange, ListCheck
from fagspejl.organisation.models import Person
from support.desk import drafted, planner
from support.roster import CAST, employees
from support.staff import HERE, Cast, log_in, somebody

pytestmark = [pytest.mark.stores, pytest.mark.django_db]
OTHERS = "En anden planlægger skal afgøre det"


@pytest.fixture
def round_id(tmp_path: Path) -> UUID:
    return drafted(tmp_path, *CAST, *employees(4))


@pytest.fixture
def account(round_id: UUID) -> Cast:
    return somebody("Karen Lund", "planner", app=True, person="karen")


@pytest.fixture
def bente(client: Client, round_id: UUID, account: Cast) -> Client:
    planner(client)
    client.post(f"/planlaeg/runde/{round_id}/lister/", {"act": "send"}, headers=HERE)
    return client


@pytest.fixture
def karen(bente: Client, account: Cast) -> Client:
    hers = Client()
    log_in(hers, account)
    return hers


def _id(key: str) -> str:
    return str(Person.objects.get(key=key).id)


def _wish(karen: Client, round_id: UUID) -> str:
    sent = {"act": "remove", "person": _id("omar"), "why": "away", "reason": "barsel"}
    karen.post(f"/min-liste/{round_id}/", sent, headers=HERE)
    return str(ListChange.objects.get().id)


def test_she_takes_nobody_off_her_own_list(karen: Client, round_id: UUID) -> None:
    """Karen takes Omar off her own list from the planner's page: she is sent to another planner, and he stays."""
    sent = {"act": "remove", "person": _id("omar"), "reason": "barsel"}
    told = karen.post(f"/planlaeg/runde/{round_id}/lister/{_id('karen')}/", sent, headers=HERE)
    assert OTHERS in told.content.decode()
    assert not ListChange.objects.exists()


def test_she_does_not_grant_her_own_wish(karen: Client, bente: Client, round_id: UUID) -> None:
    """Karen wishes Omar away and may not say yes to it herself; Bente may."""
    lists, sent = f"/planlaeg/runde/{round_id}/lister/", {"act": "accept", "change": _wish(karen, round_id)}
    assert OTHERS in karen.post(lists, sent, headers=HERE).content.decode()
    assert ListChange.objects.get().decision == "open"
    assert bente.post(lists, sent, headers=HERE).status_code == 302
    assert ListChange.objects.get().decision == "accepted"


def test_she_puts_herself_on_no_list(karen: Client, round_id: UUID) -> None:
    """Karen puts herself on Ida's list, or takes herself off it: she would choose whose links she may handle."""
    page = f"/planlaeg/runde/{round_id}/lister/{_id('ida')}/"
    on = {
        "act": "add",
        "person": _id("karen"),
        "sought": "Karen",
        "perspective": "peer",
        "reason": "kender hende",
    }
    off = {"act": "remove", "person": _id("karen"), "perspective": "peer", "reason": "kender hende ikke"}
    for sent in (on, off):
        assert OTHERS in karen.post(page, sent, headers=HERE).content.decode()
    assert not ListChange.objects.exists()


def test_a_confirmed_list_that_is_changed_waits_again(karen: Client, bente: Client, round_id: UUID) -> None:
    """Karen has confirmed her list; Bente takes Omar off it afterwards, and the list counts as confirmed no longer."""
    karen.post(f"/min-liste/{round_id}/", {"act": "confirm"}, headers=HERE)
    check = ListCheck.objects.get(leader__key="karen")
    assert check.confirmed_on is not None
    sent = {"act": "remove", "person": _id("omar"), "reason": "barsel"}
    bente.post(f"/planlaeg/runde/{round_id}/lister/{_id('karen')}/", sent, headers=HERE)
    check.refresh_from_db()
    assert (check.confirmed_on, check.confirmed_by) == (None, "")
