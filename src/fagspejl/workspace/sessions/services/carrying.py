"""Sessions of a unit that became part of another go along, with their pictures, outcomes and starting points."""

from __future__ import annotations

from uuid import UUID

from fagspejl.workspace.sessions.models import SessionUnit, StartingPoint


def carry_sessions(old: UUID, new: UUID) -> int:
    """Give one unit's part in its sessions to another, and return in how many. In the caller's transaction.

    Where both took part, the new unit has it already. Facilitators are not carried: the new unit's leader appoints.
    """
    StartingPoint.objects.filter(unit=old).update(unit=new)
    both = SessionUnit.objects.filter(unit=new).values_list("session", flat=True)
    twice, _ = SessionUnit.objects.filter(unit=old, session__in=list(both)).delete()
    return twice + SessionUnit.objects.filter(unit=old).update(unit=new)


def sessions_in(unit: UUID) -> int:
    """Return in how many sessions a unit took part."""
    return SessionUnit.objects.filter(unit=unit).count()
