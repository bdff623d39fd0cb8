"""The close: pictures are kept, people are not. One transaction, and then the storage itself forgets.

Held by tests/workspace/test_close_leaves_nothing.py on SQLite and PostgreSQL, in the bytes of the database.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F, Q
from django.db.utils import OperationalError

from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.lib.clock import since_boot
from fagspejl.lib.duty import Duty, Stop, Tell
from fagspejl.workspace.arithmetic.constants import ARITHMETIC_VERSION, STORE
from fagspejl.workspace.sessions.errors import MovedOn, SessionGone
from fagspejl.workspace.sessions.keys import hash_of
from fagspejl.workspace.sessions.models import (
    AnswerSlip,
    Contribution,
    Participant,
    Response,
    Reveal,
    Session,
    StoredPicture,
)
from fagspejl.workspace.sessions.phases import DIRECTION, LAST
from fagspejl.workspace.sessions.rows import frozen
from fagspejl.workspace.sessions.rules import IDLE_HOURS, OPEN_IDLE_DAYS, REST
from fagspejl.workspace.sessions.selectors.blocks import kept_of
from fagspejl.workspace.sessions.selectors.guessed import guessed_of
from fagspejl.workspace.sessions.selectors.live import blocks
from fagspejl.workspace.sessions.selectors.series import series_found
from fagspejl.workspace.sessions.selectors.sessions import stored_items
from fagspejl.workspace.sessions.services.locked import held
from fagspejl.workspace.sessions.services.planning import today_here
from fagspejl.workspace.sessions.types import (
    OTHERS,
    LiveBlock,
    PhaseCode,
    SessionFacts,
    Source,
    StoredBlock,
    StoredItem,
)

_ROBOT: Final = Actor("worker", "worker")
_ALONE: Final = (PhaseCode.COLLECT, PhaseCode.JUDGE)  # what people do before they meet
_SET_RIGHT: Final = timedelta(hours=1)
# "last": what the clock on the wall showed when this process looked, and how long the machine had run.
_looked: dict[str, tuple[datetime, timedelta]] = {}
_PEOPLE: Final = (
    "workspace_contribution",
    "workspace_response",
    "workspace_participant",
    "workspace_slip",
    "workspace_reveal",
    "workspace_session",  # its groups, keys and times stood there until now
    "workspace_picture",  # of which a unit deletes some
)
_OLDER_VIEW: Final = """
SELECT EXISTS (SELECT 1 FROM pg_stat_activity
    WHERE pid <> pg_backend_pid() AND age(backend_xmin) >= age(%s::xid))
