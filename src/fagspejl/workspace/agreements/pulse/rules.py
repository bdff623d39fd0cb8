"""What may be shown of a pulse, when it is asked, and what a press may say. Pure: no clock, no database.

Only finished weeks count, and only whole points: a point is closed by the week that brings it to five relevant answers
and never changes afterwards, so that two pictures of one pulse differ by points of five or more. A version has its own
points: what a version left under five answers is never shown. Held by tests/agreements/test_pulse_by_property.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from fagspejl.workspace.agreements.pulse.types import (
    Door,
    LeftOutWeek,
    ObstacleFacts,
    OpenPulse,
    ShownPoint,
    ShownPulse,
)
from fagspejl.workspace.agreements.types import (
    ANSWERS,
    AgreementFacts,
    AgreementStatus,
    PulseAnswer,
    PulseSide,
    VersionFacts,
    VersionValues,
    WeekCounts,
)
from fagspejl.workspace.arithmetic.constants import PULSE_POINT, PULSE_WEEKS
from fagspejl.workspace.arithmetic.findings import PulseGap
from fagspejl.workspace.arithmetic.pulse import DoerWeek, ReceiverWeek, pulse_gap, pulse_points

WEEKLY: Final = 4  # weeks in a row that are asked from a version's start
MONTHLY: Final = (8, 12)  # and then these, counted from the same start; then nobody is asked any more
DAY_MOST: Final = 60  # answers of a side on one day where nobody said how many it is
OVER: Final = "over"  # in the table of counts: presses that came when the day was full
_WEEK: Final = timedelta(days=7)


def monday_of(day: date) -> date:
    """Return the Monday of a day's week: weeks are those of the Danish calendar (ISO 8601)."""
    return day - timedelta(days=day.weekday())


def asked_weeks(starts_on: date) -> tuple[date, ...]:
    """Return the Mondays of the weeks in which a version that starts on a day is asked about.

    The week of the start is the first. Four in a row, then the eighth and the twelfth.
    """
    first = monday_of(starts_on)
    return tuple(first + (place - 1) * _WEEK for place in (*range(1, WEEKLY + 1), *MONTHLY))


def next_asked(starts_on: date, today: date) -> date | None:
    """Return the Monday of the next week after today's that is asked about; None where there is none."""
    return next((week for week in asked_weeks(starts_on) if week > monday_of(today)), None)


def in_force(versions: Sequence[VersionFacts], today: date) -> VersionFacts | None:
    """Return the version that holds on a day; None before the first one starts."""
    return next((one for one in reversed(versions) if one.starts_on <= today), None)


def declared(values: VersionValues, side: PulseSide) -> int | None:
    """Return how many people a side has, as the unit said; None where it did not."""
    return values.doers_size if side is PulseSide.DOER else values.receivers_size


def too_small(values: VersionValues, *, limit: int = PULSE_POINT) -> tuple[PulseSide, ...]:
    """Return the sides that are declared smaller than a point: whoever presses there is nearly known."""
    sizes = ((side, declared(values, side)) for side in PulseSide)
    return tuple(side for side, size in sizes if size is not None and size < limit)


def day_most(size: int | None) -> int:
    """Return how many answers of one side are counted on one day: never more than the people there are."""
    return DAY_MOST if size is None else min(size, DAY_MOST)


def door(known: AgreementFacts, today: date, *, limit: int = PULSE_POINT) -> Door:
    """Return what the page of an agreement does on a day."""
    resting = {
        AgreementStatus.DRAFT: Door.DRAFT,
        AgreementStatus.SUSPENDED: Door.SUSPENDED,
        AgreementStatus.REPLACED: Door.REPLACED,
        AgreementStatus.ENDED: Door.ENDED,
    }
    if known.status in resting:
        return resting[known.status]
    version = in_force(known.versions, today)
    if version is None:
        return Door.NOT_YET
    if not known.pulse or len(too_small(version.values, limit=limit)) == len(PulseSide):
        return Door.OFF
    if monday_of(today) in asked_weeks(version.starts_on):
        return Door.OPEN
    return Door.OVER if next_asked(version.starts_on, today) is None else Door.NOT_THIS_WEEK


def open_pulse(known: AgreementFacts, today: date, *, limit: int = PULSE_POINT) -> OpenPulse | None:
    """Return what may be pressed on a day; None where nothing may."""
    version = in_force(known.versions, today)
    if version is None or door(known, today, limit=limit) is not Door.OPEN:
        return None
    small = too_small(version.values, limit=limit)
    return OpenPulse(
        known.id,
        version.number,
        monday_of(today),
        tuple(side for side in PulseSide if side not in small),
        {side: declared(version.values, side) for side in PulseSide},
        tuple(
            one.number
            for one in known.exceptions
            if one.added_in <= version.number and (one.ended_in is None or one.ended_in > version.number)
        ),
    )


