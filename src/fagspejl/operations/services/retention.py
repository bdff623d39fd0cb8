"""Deleting what need not be kept any more, and the report of it. The rules: docs/reference/retention.md.

Every room offers its own rules (RETENTION). Rows go in one transaction with the line of the log that reports them, so
nothing goes unreported; of files the report is written first, and a killed run reports them once more. When all rules
are through, the pages that held the rows are overwritten, and a last line says so: a run that was killed before it is
gone on with by the next.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any, Final

from django.conf import settings
from django.db import Error, connection, transaction
from django.utils.module_loading import import_string

from fagspejl.answering.services.locks import PAUSES, until_free
from fagspejl.answering.services.storage import may_checkpoint, rewrite_storage
from fagspejl.audit.selectors import entries_about
from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Entry, Event
from fagspejl.lib.clock import ZONE
from fagspejl.lib.errors import FagspejlError
from fagspejl.lib.retention import Retention, Rule

_RETENTION: Final = "retention"  # the object of the line that ends a run
_PATIENCE: Final = "200ms"  # that long others may wait behind us for a table that is to be written anew
_COLUMNS: Final = """
SELECT quote_ident(attname), format_type(atttypid, atttypmod) FROM pg_attribute
WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped
"""


@dataclass(frozen=True, slots=True)
class RuleStands:
    """How one rule stands: how many things are due, the day of the next, and what was deleted last. No names."""

    rule: Rule
    due: int
    next: date | None
    last_at: datetime | None
    last: int | None


def rules(now: datetime) -> list[Retention]:
    """Return every rule, in the order in which they are carried out."""
    return [one for name in settings.RETENTION for one in import_string(name)(now)]


def report(now: datetime) -> tuple[RuleStands, ...]:
    """Return how every rule stands. Reads only. What was deleted is told for as long as the log is kept."""
    return tuple(_stands(one) for one in rules(now))


def is_done(now: datetime) -> bool:
    """Whether this day's run has ended."""
    done = _last(_RETENTION, Event.RETENTION_DONE)
    return done is not None and done.at.astimezone(ZONE).date() == now.astimezone(ZONE).date()


def delete_due(now: datetime, *, actor: Actor) -> dict[str, int]:
    """Carry out every rule and overwrite what was deleted; returns how many things went, by the rule's name.

    One at a time (`night_lock`). A rule that cannot be carried out keeps no other from it: the first error is raised at
    the end. Raises StillRead while somebody reads the old pages; the next run goes on.
    """
    deleted: dict[str, int] = {}
    refused: list[Exception] = []
    offered = rules(now)
    for one in offered:
        try:
            count = _carry_out(one, actor, now)
        except (FagspejlError, Error, OSError) as error:
            refused.append(error)
        else:
            deleted |= {one.rule.name: count} if count else {}
    _overwrite(_not_overwritten(offered))
    facts = {"count": sum(deleted.values()), "refused": len(refused)}
    record(actor=actor, event=Event.RETENTION_DONE, object=_RETENTION, facts=facts, at=now)
    if refused:
        raise refused[0]
    return deleted


def _carry_out(one: Retention, actor: Actor, now: datetime) -> int:
    if one.tables:
        with transaction.atomic():
            count = one.delete()
            _report(one.rule, count, actor, now)
        return count
    _report(one.rule, one.look().count, actor, now)
    return one.delete()


def _report(rule: Rule, count: int, actor: Actor, now: datetime) -> None:
    if count:
        record(actor=actor, event=Event.DATA_DELETED, object=rule.name, facts={"count": count}, at=now)


def _stands(one: Retention) -> RuleStands:
    due, last = one.look(), _last(one.rule.name, Event.DATA_DELETED)
    if last is None:
        return RuleStands(one.rule, due.count, due.next, None, None)
    return RuleStands(one.rule, due.count, due.next, last.at, int(last.facts["count"]))


def _last(name: str, event: Event) -> Entry | None:
    found = entries_about(name, events=[event], limit=1)
    return found[0] if found else None


def _not_overwritten(offered: Iterable[Retention]) -> list[str]:
    """Return the tables of which rows were deleted since the last run that ended: this one's, and a killed one's."""
    done = _last(_RETENTION, Event.RETENTION_DONE)
    after = 0 if done is None else done.number
    return [
        table
        for one in offered
        if (last := _last(one.rule.name, Event.DATA_DELETED)) is not None and last.number > after
        for table in one.tables
    ]


def _overwrite(tables: list[str]) -> None:
    """Write the storage of these tables anew, so that no page, log or statistic holds what was deleted."""
    if not tables or connection.in_atomic_block:
        return
    if connection.vendor != "postgresql":
        rewrite_storage()
        return
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = '{_PATIENCE}'")
        try:
            for table in dict.fromkeys(tables):
                until_free(partial(_rewrite, cursor, table), PAUSES)
        finally:
            cursor.execute("RESET lock_timeout")
        if may_checkpoint(cursor):
            cursor.execute("CHECKPOINT")


def _rewrite(cursor: Any, table: str) -> None:
    cursor.execute(f"VACUUM (FULL, ANALYZE) {table}")
    cursor.execute(f"SELECT EXISTS (SELECT 1 FROM {table})")  # noqa: S608 - names of our own
    if cursor.fetchone()[0]:
        return
    # Of an empty table ANALYZE keeps the old samples, values included; giving a column its own type drops them.
    cursor.execute(_COLUMNS, [table])
    columns = ", ".join(f"ALTER COLUMN {name} TYPE {kind}" for name, kind in cursor.fetchall())
    cursor.execute(f"ALTER TABLE {table} {columns}")
