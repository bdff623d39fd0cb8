"""Questions about themes. Frozen values, never querysets."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from fagspejl.workspace.home.models import Focus
from fagspejl.workspace.home.theme.types import NextTool, ThemeFacts


def themes_of(unit: UUID) -> tuple[ThemeFacts, ...]:
    """Return the themes of a unit, the open one first, then the latest closed."""
    found = [
        _facts(row) for row in Focus.objects.filter(unit=unit).order_by("-chosen_on", "-closed_on", "id")
    ]
    return tuple(sorted(found, key=lambda one: one.closed_on is not None))


def open_theme(unit: UUID) -> ThemeFacts | None:
    """Return the theme that a unit works with now."""
    return open_themes([unit]).get(unit)


def open_themes(units: Collection[UUID]) -> dict[UUID, ThemeFacts]:
    """Return the theme that each of these units works with now; a unit without one is not there."""
    return {row.unit: _facts(row) for row in Focus.objects.filter(unit__in=list(units), closed_on=None)}


def _facts(row: Focus) -> ThemeFacts:
    return ThemeFacts(
        id=row.id,
        unit=row.unit,
        theme=row.theme,
        item=row.item,
        why=row.why,
        chosen_on=row.chosen_on,
        closed_on=row.closed_on,
        tools=tuple(NextTool(one["sheet"], one["tick"]) for one in row.tools),
    )
