"""Notes as their owner reads them. Whoever asks passes the account that is logged in, and no other."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from fagspejl.workspace.reflection.keys import key_of
from fagspejl.workspace.reflection.models import Note, NoteOwner
from fagspejl.workspace.reflection.sealing import opened
from fagspejl.workspace.reflection.types import KEPT, NoteFacts, NoteKind, Reading


def notes_of(account: UUID) -> tuple[NoteFacts, ...]:
    """Return all notes of an account, the oldest first. Raises NotesKeyMissing, NotesKeyWrong."""
    rows = list(Note.objects.filter(owner__account=account).values_list("id", "owner_id", "sealed"))
    if not rows:
        return ()
    key = key_of(account)
    found = [opened(key, owner, note, bytes(blob)) for note, owner, blob in rows]
    return tuple(sorted(found, key=lambda one: (one.written_on, one.id)))


def note_of(account: UUID, note_id: UUID) -> NoteFacts | None:
    """Return one note of an account, or None where it has none of that id. Raises NotesKeyMissing, NotesKeyWrong."""
    row = Note.objects.filter(owner__account=account, id=note_id).values_list("owner_id", "sealed").first()
    return None if row is None else opened(key_of(account), row[0], note_id, bytes(row[1]))


def reading_note(account: UUID, part: UUID) -> NoteFacts | None:
    """Return the note of a report's reading, or None. Raises NotesKeyMissing, NotesKeyWrong."""
    return next((one for one in notes_of(account) if one.kind is NoteKind.READING and one.part == part), None)


def reading_of(account: UUID, part: UUID) -> Reading | None:
    """Return what an account wrote when it read a report, or None. Raises NotesKeyMissing, NotesKeyWrong."""
    found = reading_note(account, part)
    if found is None:
        return None
    surprised, relevant, understand = found.texts
    return Reading(surprised, relevant, understand, found.ticks)


def reading_done(account: UUID, part: UUID) -> bool:
    """Whether an account has been through the questions to a report, whatever it wrote.

    Raises NotesKeyMissing, NotesKeyWrong.
    """
    return reading_note(account, part) is not None


def has_notes(account: UUID) -> bool:
    """Return whether an account keeps notes; opens none."""
    return Note.objects.filter(owner__account=account).exists()


def gone_on(account: UUID) -> date | None:
    """Return the day on which an account's notes are deleted, or None where it has none; opens none."""
    found = NoteOwner.objects.filter(account=account, notes__isnull=False)
    changed_on = found.values_list("changed_on", flat=True).first()
    return None if changed_on is None else KEPT.gone_on(changed_on)
