"""Forgetting maps of responsibility with their unit."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from fagspejl.lib.retention import Due, Retention, Rule
from fagspejl.organisation.selectors import units_named
from fagspejl.workspace.responsibility.models import ResponsibilityMap

MAPS: Final = Rule("responsibility_maps")


def retention(now: datetime) -> tuple[Retention, ...]:
    """Offer to delete the maps of units that are not there any more."""
    tables = ("workspace_responsibility_map", "workspace_responsibility_row")
    return (Retention(MAPS, lambda: Due(len(_gone())), _forget, tables),)


def _gone() -> set[UUID]:
    kept = set(ResponsibilityMap.objects.values_list("unit", flat=True))
    return kept - set(units_named(kept))


def _forget() -> int:
    gone = _gone()
    ResponsibilityMap.objects.filter(unit__in=gone).delete()
    return len(gone)
