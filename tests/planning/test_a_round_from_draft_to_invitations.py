"""Bente makes a round in the browser alone: draft, settings, promise, opening, invitations. The worker does the rest."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import LazySettings
from django.test import Client

from fagspejl.evaluation.models import Invitation, Round
from fagspejl.evaluation.selectors.plan import plan_of
from fagspejl.lib.clock import ZONE, utc_now
from fagspejl.mailing.models import Mailing, Outbox
from support.desk import planner, work
from support.roster import CAST, employees, taken_in

pytestmark = [pytest.mark.stores, pytest.mark.django_db]


def _day(days: int) -> str:
    return (utc_now().astimezone(ZONE).date() + timedelta(days=days)).isoformat()


def _made(client: Client) -> UUID:
    sent = {
        "title": "Evaluering 2027",
        "organisation": "Egedal Kommune",
        "instrument": "faglig-ledelse@1.0",
        "deadline_on": _day(20),
        "deadline_at": "12:00",
    }
    page = client.get("/planlaeg/ny-runde/")
    sent["instrument"] = next(
        value for value, _ in page.context["form"]["instrument"].field.choices if "faglig-ledelse@" in value
    )
    answer = client.post("/planlaeg/ny-runde/", sent)
    assert answer.status_code == 302, answer.content.decode()
    return Round.objects.get(title="Evaluering 2027").id


def _settled(client: Client, round_id: UUID) -> None:
    page = client.get(f"/planlaeg/runde/{round_id}/opsaetning/")
    sent = {name: value for name, value in page.context["form"].initial.items() if value is not None}
    sent |= {
        "purpose": "Vi vil vide, hvordan ledelsen opleves.",
        "contact": "Bente Rosenvang, bente@egedal.example",
        "union_told_on": _day(-3),
        "invitation_on": _day(1),
        "reminder_1": _day(8),
        "months_employed": "0",
        "deadline_on": _day(20),
        "deadline_at": "12:00",
    }
    answer = client.post(f"/planlaeg/runde/{round_id}/opsaetning/", sent)
    assert answer.status_code == 302, answer.content.decode()


def test_the_whole_way(client: Client, tmp_path: Path, settings: LazySettings) -> None:
    """Bente goes from an empty desk to invitations in the outbox, and the button is not there before all is in order."""
    settings.BASE_URL = "https://fagspejl.egedal.example"
    taken_in(tmp_path, *CAST, *employees(6))
    planner(client)
    round_id = _made(client)
    opening = f"/planlaeg/runde/{round_id}/aabning/"
    assert not client.get(opening).context["may_open"]
    _settled(client, round_id)
    assert plan_of(round_id).values.contact.startswith("Bente")
    waived = {"act": "waive", "reason": "Listerne blev tjekket på et møde."}
    assert client.post(f"/planlaeg/runde/{round_id}/lister/", waived).status_code == 302
    promise = f"/planlaeg/runde/{round_id}/loefte/"
    version = client.get(promise).context["seen"].version
    assert client.post(promise, {"act": "read", "read": "on", "version": version}).status_code == 302
    assert client.post(opening, {"act": "look"}).status_code == 302
    assert work() == ["check-copy"]
    assert client.post(opening, {"act": "seen"}).status_code == 302
    page = client.get(opening)
    assert [line.name for line in page.context["lines"] if line.light == "red"] == []
    answer = client.post(opening, {"act": "open", "sure": "on"})
    assert answer.status_code == 302
    assert work() == ["open"]
    waiting = client.get(answer["Location"])
    assert waiting.context["status"].state == "done"
    assert Round.objects.get(id=round_id).state == "open"
    mails = client.get(opening)
    assert mails["Location"] == f"{opening}mails/"
    assert client.post(mails["Location"], {"act": "send"}).status_code == 302
    assert (
        client.get(mails["Location"]).context["sent"].total
        == Outbox.objects.exclude(person__email="").count()
    )
    people = Invitation.objects.filter(round_id=round_id).values("person").distinct().count()
    assert (
        Outbox.objects.filter(mailing=Mailing.objects.get(round_id=round_id, kind="invite")).count() == people
    )
    assert client.get(f"/planlaeg/runde/{round_id}/").status_code == 200
