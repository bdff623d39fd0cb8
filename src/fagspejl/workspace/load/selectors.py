"""Questions about levels and shifts. Frozen values, never querysets; the number of questions is always the same."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from fagspejl.workspace.load.keys import shift_hash_of, shift_key_of
from fagspejl.workspace.load.models import LoadDefinition, LoadLink, ShiftLog
from fagspejl.workspace.load.rules import in_force
from fagspejl.workspace.load.types import (
    Cause,
    DefinitionFacts,
    DefinitionValues,
    Placement,
    ShiftFacts,
    ShiftValues,
    TaskValues,
)
from fagspejl.workspace.sessions.levels.types import DeclaredLevel, LoadLevel


def versions_of(unit: UUID) -> tuple[DefinitionFacts, ...]:
    """Return the versions of a unit's levels, in order."""
    return versions_in([unit])[unit]


def versions_in(units: Collection[UUID]) -> dict[UUID, tuple[DefinitionFacts, ...]]:
    """Return the versions of these units, in order. Two questions."""
    found: dict[UUID, list[DefinitionFacts]] = {unit: [] for unit in units}
    rows = LoadDefinition.objects.filter(unit__in=list(units)).order_by("number").prefetch_related("tasks")
    for row in rows:
        found[row.unit].append(facts(row))
    return {unit: tuple(versions) for unit, versions in found.items()}


def shifts_of(unit: UUID, first: date, last: date) -> tuple[ShiftFacts, ...]:
    """Return the shifts that were written of these days, by day; those of a day by name."""
    rows = ShiftLog.objects.filter(unit=unit, day__gte=first, day__lte=last).order_by("day", "shift")
    return tuple(map(shift_facts, rows))


def shift_of(unit: UUID, day: date, shift: str) -> ShiftFacts | None:
    """Return a shift as it stands; None where nobody has written it."""
    row = ShiftLog.objects.filter(unit=unit, day=day, shift=shift).first()
    return None if row is None else shift_facts(row)


def levels_on(unit: UUID, day: date) -> tuple[DeclaredLevel, ...]:
    """Return the levels of a day's shifts, in the unit's order. Two questions where there are any."""
    written = {one.shift: one.values.level for one in shifts_of(unit, day, day)}
    if not written:
        return ()
    holds = in_force(versions_of(unit), day)
    names = () if holds is None else holds.values.shifts
    return tuple(DeclaredLevel(name, written[name]) for name in names if name in written)


def unit_behind(key: str) -> UUID | None:
    """Return the unit whose shifts are written at this key; None for every key that opens nothing."""
    rows = LoadLink.objects.filter(key_hash=shift_hash_of(key))
    return rows.values_list("unit", flat=True).first()


def shift_path(unit: UUID) -> str | None:
    """Return where a unit's shifts are written; None where it has no levels, or the site another secret."""
    row = LoadLink.objects.filter(unit=unit).first()
    if row is None:
        return None
    key = shift_key_of(unit, row.turn)
    return f"/vagt/{key}/" if bytes(row.key_hash) == shift_hash_of(key) else None


def facts(row: LoadDefinition) -> DefinitionFacts:
    """Return a version as a value."""
    tasks = tuple(
        TaskValues(
            one.task,
            Placement(one.yellow),
            Placement(one.red),
            one.harm_if_waits,
            one.never_yields,
            one.number,
        )
        for one in sorted(row.tasks.all(), key=lambda one: one.number)
    )
    values = DefinitionValues(
        signs_green=row.signs_green,
        signs_yellow=row.signs_yellow,
        signs_red=row.signs_red,
        who_declares=row.who_declares,
        shifts=tuple(row.shifts),
        tasks=tasks,
        because=row.because,
    )
    return DefinitionFacts(row.unit, row.number, row.language, row.created_on, row.starts_on, values)


def shift_facts(row: ShiftLog) -> ShiftFacts:
    """Return a shift as a value."""
    values = ShiftValues(LoadLevel(row.level), tuple(row.yielded), Cause(row.cause) if row.cause else None)
    return ShiftFacts(row.day, row.shift, row.version, values, row.corrected, row.revision)
