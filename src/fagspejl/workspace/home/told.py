"""Sessions and outcomes as lines that staff read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from fagspejl.lib.wording import Wording
from fagspejl.workspace.sessions.types import (
    Consideration,
    OutcomeFacts,
    OutcomeKind,
    PhaseCode,
    SessionFacts,
    Source,
)


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One session in a list. `state`: where it stands, with its day."""

    id: UUID
    title: str
    state: str
    is_open: bool
    closed: bool


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """One outcome: its kind, what was said, what belongs to its kind, and what became of it."""

    id: UUID
    session: UUID
    kind: str
    text: str
    details: tuple[str, ...]
    considerations: tuple[tuple[str, str], ...]
    held: str
    is_open: bool


def sessions_told(sessions: Iterable[SessionFacts], words: Wording) -> list[SessionLine]:
    """Return sessions as lines, in their order."""
    return [
        SessionLine(one.id, one.title, _state(one, words), one.is_open, one.closed_on is not None)
        for one in sessions
    ]


def outcome_lines(outcomes: Iterable[OutcomeFacts], words: Wording) -> list[OutcomeLine]:
    """Return outcomes as lines, in their order."""
    return [_outcome(one, words) for one in outcomes]


def _state(one: SessionFacts, words: Wording) -> str:
    if one.closed_on is not None:
        key = "closed_paper" if one.source is Source.PAPER else "closed"
        return words.say(f"room_home.state_{key}", day=words.day(one.closed_on))
    if one.opened_on is not None:
        if one.phase is PhaseCode.JUDGE and one.planned_on is not None:
            return words.say("room_home.state_before", day=words.day(one.planned_on))
        return words.say("room_home.state_open", day=words.day(one.opened_on))
    if one.source is Source.PAPER:
        return words.say("room_home.state_paper")
    if one.planned_on is not None:
        return words.say("room_home.state_planned", day=words.day(one.planned_on))
    return words.say("room_home.state_ready", day=words.day(one.created_on))


def _outcome(one: OutcomeFacts, words: Wording) -> OutcomeLine:
    values, details = one.values, []
    if values.none_because is not None:
        details.append(words.say(f"room_outcome.none_{values.none_because}"))
    if values.by_role:
        due = words.day(values.due_on) if values.due_on else ""
        details.append(words.say("room_outcome.trial_by", role=values.by_role, day=due))
    if values.when_to_ask:
        details.append(words.say("room_outcome.ask", when=values.when_to_ask))
    if values.look_again_on is not None:
        details.append(words.say("room_outcome.again", day=words.day(values.look_again_on)))
    if values.reasons:
        named = words.series([words.say(f"room_outcome.reason_{reason}") for reason in values.reasons])
        details.append(words.say("room_outcome.because", reasons=named))
    four = (
        tuple(
            (words.say(f"room_outcome.consideration_{name}"), text or words.say("room_outcome.empty"))
            for name, text in zip(Consideration, values.considerations, strict=True)
        )
        if any(values.considerations)
        else ()
    )
    held = words.say(f"room_outcome.held_{one.held}")
    if one.line:
        held = words.say("room_outcome.held_line", held=held, line=one.line)
    shown = "" if values.kind is OutcomeKind.NONE else held
    return OutcomeLine(
        one.id,
        one.session,
        words.say(f"room_outcome.kind_{values.kind}"),
        values.text,
        tuple(details),
        four,
        shown,
        one.held == "open",
    )
