"""A table that somebody reads is not waited for at everybody's expense, and it is not called a database that is away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.db import connection

from fagspejl.audit.models import AccessEntry
from fagspejl.audit.types import Event
from fagspejl.commands.retention import retention
from fagspejl.evaluation.models import Invitation, Round
from fagspejl.evaluation.types import RoundState
from fagspejl.lib.clock import ZONE, utc_now
from fagspejl.operations.services import retention as work
from support.small_round import small_round

pytestmark = [pytest.mark.stores, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def reader() -> Iterator[None]:
    """Somebody who reads who was asked, and does not end."""
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("SELECT count(*) FROM invitation")
            yield
            cursor.execute("ROLLBACK")
    finally:
        other.close()


def test_the_next_run_overwrites_what_this_one_deleted(reader: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A report of Lone's reads the table while Bente deletes: she is told so, and the run is not called done."""
    monkeypatch.setattr(work, "PAUSES", (0.1,))
    small_round({"Karen": {"employee": ["Sofie", "Omar"]}})
    over = utc_now().astimezone(ZONE).date() - timedelta(days=30)
    Round.objects.update(state=RoundState.PUBLISHED, keys_destroyed_on=over)
    if connection.vendor == "sqlite":
        connection.cursor().execute("PRAGMA busy_timeout = 200")
    result = CliRunner().invoke(retention, ["--language", "en"], catch_exceptions=False)
    assert result.exit_code == 1
    assert "Another process is using" in result.output
    assert not Invitation.objects.exists()
    assert not AccessEntry.objects.filter(event=Event.RETENTION_DONE).exists()
