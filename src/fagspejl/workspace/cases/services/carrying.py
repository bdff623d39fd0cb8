"""Cards, patterns, ideas, rhythm and rota of a unit that became part of another go along."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from fagspejl.workspace.cases.models import CaseCard, CasePattern, CaseRhythm, PatternIdea, RotaEntry


def carry_cases(old: UUID, new: UUID) -> int:
    """Give one unit's cases to another, and return how many. In the caller's transaction.

    A rhythm and a rota of the new unit stay as they are; those of the old one are dropped then.
    """
    for kind in (CasePattern, PatternIdea):
        kind.objects.filter(unit=old).update(unit=new)
    rounds: tuple[Any, ...] = (CaseRhythm, RotaEntry)
    for one in rounds:
        if one.objects.filter(unit=new).exists():
            one.objects.filter(unit=old).delete()
        else:
            one.objects.filter(unit=old).update(unit=new)
    return CaseCard.objects.filter(unit=old).update(unit=new)
