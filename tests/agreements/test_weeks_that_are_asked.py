"""Which weeks are asked about: four, then the eighth and the twelfth, by the Danish calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from fagspejl.lib.clock import ZONE
from fagspejl.workspace.agreements.pulse.rules import asked_weeks, monday_of, next_asked


@pytest.mark.parametrize("start", [date(2027, 3, 1), date(2027, 3, 3), date(2027, 3, 7)])
def test_six_weeks_are_asked_about(start: date) -> None:
    """Ida's ward is asked in weeks 1, 2, 3, 4, 8 and 12 from the week of the start, and then left in peace."""
    weeks = asked_weeks(start)
    assert [(one - weeks[0]).days // 7 + 1 for one in weeks] == [1, 2, 3, 4, 8, 12]
    assert weeks[0] == date(2027, 3, 1)
    assert next_asked(start, weeks[3] + timedelta(days=6)) == weeks[4]
    assert next_asked(start, weeks[5]) is None


def test_week_53_and_the_turn_of_the_year() -> None:
    """An agreement of 30 December 2026 begins in week 53; New Year's Day belongs to the same week."""
    weeks = asked_weeks(date(2026, 12, 30))
    assert weeks[0].isocalendar()[:2] == (2026, 53)
    assert monday_of(date(2027, 1, 1)) == weeks[0]
    assert weeks[1].isocalendar()[:2] == (2027, 1)


@pytest.mark.parametrize("sunday", [date(2027, 3, 28), date(2027, 10, 31)])
def test_a_week_ends_at_midnight_in_denmark_when_the_clock_changes(sunday: date) -> None:
    """The last second of a Sunday of 23 or 25 hours is of its week, and the next second of the next one."""
    midnight = datetime.combine(sunday + timedelta(days=1), datetime.min.time(), ZONE).astimezone(UTC)
    last = (midnight - timedelta(seconds=1)).astimezone(ZONE).date()
    first = midnight.astimezone(ZONE).date()
    assert monday_of(last) == sunday - timedelta(days=6)
    assert monday_of(first) == sunday + timedelta(days=1)