"""


def close_by_key(key: str, revision: int, *, actor: Actor) -> UUID:
    """Close the session that this key controls. Raises SessionGone, MovedOn."""
    with held(control_hash=hash_of("control", key)) as (row, known):
        if revision != row.revision:
            raise MovedOn
        close_held(row, known, actor)
    overwrite()
    return known.id


def close_session(session_id: UUID, *, actor: Actor) -> None:
    """Close a session from its page. Raises SessionGone."""
    with held(id=session_id) as (row, known):
        close_held(row, known, actor)
    overwrite()


def delete_pictures(session_id: UUID, *, actor: Actor) -> None:
    """Delete what a closed session left of its answers; what it ended with stays. Raises SessionGone."""
    with transaction.atomic():
        found = Session.objects.select_for_update().filter(id=session_id, closed_on__isnull=False).first()
        if found is None:
            raise SessionGone
        StoredPicture.objects.filter(session=found).delete()
        found.exit_answers, found.series, found.guessed, found.overwritten = {}, {}, [], False
        found.save(update_fields=["exit_answers", "series", "guessed", "overwritten"])
        record(actor=actor, event=Event.PICTURES_DELETED, object=session_id)
    overwrite()


def close_stale_sessions(now: datetime) -> int:
    """Close what nobody has touched: after a day, and after 30 days where people judge beforehand. Return how many."""
    day, month = now - timedelta(hours=IDLE_HOURS), now - timedelta(days=OPEN_IDLE_DAYS)
    going = Session.objects.filter(opened_on__isnull=False, closed_on=None)
    # Touched on a day to come: the clock was wrong then. Such a room has its day from now on, not from that day.
    going.filter(touched_at__gt=now + _SET_RIGHT).update(touched_at=now)
    waiting = Q(phase__in=_ALONE, planned_on__gt=F("opened_on"), reveals=None, touched_at__gt=month)
    idle = going.filter(touched_at__lte=day).exclude(waiting)
    closed = 0
    for session, seen in list(idle.values_list("id", "revision")):
        with suppress(SessionGone), held(id=session) as (row, known):
            if known.revision == seen:  # else somebody has come back to it meanwhile
                close_held(row, known, _ROBOT)
                closed += 1
    overwrite()
    return closed


def due(now: datetime) -> Duty:
    """Sessions that were left open, and storage that still has to be written anew."""

    def do(tell: Tell, stop: Stop) -> datetime | None:
        if _put_forward(now, since_boot()):  # nobody has been away: each open room has its day from now on
            Session.objects.filter(opened_on__isnull=False, closed_on=None).update(touched_at=now)
        close_stale_sessions(now)
        return None

    return Duty("workspace_duty", do)


def _put_forward(now: datetime, ran: timedelta) -> bool:
    """Whether the clock was put forward since this process looked last, by more than clocks are set right by."""
    was, ran_then = _looked.get("last", (now, ran))
    _looked["last"] = now, ran
    return (now - was) - (ran - ran_then) > _SET_RIGHT


def close_held(row: Session, known: SessionFacts, actor: Actor) -> None:
    """Close a session that is held for the change; the caller calls `overwrite` when that is done."""
    if known.source is Source.PRACTICE:
        row.delete()  # nobody answered, so nothing is kept
        return
    if known.opened_on is not None:
        for item in sorted(known.revealed):
            _keep(row, known, item)
        row.guessed = [frozen(one) for one in guessed_of(known, stored_items(known.id))]
        told = series_found(known)
        row.series = frozen(told) if told else {}
    row.exit_answers = _exits(row)
    Contribution.objects.filter(participant__session=row).delete()
    Response.objects.filter(participant__session=row).delete()
    Participant.objects.filter(session=row).delete()
    AnswerSlip.objects.filter(session=row).delete()
    Reveal.objects.filter(session=row).delete()
    row.code_hash = row.display_hash = row.control_hash = None
    row.statements, row.confirmed = [], []  # what became a statement is a case by now
    row.hidden_reasons, row.groups, row.present = [], [], 0  # a small group's name is gone for good
    if (
        known.report is not None
    ):  # figures and own lines of a report, which is forgotten or withdrawn by its own rules
        row.cases = [{**case, "text": ""} for case in row.cases]
    row.phase_since = row.touched_at = None
    row.phase, row.step, row.closed_on, row.overwritten = PhaseCode.CLOSE, 0, today_here(), False
    row.revision += 1
    row.save()
    record(actor=actor, event=Event.SESSION_CLOSED, object=row.id)


def _keep(row: Session, known: SessionFacts, item: int) -> None:
    given, groups = kept_of(known, item)
    made = blocks(known, given, groups) if given else ()
    question = known.items[item]
    stored = StoredItem(
        session=row.id,
        item=item,
        title=known.cases[question.case].title,
        question=question.question,
        low_pole=question.low_pole,
        high_pole=question.high_pole,
        blocks=tuple(_stored(one) for one in made),
        withheld=not given,
        arithmetic_version=ARITHMETIC_VERSION,
        guesses=_guesses(row, item),
        options=question.options,
    )
    picture = {name: value for name, value in frozen(stored).items() if name not in {"session", "closed_on"}}
    StoredPicture.objects.create(
        session=row, item=item, picture=picture, arithmetic_version=ARITHMETIC_VERSION
    )


def _stored(block: LiveBlock) -> StoredBlock:
    unpaired = {len(block.first) - len(block.pairs), len(block.second) - len(block.pairs)}
    pairs = block.pairs if block.second and all(count == 0 or count >= STORE for count in unpaired) else ()
    name = REST if block.group == OTHERS else block.name
    return StoredBlock(name, len(block.first), block.first, block.second, pairs)


def _guesses(row: Session, item: int) -> tuple[int, ...]:
    found = Response.objects.filter(
        participant__session=row, participant__is_leader=False, item=item, round=1, guess__isnull=False
    ).values_list("guess", flat=True)
    guesses = tuple(sorted(one for one in found if one is not None))
    return guesses if len(guesses) >= STORE else ()


def _exits(row: Session) -> dict[str, list[int]]:
    kept = {}
    for name in (*LAST, DIRECTION):
        team = Participant.objects.filter(session=row, is_leader=False, **{f"{name}__isnull": False})
        values = sorted(team.values_list(name, flat=True))
        if len(values) >= STORE:
            kept[name] = values
    return kept


def overwrite() -> None:
    """Write the storage of people's rows anew after a close; where somebody still reads it, the worker tries again."""
    if connection.in_atomic_block or not Session.objects.filter(overwritten=False).exists():
        return
    if written_anew(_PEOPLE):
        with transaction.atomic():
            Session.objects.filter(overwritten=False).update(overwritten=True)


def written_anew(tables: Sequence[str]) -> bool:
    """Write the storage of these tables anew, outside a transaction; return False where somebody still reads it."""
    try:
        with connection.cursor() as cursor:
            postgresql = connection.vendor == "postgresql"
            return _rewritten(cursor, tables) if postgresql else _copied(cursor, tables)
    except OperationalError:
        return False


def _rewritten(cursor: Any, tables: Sequence[str]) -> bool:
    # A row that an older view of the data may still read is copied as if it lived.
    cursor.execute("SELECT pg_current_xact_id()::xid::text")
    cursor.execute(_OLDER_VIEW, [cursor.fetchone()[0]])
    if cursor.fetchone()[0]:
        return False
    cursor.execute("SET lock_timeout = '3s'")
    try:
        for (
            table
        ) in tables:  # in the order of their random ids: as rows came they would tell who wrote after whom
            cursor.execute(f"CLUSTER {table} USING {table}_pkey")
    finally:
        cursor.execute("RESET lock_timeout")
    return True


def _copied(cursor: Any, tables: Sequence[str]) -> bool:
    # Deleted rows are overwritten at once (secure_delete), but a page that was split keeps what moved to another one:
    # only a page that is given up is wiped whole. So every row leaves, and those that live come back.
    with transaction.atomic():
        for table in tables:
            cursor.execute(f"CREATE TEMP TABLE workspace_living AS SELECT * FROM {table}")  # noqa: S608 - our own
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - our own
            cursor.execute(f"INSERT INTO {table} SELECT * FROM workspace_living ORDER BY id")  # noqa: S608
            cursor.execute("DROP TABLE workspace_living")
    cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    still_read = cursor.fetchone()[0]  # the log beside the database then, which holds old pages
    return not still_read
