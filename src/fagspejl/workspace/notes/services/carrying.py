"""Notes of a unit that became part of another go along, sent or not."""

from __future__ import annotations

from uuid import UUID

from fagspejl.workspace.notes.models import UpwardNote


def carry_notes(old: UUID, new: UUID) -> int:
    """Give the notes of one unit to another, and return how many. In the caller's transaction."""
    return UpwardNote.objects.filter(unit=old).update(unit=new)
