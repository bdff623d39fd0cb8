"""The two lines of an agreement's pulse: what those say who do it, and what those say who receive it.

Weeks are whole numbers, with any gaps. "Not relevant" answers never come here: they are no part of a share.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fagspejl.analysis.errors import ValueOutsideScale
from fagspejl.workspace.arithmetic.constants import PULSE_GAP, PULSE_N, PULSE_POINT, PULSE_WEEKS
from fagspejl.workspace.arithmetic.findings import PulseGap, PulsePoint

_SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class DoerWeek:
    """What the doers said in one week. Raises ValueOutsideScale for a count below 0."""

    week: int
    done: int
    exception: int
    not_done: int

    def __post_init__(self) -> None:
        _counts(self.done, self.exception, self.not_done)

    @property
    def yes(self) -> int:
        """Done, or an exception used: both keep the agreement."""
        return self.done + self.exception

    @property
    def n(self) -> int:
        """Relevant answers."""
        return self.yes + self.not_done


@dataclass(frozen=True, slots=True)
class ReceiverWeek:
    """What the receivers said in one week: could they see what had happened? Raises ValueOutsideScale below 0."""

    week: int
    yes: int
    partly: int
    no: int

    def __post_init__(self) -> None:
        _counts(self.yes, self.partly, self.no)

    @property
    def n(self) -> int:
        """Relevant answers."""
        return self.yes + self.partly + self.no


def _counts(*found: int) -> None:
    for count in found:
        if count < 0:
            raise ValueOutsideScale("count", count, 0, float("inf"))


def pulse_points(
    weeks: Sequence[DoerWeek] | Sequence[ReceiverWeek], *, limit: int = PULSE_POINT
) -> tuple[PulsePoint, ...]:
    """Return one line's points in order of weeks: weeks merge until a point has `limit` relevant answers.

    The last weeks are no point until they have. Several entries of one week are added.
    """
    points: list[PulsePoint] = []
    first, yes, n = None, 0, 0
    for week in sorted({entry.week for entry in weeks}):
        there = [entry for entry in weeks if entry.week == week]
        first = week if first is None else first
        yes, n = yes + sum(entry.yes for entry in there), n + sum(entry.n for entry in there)
        if n >= limit:
            points.append(PulsePoint(first, week, yes, n))
            first, yes, n = None, 0, 0
    return tuple(points)


def pulse_gap(doers: Sequence[DoerWeek], receivers: Sequence[ReceiverWeek]) -> PulseGap:
    """Compare the two lines over the last 4 weeks, counted back from the newest week of either.

    Speaks if both have 20 or more relevant answers there and their shares differ by 0.30 or more.
    """
    newest = max((*(entry.week for entry in doers), *(entry.week for entry in receivers)), default=0)
    a = [entry for entry in doers if entry.week > newest - PULSE_WEEKS]
    c = [entry for entry in receivers if entry.week > newest - PULSE_WEEKS]
    doers_yes, doers_n = sum(entry.yes for entry in a), sum(entry.n for entry in a)
    yes, n = sum(entry.yes for entry in c), sum(entry.n for entry in c)
    enough = min(doers_n, n) >= PULSE_N
    speak = enough and abs(doers_yes / doers_n - yes / n) >= PULSE_GAP - _SLACK
    return PulseGap(doers_n + n, speak, doers_yes, doers_n, yes, n)
