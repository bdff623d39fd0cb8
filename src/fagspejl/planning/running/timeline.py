"""The time line of a round: what has happened, in sentences, and what is planned, with its day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Final
from uuid import UUID

from fagspejl.audit.selectors import entries_about
from fagspejl.audit.types import Event
from fagspejl.evaluation.selectors import policy_of
from fagspejl.evaluation.selectors.escrow import publication_waits_until
from fagspejl.evaluation.states import Act, can, is_behind
from fagspejl.evaluation.types import RoundFacts, RoundState
from fagspejl.lib.clock import ZONE
from fagspejl.lib.wording import Wording
from fagspejl.mailing.selectors import planned_of
from fagspejl.mailing.types import MailingKind, PlannedState
from fagspejl.operations.services.rounds.silence import fault_of, silent_until
from fagspejl.planning.running.said import LogLine, said
from fagspejl.planning.running.stages import closes_at

# What belongs to the course of a round; single links, letters and settings stand in the log.
_COURSE: Final = (
    Event.ROUND_CREATED,
    Event.LISTS_SENT,
    Event.ROUND_OPENED,
    Event.ROUND_EXTENDED,
    Event.MAILING_QUEUED,
    Event.MAILING_HALTED,
    Event.MAILING_RESUMED,
    Event.LETTERS_MADE,
    Event.ROUND_CANCELLED,
    Event.ROUND_CLOSED,
    Event.ROUND_FAULT_REPORTED,
    Event.KEYS_DESTROYED,
    Event.ESCROW_DESTROYED,
    Event.ROUND_PUBLISHED,
)
_SHOWN: Final = 40


@dataclass(frozen=True, slots=True)
class Planned:
    """Something to come. `moment`: when, as people read it; `missed`: its time has gone and it did not happen."""

    name: str
    at: datetime
    moment: str
    text: str
    missed: bool = False


def asked(round_id: UUID, words: Wording) -> str:
    """Return how many links were made and about how many leaders, as the log kept it at opening; "" before that."""
    opened = entries_about(round_id, events=[Event.ROUND_OPENED], limit=1)
    if not opened or "invitations" not in opened[0].facts:
        return ""
    links, leaders = int(opened[0].facts["invitations"]), int(opened[0].facts["leaders"])
    return words.counted("running.asked", links, leaders=words.counted("running.leaders", leaders))


def happened(round_id: UUID, words: Wording) -> list[LogLine]:
    """Return the course of a round, newest first."""
    return said(entries_about(round_id, events=_COURSE, limit=_SHOWN), words)


def planned(facts: RoundFacts, words: Wording, now: datetime) -> list[Planned]:
    """Return what is to come, by time, and the mails whose time went by without them."""
    steps = [] if is_behind(Act.FREEZE, facts.state) else _mails(facts, now)
    steps += [(at, name, False) for at, name in _end(facts, now)]
    if facts.state == RoundState.CANCELLED:
        steps = []
    return [
        Planned(name, at, words.moment_of_week(at), words.say(f"running_planned.{name}"), missed)
        for at, name, missed in sorted(steps)
    ]


def _mails(facts: RoundFacts, now: datetime) -> list[tuple[datetime, str, bool]]:
    """The mails of the plan that are not queued yet, and whether their time is over."""
    everyone = policy_of(facts.id).access.reminder_mode == "everyone"
    return [
        (
            one.at,
            f"{one.kind}_everyone" if everyone and one.kind == MailingKind.REMIND else str(one.kind),
            one.state == PlannedState.LAPSED,
        )
        for one in planned_of(facts, now)
        if one.state != PlannedState.QUEUED
    ]


def _end(facts: RoundFacts, now: datetime) -> list[tuple[datetime, str]]:
    """The deadline, closing, the destroyed key and publication, where they are to come."""
    found = []
    if not is_behind(Act.FREEZE, facts.state):
        if now < facts.deadline:
            found.append((facts.deadline, "deadline"))
        found.append((closes_at(facts), "close"))
    silent = silent_until(facts.id)
    if can(Act.DESTROY_KEYS, facts.state) and silent is not None and fault_of(facts.id) is None:
        found.append((silent, "keys"))
    if can(Act.PUBLISH, facts.state) and silent is not None:
        until = publication_waits_until(facts.id, today=now.astimezone(ZONE).date())
        waits = [silent] if until is None else [silent, _moment(until, 0)]
        found.append((max(waits), "publish"))
    return found


def _moment(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), ZONE).astimezone(UTC)
