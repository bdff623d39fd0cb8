"""Questions about competences. Frozen values, never querysets. A row is read for its owner, or where it is opened."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from fagspejl.organisation.selectors import people_by_id, staff_of
from fagspejl.workspace.competence.models import (
    CompetenceRow,
    CompetenceUnit,
    KnowledgeSource,
    LearningItem,
)
from fagspejl.workspace.competence.types import (
    CompetenceFacts,
    CoverageFacts,
    LearningFacts,
    LearningHow,
    LearningValues,
    Mark,
    NeededTask,
    OwnRow,
    RowState,
    SourceFacts,
    TaskCount,
    Veil,
)


def competence_of(unit: UUID) -> CompetenceFacts | None:
    """Return a unit's tasks; None where it has not begun."""
    row = CompetenceUnit.objects.filter(unit=unit).prefetch_related("tasks").first()
    return None if row is None else facts(row)


def begun_in(units: Collection[UUID]) -> set[UUID]:
    """Return those of these units that have begun."""
    return set(CompetenceUnit.objects.filter(unit__in=list(units)).values_list("unit", flat=True))


def coverage_of(unit: UUID) -> CoverageFacts | None:
    """Return what was drawn of the unit's rows; None where nothing may be shown."""
    told = CompetenceUnit.objects.filter(unit=unit).values_list("coverage", flat=True).first()
    if told is None:
        return None
    tasks = tuple(TaskCount(**one) for one in told["tasks"])
    return CoverageFacts(date.fromisoformat(told["drawn_on"]), told["n"], tasks)


def own_row(unit: UUID, person: UUID) -> OwnRow | None:
    """Return a person's own row."""
    row = CompetenceRow.objects.filter(unit=unit, person=person).first()
    return None if row is None else row_facts(row)


def opened_rows(unit: UUID) -> tuple[tuple[str, OwnRow], ...]:
    """Return the rows that their owners opened to the leader, with names, by name."""
    rows = [row_facts(one) for one in CompetenceRow.objects.filter(unit=unit, opened=True)]
    names = _names(unit, {one.person for one in rows})
    return tuple(
        sorted(((names[one.person], one) for one in rows if one.person in names), key=lambda one: one[0])
    )


def may_be_asked(unit: UUID) -> dict[int, tuple[str, ...]]:
    """Return by task who said that colleagues may ask, by name."""
    rows = [row_facts(one) for one in CompetenceRow.objects.filter(unit=unit).exclude(ask=[])]
    names = _names(unit, {one.person for one in rows})
    found: dict[int, list[str]] = {}
    for one in rows:
        for number in one.ask if one.person in names else ():
            found.setdefault(number, []).append(names[one.person])
    return {number: tuple(sorted(who)) for number, who in found.items()}


def learning_of(unit: UUID) -> tuple[LearningFacts, ...]:
    """Return the unit's plan: what is open by its day, then what is done, newest first."""
    found = [
        learning_facts(one) for one in LearningItem.objects.filter(unit=unit).order_by("created_on", "id")
    ]
    still = sorted((one for one in found if not one.done_on), key=lambda one: one.values.by or date.max)
    done = sorted(
        (one for one in found if one.done_on), key=lambda one: one.done_on or date.min, reverse=True
    )
    return (*still, *done)


def sources_of(unit: UUID) -> tuple[SourceFacts, ...]:
    """Return the unit's sources of new knowledge, by name."""
    return tuple(map(source_facts, KnowledgeSource.objects.filter(unit=unit).order_by("source", "id")))


def facts(row: CompetenceUnit) -> CompetenceFacts:
    """Return an overview as a value."""
    tasks = sorted(row.tasks.all(), key=lambda one: one.place)
    values = tuple(NeededTask(one.name, one.need, one.source, one.number) for one in tasks)
    return CompetenceFacts(row.unit, row.language, row.revision, values)


def row_facts(row: CompetenceRow) -> OwnRow:
    """Return a row as a value."""
    marks = {int(number): Mark(mark) for number, mark in row.marks.items()}
    return OwnRow(
        row.id, row.unit, row.person, marks, frozenset(row.ask), row.opened, row.seen_on, row.revision
    )


def row_state(row: CompetenceRow) -> RowState:
    """Return what the leader may know of a row, as a value."""
    return RowState(row.opened, row.fresh, row.read, row.drawn, Veil(row.veil))


def learning_facts(row: LearningItem) -> LearningFacts:
    """Return an item as a value."""
    values = LearningValues(
        what=row.what,
        how=LearningHow(row.how),
        used_where=row.used_where,
        sign=row.sign,
        by=row.by,
        task=row.task,
    )
    return LearningFacts(row.id, values, row.done_on)


def source_facts(row: KnowledgeSource) -> SourceFacts:
    """Return a source as a value."""
    return SourceFacts(row.id, row.source, row.follower_role, row.last_shared, row.created_on)


def _names(unit: UUID, people: set[UUID]) -> dict[UUID, str]:
    """Return the names of those of these people who work in the unit today."""
    here = people & set(staff_of(unit))
    return {key: one.name for key, one in people_by_id(here).items()}
