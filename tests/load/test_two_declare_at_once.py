"""Two who declare the level of a shift in the same moment: one row stands, and the second is told and may correct it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

import pytest
from django.db import IntegrityError, connections, transaction

from fagspejl.workspace.load.errors import LoadChanged, ShiftStands
from fagspejl.workspace.load.models import LoadDefinition, ShiftLog
from fagspejl.workspace.load.selectors import shift_of
from fagspejl.workspace.load.types import Written
from fagspejl.workspace.sessions.services.planning import today_here
from support.loaded import GREEN, RED, YELLOW, a_shift, levels_in
from support.town import town

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.stores]


@pytest.fixture
def ward() -> UUID:
    """Ida's ward with its levels."""
    unit = town().cancer
    levels_in(unit)
    return unit


def _at_once(*acts: Callable[[], object]) -> list[object]:
    """Do all in the same moment, and return what each was told."""
    gate = Barrier(len(acts))

    def one(act: Callable[[], object]) -> object:
        try:
            gate.wait()
            return act()
        except (ShiftStands, LoadChanged) as error:
            return type(error)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(one, acts))


def test_yellow_and_red_at_once(ward: UUID) -> None:
    """Sofie says yellow and Omar red at once: one of them stands, the other is told and nothing is written over."""
    told = _at_once(lambda: a_shift(ward, YELLOW, 1), lambda: a_shift(ward, RED, 1, 3))
    assert sorted(map(str, told)) == sorted(map(str, [Written.NEW, ShiftStands]))
    (row,) = ShiftLog.objects.all()
    assert row.level == ("yellow" if told[0] is Written.NEW else "red")
    assert (row.corrected, row.revision) == (False, 1)


def test_the_same_said_twice(ward: UUID) -> None:
    """Sofie and Omar both say red with the same tasks: nobody is asked to correct anything."""
    told = _at_once(*(lambda: a_shift(ward, RED, 1) for _ in range(4)))
    assert sorted(map(str, told)) == ["new", "same", "same", "same"]
    assert ShiftLog.objects.count() == 1


def test_two_correct_what_stands(ward: UUID) -> None:
    """Sofie and Omar both saw green and correct it, to yellow and to red: the second is told what the first said."""
    a_shift(ward, GREEN)
    told = _at_once(*(lambda level=level: a_shift(ward, level, seen=1) for level in (YELLOW, RED)))  # type: ignore[misc]
    assert sorted(map(str, told)) == sorted(map(str, [Written.CORRECTED, ShiftStands]))
    standing = shift_of(ward, today_here(), "Dagvagt")
    assert standing is not None
    assert (standing.corrected, standing.revision) == (True, 2)


def test_the_database_holds_one(ward: UUID) -> None:
    """Per finds that the database itself refuses a second row of the same unit, day and shift."""
    a_shift(ward, RED)
    row = ShiftLog.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        ShiftLog.objects.create(
            unit=ward, day=row.day, shift=row.shift, version=1, level="green", created_on=row.day
        )


def test_two_write_a_version(ward: UUID) -> None:
    """Ida and a facilitator write a second version at once: one of them is the second, and the other is told."""
    told = _at_once(*(lambda: levels_in(ward) for _ in range(2)))
    assert LoadChanged in told or set(told) == {2, 3}
    numbers = sorted(LoadDefinition.objects.values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
