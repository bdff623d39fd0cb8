"""How long agreements are kept: ended ones three years, drafts one, those of a forgotten unit three, others for good."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from fagspejl.organisation.models import Person, Unit
from fagspejl.workspace.agreements.models import Agreement
from fagspejl.workspace.agreements.services.living import end
from fagspejl.workspace.agreements.services.retention import retention
from support.agreed import IDA, begun, drafted, known
from support.town import town

pytestmark = [pytest.mark.django_db, pytest.mark.stores]
LONG_AGO = date(2026, 3, 5)
A_YEAR, THREE_YEARS = datetime(2027, 3, 5, 3, tzinfo=UTC), datetime(2029, 3, 5, 3, tzinfo=UTC)


@pytest.fixture
def unit() -> UUID:
    """Ida's unit."""
    return town().cancer


def _night(now: datetime) -> int:
    return sum(one.delete() for one in retention(now))


def _due(now: datetime) -> int:
    return sum(one.look().count for one in retention(now))


def test_draft_that_nobody_touched(unit: UUID) -> None:
    """Ida's draft goes a year after she last wrote on it, not a day before."""
    Agreement.objects.filter(id=drafted(unit)).update(touched_on=LONG_AGO)
    assert _night(A_YEAR.replace(day=4)) == 0
    assert _due(A_YEAR) == 1
    assert _night(A_YEAR) == 1
    assert Agreement.objects.count() == 0


def test_ended_ones(unit: UUID) -> None:
    """What Ida's unit ended goes three years later with all its parts; what holds stays, however long."""
    over, holds = begun(unit), begun(unit, title="Gælder")
    end(over, known(over).revision, taught="Nok nu", actor=IDA)
    Agreement.objects.update(touched_on=LONG_AGO)
    Agreement.objects.filter(id=over).update(ended_on=LONG_AGO)
    assert _night(THREE_YEARS.replace(day=4)) == 0
    assert _night(THREE_YEARS) == 1
    assert list(Agreement.objects.values_list("id", flat=True)) == [holds]
    assert _due(THREE_YEARS) == 0


def test_unit_that_is_gone(unit: UUID) -> None:
    """The organisation forgot Ida's unit: its agreement is still there, and goes three years after the last touch."""
    one = begun(unit)
    Agreement.objects.update(touched_on=LONG_AGO)
    Person.objects.filter(unit=unit).delete()
    Unit.objects.filter(id=unit).delete()
    assert _night(THREE_YEARS.replace(day=4)) == 0
    assert known(one).title == "Dokumentation"
    assert _night(THREE_YEARS) == 1
