"""Forgetting shifts after two years, and levels with their unit."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from typing import Final
from uuid import UUID

from django.db.models import Count

from fagspejl.lib.clock import ZONE
from fagspejl.lib.retention import Due, Retention, Rule
from fagspejl.organisation.selectors import units_named
from fagspejl.workspace.load.models import LoadDefinition, LoadLink, ShiftLog

SHIFTS: Final = Rule("shift_logs", months=24)
LEVELS: Final = Rule("load_levels")


def retention(now: datetime) -> tuple[Retention, ...]:
    """Offer to delete shifts whose time is over, and the levels of units that are not there any more."""
    today = now.astimezone(ZONE).date()
    return (
        Retention(SHIFTS, partial(_due, today), partial(_forget, today), ("workspace_shift_log",)),
        Retention(
            LEVELS,
            lambda: Due(len(_gone())),
            _forget_levels,
            ("workspace_load_definition", "workspace_load_task", "workspace_load_link"),
        ),
    )


def _due(today: date) -> Due:
    return SHIFTS.due(ShiftLog.objects.order_by().values_list("day").annotate(Count("id")), today)


def _forget(today: date) -> int:
    return ShiftLog.objects.filter(day__lte=SHIFTS.latest(today)).delete()[0]


def _gone() -> set[UUID]:
    kept = {
        *LoadDefinition.objects.order_by().values_list("unit", flat=True).distinct(),
        *LoadLink.objects.values_list("unit", flat=True),
    }
    return kept - set(units_named(kept))


def _forget_levels() -> int:
    gone = _gone()
    LoadDefinition.objects.filter(unit__in=gone).delete()
    LoadLink.objects.filter(unit__in=gone).delete()
    return len(gone)
