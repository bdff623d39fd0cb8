"""Levels and shifts of a unit that became part of another go along, where the other has none of its own."""

from __future__ import annotations

from uuid import UUID

from fagspejl.workspace.load.models import LoadDefinition, LoadLink, ShiftLog
from fagspejl.workspace.load.services.defining import give_link


def carry_load(old: UUID, new: UUID) -> int:
    """Give the versions and shifts of one unit to another, and return how many shifts. In the caller's transaction.

    A unit that has levels keeps its own: two definitions cannot both hold, and old shifts speak by their own version.
    """
    if LoadDefinition.objects.filter(unit=new).exists():
        return 0
    LoadLink.objects.filter(unit__in=(old, new)).delete()
    if LoadDefinition.objects.filter(unit=old).update(unit=new):
        give_link(new)
    return ShiftLog.objects.filter(unit=old).update(unit=new)
