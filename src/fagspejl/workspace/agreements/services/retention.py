"""Forgetting agreements: ended ones after three years, drafts that nobody touches after one.

An agreement of a unit that the organisation has forgotten goes three years after somebody last touched it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import partial
from typing import Final

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce

from fagspejl.lib.clock import ZONE
from fagspejl.lib.retention import Due, Retention, Rule
from fagspejl.organisation.selectors import units_named
from fagspejl.workspace.agreements.models import Agreement
from fagspejl.workspace.agreements.types import AgreementStatus

AGREEMENTS: Final = Rule("agreements", months=36)
DRAFTS: Final = Rule("agreement_drafts", months=12)
_TABLES: Final = (
    "workspace_agreement",
    "workspace_agreement_version",
    "workspace_agreement_exception",
    "workspace_agreement_told",
    "workspace_agreement_event",
    "workspace_pulse_count",
    "workspace_obstacle_line",
)


def retention(now: datetime) -> tuple[Retention, ...]:
    """Offer to delete agreements and drafts whose time is over."""
    today = now.astimezone(ZONE).date()
    return (
        Retention(
            AGREEMENTS,
            lambda: _due(AGREEMENTS, _over(), today),
            partial(_forget, AGREEMENTS, _over, today),
            _TABLES,
        ),
        Retention(
            DRAFTS,
            lambda: _due(DRAFTS, _drafts(), today),
            partial(_forget, DRAFTS, _drafts, today),
            _TABLES[:3],
        ),
    )


def _over() -> QuerySet[Agreement]:
    """Return those that have ended, and those whose unit is not there any more; drafts have a rule of their own."""
    holding = Agreement.objects.filter(ended_on=None).exclude(status=AgreementStatus.DRAFT)
    units = set(holding.order_by().values_list("unit", flat=True).distinct())
    gone = units - set(units_named(units))
    begun = Agreement.objects.exclude(status=AgreementStatus.DRAFT)
    return begun.filter(Q(ended_on__isnull=False) | Q(unit__in=gone))


def _drafts() -> QuerySet[Agreement]:
    return Agreement.objects.filter(status=AgreementStatus.DRAFT)


def _due(rule: Rule, which: QuerySet[Agreement], today: date) -> Due:
    since: Iterable[tuple[date, int]] = (
        which.annotate(since=Coalesce("ended_on", "touched_on"))
        .order_by()
        .values_list("since")
        .annotate(Count("id"))
    )
    return rule.due(since, today)


def _forget(rule: Rule, which: Callable[[], QuerySet[Agreement]], today: date) -> int:
    rows = which().annotate(since=Coalesce("ended_on", "touched_on")).filter(since__lte=rule.latest(today))
    ids = list(rows.values_list("id", flat=True))
    Agreement.objects.filter(id__in=ids).delete()
    return len(ids)
