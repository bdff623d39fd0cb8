"""Log-ins that were refused stand in the staff access log, each with its reason, and none with what somebody typed."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client

from fagspejl.audit.models import AccessEntry
from fagspejl.audit.selectors import chain_state
from support.staff import HERE, PER, ask_for_code, code_in, log_in, somebody

pytestmark = pytest.mark.django_db


def _refusals() -> list[tuple[str, str]]:
    """Return reason and account of every refusal, oldest first."""
    found = AccessEntry.objects.filter(event="login_refused").order_by("number")
    assert {entry.actor_name for entry in found} <= {"?"}
    return [(entry.facts["why"], entry.object) for entry in found]


def test_wrong_code_of_a_mail() -> None:
    """Somebody guesses the code that went to Karen: the log has each guess under her account."""
    karen, client = somebody("Karen Holm"), Client()
    ask_for_code(client, karen.email)
    client.post("/log-ind/kode/", {"code": "BBBB-BBBB"})
    client.post("/log-ind/kode/", {"code": "CCCC-CCCC"})
    assert _refusals() == [("mail_code", str(karen.staff.id))] * 2
    assert chain_state().broken_at is None


def test_wrong_second_factor() -> None:
    """Somebody has Karen's mailbox and guesses the code of her app: five guesses and then one line that they wait."""
    karen, client = somebody("Karen Holm", app=True), Client()
    ask_for_code(client, karen.email)
    client.post("/log-ind/kode/", {"code": code_in(str(mail.outbox[-1].body))})
    for _ in range(9):
        client.post("/log-ind/bekraeft/", {"code": "000000"})
    whose = str(karen.staff.id)
    assert _refusals() == [("second_factor", whose)] * 5 + [("too_many", whose)]


def test_too_many_codes_asked_for() -> None:
    """Somebody asks twenty times for a code to Karen's address: one line says so, not fifteen."""
    karen = somebody("Karen Holm")
    for _ in range(20):
        Client().post("/log-ind/", {"email": karen.email}, headers=HERE)
    assert _refusals() == [("too_many", str(karen.staff.id))]


def test_address_without_an_account() -> None:
    """Somebody tries addresses: one line an hour and network, and no address that was typed stands in it."""
    for number in range(4):
        ask_for_code(Client(), f"hanne{number}@fjordby.dk")
    ask_for_code(Client(REMOTE_ADDR="203.0.113.7"), "hanne@fjordby.dk")
    assert _refusals() == [("unknown_address", "")] * 2
    assert not AccessEntry.objects.filter(facts__icontains="hanne").exists()


def test_passkey_that_is_none() -> None:
    """Somebody sends something that is no passkey: refused, and told."""
    answer = Client().post("/log-ind/noegle/", {"credential": "{}"}, headers=HERE)
    assert answer.status_code == 302
    assert _refusals() == [("passkey", "")]


def test_who_gets_in_leaves_no_refusal() -> None:
    """Karen logs in with her app: the log says that, and nothing was refused."""
    karen = somebody("Karen Holm", app=True)
    log_in(Client(), karen)
    assert _refusals() == []
    assert AccessEntry.objects.latest("number").event == "logged_in"


def test_accounts_and_roles_are_told() -> None:
    """Per makes an account and gives a role: both are lines, under his name and about the account."""
    bente = somebody("Bente Skov", "planner")
    lines = AccessEntry.objects.filter(object=str(bente.staff.id)).order_by("number")
    assert [(line.event, line.actor_name) for line in lines] == [
        ("user_added", PER.name),
        ("role_given", PER.name),
    ]
