"""A deadline is one moment, at least a day away, and never moves back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import NAMESPACE_DNS, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fagspejl.evaluation.errors import (
    DeadlineHappensTwice,
    DeadlineNeverHappens,
    DeadlineNotLater,
    DeadlineTooNear,
    RoundInOtherState,
)
from fagspejl.evaluation.models import Round
from fagspejl.evaluation.rules import (
    check_deadline,
    check_extension,
    is_eligible,
    local_deadline,
    months_before,
)
from fagspejl.evaluation.services.changing import extend_round
from fagspejl.evaluation.types import RoundState
from fagspejl.intake.roster.columns import KEPT
from fagspejl.lib.clock import ZONE
from fagspejl.mailing.words import deadline_words
from fagspejl.organisation.types import AssignmentFacts, PersonFacts
from support.roster import BENTE, DEADLINE, NOW, draft, opened

HOUR = timedelta(hours=1)


def wall_clock(text: str) -> datetime:
    """A time of day without a zone, as Bente types it."""
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    "wall", [wall_clock("2026-10-25 02:30"), wall_clock("2027-10-31 02:00"), wall_clock("2027-10-31 02:59")]
)
def test_an_hour_that_happens_twice(wall: datetime) -> None:
    """When the clocks go back, half past two is two moments: Bente is asked to choose another."""
    with pytest.raises(DeadlineHappensTwice):
        local_deadline(wall)


@pytest.mark.parametrize(
    "wall", [wall_clock("2027-03-28 02:00"), wall_clock("2027-03-28 02:30"), wall_clock("2026-03-29 02:59")]
)
def test_an_hour_that_never_happens(wall: datetime) -> None:
    """When the clocks go forward, half past two never comes: Bente is asked to choose another."""
    with pytest.raises(DeadlineNeverHappens):
        local_deadline(wall)


@pytest.mark.parametrize(
    ("wall", "moment"),
    [
        (wall_clock("2026-10-25 01:59"), datetime(2026, 10, 24, 23, 59, tzinfo=UTC)),
        (wall_clock("2026-10-25 03:00"), datetime(2026, 10, 25, 2, tzinfo=UTC)),
        (wall_clock("2027-03-28 01:59"), datetime(2027, 3, 28, 0, 59, tzinfo=UTC)),
        (wall_clock("2027-03-28 03:00"), datetime(2027, 3, 28, 1, tzinfo=UTC)),
        (wall_clock("2026-09-15 12:00"), datetime(2026, 9, 15, 10, tzinfo=UTC)),
    ],
)
def test_the_hours_around_are_exact(wall: datetime, moment: datetime) -> None:
    """The minute before and the hour after a change of the clocks are the moments that people mean."""
    assert local_deadline(wall) == moment


@given(st.datetimes(wall_clock("2026-01-01 00:00"), wall_clock("2040-01-01 00:00")))
def test_any_time_is_exact_or_refused(wall: datetime) -> None:
    """Whatever Bente types, the stored moment shows the same time of day in Denmark, or she is told."""
    try:
        moment = local_deadline(wall)
    except (DeadlineHappensTwice, DeadlineNeverHappens):
        assert wall.hour == 2
        assert wall.month in (3, 10)
    else:
        assert moment.astimezone(ZONE).replace(tzinfo=None) == wall


def test_at_least_a_day() -> None:
    """Twenty-four hours are enough, a second less is not."""
    check_deadline(NOW + 24 * HOUR, NOW)
    with pytest.raises(DeadlineTooNear):
        check_deadline(NOW + 24 * HOUR - timedelta(seconds=1), NOW)


def test_never_back_never_nearer_than_a_day() -> None:
    """A deadline of tomorrow may be moved to next week, not to this afternoon, and not to where it stands."""
    tomorrow = NOW + 20 * HOUR
    check_extension(tomorrow, NOW + 24 * HOUR, NOW)
    with pytest.raises(DeadlineNotLater):
        check_extension(tomorrow, tomorrow, NOW)
    with pytest.raises(DeadlineTooNear):
        check_extension(tomorrow, tomorrow + HOUR, NOW)


@pytest.mark.django_db
def test_an_open_round_is_extended(tmp_path: Path) -> None:
    """Bente moves the deadline a week; the promise and the links are as they were."""
    round_id, _ = opened(tmp_path)
    later = DEADLINE + timedelta(days=7)
    extend_round(round_id, deadline=later, actor=BENTE, now=NOW)
    assert Round.objects.get(id=round_id).deadline == later
    with pytest.raises(DeadlineNotLater):
        extend_round(round_id, deadline=DEADLINE, actor=BENTE, now=NOW)
    assert Round.objects.get(id=round_id).deadline == later


@pytest.mark.django_db
def test_a_draft_may_have_any_deadline_ahead_and_a_closing_round_none(tmp_path: Path) -> None:
    """A draft's deadline may be moved nearer; a round that is being closed is not extended any more."""
    made = draft()
    extend_round(made, deadline=DEADLINE - timedelta(days=5), actor=BENTE, now=NOW)
    round_id, _ = opened(tmp_path)
    Round.objects.filter(id=round_id).update(state=RoundState.CLOSING)
    with pytest.raises(RoundInOtherState):
        extend_round(round_id, deadline=DEADLINE + timedelta(days=7), actor=BENTE, now=NOW)


