"""Thirty-six months after the key was destroyed reports, comments and named marks go, with who may read them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from fagspejl.audit.types import Actor
from fagspejl.disclosure.models import ReleasePart, StoredRelease
from fagspejl.disclosure.selectors import leader_part
from fagspejl.disclosure.services import publish
from fagspejl.disclosure.services.close_round import record_of
from fagspejl.evaluation.errors import ReportsDeleted
from fagspejl.evaluation.models import Round
from fagspejl.inspection.types import Finding
from fagspejl.operations.services.retention import delete_due
from fagspejl.reporting.models import ReportGrant
from support.dumped import Loot
from support.published import published_round
from support.small_round import DEADLINE
from support.staff import PER

pytestmark = [pytest.mark.stores, pytest.mark.django_db(transaction=True)]
WORKER = Actor("worker", "worker")
DAY = datetime(DEADLINE.year + 3, DEADLINE.month, DEADLINE.day, 3, tzinfo=UTC)


def test_a_day_before_and_on_the_day(tmp_path: Path) -> None:
    """Karen's report is there for three years; on the day nothing of the release is left, and the round says so."""
    found = published_round(tmp_path)
    publish.withdraw_part(part_id=found.part["Ida"], note="Fejl", on=DEADLINE.date(), actor=PER)
    assert "reports" not in delete_due(DAY - timedelta(days=1), actor=WORKER)
    assert leader_part(found.part["Karen"]) is not None
    assert delete_due(DAY, actor=WORKER)["reports"] == 3
    assert leader_part(found.part["Karen"]) is None
    counts = (ReleasePart.objects.count(), StoredRelease.objects.count(), ReportGrant.objects.count())
    assert counts == (0, 0, 0)
    assert Round.objects.get().reports_deleted_on == DAY.date()
    assert Round.objects.get().tree is None
    with pytest.raises(ReportsDeleted):
        record_of(found.id)


@pytest.mark.parametrize("table", ["release_part", "release"])
def test_nobody_deletes_them_before(tmp_path: Path, table: str) -> None:
    """Per tries to delete Karen's report by hand: the database refuses as long as its time is not over."""
    published_round(tmp_path)
    ReportGrant.objects.all().delete()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")
    assert StoredRelease.objects.count() == 1


def test_the_look_from_outside_knows_the_day(tmp_path: Path, loot: Loot) -> None:
    """A release that is gone is a fault, unless its time was over on the day on which the round says it went."""
    found = published_round(tmp_path)
    Round.objects.update(keys_destroyed_on=DEADLINE.date())
    delete_due(DAY, actor=WORKER)
    assert Finding.RELEASE_MISSING not in loot.findings()
    Round.objects.filter(id=found.id).update(reports_deleted_on=DAY.date() - timedelta(days=1))
    assert Finding.RELEASE_MISSING in loot.findings()
