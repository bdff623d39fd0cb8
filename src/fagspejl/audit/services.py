"""Writing to the staff access log: one function, and nothing that changes or deletes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import connection, transaction

from fagspejl.audit.chain import BEGINNING, link
from fagspejl.audit.models import AccessEntry
from fagspejl.audit.types import Actor, Event
from fagspejl.lib.clock import utc_now

_LOCK = 0x6661_6773_7065_6A6C  # PostgreSQL's number of the lock under which lines are chained


def record(
    *,
    actor: Actor,
    event: Event,
    object: object = "",  # noqa: A002 - what the column is called
    facts: Mapping[str, str | int | bool | None] | None = None,
    at: datetime | None = None,
) -> None:
    """Write one act of staff at the end of the log. Never a respondent's step.

    `object` is the id of what was touched, `facts` hold no text that people wrote. Writers wait for each other, so
    that each line is chained to the one before it. Raises ValueError for an event that is not on the list.
    """
    under = {"machine_user": actor.machine_user} if actor.machine_user else {}
    line = {
        "at": at or utc_now(),
        "actor": actor.id[:64],
        "actor_name": actor.name[:200],
        "event": Event(event).value,
        "object": str(object)[:64],
        "facts": {**(facts or {}), **under},
    }
    with transaction.atomic():
        _wait_for_other_writers()
        previous = AccessEntry.objects.order_by("-number").values_list("chain", flat=True).first()
        AccessEntry.objects.create(**line, chain=link(previous or BEGINNING, **line))  # type: ignore[arg-type]


def _wait_for_other_writers() -> None:
    """PostgreSQL needs a lock of its own; on SQLite every transaction of ours is the only writer from its start."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
