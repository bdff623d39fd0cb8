"""Deleting a Release whose time is over: all of it. A unit with one leader says in its totals what her report said."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from fagspejl.disclosure.document.parts import LEADER
from fagspejl.disclosure.models import ReleasePart, StoredRelease, Withdrawal
from fagspejl.evaluation.services.retention import forget_leaders


def count_reports(round_id: UUID) -> int:
    """Return how many leaders' reports are kept of a round."""
    return ReleasePart.objects.filter(release__round_id=round_id, kind=LEADER).count()


def delete_release(round_id: UUID, *, on: date) -> int:
    """Delete everything that was released of a round; returns how many leaders' reports.

    The round is told first: the database refuses to delete what belongs to any other.
    """
    with transaction.atomic():
        reports = count_reports(round_id)
        forget_leaders(round_id, on=on)
        Withdrawal.objects.filter(part__release__round_id=round_id).delete()
        ReleasePart.objects.filter(release__round_id=round_id).delete()
        StoredRelease.objects.filter(round_id=round_id).delete()
    return reports
