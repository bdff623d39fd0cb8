"""What the worker does about notes once a day: whoever took the place of an addressee is told, an answer is asked for
once, and the figures of what was withdrawn are emptied.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from fagspejl.lib.clock import ZONE
from fagspejl.lib.duty import Duty, Stop, Tell
from fagspejl.mailing.services.personal import withdraw_personal
from fagspejl.mailing.types import PersonalKind
from fagspejl.organisation.selectors import on_roster
from fagspejl.workspace.notes.models import EvidenceCard, NoteMailed, UpwardNote
from fagspejl.workspace.notes.rules import holders
from fagspejl.workspace.notes.selectors import lines_of
from fagspejl.workspace.notes.services.telling import about_of, tell
from fagspejl.workspace.notes.types import LineAbove, NoteStatus
from fagspejl.workspace.sessions.evidence.registry import withdrawn_among

FROM: Final = 7  # o'clock in Denmark
_UP: Final = (PersonalKind.NOTE.value, PersonalKind.NOTE_DUE.value)


def due(now: datetime) -> Duty:
    """Today's look at the notes."""

    def do(tell_: Tell, stop: Stop) -> datetime | None:
        look_at_notes(now, stop)
        return None

    return Duty("notes_duty", do)


def look_at_notes(now: datetime, stop: Stop = lambda: False) -> int:
    """Look once a day at every note; returns how many mails were put in the outbox. May be repeated at any time."""
    here = now.astimezone(ZONE)
    today = here.date()
    if here.hour < FROM:
        return 0
    empty_withdrawn(today)
    waiting = UpwardNote.objects.filter(Q(looked_on=None) | Q(looked_on__lt=today), status=NoteStatus.SENT)
    told = 0
    for note_id in list(waiting.values_list("id", flat=True)):
        if stop():
            break
        with transaction.atomic():
            row = UpwardNote.objects.select_for_update().get(id=note_id)
            looked = row.looked_on is not None and row.looked_on >= today
            if looked or row.status != NoteStatus.SENT:  # another worker was quicker, or it was answered
                continue
            told += _look(row, today, now)
            row.looked_on = today
            row.save(update_fields=["looked_on"])
    return told


def empty_withdrawn(today: date) -> int:
    """Empty the figures of cards whose source was withdrawn; returns how many."""
    rows = EvidenceCard.objects.filter(gone_on=None).order_by().values_list("kind", "source").distinct()
    sources: dict[str, set[str]] = {}
    for kind, source in rows:
        sources.setdefault(kind, set()).add(source)
    emptied = 0
    for kind, source in withdrawn_among(sources):
        cards = EvidenceCard.objects.filter(kind=kind, source=source, gone_on=None)
        emptied += cards.update(sentence="", series=None, gone_on=today)
    return emptied


def _look(row: UpwardNote, today: date, now: datetime) -> int:
    line = lines_of([row.unit])[row.unit]
    addressee = row.addressee_id
    here = on_roster([] if addressee is None else [addressee])
    lies_with = holders(addressee, line, here)
    _withdraw_from_others(row, lies_with)
    told = sum(_told_of_change(row, lies_with, line, now))
    late = row.answer_by is not None and row.answer_by < today
    if late and not row.mailed.filter(kind=PersonalKind.NOTE_DUE).exists():
        for person in lies_with:
            told += tell(row, person, PersonalKind.NOTE_DUE, on=row.answer_by, now=now)
    return told


def _told_of_change(
    row: UpwardNote, lies_with: tuple[UUID, ...], line: LineAbove, now: datetime
) -> Iterable[bool]:
    """Tell whoever took the addressee's place, and the leader that somebody did."""
    for person in lies_with:
        if person == row.addressee_id:
            continue
        yield tell(row, person, PersonalKind.NOTE, on=row.answer_by, now=now)
        for leader in line.leaders:
            yield tell(row, leader, PersonalKind.NOTE_MOVED, part=person.hex, now=now)


def _withdraw_from_others(row: UpwardNote, lies_with: tuple[UUID, ...]) -> None:
    """Let what still waits for somebody with whom the note does not lie any more never go."""
    others = NoteMailed.objects.filter(note=row, kind__in=_UP).exclude(person__in=lies_with)
    for person, kind in others.values_list("person_id", "kind"):
        withdraw_personal(person, PersonalKind(kind), [about_of(row.id)])
