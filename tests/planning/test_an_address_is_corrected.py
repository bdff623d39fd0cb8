"""An address that a mail server does not take: corrected by one planner, checked, and invited again."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from fagspejl.audit.selectors import entries_about
from fagspejl.audit.types import Event
from fagspejl.evaluation.keys.store import KeyStore
from fagspejl.evaluation.models import Round
from fagspejl.lib.clock import utc_now
from fagspejl.mailing.models import Mailing, Outbox
from fagspejl.mailing.services.claims import finish
from fagspejl.mailing.services.mailing import send_mailing
from fagspejl.mailing.services.queueing import queue_mailing
from fagspejl.mailing.types import MailingKind, OutboxState
from fagspejl.organisation.models import Person
from fagspejl.organisation.services import note_refused_address
from support.desk import planner
from support.post import Clock, body, post_to, serving
from support.roster import BENTE
from support.small_round import KEY, SmallRound, small_round
from support.staff import log_in, somebody

pytestmark = [pytest.mark.stores, pytest.mark.django_db]


def _bounced() -> tuple[SmallRound, Person]:
    """Sofie's address bounced after the invitation went to everybody."""
    made = small_round({"Karen": {"employee": ["Sofie", "Omar", "Ane", "Bo"]}})
    Round.objects.filter(id=made.round.id).update(deadline=utc_now() + timedelta(days=9))
    for name in ("Sofie", "Omar", "Ane", "Bo"):
        Person.objects.filter(name=name).update(email=f"{name.lower()}@fjordby.dk")
    queued = queue_mailing(made.round.id, MailingKind.INVITE, actor=BENTE, now=utc_now())
    finish(queued.id, whatever=True)
    sofie = Person.objects.get(name="Sofie")
    note_refused_address(sofie.id, sofie.email, "550 no such user")
    return made, sofie


def test_she_is_invited_again(client: Client) -> None:
    """Bente corrects Sofie's address: Sofie alone gets the invitation again, and the log tells of no address."""
    made, sofie = _bounced()
    planner(client)
    base = f"/planlaeg/runde/{made.round.id}/forloeb/"
    assert "1 e-mailadresse virker ikke." in client.get(base).text
    assert "550 no such user" in client.get(f"{base}adresser/").text
    page = f"{base}adresser/{sofie.id}/"
    assert client.post(page, {"email": " Sofie.Holm@fjordby.dk ", "again": "on"}).status_code == 302
    sofie.refresh_from_db()
    assert (sofie.email, sofie.address_refused) == ("sofie.holm@fjordby.dk", "")
    assert Outbox.objects.get(person=sofie).state == OutboxState.QUEUED
    assert set(Outbox.objects.exclude(person=sofie).values_list("state", flat=True)) == {OutboxState.DONE}
    assert not Mailing.objects.get().finished
    (line,) = entries_about(sofie.id, events=[Event.ADDRESS_CORRECTED])
    assert "sofie" not in str(line.facts)


def test_the_mail_goes_to_her_alone(client: Client, tmp_path: Path) -> None:
    """The worker sends what Bente queued: one mail, to Sofie's new address, with the link she was given at first."""
    made, sofie = _bounced()
    planner(client)
    page = f"/planlaeg/runde/{made.round.id}/forloeb/adresser/{sofie.id}/"
    client.post(page, {"email": "sofie.holm@fjordby.dk", "again": "on"})
    keys = KeyStore(tmp_path / "keys", None)
    keys.folder.mkdir(mode=0o700)
    (keys.folder / f"{made.round.id}.key").write_bytes(KEY)
    with serving() as server:
        clock = Clock(utc_now())
        sent = send_mailing(
            Mailing.objects.get().id, already_answered=lambda _: (), post=post_to(server.port, keys, clock)
        )
    assert (sent.mailed, sent.finished) == (1, True)
    assert server.addresses == ["sofie.holm@fjordby.dk"]
    assert made.links["Sofie", "Karen"] in body(server.received[0])
    assert set(Outbox.objects.values_list("state", flat=True)) == {OutboxState.DONE}


def test_what_cannot_be_right_is_refused(client: Client) -> None:
    """Omar's address, none, the same, one that works: each is refused with its reason, and nobody's is changed."""
    made, sofie = _bounced()
    planner(client)
    page = f"/planlaeg/runde/{made.round.id}/forloeb/adresser/{sofie.id}/"
    for given, told in (
        ("OMAR@fjordby.dk", "Omar har den adresse."),
        ("sofie@", "Det er ikke en e-mailadresse."),
        ("sofie@fjordby.dk", "den adresse, der ikke virker"),
        ("sofie@fjordby.dk\r\nBcc: x@y.dk", "Det er ikke en e-mailadresse."),
    ):
        answer = client.post(page, {"email": given})
        assert told in answer.text, given
    sofie.refresh_from_db()
    assert sofie.address_refused == "550 no such user"
    omar = Person.objects.get(name="Omar")
    works = client.post(page.replace(str(sofie.id), str(omar.id)), {"email": "bente@fjordby.dk"})
    assert "Adressen virker" in works.text


def test_a_domain_that_looks_like_another_is_asked_about(client: Client) -> None:
    """Bente slips in the domain and is told; when she says it is right, it is taken."""
    made, sofie = _bounced()
    planner(client)
    page = f"/planlaeg/runde/{made.round.id}/forloeb/adresser/{sofie.id}/"
    first = client.post(page, {"email": "sofie@fjordbv.dk"}).text
    assert "Domænet ligner fjordby.dk." in first
    assert 'name="is_right"' in first
    assert client.post(page, {"email": "sofie@fjordbv.dk", "is_right": "on"}).status_code == 302


def test_nobody_else_is_corrected_here(client: Client) -> None:
    """Lone is not asked in the round: her address is no business of its pages."""
    made, sofie = _bounced()
    lone = Person.objects.create(key="lone", name="Lone", unit=sofie.unit)
    planner(client)
    page = f"/planlaeg/runde/{made.round.id}/forloeb/adresser/{lone.id}/"
    assert client.post(page, {"email": "lone@fjordby.dk"}).status_code == 404


def test_a_planner_who_is_rated_leaves_it_to_another(client: Client) -> None:
    """Karen plans too: an employee's link would go wherever she says, so the address is not hers to change."""
    made, sofie = _bounced()
    Person.objects.filter(name="Karen").update(email="karen@fjordby.dk")
    log_in(client, somebody("Karen", "planner", app=True, person="Karen"))
    page = f"/planlaeg/runde/{made.round.id}/forloeb/adresser/{sofie.id}/"
    refused = client.post(page, {"email": "sofie.holm@fjordby.dk", "again": "on"})
    assert refused.status_code == 409
    assert "En anden planlægger" in refused.text
    sofie.refresh_from_db()
    assert sofie.address_refused == "550 no such user"
