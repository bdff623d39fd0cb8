"""Questions about the staff access log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import Q

from fagspejl.audit.chain import BEGINNING, link
from fagspejl.audit.models import AccessEntry
from fagspejl.audit.types import LOG, ChainState, Entry, Event, LogFilter


def entries_about(
    object: object,  # noqa: A002 - what the column is called
    *,
    events: Iterable[Event],
    limit: int | None = None,
) -> list[Entry]:
    """Return what was done with one object, newest first."""
    found = AccessEntry.objects.filter(object=str(object), event__in=[event.value for event in events])
    rows = found.order_by("-number")
    return [_entry(row) for row in (rows if limit is None else rows[:limit])]


def entries_by(actor: str, *, limit: int | None = None) -> list[Entry]:
    """Return what one member of staff did, newest first."""
    rows = AccessEntry.objects.filter(actor=actor).order_by("-number")
    return [_entry(row) for row in (rows if limit is None else rows[:limit])]


def log_page(wanted: LogFilter, *, limit: int, before: int | None = None) -> list[Entry]:
    """Return lines of the log, newest first; with `before` those older than the line of that number."""
    rows = AccessEntry.objects.order_by("-number")
    if wanted.events is not None:
        rows = rows.filter(Q(event__in=[str(one) for one in wanted.events]) | Q(actor=wanted.own or ""))
    if wanted.kinds is not None:
        rows = rows.filter(event__in=[str(one) for one in wanted.kinds])
    if wanted.objects is not None:
        rows = rows.filter(object__in=wanted.objects)
    if wanted.who:
        rows = rows.filter(actor_name__icontains=wanted.who)
    if wanted.since is not None:
        rows = rows.filter(at__gte=wanted.since)
    if wanted.until is not None:
        rows = rows.filter(at__lt=wanted.until)
    if before is not None:
        rows = rows.filter(number__lt=before)
    return [_entry(row) for row in rows[:limit]]


def lines(*, about: str | None = None, by: str | None = None) -> Iterator[Entry]:
    """Yield the log from its first line, all of it or what concerns one object or one member of staff."""
    rows = AccessEntry.objects.order_by("number")
    if about is not None:
        rows = rows.filter(object=about)
    if by is not None:
        rows = rows.filter(actor=by)
    return (_entry(row) for row in rows.iterator(chunk_size=2000))


def last_line() -> tuple[int, str]:
    """Return the number of the log's last line and its hash; 0 and none where nothing was written."""
    row = AccessEntry.objects.order_by("-number").values_list("number", "chain").first()
    return row or (0, "")


def chain_state() -> ChainState:
    """Read the whole log and say whether every line still fits the one before it.

    Where the oldest lines were deleted as their time was over, the log itself says after which line it begins: the
    newest line that says so stands in the chain, and holds the mark of the last line that was deleted.
    """
    head, lines = beginning(), 0
    for row in AccessEntry.objects.order_by("number").iterator(chunk_size=2000):
        lines += 1
        expected = link(
            head,
            at=row.at,
            actor=row.actor,
            actor_name=row.actor_name,
            event=row.event,
            object=row.object,
            facts=row.facts,
        )
        if row.chain != expected:
            return ChainState(lines=lines, head=head, broken_at=row.number)
        head = row.chain
    return ChainState(lines=lines, head=head, broken_at=None)


def beginning() -> str:
    """Return the mark that the first line there is must be chained to."""
    shortened = AccessEntry.objects.filter(object=LOG, event=Event.LOG_SHORTENED).order_by("-number").first()
    return BEGINNING if shortened is None else str(shortened.facts.get("head", ""))


def _entry(row: AccessEntry) -> Entry:
    return Entry(
        number=row.number,
        at=row.at,
        actor=row.actor,
        actor_name=row.actor_name,
        event=row.event,
        object=row.object,
        facts=dict(row.facts),
    )
