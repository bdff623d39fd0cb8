"""How long themes are kept, and where they go when a unit becomes part of another."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from typing import Final
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce

from fagspejl.lib.clock import ZONE
from fagspejl.lib.retention import Due, Retention, Rule
from fagspejl.organisation.selectors import units_named
from fagspejl.workspace.home.models import Focus
from fagspejl.workspace.sessions.services.planning import today_here

THEMES: Final = Rule("themes", months=36)


def carry_themes(old: UUID, new: UUID) -> int:
    """Give the themes of one unit to another, and return how many. In the caller's transaction.

    Where both work with one, that of the old unit is closed: a unit works with one theme.
    """
    if Focus.objects.filter(unit=new, closed_on=None).exists():
        Focus.objects.filter(unit=old, closed_on=None).update(closed_on=today_here())
    return Focus.objects.filter(unit=old).update(unit=new)


def retention(now: datetime) -> tuple[Retention, ...]:
    """Offer to delete the themes whose time is over."""
    today = now.astimezone(ZONE).date()
    return (Retention(THEMES, partial(_due, today), partial(_forget, today), ("workspace_focus",)),)


def _over() -> QuerySet[Focus]:
    """Return the closed ones, and those whose unit is not there any more."""
    units = set(Focus.objects.filter(closed_on=None).values_list("unit", flat=True))
    gone = units - set(units_named(units))
    return Focus.objects.filter(Q(closed_on__isnull=False) | Q(unit__in=gone))


def _due(today: date) -> Due:
    rows = _over().annotate(since=Coalesce("closed_on", "chosen_on")).order_by()
    return THEMES.due(rows.values_list("since").annotate(Count("id")), today)


def _forget(today: date) -> int:
    rows = _over().annotate(since=Coalesce("closed_on", "chosen_on"))
    ids = list(rows.filter(since__lte=THEMES.latest(today)).values_list("id", flat=True))
    return Focus.objects.filter(id__in=ids).delete()[0]
