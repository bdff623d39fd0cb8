"""How long paths are kept: 36 months after the release, as the report itself."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from typing import Final

from django.db.models import Count, QuerySet
from django.db.models.functions import Coalesce

from fagspejl.lib.clock import ZONE
from fagspejl.lib.retention import Due, Retention, Rule
from fagspejl.workspace.paths.constants import MONTHS
from fagspejl.workspace.paths.models import FollowUpPath

PATHS: Final = Rule("paths", months=MONTHS)
_TABLES: Final = ("workspace_path_reminder", "workspace_goal", "workspace_path_step", "workspace_path")


def retention(now: datetime) -> tuple[Retention, ...]:
    """Offer to delete paths whose report is as old; one that was never released, by the day it was begun."""
    today = now.astimezone(ZONE).date()
    return (Retention(PATHS, partial(_due, today), partial(_forget, today), _TABLES),)


def _since() -> QuerySet[FollowUpPath]:
    return FollowUpPath.objects.annotate(since=Coalesce("released_on", "created_on"))


def _due(today: date) -> Due:
    return PATHS.due(_since().values_list("since").annotate(Count("id")), today)


def _forget(today: date) -> int:
    over = list(_since().filter(since__lte=PATHS.latest(today)).values_list("id", flat=True))
    FollowUpPath.objects.filter(id__in=over).delete()
    return len(over)
