"""Writing a note: screened, sealed, kept. Nothing is recorded in the access log: nobody but the owner is told."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from fagspejl.workspace.reflection.errors import NoteGone, NoteTooLong
from fagspejl.workspace.reflection.keys import first_key_of, key_of
from fagspejl.workspace.reflection.models import Note, NoteOwner
from fagspejl.workspace.reflection.sealing import opened, sealed
from fagspejl.workspace.reflection.types import FIELD_SIGNS, FIELDS, NoteFacts
from fagspejl.workspace.sessions.services.planning import today_here
from fagspejl.workspace.sessions.services.texts import checked_text


def keep_note(account: UUID, note: NoteFacts, *, asked: bool = False) -> None:
    """Keep a new note, or one that was changed. `asked`: the writer was asked about names, and keeps them.

    Raises TextRefused, TextAsks, NoteTooLong, NoteGone, NotesKeyMissing, NotesKeyWrong.
    """
    note = _screened(note, asked=asked)
    with transaction.atomic():
        owners = (
            NoteOwner.objects.select_for_update()
        )  # whoever deletes all meanwhile waits, and deletes this too
        owner, new = owners.get_or_create(account=account, defaults={"changed_on": today_here()})
        known = None if new else owner.notes.values_list("id", "sealed").first()
        key = first_key_of(account) if known is None else key_of(account)
        if known is not None:  # sealed with another key than the rest, it would close all of them
            opened(key, owner.id, known[0], bytes(known[1]))
        owner.changed_on = today_here()
        owner.save(update_fields=["changed_on"])
        if Note.objects.filter(id=note.id).exclude(owner=owner).exists():
            raise NoteGone
        Note.objects.update_or_create(
            id=note.id, owner=owner, defaults={"sealed": sealed(key, owner.id, note)}
        )


def delete_note(account: UUID, note_id: UUID) -> None:
    """Delete one note of an account. Raises NoteGone."""
    deleted, _ = Note.objects.filter(owner__account=account, id=note_id).delete()
    if not deleted:
        raise NoteGone


def _screened(note: NoteFacts, *, asked: bool) -> NoteFacts:
    names = FIELDS[note.kind]
    if any(len(text.strip()) > FIELD_SIGNS for text in (*note.texts, note.about, note.afterwards)):
        raise NoteTooLong
    texts = tuple(checked_text(name, text, asked=asked) for name, text in zip(names, note.texts, strict=True))
    about = checked_text("about", note.about, asked=asked)
    afterwards = checked_text("afterwards", note.afterwards, asked=asked)
    return note.changed(texts=texts, about=about, afterwards=afterwards)
