"""Posts about lists that no page offers: each is refused in words, and nothing is kept."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.test import Client

from fagspejl.evaluation.models import ListChange
from fagspejl.lib.clock import utc_now
from fagspejl.operations.services.orders import place_order
from fagspejl.operations.types import OrderKind
from fagspejl.organisation.models import Person
from support.desk import drafted, planner, ready, work
from support.roster import BENTE

pytestmark = [pytest.mark.stores, pytest.mark.django_db]


def _removed(client: Client, round_id: UUID, leader: UUID, perspective: str = "employee") -> int:
    sofie = Person.objects.get(key="sofie").id
    sent = {"act": "remove", "person": str(sofie), "perspective": perspective, "reason": "Orlov."}
    return client.post(f"/planlaeg/runde/{round_id}/lister/{leader}/", sent).status_code


def test_a_list_is_locked_once_the_round_is_open(client: Client, tmp_path: Path) -> None:
    """Bente has the page of Karen's list open while Asta opens the round: she is told, and Sofie stays on it."""
    round_id = drafted(tmp_path)
    ready(round_id)
    place_order(OrderKind.OPEN, round_id=round_id, actor=BENTE, now=utc_now())
    assert work() == ["open"]
    planner(client)
    assert _removed(client, round_id, Person.objects.get(key="karen").id) == 200
    assert not ListChange.objects.exists()


def test_nobody_is_taken_off_in_a_role_that_does_not_exist(client: Client, tmp_path: Path) -> None:
    """A forged role, a leader who does not exist and a person who does not exist change no list."""
    round_id, karen = drafted(tmp_path), Person.objects.get(key="karen").id
    planner(client)
    assert _removed(client, round_id, karen, perspective="{{ 7*7 }}" * 20) == 200
    assert _removed(client, round_id, uuid4()) == 404
    assert not ListChange.objects.exists()


def test_the_log_of_the_last_day_there_is(client: Client, tmp_path: Path) -> None:
    """Bente asks the log for days at the ends of the calendar: it answers."""
    drafted(tmp_path)
    planner(client)
    for day in ("9999-12-31", "0001-01-01"):
        assert client.get(f"/planlaeg/log/?fra={day}&til={day}").status_code == 200
