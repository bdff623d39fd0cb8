"""Rows of the outbox change hands: claimed under a lease, marked, put back, done. No time of sending is kept."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q

from fagspejl.evaluation.selectors.statement import first_row, rows_changed
from fagspejl.mailing.models import Mailing, Outbox
from fagspejl.mailing.types import OutboxState

LEASE = timedelta(minutes=10)
_MARK: Final = "UPDATE outbox SET state = %s, lease = NULL WHERE id = %s AND state = %s AND lease = %s"


@dataclass(frozen=True, slots=True)
class Claim:
    """Rows that are ours until `lease`: row id and person id of each."""

    lease: datetime
    rows: tuple[tuple[UUID, UUID], ...]


@dataclass(frozen=True, slots=True)
class OutboxCount:
    """How many rows of a mailing wait, are waiting for another try, are in somebody's hands, were handled."""

    waiting: int
    later: int
    claimed: int
    handled: int

    @property
    def total(self) -> int:
        """All rows."""
        return self.waiting + self.later + self.claimed + self.handled


def outbox_count(mailing_id: UUID, now: datetime) -> OutboxCount:
    """Count the rows of a mailing. A claim that ran out waits."""
    rows = Outbox.objects.filter(mailing_id=mailing_id)
    later = rows.filter(state=OutboxState.QUEUED, lease__gt=now).count()
    claimed = rows.filter(state=OutboxState.CLAIMED, lease__gt=now).count()
    handled = rows.filter(state__in=(OutboxState.SENT, OutboxState.DONE)).count()
    return OutboxCount(rows.count() - later - claimed - handled, later, claimed, handled)


def claim(mailing_id: UUID, size: int, *, now: datetime) -> Claim:
    """Take up to `size` rows that nobody holds, for ten minutes."""
    lease = now + LEASE
    free = Q(state=OutboxState.QUEUED, lease=None) | Q(lease__lte=now)
    waiting = Outbox.objects.filter(free, mailing_id=mailing_id)
    waiting = waiting.filter(state__in=(OutboxState.QUEUED, OutboxState.CLAIMED)).order_by("id")
    if connection.vendor == "postgresql":
        waiting = waiting.select_for_update(skip_locked=True)
    with transaction.atomic():
        rows = tuple(waiting.values_list("id", "person_id")[:size])
        ids = [row for row, _ in rows]
        Outbox.objects.filter(id__in=ids).update(state=OutboxState.CLAIMED, lease=lease)
    return Claim(lease, rows)


def mark(row: UUID, lease: datetime) -> None:
    """A row was dealt with, whether a mail went or not. Nothing happens to a row that is no longer ours.

    It is committed before the next mail goes, so a process that is killed repeats one mail at most. It does not wait
    for the disk, as claims do: only a machine that loses its power may repeat the last few, and none is lost.
    """
    values = (OutboxState.SENT, _key(row), OutboxState.CLAIMED, _moment(lease))
    with _without_waiting_for_the_disk():
        rows_changed(_MARK, values)


def why_halted(mailing_id: UUID) -> str:
    """Return why a mailing was stopped; "" while it goes on. Asked before every mail."""
    row = first_row("SELECT halted FROM mailing WHERE id = %s", (_key(mailing_id),))
    return str(row[0]) if row is not None else ""


def put_back(rows: Collection[UUID], lease: datetime) -> None:
    """Give rows back that were not dealt with."""
    _ours(rows, lease).update(state=OutboxState.QUEUED, lease=None)


def try_later(row: UUID, lease: datetime, at: datetime) -> None:
    """The server did not take it for now: wait, then try again."""
    _ours([row], lease).update(state=OutboxState.QUEUED, lease=at)


def finish(mailing_id: UUID, *, whatever: bool = False) -> bool:
    """Once no row waits, one UPDATE makes all of them alike. Returns whether the mailing is finished.

    `whatever`: also what waits is given up, because the round is over.
    """
    with transaction.atomic():
        mailing = Mailing.objects.select_for_update().get(id=mailing_id)
        rows = Outbox.objects.filter(mailing_id=mailing_id)
        left = rows.filter(state__in=(OutboxState.QUEUED, OutboxState.CLAIMED))
        if not whatever and left.exists():
            return False
        rows.update(state=OutboxState.DONE, lease=None)
        mailing.finished = True
        mailing.save(update_fields=["finished"])
    return True


@contextmanager
def _without_waiting_for_the_disk() -> Iterator[None]:
    """Let one commit come to the disk with a later one. Inside a transaction of somebody else's it changes nothing."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic():
            rows_changed("SET LOCAL synchronous_commit = off", ())
            yield
    else:
        rows_changed("PRAGMA synchronous = NORMAL", ())
        try:
            yield
        finally:
            rows_changed("PRAGMA synchronous = FULL", ())


def _key(row: UUID) -> object:
    """An id as the database keeps it."""
    return Outbox._meta.pk.get_db_prep_value(row, connection)


def _moment(when: datetime) -> object:
    return connection.ops.adapt_datetimefield_value(when)


def _ours(rows: Collection[UUID], lease: datetime):  # type: ignore[no-untyped-def]
    return Outbox.objects.filter(id__in=list(rows), state=OutboxState.CLAIMED, lease=lease)
