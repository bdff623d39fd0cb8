"""Forgetting rounds after two years."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from typing import Final

from django.db.models import Count

from fagspejl.lib.clock import ZONE
from fagspejl.lib.retention import Due, Retention, Rule
from fagspejl.workspace.relief.models import ReliefRound

ROUNDS: Final = Rule("relief_rounds", months=24)


def retention(now: datetime) -> tuple[Retention, ...]:
    """Offer to delete rounds whose time is over."""
    today = now.astimezone(ZONE).date()
    return (Retention(ROUNDS, partial(_due, today), partial(_forget, today), ("workspace_relief_round",)),)


def _due(today: date) -> Due:
    return ROUNDS.due(ReliefRound.objects.order_by().values_list("held_on").annotate(Count("id")), today)


def _forget(today: date) -> int:
    return ReliefRound.objects.filter(held_on__lte=ROUNDS.latest(today)).delete()[0]
