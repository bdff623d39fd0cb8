"""When counts of a unit's rows are drawn anew, and when they are taken down. In the caller's transaction."""

from __future__ import annotations

from uuid import UUID

from fagspejl.workspace.competence.models import CompetenceRow, CompetenceUnit
from fagspejl.workspace.competence.rules import counted, may_draw
from fagspejl.workspace.competence.selectors import facts, row_facts
from fagspejl.workspace.safeguards.limits import FLOORS
from fagspejl.workspace.sessions.services.planning import today_here

LIMIT = FLOORS["stored"]


def held(unit: UUID) -> CompetenceUnit | None:
    """Return the unit's row, held for the change; whoever changes rows or tasks holds it first."""
    return CompetenceUnit.objects.select_for_update().filter(unit=unit).first()


def draw_if_many(unit: CompetenceUnit) -> None:
    """Draw the counts anew, where so many rows changed that the difference tells of nobody."""
    rows = list(CompetenceRow.objects.filter(unit=unit.unit))
    changed = sum(one.fresh for one in rows) + unit.gone
    values = [row_facts(one) for one in rows]
    if not may_draw(values, changed, limit=LIMIT):
        return
    tasks = [
        {name: getattr(one, name) for name in ("number", "name", "need", "full", "support", "wants")}
        for one in counted(facts(unit), values)
    ]
    unit.coverage = {"drawn_on": today_here().isoformat(), "n": len(rows), "tasks": tasks}
    unit.gone = 0
    unit.save(update_fields=["coverage", "gone"])
    CompetenceRow.objects.filter(unit=unit.unit).update(fresh=False)


def take_down(unit: CompetenceUnit, *, gone: int) -> None:
    """Show nothing of the counts until they may be drawn anew. `gone`: rows that were withdrawn just now."""
    unit.coverage = None
    unit.gone += gone
    unit.overwritten = unit.overwritten and not gone
    unit.save(update_fields=["coverage", "gone", "overwritten"])
