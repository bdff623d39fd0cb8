"""A mail about a note, put in the outbox once for each person and occasion."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from fagspejl.mailing.services.personal import queue_personal
from fagspejl.mailing.types import PersonalKind
from fagspejl.workspace.notes.models import NoteMailed, UpwardNote


def tell(
    row: UpwardNote,
    person: UUID,
    kind: PersonalKind,
    *,
    part: str = "",
    on: date | None = None,
    now: datetime,
) -> bool:
    """Put a mail about a note in the outbox, once ever; returns whether it is new and has somebody to go to."""
    about = about_of(row.id, part)
    _, new = NoteMailed.objects.get_or_create(note=row, person_id=person, kind=kind.value, about=about)
    return new and queue_personal(
        person, kind, about=about, path=f"/arbejdsrum/notater/{row.id}/", on=on, now=now
    )


def about_of(note: UUID, part: str = "") -> str:
    """Return by what the outbox knows the occasion; `part` tells occasions of one kind apart."""
    return f"{note.hex}:{part[:30]}"
