"""The close of a course: phones are let go at once; what stays, stays for 30 days.

Held by tests/courses/test_course_data_is_gone.py on SQLite and PostgreSQL, in the bytes of the database.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import connection, transaction

from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.workspace.courses.models import Course, CoursePhone
from fagspejl.workspace.courses.rules import gone_on
from fagspejl.workspace.courses.services.locked import held
from fagspejl.workspace.courses.types import CourseFacts
from fagspejl.workspace.sessions.errors import MovedOn, SessionGone
from fagspejl.workspace.sessions.selectors.sessions import sessions_of
from fagspejl.workspace.sessions.services.closing import close_held, overwrite, written_anew
from fagspejl.workspace.sessions.services.locked import held as held_session
from fagspejl.workspace.sessions.services.planning import today_here

IDLE_HOURS: Final = 24
_ROBOT: Final = Actor("worker", "worker")
LetGo = Callable[[UUID], None]


def close_course(
    course_id: UUID, *, let_go: LetGo, tables: Sequence[str], actor: Actor, revision: int | None = None
) -> None:
    """Close a course and every exercise of it. `let_go` lets go of what else leads to a phone, `tables` are its tables.

    Raises SessionGone, MovedOn.
    """
    with held(id=course_id) as (row, known):
        if revision is not None and revision != row.revision:
            raise MovedOn
        _close(row, known, let_go, actor)
    write_anew(tables)


def close_idle(now: datetime, *, let_go: LetGo, tables: Sequence[str]) -> int:
    """Close what no lecturer has touched for a day, and return how many. An exercise that goes on is a touch."""
    idle = Course.objects.filter(
        opened_on__isnull=False, closed_on=None, touched_at__lte=now - timedelta(hours=IDLE_HOURS)
    )
    closed = 0
    for course, seen in list(idle.values_list("id", "revision")):
        with suppress(SessionGone), held(id=course) as (row, known):
            if row.revision == seen:
                _close(row, known, let_go, _ROBOT)
                closed += 1
    write_anew(tables)
    return closed


def write_anew(tables: Sequence[str]) -> None:
    """Write the storage of phones anew after a close; where somebody still reads it, the worker tries again."""
    overwrite()
    if connection.in_atomic_block or not Course.objects.filter(overwritten=False).exists():
        return
    if written_anew(("workspace_course_phone", *tables, "workspace_course")):
        with transaction.atomic():
            Course.objects.filter(overwritten=False).update(overwritten=True)


def _close(row: Course, known: CourseFacts, let_go: LetGo, actor: Actor) -> None:
    for one in sessions_of([row.id]):
        if one.closed_on is None:
            with suppress(SessionGone), held_session(id=one.id) as (session, facts):
                close_held(session, facts, actor)
    # Phones that are about to ask or vote come first, so that nothing of them is left (test_asked_while_it_closes.py).
    list(CoursePhone.objects.select_for_update().filter(course=row).order_by("id").values_list("id"))
    let_go(row.id)
    CoursePhone.objects.filter(course=row).delete()
    row.code_hash = row.display_hash = row.control_hash = None
    row.block_since = row.touched_at = None
    if known.opened_on is not None:
        row.closed_on, row.keep_until = today_here(), gone_on(today_here())
        row.overwritten = False
        row.revision += 1
        row.save()
        record(actor=actor, event=Event.COURSE_CLOSED, object=row.id)
    else:  # nobody was in it
        record(actor=actor, event=Event.COURSE_CHANGED, object=row.id, facts={"act": "discard"})
        row.delete()
