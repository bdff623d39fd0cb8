"""Forgetting rows of people who left, and all of a unit that is not there any more."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from fagspejl.lib.retention import Due, Retention, Rule
from fagspejl.organisation.selectors import staff_of, units_named
from fagspejl.workspace.competence.models import (
    CompetenceRow,
    CompetenceUnit,
    KnowledgeSource,
    LearningItem,
)
from fagspejl.workspace.competence.services.rows import forget_who_left, overwrite

ROWS: Final = Rule("competence_rows")
UNITS: Final = Rule("competence_units")


def retention(now: datetime) -> tuple[Retention, ...]:
    """Offer to delete the rows of those who left their unit, and what units had that are gone."""
    return (
        Retention(ROWS, lambda: Due(_left()), _forget_rows, ("workspace_competence_row",)),
        Retention(
            UNITS,
            lambda: Due(len(_gone())),
            _forget_units,
            (
                "workspace_competence_task",
                "workspace_competence_unit",
                "workspace_learning_item",
                "workspace_knowledge_source",
            ),
        ),
    )


def _units() -> set[UUID]:
    return set(CompetenceRow.objects.order_by().values_list("unit", flat=True).distinct())


def _left() -> int:
    here = {unit: set(staff_of(unit)) for unit in _units()}
    rows = CompetenceRow.objects.values_list("unit", "person")
    return sum(person not in here[unit] for unit, person in rows)


def _forget_rows() -> int:
    gone = sum(map(forget_who_left, _units()))
    overwrite()
    return gone


def _gone() -> set[UUID]:
    kept = set(CompetenceUnit.objects.values_list("unit", flat=True))
    for model in (LearningItem, KnowledgeSource):
        kept |= set(model.objects.order_by().values_list("unit", flat=True).distinct())
    return kept - set(units_named(kept))


def _forget_units() -> int:
    gone = _gone()
    for model in (CompetenceRow, LearningItem, KnowledgeSource):
        model.objects.filter(unit__in=gone).delete()
    CompetenceUnit.objects.filter(unit__in=gone).delete()
    return len(gone)
