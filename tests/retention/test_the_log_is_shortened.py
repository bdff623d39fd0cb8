"""Lines of the access log go after a year, from its beginning, and what stays can still be checked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from fagspejl.audit.models import AccessEntry
from fagspejl.audit.selectors import chain_state
from fagspejl.audit.services import record, retention
from fagspejl.audit.types import Actor, Event

pytestmark = [pytest.mark.stores, pytest.mark.django_db]
LONE = Actor(id="lone", name="Lone Juul")
BEGIN = datetime(2026, 1, 1, 9, tzinfo=UTC)


def _look(*days: int) -> None:
    for day in days:
        record(actor=LONE, event=Event.REPORT_READ, object="r", at=BEGIN + timedelta(days=day))


def _night(day: int) -> int:
    (rule,) = retention(BEGIN + timedelta(days=day))
    due, deleted = rule.look(), rule.delete()
    assert due.count == deleted
    return deleted


def test_a_line_is_kept_for_a_year() -> None:
    """Karen can see for a year that Lone has read her report, and the day after not any more."""
    _look(0, 1, 200)
    assert (_night(364), _night(365), _night(366)) == (0, 1, 1)
    left = AccessEntry.objects.filter(event=Event.REPORT_READ)
    assert [(line.at - BEGIN).days for line in left] == [200]


def test_what_stays_is_whole_and_what_is_gone_shows() -> None:
    """After shortening the chain holds; where somebody takes one line more from its beginning, it does not."""
    _look(0, 1, 2, 200, 201)
    _night(366)
    assert chain_state().broken_at is None
    head = chain_state().head
    _look(370)
    assert chain_state().head != head
    first = AccessEntry.objects.order_by("number").first()
    assert first is not None
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM access_log WHERE number = %s", [first.number])
    with connection.cursor() as cursor:
        trigger = "DROP TRIGGER access_no_delete" + " ON access_log" * (connection.vendor == "postgresql")
        cursor.execute(trigger)
        cursor.execute("DELETE FROM access_log WHERE number = %s", [first.number])
    assert chain_state().broken_at == first.number + 1


def test_a_word_that_lines_are_gone_frees_none_behind_it() -> None:
    """Whoever writes that the log is shortened up to a line that comes later deletes nothing with it."""
    _look(0)
    record(actor=LONE, event=Event.LOG_SHORTENED, object="access_log", facts={"up_to": 99, "head": "0" * 64})
    _look(1)
    last = AccessEntry.objects.order_by("-number").first()
    assert last is not None
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM access_log WHERE number = %s", [last.number])


@settings(max_examples=15)
@given(st.lists(st.integers(0, 800), max_size=8), st.lists(st.integers(300, 1300), min_size=1, max_size=4))
def test_any_days_and_any_nights(looks: list[int], nights: list[int]) -> None:
    """Whenever Lone looks and whenever the night's work runs, the log holds the last year and fits together."""
    with transaction.atomic():
        _look(*sorted(looks))
        for night in sorted(nights):
            _night(night)
            today = (BEGIN + timedelta(days=night)).date()
            kept = [line.at.date() for line in AccessEntry.objects.filter(event=Event.REPORT_READ)]
            days = [(BEGIN + timedelta(days=look)).date() for look in sorted(looks)]
            assert sorted(kept) == [day for day in days if day.replace(year=day.year + 1) > today]
            assert chain_state().broken_at is None
        transaction.set_rollback(True)