def shown_pulse(
    counts: Iterable[WeekCounts],
    lines: Iterable[ObstacleFacts],
    versions: Sequence[VersionFacts],
    *,
    today: date,
    limit: int = PULSE_POINT,
) -> ShownPulse:
    """Return all that is shown of a pulse on a day. `limit`: relevant answers of a point, never under 5.

    A week is finished when its Sunday is over. Weeks with more answers than people, or with presses beyond what a day
    takes, are in no point and are named. A side declared smaller than `limit` has no points.
    """
    limit = max(limit, PULSE_POINT)
    finished = sorted(
        (one for one in counts if one.week + _WEEK <= today), key=lambda one: (one.week, one.side)
    )
    written = tuple(lines)
    points: list[ShownPoint] = []
    left_out: list[LeftOutWeek] = []
    for version in versions:
        small = too_small(version.values, limit=limit)
        for side in PulseSide:
            if side in small:
                continue
            weeks = [one for one in finished if one.version == version.number and one.side is side]
            people = declared(version.values, side)
            over = [one for one in weeks if _too_many(one, people)]
            left_out += [
                LeftOutWeek(side, version.number, one.week, day_most(people) if people is None else people)
                for one in over
            ]
            points += _points([one for one in weeks if one not in over], written, limit)
    points.sort(key=lambda one: (one.version, one.first, one.side))
    left_out.sort(key=lambda one: (one.version, one.week, one.side))
    newest = versions[-1] if versions else None
    return ShownPulse(
        tuple(points),
        tuple(left_out),
        () if newest is None else too_small(newest.values, limit=limit),
        None if newest is None else _gap([one for one in points if one.version == newest.number]),
    )


def _too_many(week: WeekCounts, people: int | None) -> bool:
    return week.over > 0 or (people is not None and sum(week.answers.values()) > people)


def _points(weeks: Sequence[WeekCounts], lines: Sequence[ObstacleFacts], limit: int) -> list[ShownPoint]:
    """Return the whole points of the weeks of one version and side."""
    if not weeks:
        return []
    version, side = weeks[0].version, weeks[0].side
    numbers = {_number(one.week): one for one in weeks}
    found = []
    counted = _doers(weeks) if side is PulseSide.DOER else _receivers(weeks)
    for point in pulse_points(counted, limit=limit):
        inside = [one for number, one in numbers.items() if point.first <= number <= point.last]
        used: dict[int, int] = {}
        for one in inside:
            for exception, count in one.exceptions.items():
                used[exception] = used.get(exception, 0) + count
        days = {one.week for one in inside}
        said = [one.text for one in lines if one.version == version and one.side is side and one.week in days]
        found.append(
            ShownPoint(
                side,
                version,
                numbers[point.first].week,
                numbers[point.last].week,
                point.yes,
                point.n,
                _counts(inside, side),
                tuple(sorted((number, count) for number, count in used.items() if count)),
                tuple(sorted(said, key=lambda text: (text.casefold(), text))),
            )
        )
    return found


def _counts(weeks: Sequence[WeekCounts], side: PulseSide) -> tuple[int, int, int]:
    first, second, third = (
        sum(week.answers.get(answer, 0) for week in weeks)
        for answer in ANSWERS[side]
        if answer is not PulseAnswer.NOT_RELEVANT
    )
    return first, second, third


def _gap(points: Sequence[ShownPoint]) -> PulseGap | None:
    """Compare the lines over the four weeks up to the newest point, of points that lie in them whole."""
    if not points:
        return None
    since = max(point.last for point in points) - (PULSE_WEEKS - 1) * _WEEK
    inside = [point for point in points if point.first >= since]
    doers = [
        DoerWeek(_number(one.last), one.yes, 0, one.n - one.yes)
        for one in inside
        if one.side is PulseSide.DOER
    ]
    receivers = [
        ReceiverWeek(_number(one.last), one.yes, 0, one.n - one.yes)
        for one in inside
        if one.side is PulseSide.RECEIVER
    ]
    return pulse_gap(doers, receivers) if doers and receivers else None


def _doers(weeks: Sequence[WeekCounts]) -> Sequence[DoerWeek] | Sequence[ReceiverWeek]:
    return [
        DoerWeek(
            _number(one.week),
            one.answers.get(PulseAnswer.DONE, 0),
            one.answers.get(PulseAnswer.EXCEPTION, 0),
            one.answers.get(PulseAnswer.NOT_DONE, 0),
        )
        for one in weeks
    ]


def _receivers(weeks: Sequence[WeekCounts]) -> Sequence[DoerWeek] | Sequence[ReceiverWeek]:
    return [
        ReceiverWeek(
            _number(one.week),
            one.answers.get(PulseAnswer.YES, 0),
            one.answers.get(PulseAnswer.PARTLY, 0),
            one.answers.get(PulseAnswer.NO, 0),
        )
        for one in weeks
    ]


def _number(week: date) -> int:
    return week.toordinal() // 7
