"""When a round may be opened, moved and asked about, and what may be told of it. Plain values in and out. Pure."""

from __future__ import annotations

import calendar
import itertools
from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Final

from fagspejl.analysis.policy import DisclosurePolicy
from fagspejl.evaluation.errors import (
    DeadlineHappensTwice,
    DeadlineNeverHappens,
    DeadlineNotLater,
    DeadlineTooNear,
    NoticeAtOnce,
)
from fagspejl.evaluation.types.plan import PlanValues
from fagspejl.instrument.rules import coverage
from fagspejl.instrument.types import Gap, Instrument
from fagspejl.lib.clock import ZONE
from fagspejl.lib.language import Language
from fagspejl.organisation.types import AssignmentFacts, PersonFacts, UnitFacts

NOTICE: Final = timedelta(hours=24)  # people have at least this long
_WHOLE: Final = 100  # per cent
_USUAL: Final = PlanValues()


def local_deadline(wall: datetime) -> datetime:
    """Return the moment (UTC) of a time of day in Denmark, given without a zone.

    Raises DeadlineHappensTwice and DeadlineNeverHappens around the changes of the clocks, instead of guessing.
    """
    early, late = (wall.replace(tzinfo=ZONE, fold=fold) for fold in (0, 1))
    moment = early.astimezone(UTC)
    if moment.astimezone(ZONE).replace(tzinfo=None) != wall:
        raise DeadlineNeverHappens(wall)
    if early.utcoffset() != late.utcoffset():
        raise DeadlineHappensTwice(wall)
    return moment


def check_deadline(deadline: datetime, now: datetime) -> None:
    """Raise DeadlineTooNear unless people have at least a day."""
    if deadline < now + NOTICE:
        raise DeadlineTooNear(now + NOTICE)


def rates_are_over(deadline: datetime, now: datetime) -> bool:
    """Whether no more response rates are worked out: the last is so old at closing that others may have come since."""
    return now >= deadline - NOTICE


def check_extension(old: datetime, new: datetime, now: datetime) -> None:
    """Raise DeadlineNotLater or DeadlineTooNear: a deadline moves later, and leaves people at least a day."""
    if new <= old:
        raise DeadlineNotLater(old)
    check_deadline(new, now)


def check_notice(before: PlanValues, wanted: PlanValues, now: datetime) -> None:
    """Raise NoticeAtOnce where keeping a plan would send the information: it goes from a draft, and nobody presses.

    A day that stood there and has passed may stay: its mail went, or never will.
    """
    at = _notice_at(wanted)
    stood = _notice_at(before)
    passed = stood is not None and stood <= now and before.information_on == wanted.information_on
    if at is not None and at <= now and not passed:
        raise NoticeAtOnce(at)


def _notice_at(plan: PlanValues) -> datetime | None:
    day = plan.information_on
    return None if day is None else datetime.combine(day, time(plan.send_hour), ZONE)


def is_eligible(
    assignment: AssignmentFacts,
    rater: PersonFacts,
    leader: PersonFacts,
    opening: date,
    plan: PlanValues = _USUAL,
) -> bool:
    """Whether somebody knows the work well enough to be asked: long enough employed, and with this leader.

    Nobody who is exempt takes part, and a leader who is new is not asked about. A date that is not known counts as
    long ago. How long two have worked together is what the led person's row says, also when the leader is the rater.
    """
    if rater.exempt or leader.exempt:
        return False
    here = months_before(opening, plan.months_employed)
    if not (_by(rater.employed_since, here) and _by(leader.employed_since, here)):
        return False
    if assignment.perspective in ("employee", "subordinate_leader"):
        return _by(rater.leader_since, months_before(opening, plan.months_with_leader))
    if assignment.perspective == "superior":
        return _by(leader.leader_since, months_before(opening, plan.months_with_leader))
    return True


def _by(day: date | None, latest: date) -> bool:
    return day is None or day <= latest


def days_out_of_order(plan: PlanValues, last: date) -> tuple[str, ...]:
    """Return which settled days come before one that they should follow; `last`: the day of the deadline.

    Information, invitation, reminders, last day, deadline; lists are due before the invitation. Days that are not
    settled are passed over.
    """
    named = [("information_on", plan.information_on), ("invitation_on", plan.invitation_on)]
    named += [("reminders_on", day) for day in plan.reminders_on]
    named += [("last_day_on", plan.last_day_on), ("deadline", last)]
    settled = [(name, day) for name, day in named if day is not None]
    wrong = [name for (_, before), (name, day) in itertools.pairwise(settled) if day < before]
    lists, invited = plan.lists_due_on, plan.invitation_on
    if lists is not None and invited is not None and invited < lists:
        wrong.append("lists_due_on")
    return tuple(dict.fromkeys(wrong))


def units_in_scope(units: Sequence[UnitFacts], plan: PlanValues) -> frozenset[str]:
    """Return the keys of the units that a plan of scope "units" means: those chosen and all below them."""
    meant: set[str] = set()
    for unit in units:  # parents first
        above = units[unit.parent].key if unit.parent >= 0 else ""
        if unit.key in plan.chosen or above in meant:
            meant.add(unit.key)
    return frozenset(meant)


@lru_cache(maxsize=64)  # asked of every pair on the lists, for the same few
def months_before(day: date, months: int) -> date:
    """Return the same day of the month so many months earlier, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def gaps_for(
    instrument: Instrument, perspectives: Collection[str], languages: Collection[Language]
) -> list[Gap]:
    """Return what has no words although somebody in this round would read it."""
    needed = coverage(instrument, languages)
    return [gap for gap in needed if gap.perspective is None or gap.perspective in perspectives]


def may_grow(first: int, added: int, k: int) -> bool:
    """Whether one more may join a group after opening: one for every k who were asked then and still are.

    So a group that was too small for a report of its own never comes to one, and those who came later are few in it.
    """
    return added < first // k


def form_name(instrument: Instrument, perspective: str, profession: str) -> str:
    """Return what an invitation keeps of its form: NAME@VERSION:perspective:profession, - for no profession."""
    known = profession if profession in instrument.professions else "-"
    return f"{instrument.id}@{instrument.version}:{perspective}:{known}"


def rate_may_be_shown(invited: int, answered: int, policy: DisclosurePolicy) -> bool:
    """Whether a response rate of this group may be told: enough were asked, and enough have answered."""
    return invited >= policy.rate_invited and answered >= policy.k


def percent_in_steps(invited: int, answered: int, policy: DisclosurePolicy) -> int:
    """Return a response rate in per cent, rounded down to a step, at most the step below all. `invited` is above 0."""
    step = policy.rate_step
    return min(_WHOLE * answered // invited // step * step, _WHOLE - step)