@pytest.mark.parametrize(
    ("moment", "danish", "english"),
    [
        (
            datetime(2026, 9, 15, 10, tzinfo=UTC),
            "tirsdag den 15. september kl. 12",
            "Tuesday 15 September at 12:00",
        ),
        (
            datetime(2026, 12, 31, 22, 30, tzinfo=UTC),
            "torsdag den 31. december kl. 23.30",
            "Thursday 31 December at 23:30",
        ),
        (datetime(2026, 5, 1, 6, 5, tzinfo=UTC), "fredag den 1. maj kl. 8.05", "Friday 1 May at 08:05"),
    ],
)
def test_a_deadline_in_words(moment: datetime, danish: str, english: str) -> None:
    """Sofie reads the weekday and the time in Denmark, wherever the server stands."""
    assert deadline_words(moment, "da") == danish
    assert deadline_words(moment, "en") == f"{english} (Danish time)"


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2026, 9, 1), date(2026, 6, 1)),
        (date(2026, 5, 31), date(2026, 2, 28)),
        (date(2028, 5, 31), date(2028, 2, 29)),
        (date(2026, 1, 31), date(2025, 10, 31)),
    ],
)
def test_three_months_back(day: date, before: date) -> None:
    """Three months are calendar months, to the last day where the month is shorter."""
    assert months_before(day, 3) == before


def _person(key: str, **facts: object) -> PersonFacts:
    blank = dict.fromkeys(KEPT, "") | {"employed_since": None, "leader_since": None, "exempt": False}
    said = blank | {"name": key, "language": "da"} | facts
    return PersonFacts(id=uuid5(NAMESPACE_DNS, key), key=key, unit="fam", is_leader=True, **said)  # type: ignore[arg-type]


OPENING = date(2026, 9, 1)
OLD, NEW = date(2026, 6, 1), date(2026, 6, 2)


@pytest.mark.parametrize(
    ("perspective", "rater", "leader", "asked"),
    [
        ("employee", {}, {}, True),
        ("employee", {"employed_since": OLD, "leader_since": OLD}, {"employed_since": OLD}, True),
        ("employee", {"employed_since": NEW}, {}, False),
        ("employee", {"leader_since": NEW}, {}, False),
        ("employee", {}, {"employed_since": NEW}, False),
        ("employee", {}, {"leader_since": NEW}, True),
        ("employee", {}, {"exempt": True}, False),
        ("employee", {"exempt": True}, {}, False),
        ("superior", {"leader_since": NEW}, {}, True),
        ("superior", {}, {"leader_since": NEW}, False),
        ("peer", {"leader_since": NEW}, {"leader_since": NEW}, True),
        ("self", {"leader_since": NEW}, {"leader_since": NEW}, True),
        ("self", {"employed_since": NEW}, {"employed_since": NEW}, False),
    ],
)
def test_who_knows_the_work_well_enough(
    perspective: str, rater: dict[str, object], leader: dict[str, object], asked: bool
) -> None:
    """Three months in the job and three with this leader; it is the led person's row that says how long."""
    one, other = _person("sofie", **rater), _person("karen", **leader)
    assignment = AssignmentFacts(one.id, other.id, perspective)  # type: ignore[arg-type]
    assert is_eligible(assignment, one, other, OPENING) is asked
