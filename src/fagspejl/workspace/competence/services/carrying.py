"""Competences of a unit that became part of another go along, where the other has none of its own."""

from __future__ import annotations

from uuid import UUID

from fagspejl.workspace.competence.models import (
    CompetenceRow,
    CompetenceUnit,
    KnowledgeSource,
    LearningItem,
)


def carry_competence(old: UUID, new: UUID) -> int:
    """Give tasks, rows, plan and sources of one unit to another; returns how many rows. In the caller's transaction.

    What was drawn is taken down: it was of another unit's people. A unit that has begun keeps its own.
    """
    if CompetenceUnit.objects.filter(unit=new).exists():
        return 0
    CompetenceUnit.objects.filter(unit=old).update(unit=new, coverage=None)
    for model in (LearningItem, KnowledgeSource):
        model.objects.filter(unit=old).update(unit=new)
    return CompetenceRow.objects.filter(unit=old).update(unit=new)
