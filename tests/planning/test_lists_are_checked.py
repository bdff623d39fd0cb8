"""Karen checks the list of those who will be asked about her, Bente decides what she wishes, and opening locks it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from django.test import Client

from fagspejl.evaluation.models import Invitation, ListChange
from fagspejl.evaluation.selectors.plan import plan_of
from fagspejl.evaluation.services.planning_round import save_plan
from fagspejl.evaluation.types.plan import PlanValues
from fagspejl.lib.clock import utc_now
from fagspejl.mailing.models import PersonalMail
from fagspejl.operations.services.orders import order_status, place_order
from fagspejl.operations.types import OrderKind
from fagspejl.organisation.models import Person
from support.desk import drafted, planner, work
from support.roster import BENTE, CAST, employees
from support.staff import HERE, account_at, log_in, somebody

pytestmark = [pytest.mark.stores, pytest.mark.django_db]


@pytest.fixture
def round_id(tmp_path: Path) -> UUID:
    made = drafted(tmp_path, *CAST, *employees(4))
    due = PlanValues(lists_due_on=date(2026, 12, 24))
    save_plan(made, due, version=plan_of(made).version, actor=BENTE, now=utc_now())
    return made


@pytest.fixture
def bente(client: Client, round_id: UUID) -> Client:
    planner(client)
    assert (
        client.post(f"/planlaeg/runde/{round_id}/lister/", {"act": "send"}, headers=HERE).status_code == 302
    )
    return client


@pytest.fixture
def karen(bente: Client) -> Client:
    hers = Client()
    log_in(hers, account_at("karen@egedal.example"))
    return hers


def _asked(round_id: UUID) -> set[tuple[str, str]]:
    order = place_order(OrderKind.OPEN, round_id=round_id, actor=BENTE, now=utc_now())
    work()
    status = order_status(order)
    assert status is not None
    assert not status.refusals, status.refusals
    return set(Invitation.objects.values_list("person__key", "leader__key"))


def test_every_leader_gets_one_mail(bente: Client, round_id: UUID) -> None:
    """Bente presses twice: Karen, Ida and Mads are mailed once, with a link that holds no secret."""
    bente.post(f"/planlaeg/runde/{round_id}/lister/", {"act": "send"}, headers=HERE)
    mails = PersonalMail.objects.order_by("person__key")
    assert [mail.person.key for mail in mails] == ["ida", "karen", "mads"]
    assert {mail.path for mail in mails} == {f"/min-liste/{round_id}/"}


def test_who_is_asked_can_log_in(bente: Client, round_id: UUID) -> None:
    """Mads has never had a report: the mail about his list is his first, and his own address opens the page."""
    his = Client()
    log_in(his, account_at("mads@egedal.example"))
    page = his.get(f"/min-liste/{round_id}/")
    assert page.status_code == 200
    assert "Karen Lund" in page.content.decode()


def test_a_wish_is_decided(bente: Client, karen: Client, round_id: UUID) -> None:
    """Karen wants Omar off her list and Ida's ward not forgotten; Bente accepts the one and the round asks accordingly."""
    omar = Person.objects.get(key="omar")
    page = f"/min-liste/{round_id}/"
    assert "Omar Said" in karen.get(page).content.decode()
    sent = {"act": "remove", "person": str(omar.id), "why": "away", "reason": "barsel"}
    assert karen.post(page, sent, headers=HERE).status_code == 302
    change = ListChange.objects.get()
    assert (change.name, change.reason) == ("Omar Said", "Er fraværende i hele perioden. barsel")
    lists = f"/planlaeg/runde/{round_id}/lister/"
    assert "Omar Said" in bente.get(lists).content.decode()
    bente.post(lists, {"act": "accept", "change": str(change.id)}, headers=HERE)
    for leader in ("karen", "ida", "mads"):
        person = Person.objects.get(key=leader)
        bente.post(f"{lists}{person.id}/", {"act": "confirm", "reason": "Set på møde"}, headers=HERE)
    asked = _asked(round_id)
    assert ("omar", "karen") not in asked
    assert ("sofie", "karen") in asked


