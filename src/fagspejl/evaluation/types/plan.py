"""What a planner settles for a round beside its promise: why, about whom, when, and what was agreed. Pure.

A round without a plan, as every round from before plans, is about everybody on the roster.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Final, Literal

from fagspejl.evaluation.types.composition import CompositionValues
from fagspejl.instrument.types import PERSPECTIVES, PerspectiveName

Scope = Literal["all", "units", "leaders"]
MONTHS_TO_KNOW: Final = 3  # employed, and with the same leader, before anybody is asked
MONTHS_AT_MOST: Final = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanValues:
    """The settings of one round.

    `scope`: all leaders, those of some units and what lies below them, or named ones; `chosen` holds the roster's own
    ids of those units or people. `months_employed`, `months_with_leader`: how long before opening somebody has to have
    worked here, and with the leader. Days are those of the calendar in Denmark; None is not settled.
    """

    purpose: str = ""
    contact: str = ""  # whom people may ask, by name: mails name this person
    scope: Scope = "all"
    chosen: tuple[str, ...] = ()
    perspectives: tuple[PerspectiveName, ...] = PERSPECTIVES
    composition: CompositionValues | None = None  # None: the round's questionnaire as it came
    months_employed: int = MONTHS_TO_KNOW
    months_with_leader: int = MONTHS_TO_KNOW
    lists_due_on: date | None = None  # until when leaders check their lists
    lists_waived: str = ""  # why leaders are not asked to check them
    promise_read_on: date | None = None  # a planner has read what people are promised
    union_told_on: date | None = None  # discussed in the union committee (MED)
    samples_read_on: date | None = None  # a planner has seen samples of the mails, and a test mail arrive
    information_on: date | None = None
    invitation_on: date | None = None
    reminders_on: tuple[date, ...] = ()
    last_day_on: date | None = None
    send_hour: int = 8  # Danish time

    def as_dict(self) -> dict[str, Any]:
        """Return plain values; what is as usual is left out."""
        usual = PlanValues()
        return {
            one.name: _plain(getattr(self, one.name))
            for one in fields(self)
            if getattr(self, one.name) != getattr(usual, one.name)
        }

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> PlanValues:
        """Read back what `as_dict` gave; names that are not known any more are passed over."""
        known = {one.name: _read(one.name, values[one.name]) for one in fields(cls) if one.name in values}
        return replace(cls(), **known)


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, CompositionValues):
        return value.as_dict()
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def _read(name: str, value: Any) -> Any:
    if name == "composition":
        return CompositionValues.from_dict(value)
    if isinstance(value, list):
        return tuple(date.fromisoformat(one) if name.endswith("_on") else one for one in value)
    return date.fromisoformat(value) if name.endswith("_on") and value else value
