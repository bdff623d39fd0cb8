"""Pictures of quality of a unit that became part of another go along; its cards do where the other has none."""

from __future__ import annotations

from uuid import UUID

from fagspejl.workspace.quality.models import Picture, Statement, UnitCard


def carry_quality(old: UUID, new: UUID) -> int:
    """Give the pictures of one unit to another, and return how many. In the caller's transaction."""
    Statement.objects.filter(unit=old).update(unit=new)
    taken = set(UnitCard.objects.filter(unit=new).values_list("language", "code"))
    for card in UnitCard.objects.filter(unit=old):
        if (card.language, card.code) not in taken:
            UnitCard.objects.filter(id=card.id).update(unit=new)
    return Picture.objects.filter(unit=old).update(unit=new)
