"""Undoing the last import: everything it changed is as it was, to the last row."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.organisation.before import named_elsewhere, restore, unpacked
from fagspejl.organisation.errors import ImportNotUndone
from fagspejl.organisation.models import RosterImport
from fagspejl.organisation.selectors import last_import
from fagspejl.organisation.types import ImportFacts


def undo_import(number: ImportFacts, *, actor: Actor, now: datetime) -> None:
    """Bring back what the last import changed. Whether a round has opened since, the caller has asked.

    Raises ImportNotUndone: another import came after it, it was undone, or somebody whom it brought is named elsewhere.
    """
    with transaction.atomic():
        lock_roster()
        last = last_import()
        if last is None or last.id != number.id or not last.can_be_undone:
            raise ImportNotUndone("not_last")
        row = RosterImport.objects.get(id=number.id)
        before = unpacked(bytes(row.before or b""))
        if count := named_elsewhere(before):
            raise ImportNotUndone("named", count)
        restore(before)
        row.before, row.undone_at = None, now
        row.save()
        record(actor=actor, event=Event.ROSTER_UNDONE, object=row.id, facts=row.counts, at=now)


def forget_before(imports: Collection[UUID]) -> int:
    """Drop what would undo these imports; returns of how many."""
    rows = RosterImport.objects.filter(id__in=list(imports)).exclude(before=None)
    return rows.update(before=None)


def lock_roster() -> None:
    """One import at a time. SQLite has one writing transaction anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE person IN SHARE ROW EXCLUSIVE MODE")
