"""Questions about notes. Frozen values, never querysets; the number of database questions is always the same.

What a note shows of its cards is asked at the moment of reading: a source that was withdrawn an hour ago is gone.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from uuid import UUID

from django.db.models import Count, Q

from fagspejl.organisation.selectors import (
    led_by_superior,
    on_roster,
    superiors,
    units_and_leaders,
    units_led_by,
)
from fagspejl.workspace.notes.models import UpwardNote
from fagspejl.workspace.notes.rows import PARTS, facts
from fagspejl.workspace.notes.rules import holders
from fagspejl.workspace.notes.types import CardFacts, LineAbove, NoteStatus, UpwardFacts
from fagspejl.workspace.sessions.evidence.registry import withdrawn_among

SENT = (NoteStatus.SENT, NoteStatus.ANSWERED, NoteStatus.CLOSED)


def note_of(note_id: UUID) -> UpwardFacts | None:
    """Return a note, wherever it stands."""
    found = UpwardNote.objects.filter(id=note_id).prefetch_related(*PARTS).first()
    return None if found is None else _standing(facts(found))


def notes_of(
    units: Collection[UUID], statuses: Collection[NoteStatus] = tuple(NoteStatus)
) -> list[UpwardFacts]:
    """Return the notes of these units without cards and sentences, the newest first: by the day they were sent.

    Drafts stand by the day they were begun. One question.
    """
    rows = UpwardNote.objects.filter(unit__in=list(units), status__in=list(statuses))
    return _read(rows)


def notes_above(person: UUID | None) -> list[UpwardFacts]:
    """Return the notes that were sent and lie with this person today, as notes_of does."""
    if person is None:
        return []
    below = set(units_led_by(led_by_superior(person)).values())
    rows = UpwardNote.objects.filter(Q(unit__in=below) | Q(addressee=person), status__in=SENT)
    found = _read(rows)
    lines = lines_of({one.unit for one in found})
    here = on_roster([person])
    return [one for one in found if person in holders(one.addressee, lines[one.unit], here)]


def lines_of(units: Collection[UUID]) -> dict[UUID, LineAbove]:
    """Return who stands above each of these units today. Two questions."""
    leaders = units_and_leaders(units)
    above = superiors({one for led in leaders.values() for one in led})
    return {
        unit: LineAbove(
            tuple(dict.fromkeys(one for leader in leaders.get(unit, ()) for one in above.get(leader, ()))),
            leaders.get(unit, ()),
        )
        for unit in units
    }


def holders_of(note: UpwardFacts) -> tuple[UUID, ...]:
    """Return who a note lies with today; empty where nobody can answer."""
    return holders_among([note])[note.id]


def holders_among(notes: Collection[UpwardFacts]) -> dict[UUID, tuple[UUID, ...]]:
    """Return who each of these notes lies with today. Three questions."""
    lines = lines_of({one.unit for one in notes})
    here = on_roster({one.addressee for one in notes if one.addressee is not None})
    return {one.id: holders(one.addressee, lines[one.unit], here) for one in notes}


def points_lifted(units: Collection[UUID]) -> dict[UUID, UUID]:
    """Return the starting points that notes of these units began from, each with its newest note."""
    rows = UpwardNote.objects.filter(unit__in=list(units)).order_by("created_on", "id")
    return {point: made for point, made in rows.values_list("from_point", "id") if point is not None}


def units_with_notes() -> dict[UUID, int]:
    """Return how many notes each unit has, the forgotten units too."""
    return dict(UpwardNote.objects.values_list("unit").annotate(Count("id")).order_by("unit"))


def _read(rows) -> list[UpwardFacts]:  # type: ignore[no-untyped-def]
    found = [facts(row, whole=False) for row in rows]
    return sorted(found, key=lambda one: (one.sent_on or one.created_on, one.id), reverse=True)


def _standing(note: UpwardFacts) -> UpwardFacts:
    """Return the note without the figures of cards whose source was withdrawn."""
    sources: dict[str, set[str]] = {}
    for card in note.cards:
        if not card.gone:
            sources.setdefault(card.kind, set()).add(card.source)
    gone = withdrawn_among(sources)
    return replace(note, cards=tuple(_shown(card, gone) for card in note.cards))


def _shown(card: CardFacts, gone: frozenset[tuple[str, str]]) -> CardFacts:
    if not card.gone and (card.kind, card.source) not in gone:
        return card
    return replace(card, sentence="", series=None, gone=True)
