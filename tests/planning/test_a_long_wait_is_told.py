"""While nobody begins what Bente ordered, its page stops promising half a minute and says whom to ask."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from fagspejl.lib.clock import utc_now
from fagspejl.operations.models import PlannerOrder
from fagspejl.operations.services.orders import place_order
from fagspejl.operations.types import OrderKind
from support.desk import drafted, planner, work
from support.roster import BENTE

pytestmark = [pytest.mark.stores, pytest.mark.django_db]


def test_the_page_counts_the_minutes(client: Client, tmp_path: Path) -> None:
    """At first half a minute; after one minute, and after three, what may be wrong; once begun, none of it."""
    planner(client)
    order = place_order(OrderKind.CHECK_COPY, round_id=drafted(tmp_path), actor=BENTE, now=utc_now())

    def shown(waited: timedelta) -> str:
        PlannerOrder.objects.update(placed_at=utc_now() - waited)
        return client.get(f"/planlaeg/ordre/{order}/").content.decode()

    assert "inden for et halvt minut" in shown(timedelta())
    late = shown(timedelta(seconds=70))
    assert "selv om der er gået et minut" in late
    assert "halvt minut" not in late
    assert "selv om der er gået 3 minutter" in shown(timedelta(minutes=3))
    assert work() == ["check-copy"]
    assert "er gået" not in shown(timedelta(minutes=9))
