"""What Bente orders is done by the worker: once, whoever presses, and again where it was killed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from fagspejl.evaluation.models import Invitation, Round
from fagspejl.lib.clock import utc_now
from fagspejl.operations.models import PlannerOrder
from fagspejl.operations.services.orders import order_status, place_order, stop_order
from fagspejl.operations.types import OrderKind, OrderState
from support.desk import drafted, work
from support.roster import BENTE, KAREN, MADS

pytestmark = [pytest.mark.stores, pytest.mark.django_db]


def test_two_presses_are_one_order(tmp_path: Path) -> None:
    """Bente and a colleague press "open" at the same moment: the round is opened once."""
    round_id = drafted(tmp_path)
    first = place_order(OrderKind.OPEN, round_id=round_id, actor=BENTE, now=utc_now())
    second = place_order(OrderKind.OPEN, round_id=round_id, actor=BENTE, now=utc_now())
    assert first == second
    assert work() == ["open"]
    status = order_status(first)
    assert status is not None
    assert (status.state, status.done, status.total) == (OrderState.DONE, 10, 10)
    assert Round.objects.get(id=round_id).state == "open"


def test_a_killed_worker_is_replaced(tmp_path: Path) -> None:
    """The worker dies while it opens Bente's round: when its lease has run out the next one opens it."""
    round_id = drafted(tmp_path)
    order = place_order(OrderKind.OPEN, round_id=round_id, actor=BENTE, now=utc_now())
    PlannerOrder.objects.filter(id=order).update(
        state=OrderState.RUNNING, lease=utc_now() + timedelta(minutes=5)
    )
    assert work() == []
    PlannerOrder.objects.filter(id=order).update(lease=utc_now() - timedelta(seconds=1))
    assert work() == ["open"]
    assert Invitation.objects.filter(round_id=round_id).count() == 10


def test_a_refusal_is_kept_with_every_reason(tmp_path: Path) -> None:
    """Bente opens a round whose deadline is in an hour and about nobody: she is told of both."""
    round_id = drafted(tmp_path, MADS, KAREN)
    Round.objects.filter(id=round_id).update(deadline=utc_now() + timedelta(hours=1))
    order = place_order(OrderKind.OPEN, round_id=round_id, actor=BENTE, now=utc_now())
    work()
    status = order_status(order)
    assert status is not None
    assert status.state == OrderState.REFUSED
    assert [refusal.name for refusal in status.refusals] == ["DeadlineUnready"]
    assert Round.objects.get(id=round_id).state == "draft"


def test_one_that_waits_can_be_stopped(tmp_path: Path) -> None:
    """Bente thinks better of it before the worker has begun: nothing is opened."""
    round_id = drafted(tmp_path)
    order = place_order(OrderKind.OPEN, round_id=round_id, actor=BENTE, now=utc_now())
    stop_order(order)
    assert work() == []
    assert Round.objects.get(id=round_id).state == "draft"
