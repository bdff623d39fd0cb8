"""Who may read, write and answer which note. What is not yours is not there; rights are read anew each time.

Whoever leads the unit has all of its notes, a successor from the first day; a facilitator those that were sent, as the
unit has them; above the unit whoever a sent note lies with today, and nobody of yesterday.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from fagspejl.accounts.errors import NotYours
from fagspejl.accounts.types import Staff
from fagspejl.organisation.selectors import units_named
from fagspejl.workspace.notes.selectors import holders_of, note_of
from fagspejl.workspace.notes.types import NoteStatus, UpwardFacts
from fagspejl.workspace.sessions.permissions import units_of

Role = Literal["leader", "above", "unit"]


@dataclass(frozen=True, slots=True)
class SeenNote:
    """A note, as what one sees it, the unit's name and who it lies with today."""

    note: UpwardFacts
    role: Role
    unit: str
    holders: tuple[UUID, ...]


def check_note(note_id: UUID, staff: Staff) -> SeenNote:
    """Return a note to whoever may read it. Raises NotYours for everybody else."""
    note = note_of(note_id)
    if note is None:
        raise NotYours
    unit = next((one for one in units_of(staff) if one.id == note.unit), None)
    lies_with = holders_of(note)
    if unit is not None and unit.leads:
        return SeenNote(note, "leader", unit.name, lies_with)
    if note.status is NoteStatus.DRAFT:
        raise NotYours
    if staff.person is not None and staff.person in lies_with:
        return SeenNote(note, "above", units_named([note.unit]).get(note.unit, ""), lies_with)
    if unit is not None:
        return SeenNote(note, "unit", unit.name, lies_with)
    raise NotYours


def check_writes(note_id: UUID, staff: Staff) -> SeenNote:
    """Return a note to whoever leads its unit. Raises NotYours."""
    seen = check_note(note_id, staff)
    if seen.role != "leader":
        raise NotYours
    return seen


def check_answers(note_id: UUID, staff: Staff) -> SeenNote:
    """Return a sent note to whoever it lies with today. Raises NotYours."""
    seen = check_note(note_id, staff)
    if seen.role != "above":
        raise NotYours
    return seen