def test_nobody_changes_a_list_without_a_reason(karen: Client, round_id: UUID) -> None:
    """Karen ticks "something else" and writes nothing: she is asked why, and nothing is kept."""
    omar = Person.objects.get(key="omar")
    sent = {"act": "remove", "person": str(omar.id), "why": "other", "reason": ""}
    page = karen.post(f"/min-liste/{round_id}/", sent, headers=HERE)
    assert "Skriv hvorfor" in page.content.decode()
    assert not ListChange.objects.exists()


def test_a_list_belongs_to_its_leader(karen: Client, round_id: UUID) -> None:
    """Lone has no list, Karen cannot wish for somebody who is on Ida's, and after opening there is no list to see."""
    other = Client()
    log_in(other, somebody("Lone Vig"))
    assert other.get(f"/min-liste/{round_id}/").status_code == 404
    nobody = Person.objects.get(key="mads")
    sent = {"act": "remove", "person": str(Person.objects.get(key="ida").id), "why": "left"}
    assert karen.post(f"/min-liste/{round_id}/", sent, headers=HERE).status_code in (302, 404)
    assert nobody is not None
    plan = plan_of(round_id)
    waived = PlanValues(lists_waived="Set på møde")
    save_plan(round_id, waived, version=plan.version, actor=BENTE, now=utc_now())
    ListChange.objects.all().delete()
    _asked(round_id)
    assert karen.get(f"/min-liste/{round_id}/").status_code == 404


def test_unconfirmed_lists_block_opening(bente: Client, round_id: UUID) -> None:
    """Bente opens before anybody has confirmed: she is told how many lists are missing, and nothing opens."""
    order = place_order(OrderKind.OPEN, round_id=round_id, actor=BENTE, now=utc_now())
    work()
    status = order_status(order)
    assert status is not None
    assert [(one.name, one.facts["leaders"]) for one in status.refusals] == [("ListsUnchecked", 3)]


def test_a_name_is_found_before_somebody_joins(bente: Client, karen: Client, round_id: UUID) -> None:
    """Karen misses "Person 2", who is hers already; Bente cannot add the same person twice, but can add Ida's nobody."""
    page = f"/min-liste/{round_id}/"
    sent = {"act": "add", "name": "Person 2", "perspective": "employee", "reason": "ny i enheden"}
    karen.post(page, sent, headers=HERE)
    change = ListChange.objects.get()
    lists = f"/planlaeg/runde/{round_id}/lister/"
    told = bente.post(lists, {"act": "accept", "change": str(change.id)}, headers=HERE)
    assert "Find »Person 2«" in told.content.decode()
    person = Person.objects.get(key="p2")
    told = bente.post(
        lists, {"act": "accept", "change": str(change.id), "person": str(person.id)}, headers=HERE
    )
    assert "kan ikke sættes på listen" in told.content.decode()
    assert ListChange.objects.get().decision == "open"


def test_no_reason_is_no_waiver(bente: Client, round_id: UUID) -> None:
    """Bente presses without writing why the lists need no checking: she is asked for it, and the lists wait as before."""
    lists = f"/planlaeg/runde/{round_id}/lister/"
    assert (
        "Skriv hvorfor." in bente.post(lists, {"act": "waive", "reason": " "}, headers=HERE).content.decode()
    )
    assert plan_of(round_id).values.lists_waived == ""
    bente.post(lists, {"act": "waive", "reason": "Set på møde"}, headers=HERE)
    assert "Begrundelsen er gemt." in bente.get(lists).content.decode()
    bente.post(lists, {"act": "waive", "reason": ""}, headers=HERE)
    assert plan_of(round_id).values.lists_waived == ""


def test_two_with_one_name_are_told_apart(bente: Client, karen: Client, round_id: UUID) -> None:
    """Karen misses "Person": Bente reads where each of them works, and none is chosen for her."""
    sent = {"act": "add", "name": "Person", "perspective": "employee", "reason": "ny i enheden"}
    karen.post(f"/min-liste/{round_id}/", sent, headers=HERE)
    page = bente.get(f"/planlaeg/runde/{round_id}/lister/").content.decode()
    assert '<option value="">Vælg den rigtige</option>' in page
    assert "Person 2, Familieområdet (" in page
