"""Bente and Jens press at the same moment: one order, one mailing; stopped, it continues where it was."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from uuid import UUID

import pytest
from django.conf import LazySettings
from django.db import connections
from django.test import Client

from fagspejl.audit.models import AccessEntry
from fagspejl.lib.clock import utc_now
from fagspejl.mailing.models import Mailing, Outbox
from fagspejl.operations.models import PlannerOrder
from fagspejl.operations.services.orders import place_order
from fagspejl.operations.types import OrderKind
from support.desk import drafted, planner, ready, work
from support.roster import BENTE, CAST, employees

pytestmark = [pytest.mark.stores, pytest.mark.django_db(transaction=True)]


def _press(clients: list[Client], url: str, sent: dict[str, str]) -> list[int]:
    """Let every browser press at once; returns what each is answered."""
    together = Barrier(len(clients))

    def press(client: Client) -> int:
        together.wait()
        try:
            return int(client.post(url, sent).status_code)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(clients)) as threads:
        return list(threads.map(press, clients))


def _both() -> list[Client]:
    clients = [Client(), Client()]
    planner(clients[0])
    planner(clients[1], "Jens Dal")
    return clients


def _open(tmp_path: Path) -> UUID:
    round_id = drafted(tmp_path, *CAST, *employees(6))
    place_order(OrderKind.OPEN, round_id=round_id, actor=BENTE, now=utc_now())
    assert work() == ["open"]
    return round_id


def test_one_order_to_open(tmp_path: Path, settings: LazySettings) -> None:
    """Both see a green page and press: the worker has one order, and both see its page."""
    settings.BASE_URL = "https://fagspejl.egedal.example"
    round_id = drafted(tmp_path, *CAST, *employees(6))
    ready(round_id)
    sent = {"act": "open", "sure": "on"}
    assert _press(_both(), f"/planlaeg/runde/{round_id}/aabning/", sent) == [302, 302]
    assert PlannerOrder.objects.filter(kind="open").count() == 1


def test_many_orders_at_once(tmp_path: Path) -> None:
    """Eight presses at the very same moment, before there is an order to be found: one order comes of them."""
    round_id = drafted(tmp_path)
    together = Barrier(8)

    def press(_: int) -> UUID:
        together.wait()
        try:
            return place_order(OrderKind.OPEN, round_id=round_id, actor=BENTE, now=utc_now())
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as threads:
        assert len(set(threads.map(press, range(8)))) == 1
    assert PlannerOrder.objects.count() == 1


def test_one_mailing(tmp_path: Path) -> None:
    """Both press "send": everybody stands in the outbox once, and the log tells of one mailing."""
    round_id = _open(tmp_path)
    url = f"/planlaeg/runde/{round_id}/aabning/mails/"
    assert _press(_both(), url, {"act": "send"}) == [302, 302]
    assert Mailing.objects.filter(round_id=round_id).count() == 1
    people = Outbox.objects.values_list("person_id", flat=True)
    assert len(people) == len(set(people)) > 0
    assert AccessEntry.objects.filter(event="mailing_queued").count() == 1


def test_stopped_and_continued(client: Client, tmp_path: Path) -> None:
    """Bente stops the mails, and the page says that she did; later she lets them continue."""
    url = f"/planlaeg/runde/{_open(tmp_path)}/aabning/mails/"
    planner(client)
    client.post(url, {"act": "send"})
    client.post(url, {"act": "stop"})
    assert "Bente Rosenvang" in Mailing.objects.get().halted
    page = client.get(url)
    assert "stoppet" in page.content.decode()
    assert "Refresh" not in page
    client.post(url, {"act": "resume"})
    assert Mailing.objects.get().halted == ""
    assert client.get(url)["Refresh"]


def test_a_pace_at_which_nothing_goes(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pace is set to 0: Bente is told, and nothing is put in the outbox."""
    url = f"/planlaeg/runde/{_open(tmp_path)}/aabning/mails/"
    planner(client)
    monkeypatch.setenv("FAGSPEJL_MAIL_PER_MINUTE", "0")
    answer = client.post(url, {"act": "send"})
    assert answer.status_code == 409
    assert "FAGSPEJL_MAIL_PER_MINUTE" in answer.content.decode()
    assert Outbox.objects.count() == 0
