"""When counts of a unit's rows are drawn anew, and when they are taken down. In the caller's transaction."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from fagspejl.workspace.competence.models import CompetenceRow, CompetenceUnit
from fagspejl.workspace.competence.rules import after_drawing, counted, is_exposed, may_draw
from fagspejl.workspace.competence.selectors import facts, row_facts, row_state
from fagspejl.workspace.competence.types import RowState, Veil
from fagspejl.workspace.safeguards.limits import FLOORS
from fagspejl.workspace.sessions.services.planning import today_here

LIMIT = FLOORS["stored"]


def held(unit: UUID) -> CompetenceUnit | None:
    """Return the unit's row, held for the change; whoever changes rows or tasks holds it first."""
    return CompetenceUnit.objects.select_for_update().filter(unit=unit).first()


def draw_if_many(unit: CompetenceUnit) -> None:
    """Draw the counts anew, where so many rows changed that the difference tells of nobody."""
    rows = list(CompetenceRow.objects.filter(unit=unit.unit))
    if not may_draw([row_state(one) for one in rows], gone=unit.gone, limit=LIMIT):
        return
    values = [row_facts(one) for one in rows]
    tasks = [
        {name: getattr(one, name) for name in ("number", "name", "need", "full", "support", "wants")}
        for one in counted(facts(unit), values)
    ]
    unit.coverage = {"drawn_on": today_here().isoformat(), "n": len(rows), "tasks": tasks}
    unit.gone = False
    unit.save(update_fields=["coverage", "gone"])
    for one in rows:
        CompetenceRow.objects.filter(id=one.id).update(**columns(after_drawing(row_state(one))))


def columns(state: RowState) -> dict[str, Any]:
    """Return a row's state as its columns."""
    return {name: getattr(state, name) for name in ("opened", "fresh", "read", "drawn", "veil")}


def take_down(unit: CompetenceUnit) -> None:
    """Show nothing of the counts until they may be drawn anew."""
    unit.coverage = None
    unit.save(update_fields=["coverage"])


def take_down_if_exposed(unit: CompetenceUnit) -> None:
    """Take the counts down where, with the rows that are open, they would tell of the few that are closed."""
    rows = [row_state(one) for one in CompetenceRow.objects.filter(unit=unit.unit)]
    if unit.coverage is not None and is_exposed(rows, limit=LIMIT):
        take_down(unit)


def delete_rows(unit: CompetenceUnit | None, rows: QuerySet[CompetenceRow]) -> int:
    """Delete rows, and take the counts down; returns how many went. The caller overwrites after its transaction."""
    veiled = rows.exclude(veil=Veil.KNOWN).exists()
    gone = rows.delete()[0]
    if unit is not None and gone:
        unit.coverage = None
        unit.gone = unit.gone or veiled
        unit.overwritten = False
        unit.save(update_fields=["coverage", "gone", "overwritten"])
    return gone
