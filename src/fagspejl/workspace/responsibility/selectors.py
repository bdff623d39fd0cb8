"""Questions about maps of responsibility. Frozen values, never querysets; always the same number of questions."""

from __future__ import annotations

from uuid import UUID

from fagspejl.workspace.responsibility.library import beginning
from fagspejl.workspace.responsibility.models import ResponsibilityMap
from fagspejl.workspace.responsibility.types import MapFacts, Role, RowFacts, RowValues


def map_of(unit: UUID) -> MapFacts | None:
    """Return a unit's map; None where it has neither rows nor roles of its own. Two questions."""
    row = ResponsibilityMap.objects.filter(unit=unit).prefetch_related("rows").first()
    if row is None:
        return None
    rows = tuple(
        RowFacts(
            RowValues(
                one.task,
                one.holder_role,
                one.can_be_asked,
                one.takes_over,
                one.leader_stays_out,
                one.told_how,
            ),
            one.valid_from,
        )
        for one in sorted(row.rows.all(), key=lambda one: one.place)
    )
    roles = tuple(Role(one["name"], one["held"]) for one in row.roles)
    return MapFacts(unit, row.revision, row.language, row.agreed_on, roles, row.roles_changed, rows)


def roles_of(known: MapFacts | None, language: str) -> tuple[Role, ...]:
    """Return a unit's roles: its own, or those that most units have."""
    return known.roles if known is not None and known.roles else beginning(language).roles
