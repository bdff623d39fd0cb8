"""What rooms offer by dotted name: the worker's duties and what the night deletes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.test import override_settings
from django.utils.module_loading import import_string

from fagspejl.lib.duty import Duty
from fagspejl.lib.retention import Due, Retention, Rule
from fagspejl.operations.services.duties import night

NOON = datetime(2026, 9, 3, 10, tzinfo=UTC)
_asked: list[datetime] = []


def note(now: datetime) -> tuple[Retention, ...]:
    """A room of the test, which notes when it is asked to delete."""

    def delete() -> int:
        _asked.append(now)
        return 0

    return (Retention(Rule("note"), lambda: Due(0), delete, ("person",)),)


def test_every_duty_is_found() -> None:
    """Per's worker finds each of its duties, and no two are called the same in what it tells him."""
    duties = [import_string(name)(NOON) for name in settings.DUE]
    assert all(isinstance(duty, Duty) for duty in duties)
    assert [duty.name for duty in duties] == [
        "orders",
        "planned_mails",
        "mail",
        "personal_mail",
        "key_halves",
        "night_duty",
        "close",
        "workspace_duty",
        "paths_duty",
        "notes_duty",
        "courses_duty",
    ]


@pytest.mark.stores
@pytest.mark.django_db(transaction=True)
def test_every_room_deletes_what_it_need_not_keep() -> None:
    """At night every room that keeps something for a time is asked once to delete it, and in the evening before none."""
    _asked.clear()
    with override_settings(RETENTION=[*settings.RETENTION, f"{note.__module__}.note"]):
        night(NOON.replace(hour=23) - timedelta(days=1), lambda key, **facts: None)
        assert _asked == []
        night(NOON, lambda key, **facts: None)
        night(NOON + timedelta(hours=1), lambda key, **facts: None)
    assert _asked == [NOON]
