"""Deleting all notes: by the owner, with the account, and in time unless the owner keeps them."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import Count

from fagspejl.accounts.selectors import accounts_there
from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.lib.clock import ZONE
from fagspejl.lib.retention import Due, Retention
from fagspejl.workspace.reflection.keys import destroy_key
from fagspejl.workspace.reflection.models import NoteOwner
from fagspejl.workspace.reflection.types import KEPT
from fagspejl.workspace.sessions.services.planning import today_here


def purge_notes(account: UUID, *, actor: Actor) -> None:
    """Delete all notes of an account and destroy their key: copies of the database open none of them either.

    The key goes first: where something fails afterwards nothing can be read, and purging again deletes the rows.
    """
    destroy_key(account)
    with transaction.atomic():
        NoteOwner.objects.filter(account=account).delete()
        record(actor=actor, event=Event.NOTES_PURGED, object=account)


def keep_longer(account: UUID, *, actor: Actor) -> None:
    """Let the time of keeping begin anew today, as a change of a note does; nothing happens where no notes are."""
    with transaction.atomic():
        if NoteOwner.objects.filter(account=account, notes__isnull=False).update(changed_on=today_here()):
            record(actor=actor, event=Event.NOTES_KEPT, object=account)


def retention(now: datetime) -> tuple[Retention, ...]:
    """Offer to delete notes that nobody has changed for long, and those whose account is gone."""
    today = now.astimezone(ZONE).date()
    tables = ("workspace_note_owner", "workspace_note")
    return (Retention(KEPT, partial(_due, today), partial(_forget, today), tables),)


def _due(today: date) -> Due:
    gone = len(_left_behind())
    due = KEPT.due(NoteOwner.objects.values_list("changed_on").annotate(Count("id")), today)
    return Due(due.count + gone, due.next) if gone else due


def _forget(today: date) -> int:
    over = set(NoteOwner.objects.filter(changed_on__lte=KEPT.latest(today)).values_list("account", flat=True))
    going = over | _left_behind()
    for account in going:
        destroy_key(account)
        NoteOwner.objects.filter(account=account).delete()
    return len(going)


def _left_behind() -> set[UUID]:
    """Accounts with notes that are not there any more."""
    accounts = set(NoteOwner.objects.values_list("account", flat=True))
    return accounts - accounts_there(accounts)
