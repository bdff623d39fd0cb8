"""What has happened in a unit, as its tools keep it: days and words alone, no figure of any answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final
from uuid import UUID

from fagspejl.workspace.agreements.selectors import agreements_of
from fagspejl.workspace.agreements.types import AgreementFacts, AgreementStatus, EventKind
from fagspejl.workspace.home.theme.selectors import themes_of
from fagspejl.workspace.home.theme.types import Occurrence, OccurrenceKind, ThemeFacts
from fagspejl.workspace.notes.selectors import SENT, notes_of
from fagspejl.workspace.notes.types import UpwardFacts
from fagspejl.workspace.sessions.selectors.sessions import outcomes_of, sessions_of
from fagspejl.workspace.sessions.types import Held, OutcomeFacts, OutcomeKind, SessionFacts, Source

_OF_AGREEMENTS: Final = {
    EventKind.STARTED: OccurrenceKind.AGREEMENT_STARTED,
    EventKind.NEW_VERSION: OccurrenceKind.AGREEMENT_NEW_VERSION,
    EventKind.SUSPENDED: OccurrenceKind.AGREEMENT_SUSPENDED,
    EventKind.RESUMED: OccurrenceKind.AGREEMENT_RESUMED,
    EventKind.REPLACED: OccurrenceKind.AGREEMENT_REPLACED,
    EventKind.ENDED: OccurrenceKind.AGREEMENT_ENDED,
}
_LOOKED: Final = {
    Held.HELD: OccurrenceKind.LOOKED_HELD,
    Held.CHANGED: OccurrenceKind.LOOKED_CHANGED,
    Held.DROPPED: OccurrenceKind.LOOKED_DROPPED,
}
_ORDER: Final = {kind: place for place, kind in enumerate(OccurrenceKind)}


def happened_in(unit: UUID, since: date | None, until: date) -> tuple[Occurrence, ...]:
    """Return what happened in a unit from one day to another, both included, the earliest first.

    `since` None: from the beginning. The number of database questions is always the same.
    """
    outcomes = outcomes_of([unit])
    found = (
        *_themes(themes_of(unit)),
        *_sessions(sessions_of([unit]), outcomes),
        *_looked_back(outcomes),
        *_agreements(agreements_of([unit])),
        *_notes(notes_of([unit], SENT)),
    )
    within = (one for one in found if (since is None or one.on >= since) and one.on <= until)
    return tuple(sorted(within, key=lambda one: (one.on, _ORDER[one.kind], one.text)))


def _themes(themes: tuple[ThemeFacts, ...]) -> Iterator[Occurrence]:
    for one in themes:
        yield Occurrence(one.chosen_on, OccurrenceKind.THEME_CHOSEN, one.theme)
        if one.closed_on is not None:
            yield Occurrence(one.closed_on, OccurrenceKind.THEME_CLOSED, one.theme)


def _sessions(sessions: list[SessionFacts], outcomes: list[OutcomeFacts]) -> Iterator[Occurrence]:
    """Return the closed ones, each with the kinds of what it ended with; what goes upwards is told by its note."""
    ends: dict[UUID, list[str]] = {}
    for outcome in outcomes:
        if outcome.values.kind is not OutcomeKind.ESCALATION:
            ends.setdefault(outcome.session, []).append(outcome.values.kind)
    for one in sessions:
        if one.closed_on is not None and one.source is not Source.PRACTICE:
            kinds = tuple(dict.fromkeys(ends.get(one.id, ())))
            yield Occurrence(
                one.closed_on, OccurrenceKind.SESSION, one.title, kinds, ("workspace-session", one.id)
            )


def _looked_back(outcomes: list[OutcomeFacts]) -> Iterator[Occurrence]:
    """Return what the unit looked back on; what goes upwards is told by its note."""
    for one in outcomes:
        upwards = one.values.kind is OutcomeKind.ESCALATION
        if one.looked_on is not None and one.held in _LOOKED and not upwards:
            where = ("workspace-session", one.session)
            yield Occurrence(one.looked_on, _LOOKED[one.held], one.values.text, where=where)


def _agreements(agreements: tuple[AgreementFacts, ...]) -> Iterator[Occurrence]:
    for one in agreements:
        if one.status is AgreementStatus.DRAFT:
            continue
        for event in one.events:
            if event.kind in _OF_AGREEMENTS:
                yield Occurrence(event.on, _OF_AGREEMENTS[event.kind], one.title, where=("agreement", one.id))


def _notes(notes: list[UpwardFacts]) -> Iterator[Occurrence]:
    """Return the notes that were sent; a draft is its writer's."""
    for one in notes:
        if one.sent_on is not None:
            yield Occurrence(one.sent_on, OccurrenceKind.NOTE_SENT, one.about, where=("note", one.id))
        if one.answer is not None:
            yield Occurrence(one.answer.on, OccurrenceKind.NOTE_ANSWERED, one.about, where=("note", one.id))
