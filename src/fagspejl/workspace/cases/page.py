"""What the pages of sparring tell of cards, their sessions and the rhythm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fagspejl.lib.wording import Wording
from fagspejl.workspace.cases.line import Talked, talked_of
from fagspejl.workspace.cases.rules import asks, days_of, next_day
from fagspejl.workspace.cases.types import CaseFacts, RhythmFacts
from fagspejl.workspace.sessions.selectors.sessions import (
    exit_answers_among,
    outcomes_among,
    sessions_among,
    stored_among,
)
from fagspejl.workspace.sessions.types import SessionFacts


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A card in a list. `asks`: it is time to ask how it went; `closed`: it was talked about."""

    id: UUID
    type: str
    state: str
    asks: bool
    closed: bool


@dataclass(frozen=True, slots=True)
class RhythmTold:
    """A unit's rhythm in words. `days`: each with whether a case was talked about then; `over`: all days are past."""

    text: str
    days: tuple[tuple[str, str], ...]
    next: str
    over: bool


def talked_in(cards: Sequence[CaseFacts]) -> tuple[dict[UUID, SessionFacts], list[Talked]]:
    """Return the sessions of one unit's cards, and the cards that were talked about, the newest first.

    As many questions of the database for one card as for many.
    """
    found = sessions_among([one.session for one in cards if one.session is not None])
    sessions = {one.id: one for one in found}
    closed = [one.id for one in sessions.values() if one.closed_on is not None]
    directions = {one: kept.get("direction", ()) for one, kept in exit_answers_among(closed).items()}
    return sessions, talked_of(cards, sessions, stored_among(closed), outcomes_among(closed), directions)


def case_lines(
    cards: Sequence[CaseFacts], sessions: Mapping[UUID, SessionFacts], today: date, words: Wording
) -> list[CaseLine]:
    """Return cards as lines: those to ask about first, then those that were not talked about yet."""
    found = [_line(one, sessions.get(one.session) if one.session else None, today, words) for one in cards]
    return sorted(found, key=lambda one: (not one.asks, one.closed))


def rhythm_told(rhythm: RhythmFacts, talked: Sequence[Talked], today: date, words: Wording) -> RhythmTold:
    """Return a rhythm in words, and on which of its days a case was talked about."""
    held = {one.session.closed_on for one in talked}
    days = days_of(rhythm)
    coming = next_day(rhythm, today)
    weekday = words.listed("case_words.weekdays")[rhythm.weekday]
    return RhythmTold(
        words.counted("case_rhythm.text", rhythm.weeks, weekday=weekday, meeting=rhythm.meeting),
        tuple((words.day(day), _kept(day, day in held, today, words)) for day in days),
        words.say("case_rhythm.next", day=words.day(coming)) if coming else "",
        coming is None,
    )


def _kept(day: date, held: bool, today: date, words: Wording) -> str:
    if held:
        return words.say("case_rhythm.day_held")
    return words.say("case_rhythm.day_skipped" if day < today else "case_rhythm.day_comes")


def _line(one: CaseFacts, session: SessionFacts | None, today: date, words: Wording) -> CaseLine:
    closed = session is None or session.closed_on is not None
    asked = closed and asks(one, today)
    return CaseLine(one.id, one.values.type, _state(one, session, asked, words), asked, closed)


def _state(one: CaseFacts, session: SessionFacts | None, asked: bool, words: Wording) -> str:
    if session is None:
        return words.say("case_home.state_no_session", day=words.day(one.created_on))
    if session.closed_on is None:
        if session.opened_on is not None:
            return words.say("case_home.state_open")
        if session.planned_on is not None:
            return words.say("case_home.state_planned", day=words.day(session.planned_on))
        return words.say("case_home.state_ready", day=words.day(one.created_on))
    day = words.day(session.closed_on)
    follow = one.minutes.follow_up_on
    if asked:
        return words.say("case_home.state_asks", day=day)
    if one.followed_on is not None:
        return words.say("case_home.state_followed", day=day, followed=words.day(one.followed_on))
    if follow is not None:
        return words.say("case_home.state_later", day=day, follow=words.day(follow))
    return words.say("case_home.state_closed", day=day)
