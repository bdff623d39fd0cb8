"""Asta orders something and loses the role before the worker comes to it: nothing is done, and the page says why."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.test import Client

from fagspejl.accounts.models import User
from fagspejl.accounts.services import give_role, take_role
from fagspejl.audit.types import Actor
from fagspejl.evaluation.models import Round
from fagspejl.lib.clock import utc_now
from fagspejl.operations.models import PlannerOrder
from fagspejl.operations.services.orders import place_order
from fagspejl.operations.types import OrderKind
from support.desk import drafted, planner, work
from support.roster import BENTE

pytestmark = [pytest.mark.stores, pytest.mark.django_db]


@pytest.fixture
def round_id(tmp_path: Path) -> UUID:
    return drafted(tmp_path)


def _order(round_id: UUID, actor: Actor) -> UUID:
    return place_order(OrderKind.OPEN, round_id=round_id, actor=actor, now=utc_now())


def _is_open(round_id: UUID) -> bool:
    return Round.objects.get(id=round_id).state == "open"


@pytest.mark.parametrize("how", ["role", "account"])
def test_it_is_refused(client: Client, round_id: UUID, how: str) -> None:
    """Asta's role is taken, or her account closed: the round stays a draft, and Bente reads what happened."""
    asta = planner(Client(), "Asta Friis")
    order = _order(round_id, asta.staff.actor)
    if how == "role":
        take_role(email=asta.email, role="planner", actor=BENTE)
    else:
        User.objects.filter(email=asta.email).update(is_active=False)
    assert work() == ["open"]
    assert not _is_open(round_id)
    assert PlannerOrder.objects.get(id=order).refusals == [["NoLongerPlanner", {"by": "Asta Friis"}]]
    planner(client)
    page = client.get(f"/planlaeg/ordre/{order}/").content.decode()
    assert "Asta Friis er ikke planlægger længere" in page


def test_another_role_is_not_enough(round_id: UUID) -> None:
    """Asta runs the server from now on and plans no more: that does not open rounds."""
    asta = planner(Client(), "Asta Friis")
    _order(round_id, asta.staff.actor)
    give_role(email=asta.email, role="operator", actor=BENTE)
    take_role(email=asta.email, role="planner", actor=BENTE)
    work()
    assert not _is_open(round_id)


def test_an_account_that_never_was(round_id: UUID) -> None:
    """An order under the id of no account is nobody's."""
    _order(round_id, Actor(str(uuid4()), "Nobody"))
    work()
    assert not _is_open(round_id)


@pytest.mark.parametrize("by_itself", [False, True])
def test_a_planner_and_the_system_are_served(round_id: UUID, by_itself: bool) -> None:
    """Asta is a planner still: her round is opened; so is what no account has ordered."""
    _order(round_id, Actor("worker", "worker") if by_itself else planner(Client(), "Asta Friis").staff.actor)
    work()
    assert _is_open(round_id)
