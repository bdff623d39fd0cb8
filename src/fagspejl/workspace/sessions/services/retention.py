"""How long the workspace keeps what sessions left: pictures, outcomes, and what these offered to other tools.

The rules stand in docs/reference/retention.md. People's rows go at the close (closing.py), long before any night.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from functools import partial
from typing import Final
from uuid import UUID

from django.db.models import Count, Q
from django.db.models.functions import Coalesce

from fagspejl.lib.clock import ZONE
from fagspejl.lib.retention import Due, Retention, Rule
from fagspejl.workspace.sessions.models import Session, SessionUnit, StartingPoint

MONTHS: Final = 36
SESSIONS: Final = Rule("workspace", months=MONTHS)
POINTS: Final = Rule("starting_points", months=MONTHS)
TABLES: Final = (
    "workspace_accepted_difference",
    "workspace_trial",
    "workspace_outcome",
    "workspace_picture",
    "workspace_session_unit",
    "workspace_session",
)
_OVER: Final = Q(closed_on__isnull=False) | Q(
    opened_on=None
)  # an open one is closed first (close_stale_sessions)


def retention(now: datetime) -> tuple[Retention, ...]:
    """Offer to delete closed sessions and starting points whose time is over."""
    today = now.astimezone(ZONE).date()
    return (
        Retention(SESSIONS, partial(_sessions_due, today), partial(_forget_sessions, today), TABLES),
        Retention(
            POINTS, partial(_points_due, today), partial(_forget_points, today), ("workspace_starting_point",)
        ),
    )


def _sessions_due(today: date) -> Due:
    days = Session.objects.filter(_OVER).annotate(since=Coalesce("closed_on", "created_on"))
    return SESSIONS.due(days.values_list("since").annotate(Count("id")), today)


def _forget_sessions(today: date) -> int:
    over = Session.objects.filter(_OVER).annotate(since=Coalesce("closed_on", "created_on"))
    ids = list(over.filter(since__lte=SESSIONS.latest(today)).values_list("id", flat=True))
    Session.objects.filter(id__in=ids).delete()
    return len(ids)


def forget_sessions_of(units: Collection[UUID]) -> int:
    """Delete every session that these held, open or closed, with all that was answered; return how many.

    For a tool whose sessions go before the time of this file. The caller has the tables of `TABLES` overwritten.
    """
    ids = list(SessionUnit.objects.filter(unit__in=units).values_list("session", flat=True))
    Session.objects.filter(id__in=ids).delete()
    return len(ids)


def _points_due(today: date) -> Due:
    return POINTS.due(StartingPoint.objects.values_list("made_on").annotate(Count("id")), today)


def _forget_points(today: date) -> int:
    return StartingPoint.objects.filter(made_on__lte=POINTS.latest(today)).delete()[0]
