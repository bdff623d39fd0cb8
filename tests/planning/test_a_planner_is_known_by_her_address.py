"""Sofie plans rounds by an account that nobody tied to the roster, where she stands with the same address and rates Karen."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from django.test import Client

from fagspejl.lib.clock import utc_now
from fagspejl.operations.models import PlannerOrder
from fagspejl.operations.services.orders import order_status, place_order
from fagspejl.operations.types import OrderKind
from fagspejl.organisation.models import Person
from support.desk import drafted, work
from support.roster import BENTE
from support.staff import HERE, Cast, log_in, somebody

pytestmark = [pytest.mark.stores, pytest.mark.django_db]


@pytest.fixture
def round_id(tmp_path: Path) -> UUID:
    made = drafted(tmp_path)
    place_order(OrderKind.OPEN, round_id=made, actor=BENTE, now=utc_now())
    assert work() == ["open"]
    return made


@pytest.fixture
def sofie(client: Client, round_id: UUID) -> Cast:
    found = somebody("Sofie Berg", "planner", app=True)
    assert found.staff.person is None
    Person.objects.filter(key="sofie").update(email="Sofie@fjordby.dk")  # the roster came after the account
    log_in(client, found)
    return found


def test_no_link_of_her_colleagues(client: Client, sofie: Cast, round_id: UUID) -> None:
    """Sofie orders a letter with Omar's link, who rates Karen as she does: the page refuses, and so does the worker."""
    omar = str(Person.objects.get(key="omar").id)
    sent = {"person": omar, "act": "letter"}
    told = client.post(f"/planlaeg/runde/{round_id}/links/", sent, headers=HERE)
    assert "En anden planlægger skal håndtere linket" in told.content.decode()
    assert not PlannerOrder.objects.filter(kind=OrderKind.REISSUE).exists()
    facts = {"person": omar}
    order = place_order(
        OrderKind.REISSUE, round_id=round_id, actor=sofie.staff.actor, now=utc_now(), facts=facts
    )
    work()
    status = order_status(order)
    assert status is not None
    assert [one.name for one in status.refusals] == ["AnotherPlannersLink"]


def test_no_letters_of_theirs(client: Client, sofie: Cast, round_id: UUID) -> None:
    """Her page of letters leaves out everybody who rates Karen."""
    page = client.get(f"/planlaeg/runde/{round_id}/breve/").content.decode()
    assert "Den ene, der ikke har en mailadresse" not in page
