"""Shifts go after 24 months; levels stay as long as their unit, and go along when it becomes part of another."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from fagspejl.lib.clock import utc_now
from fagspejl.organisation.models import Person, Unit
from fagspejl.workspace.load.models import LoadDefinition, LoadLink, LoadTask, ShiftLog
from fagspejl.workspace.load.selectors import shift_path, versions_of
from fagspejl.workspace.load.services.carrying import carry_load
from fagspejl.workspace.load.services.retention import SHIFTS, retention
from fagspejl.workspace.sessions.services.planning import today_here
from support.loaded import RED, a_shift, levels_in
from support.town import Town, town

pytestmark = [pytest.mark.django_db, pytest.mark.stores]


@pytest.fixture
def here(db: None) -> Town:
    """The town, with levels and a shift in Ida's ward."""
    found = town()
    levels_in(found.cancer)
    a_shift(found.cancer, RED, 1)
    return found


def _night() -> list[int]:
    return [one.delete() for one in retention(utc_now())]


def test_shifts_after_two_years(here: Town) -> None:
    """A shift of two years ago goes in the night, one of the day after stays, and so do the levels."""
    latest = SHIFTS.latest(today_here())
    row = ShiftLog.objects.get()
    for day in (latest, latest + timedelta(days=1)):
        ShiftLog.objects.create(
            unit=row.unit, day=day, shift=row.shift, version=1, level="green", created_on=day
        )
    assert [one.look().count for one in retention(utc_now())] == [1, 0]
    assert _night() == [1, 0]
    assert ShiftLog.objects.count() == 2
    assert len(versions_of(here.cancer)) == 1


def test_levels_with_their_unit(here: Town) -> None:
    """The organisation has no ward any more: its levels, tasks and link go; its shifts have their own time."""
    Person.objects.filter(unit=here.cancer).delete()
    Unit.objects.filter(id=here.cancer).delete()
    assert _night() == [0, 1]
    assert not any(table.objects.exists() for table in (LoadDefinition, LoadTask, LoadLink))
    assert ShiftLog.objects.count() == 1


def test_a_merged_unit(here: Town) -> None:
    """The ward becomes part of Karen's unit, which has no levels: they go along with their shifts, at a new link."""
    old = shift_path(here.cancer)
    assert carry_load(here.cancer, here.family) == 1
    assert versions_of(here.cancer) == ()
    assert len(versions_of(here.family)) == 1
    assert shift_path(here.family) not in (None, old)
    assert ShiftLog.objects.get().unit == here.family


def test_own_levels_stay(here: Town) -> None:
    """Karen's unit has levels of its own: they stay as they are."""
    levels_in(here.family)
    assert carry_load(here.cancer, here.family) == 0
    assert len(versions_of(here.family)) == 1
    assert UUID(str(ShiftLog.objects.get().unit)) == here.cancer
