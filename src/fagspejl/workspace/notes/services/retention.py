"""Forgetting notes: three years after they were closed, answered or sent; drafts that nobody touches after one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import partial
from typing import Final

from django.db.models import Count, QuerySet
from django.db.models.functions import Coalesce

from fagspejl.lib.clock import ZONE
from fagspejl.lib.retention import Due, Retention, Rule
from fagspejl.workspace.notes.models import UpwardNote
from fagspejl.workspace.notes.types import NoteStatus

NOTES: Final = Rule("upward_notes", months=36)
DRAFTS: Final = Rule("upward_drafts", months=12)
_TABLES: Final = (
    "workspace_upward_sentence",
    "workspace_upward_card",
    "workspace_upward_mailed",
    "workspace_upward_note",
)


def retention(now: datetime) -> tuple[Retention, ...]:
    """Offer to delete notes and drafts whose time is over."""
    today = now.astimezone(ZONE).date()
    return (
        Retention(NOTES, lambda: _due(NOTES, _sent(), today), partial(_forget, NOTES, _sent, today), _TABLES),
        Retention(
            DRAFTS, lambda: _due(DRAFTS, _drafts(), today), partial(_forget, DRAFTS, _drafts, today), _TABLES
        ),
    )


def _sent() -> QuerySet[UpwardNote]:
    """Return what was sent; a note that nobody answered is as old as the day it went."""
    return UpwardNote.objects.exclude(status=NoteStatus.DRAFT)


def _drafts() -> QuerySet[UpwardNote]:
    return UpwardNote.objects.filter(status=NoteStatus.DRAFT)


def _due(rule: Rule, which: QuerySet[UpwardNote], today: date) -> Due:
    since: Iterable[tuple[date, int]] = (
        which.annotate(since=Coalesce("closed_on", "answered_on", "sent_on", "touched_on"))
        .order_by()
        .values_list("since")
        .annotate(Count("id"))
    )
    return rule.due(since, today)


def _forget(rule: Rule, which: Callable[[], QuerySet[UpwardNote]], today: date) -> int:
    rows = which().annotate(since=Coalesce("closed_on", "answered_on", "sent_on", "touched_on"))
    ids = list(rows.filter(since__lte=rule.latest(today)).values_list("id", flat=True))
    UpwardNote.objects.filter(id__in=ids).delete()
    return len(ids)
