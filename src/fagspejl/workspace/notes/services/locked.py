"""A note held for one change: what was checked of it still holds when the change is written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import transaction

from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.workspace.notes.errors import UpwardChanged, UpwardGone
from fagspejl.workspace.notes.models import UpwardNote
from fagspejl.workspace.notes.rules import NoteAct, moved
from fagspejl.workspace.notes.types import NoteStatus
from fagspejl.workspace.sessions.services.planning import today_here


@contextmanager
def held(note_id: UUID, revision: int, act: NoteAct, *, actor: Actor) -> Iterator[UpwardNote]:
    """Yield a note in a transaction in which nobody else changes it; what is set on it is saved afterwards.

    `revision`: what the page showed. Raises UpwardGone, UpwardChanged, UpwardNotNow.
    """
    with transaction.atomic():
        row = UpwardNote.objects.select_for_update().filter(id=note_id).first()
        if row is None:
            raise UpwardGone
        status = moved(act, NoteStatus(row.status))
        if row.revision != revision:
            raise UpwardChanged
        yield row
        record(actor=actor, event=Event.UPWARD_CHANGED, object=note_id, facts={"act": act.value})
        if status is None:
            row.delete()
            return
        row.status, row.touched_on = status.value, today_here()
        row.revision += 1
        row.save()
