"""What may be done when, and what an answer and an outcome must be. Pure: each check raises, or says nothing.

Source: docs/explanation/workspace.md. Held by tests/workspace/test_any_order_of_acts.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from fagspejl.workspace.arithmetic.constants import GUESS_PICKS, LIVE_BLOCK
from fagspejl.workspace.sessions.errors import AnswerRefused, NotNow, OutcomeRefused, PlanRefused
from fagspejl.workspace.sessions.types import (
    AnswerValues,
    Collecting,
    DifferenceReason,
    Item,
    NoneBecause,
    OutcomeKind,
    OutcomeValues,
    PhaseCode,
    SessionFacts,
    SplitGroup,
    SplitKind,
)

VALUES: Final = range(11)
CERTAINTIES: Final = range(1, 4)
GUESSES: Final = range(11)
ROUNDS: Final = (1, 2)
TICKS: Final = 3  # kept beside the shown rounds: that the named reasons for a difference are shown, and fixed
REASON_SIGNS: Final = 140
TITLE_SIGNS: Final = 120
NAME_SIGNS: Final = 60
OUTCOME_SIGNS: Final = {"text": 600, "by_role": 120, "when_to_ask": 300}
CONSIDERATION_SIGNS: Final = 300
OPTION_SIGNS: Final = 200
TWO: Final = 2  # considerations that weigh most, reasons for a difference
MOST_PHONES: Final = 300
REST: Final = "*"  # the residual block, where blocks are kept by name
MOST_GROUPS: Final = 6
MOST_ITEMS: Final = 40  # eight cases of three questions, or twenty statements of two
MOST_OPTIONS: Final = len(VALUES)  # no more than a scale has
OPEN_DAYS: Final = 14  # beforehand
IDLE_HOURS: Final = 24
OPEN_IDLE_DAYS: Final = 30
LOOK_AGAIN_DAYS: Final = 180

# Until their answers are shown people may change them; from then on the round is closed for good.
_FIRST: Final = frozenset((PhaseCode.JUDGE, PhaseCode.GUESS))


def check_can_answer(session: SessionFacts, item: int, round_: int) -> None:
    """Raise NotNow unless this item takes answers of this round now."""
    rounds = session.revealed.get(item, ())
    phase_fits = session.phase in _FIRST if round_ == 1 else session.phase is PhaseCode.REJUDGE
    order_fits = round_ == 1 or (1 in rounds and item == session.item)
    if not (
        session.is_open
        and phase_fits
        and order_fits
        and round_ in ROUNDS
        and 0 <= item < len(session.items)
        and round_ not in rounds
    ):
        raise NotNow(phase=session.phase.value)


def check_can_guess(session: SessionFacts) -> None:
    """Raise NotNow unless the spread of the present item is guessed at now."""
    if not session.is_open or session.phase is not PhaseCode.GUESS or session.revealed.get(session.item):
        raise NotNow(phase=session.phase.value)


def check_can_tick(session: SessionFacts) -> None:
    """Raise NotNow unless reasons for the difference are named now."""
    if not session.is_open or session.phase is not PhaseCode.TALK or not session.revealed.get(session.item):
        raise NotNow(phase=session.phase.value)


def check_can_write(session: SessionFacts) -> None:
    """Raise NotNow unless contributions are taken in now: what was listed once is a snapshot."""
    if not (
        session.is_open and session.phase is PhaseCode.COLLECT and session.collecting is Collecting.WRITE
    ):
        raise NotNow(phase=session.phase.value)


def check_can_put_together(session: SessionFacts) -> None:
    """Raise NotNow unless contributions are put together, recognised and taken back now."""
    if not (
        session.is_open and session.phase is PhaseCode.COLLECT and session.collecting is Collecting.MERGE
    ):
        raise NotNow(phase=session.phase.value)


def check_answer(item: Item, answer: AnswerValues) -> None:
    """Raise AnswerRefused for what was not asked, or lies outside of it. What is left open is no fault."""
    asked = item.overall
    faults = {
        "value": answer.value is not None
        and answer.value not in (range(len(item.options)) if item.options else VALUES),
        "first_action": answer.first_action is not None
        and not (asked and 0 <= answer.first_action < len(item.actions)),
        "certainty": answer.certainty is not None and not (asked and answer.certainty in CERTAINTIES),
        "considerations": len(set(answer.considerations)) > TWO
        or (bool(answer.considerations) and not asked),
        "reason": len(answer.reason) > REASON_SIGNS or (bool(answer.reason) and not asked),
    }
    for field, wrong in faults.items():
        if wrong:
            raise AnswerRefused(field=field)


def check_guess(guess: int) -> None:
    """Raise AnswerRefused unless it is a number of ten."""
    if guess not in GUESSES:
        raise AnswerRefused(field="guess")


def guessed_groups(groups: Sequence[SplitGroup]) -> tuple[int, ...]:
    """Return the places of the groups that others guess: those declared large enough to stand alone at all."""
    return tuple(place for place, group in enumerate(groups) if group.size >= LIVE_BLOCK)


def group_to_guess(groups: Sequence[SplitGroup], own: int | None) -> int | None:
    """Return the group that a phone guesses: the next after its own; the first where it chose none. None: no other."""
    possible = [place for place in guessed_groups(groups) if place != own]
    return next((place for place in possible if own is not None and place > own), next(iter(possible), None))


def check_three(cases: Sequence[int], chosen: Sequence[int]) -> None:
    """Raise AnswerRefused unless three different statements are chosen. `cases`: the places of all."""
    if len(set(chosen)) != len(chosen) or len(chosen) != GUESS_PICKS or not set(chosen) <= set(cases):
        raise AnswerRefused(field="three")


def check_differences(ticked: Sequence[DifferenceReason]) -> None:
    """Raise AnswerRefused for more than two reasons."""
    if len(set(ticked)) > TWO:
        raise AnswerRefused(field="differences")


def check_outcome(outcome: OutcomeValues, today: date) -> OutcomeValues:
    """Return the outcome with what belongs to its kind and its default day. Raises OutcomeRefused for what it lacks."""
    needed = {
        "text": outcome.kind is not OutcomeKind.NONE and not outcome.text.strip(),
        "none_because": (outcome.kind is OutcomeKind.NONE) != isinstance(outcome.none_because, NoneBecause),
        "reasons": len(outcome.reasons) > TWO
        or (outcome.kind is OutcomeKind.ACCEPTED_DIFFERENCE and not outcome.reasons),
        "by_role": outcome.kind is OutcomeKind.TRIAL and not outcome.by_role.strip(),
        "due_on": outcome.kind is OutcomeKind.TRIAL and (outcome.due_on is None or outcome.due_on < today),
        "when_to_ask": outcome.kind is OutcomeKind.ACCEPTED_DIFFERENCE and not outcome.when_to_ask.strip(),
    }
    for field, most in OUTCOME_SIGNS.items():
        needed[field] = needed[field] or len(getattr(outcome, field)) > most
    needed["considerations"] = any(len(one) > CONSIDERATION_SIGNS for one in outcome.considerations)
    for field, wrong in needed.items():
        if wrong:
            raise OutcomeRefused(field=field)
    trial, difference = outcome.kind is OutcomeKind.TRIAL, outcome.kind is OutcomeKind.ACCEPTED_DIFFERENCE
    again = outcome.look_again_on or today + timedelta(days=LOOK_AGAIN_DAYS)
    return replace(
        outcome,
        by_role=outcome.by_role if trial else "",
        due_on=outcome.due_on if trial else None,
        when_to_ask=outcome.when_to_ask if difference else "",
        look_again_on=again if difference else None,
    )


def check_plan(
    *,
    title: str,
    replaces: str,
    items: Sequence[Item],
    split_kind: SplitKind,
    groups: Sequence[SplitGroup],
    planned_on: date | None,
    today: date,
    collects: bool = False,
) -> None:
    """Raise PlanRefused for a session that could not be held. `collects`: its items are written in the room."""
    faults = {
        "title": not 0 < len(title.strip()) <= TITLE_SIGNS,
        "replaces": not 0 < len(replaces.strip()) <= TITLE_SIGNS,
        "items": not (0 if collects else 1) <= len(items) <= MOST_ITEMS or not all(map(_can_be_asked, items)),
        "groups": (split_kind is SplitKind.NONE) != (not groups)
        or len(groups) > MOST_GROUPS
        or len(groups) == 1
        or len({one.name.strip().casefold() for one in groups}) < len(groups)
        or not all(_can_be_named(one) for one in groups),
        "planned_on": planned_on is not None and planned_on < today,
    }
    for field, wrong in faults.items():
        if wrong:
            raise PlanRefused(field=field)


def _can_be_asked(item: Item) -> bool:
    """Options are two at least, no more than a scale has, and all different; beside them nothing else is asked."""
    options = [one.strip() for one in item.options]
    return not options or (
        1 < len(options) <= MOST_OPTIONS
        and len({one.casefold() for one in options}) == len(options)
        and all(0 < len(one) <= OPTION_SIGNS for one in options)
        and not item.overall
        and not item.actions
    )


def _can_be_named(group: SplitGroup) -> bool:
    name = group.name.strip()
    return 0 < len(name) <= NAME_SIGNS and name != REST and 0 <= group.size <= MOST_PHONES


def check_can_open(session: SessionFacts, today: date) -> None:
    """Raise NotNow for a session that is open or closed, PlanRefused for one that lies too far ahead."""
    if session.opened_on is not None:
        raise NotNow(phase=session.phase.value)
    if session.planned_on is not None and session.planned_on > today + timedelta(days=OPEN_DAYS):
        raise PlanRefused(field="planned_on")


def phase_after(phases: Sequence[PhaseCode], phase: PhaseCode, *, back: bool = False) -> PhaseCode:
    """Return the phase beside this one; the first and the last stay. Raises ValueError for one of another template."""
    place = phases.index(phase) + (-1 if back else 1)
    return phases[min(max(place, 0), len(phases) - 1)]
