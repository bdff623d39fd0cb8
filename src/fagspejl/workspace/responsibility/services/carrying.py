"""The map of a unit that became part of another goes along, where the other has none of its own."""

from __future__ import annotations

from uuid import UUID

from fagspejl.workspace.responsibility.models import ResponsibilityMap


def carry_responsibility(old: UUID, new: UUID) -> int:
    """Give one unit's map to another, and return how many. In the caller's transaction.

    A unit that has a map keeps its own: two roles of one name need not be the same role.
    """
    if ResponsibilityMap.objects.filter(unit=new).exists():
        return 0
    return ResponsibilityMap.objects.filter(unit=old).update(unit=new, roles_changed=True)
