"""What may be done with an agreement when, and what it must say. Pure: each check raises, or says nothing.

Source: docs/explanation/agreements.md. Held by tests/agreements/test_every_transition.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from fagspejl.workspace.agreements.errors import AgreementNotNow, AgreementRefused, TooManyActive
from fagspejl.workspace.agreements.types import (
    MOST_ACTIVE,
    MOST_EXCEPTIONS,
    REVIEW_DAYS,
    TEXT_WORDS,
    AgreementFacts,
    AgreementStatus,
    EventKind,
    ExceptionValues,
    SuperiorRule,
    VersionValues,
)

TITLE_SIGNS: Final = 120
SIGNS: Final = {
    "text": 900,
    "why": 600,
    "for_whom": 300,
    "doers": 120,
    "receivers": 120,
    "minority_reason": 300,
    "visible_sign": 300,
    "superior_text": 300,
    "behaviour_green": 300,
    "behaviour_yellow": 300,
    "behaviour_red": 300,
}
EXCEPTION_SIGNS: Final = {"when": 300, "instead": 300, "who_decides": 120, "noted_where": 120}
ONE_LINE: Final = 300  # signs of why it was changed or suspended, and of what it taught
CONSIDERATION_SIGNS: Final = 300
MOST_PEOPLE: Final = 1000
MOST_QUESTIONS: Final = 10
QUESTION_SIGNS: Final = 200
TOLD_LIMIT: Final = 5  # people: below it only the day is kept
BAND: Final = range(11)
LATEST_DAYS: Final = 366  # until a review or the end of a suspension
AHEAD_DAYS: Final = 60  # until an agreement begins to hold
_NEEDED: Final = ("text", "why", "for_whom", "visible_sign")


class AgreementAct(StrEnum):
    """What a unit does with its agreement."""

    CHANGE_DRAFT = "change_draft"
    DELETE = "delete"
    START = "start"
    TELL = "tell"
    CHANGE = "change"
    SUSPEND = "suspend"
    RESUME = "resume"
    REVIEW = "review"
    REPLACE = "replace"
    END = "end"
    TAKE_OVER = "take_over"


_DRAFT, _ACTIVE, _SUSPENDED = AgreementStatus.DRAFT, AgreementStatus.ACTIVE, AgreementStatus.SUSPENDED
# What each act leads to, by where the agreement stands; nothing else is done. None: the agreement is gone.
MOVES: Final[dict[AgreementAct, dict[AgreementStatus, AgreementStatus | None]]] = {
    AgreementAct.CHANGE_DRAFT: {_DRAFT: _DRAFT},
    AgreementAct.DELETE: {_DRAFT: None},
    AgreementAct.START: {_DRAFT: _ACTIVE},
    AgreementAct.TELL: {_ACTIVE: _ACTIVE},
    AgreementAct.CHANGE: {_ACTIVE: _ACTIVE},
    AgreementAct.SUSPEND: {_ACTIVE: _SUSPENDED, _SUSPENDED: _SUSPENDED},
    AgreementAct.RESUME: {_SUSPENDED: _ACTIVE},
    AgreementAct.REVIEW: {_ACTIVE: _ACTIVE},
    AgreementAct.REPLACE: {_ACTIVE: AgreementStatus.REPLACED, _SUSPENDED: AgreementStatus.REPLACED},
    AgreementAct.END: {_ACTIVE: AgreementStatus.ENDED, _SUSPENDED: AgreementStatus.ENDED},
    AgreementAct.TAKE_OVER: {_DRAFT: _DRAFT, _ACTIVE: _ACTIVE, _SUSPENDED: _SUSPENDED},
}
# What takes a review up: whoever changes or ends an agreement has looked at it.
SETTLES: Final = frozenset((EventKind.REVIEWED, EventKind.NEW_VERSION, EventKind.ENDED, EventKind.REPLACED))


def moved(act: AgreementAct, status: AgreementStatus) -> AgreementStatus | None:
    """Return where the act leads. Raises AgreementNotNow."""
    if status not in MOVES[act]:
        raise AgreementNotNow(status=status.value)
    return MOVES[act][status]


def may(act: AgreementAct, status: AgreementStatus) -> bool:
    """Return whether the act is done with an agreement that stands there."""
    return status in MOVES[act]


def check_room_for_one(active: int) -> None:
    """Raise TooManyActive where one more would be more than ten."""
    if active >= MOST_ACTIVE:
        raise TooManyActive(most=MOST_ACTIVE)


def check_title(title: str) -> None:
    """Raise AgreementRefused for none, and for one that is too long."""
    _refuse({"title": not 0 < len(title.strip()) <= TITLE_SIGNS})


def lacking(values: VersionValues) -> tuple[str, ...]:
    """Return the fields that a draft must still fill before it can hold, in the order of the form."""
    empty = [field for field in _NEEDED if not getattr(values, field).strip()]
    ruled = values.superior_rule is not SuperiorRule.NONE
    return (*empty, *(["superior_text"] if ruled and not values.superior_text.strip() else []))


def check_values(values: VersionValues, *, whole: bool = True) -> None:
    """Raise AgreementRefused for what an agreement cannot say. Not `whole`: a draft, which only needs its text."""
    faults = {field: whole and not getattr(values, field).strip() for field in _NEEDED}
    faults["text"] = not values.text.strip()
    for field, most in SIGNS.items():
        faults[field] = faults.get(field, False) or len(getattr(values, field)) > most
    faults["text"] = faults["text"] or len(values.text.split()) > TEXT_WORDS
    ruled, told = values.superior_rule is not SuperiorRule.NONE, bool(values.superior_text.strip())
    faults["superior_text"] = (
        faults["superior_text"] or (told and not ruled) or (whole and ruled and not told)
    )
    faults["considerations"] = any(len(one) > CONSIDERATION_SIGNS for one in values.considerations)
    for field in ("doers_size", "receivers_size", "decided_n"):
        size = getattr(values, field)
        faults[field] = size is not None and not 0 < size <= MOST_PEOPLE
    band = (values.band_low, values.band_high)
    faults["band_low"] = any(one is not None and one not in BAND for one in band)
    faults["band_high"] = (band[0] is None) != (band[1] is None) or (
        band[0] is not None and band[1] is not None and band[0] > band[1]
    )
    _refuse(faults)


def check_exceptions(values: Sequence[ExceptionValues], *, kept: int = 0) -> None:
    """Raise AgreementRefused for more than three, and for one that lacks something or is too long."""
    faults = {"exceptions": kept + len(values) > MOST_EXCEPTIONS}
    for place, one in enumerate(values):
        for field, most in EXCEPTION_SIGNS.items():
            faults[f"{field}_{place}"] = not 0 < len(getattr(one, field).strip()) <= most
    _refuse(faults)


def check_line(field: str, line: str) -> None:
    """Raise AgreementRefused unless something is said, in one line."""
    _refuse({field: not 0 < len(line.strip()) <= ONE_LINE})


def check_review_on(review_on: date, today: date) -> None:
    """Raise AgreementRefused unless the review lies ahead, and within a year."""
    _refuse({"review_on": not today < review_on <= today + timedelta(days=LATEST_DAYS)})


def check_starts_on(starts_on: date, today: date) -> None:
    """Raise AgreementRefused for a day that is gone, or too far ahead to be remembered."""
    _refuse({"starts_on": not today <= starts_on <= today + timedelta(days=AHEAD_DAYS)})


def check_until(until: date, today: date) -> None:
    """Raise AgreementRefused unless a suspension ends on a day ahead, within a year."""
    _refuse({"until": not today < until <= today + timedelta(days=LATEST_DAYS)})


def check_told(
    *,
    group: str,
    told_on: date,
    people: int,
    understood: int | None,
    questions: Sequence[str],
    since: date,
    today: date,
) -> int | None:
    """Return how many understood it, where that may be kept. `since`: the day the version was made.

    Of fewer than five nothing is kept but the day. Raises AgreementRefused.
    """
    few = people < TOLD_LIMIT
    _refuse(
        {
            "group": not 0 < len(group.strip()) <= SIGNS["doers"],
            "told_on": not since <= told_on <= today,
            "people": not 0 < people <= MOST_PEOPLE,
            "understood": understood is not None and not 0 <= understood <= people,
            "questions_few": few and bool(questions),
            "questions": len(questions) > MOST_QUESTIONS
            or any(not 0 < len(one.strip()) <= QUESTION_SIGNS for one in questions),
        }
    )
    return understood if understood is not None and understood >= TOLD_LIMIT else None


def review_day(today: date) -> date:
    """Return the day of the next review, where nobody says another."""
    return today + timedelta(days=REVIEW_DAYS)


def overdue(facts: AgreementFacts, today: date) -> bool:
    """Return whether the agreement holds on past the day of its review."""
    return facts.status is AgreementStatus.ACTIVE and facts.review_on is not None and facts.review_on < today


def asks(facts: AgreementFacts, today: date) -> bool:
    """Return whether a suspension is over, so that somebody must say what holds now."""
    return (
        facts.status is AgreementStatus.SUSPENDED
        and facts.suspended_until is not None
        and facts.suspended_until < today
    )


@dataclass(frozen=True, slots=True)
class Register:
    """How a unit keeps its agreements, in counts: reviews taken up by their day, and agreements changed or ended."""

    in_time: int
    reviews: int
    moved: int
    begun: int


def register(agreements: Iterable[AgreementFacts], today: date) -> Register:
    """Count. A review is settled by keeping, changing or ending; one that is overdue has been missed so far."""
    in_time = reviews = changed = begun = 0
    for one in agreements:
        if one.status is AgreementStatus.DRAFT:
            continue
        begun += 1
        over = one.status in (AgreementStatus.ENDED, AgreementStatus.REPLACED)
        changed += over or len(one.versions) > 1
        settled = [event for event in one.events if event.due_on is not None and event.kind in SETTLES]
        reviews += len(settled) + overdue(one, today)
        in_time += sum(event.on <= event.due_on for event in settled if event.due_on is not None)
    return Register(in_time, reviews, changed, begun)


def _refuse(faults: dict[str, bool]) -> None:
    for field, wrong in faults.items():
        if wrong:
            raise AgreementRefused(field=field)
