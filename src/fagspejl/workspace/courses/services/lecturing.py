"""Who holds a course: a second lecturer, one who leaves, one who takes over what nobody holds any more."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from fagspejl.accounts.selectors import people_with_role
from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.workspace.courses.errors import CourseRefused, StillHeld
from fagspejl.workspace.courses.models import Course, CourseLecturer
from fagspejl.workspace.courses.types import MOST_LECTURERS
from fagspejl.workspace.sessions.errors import SessionGone


@transaction.atomic
def share_course(course_id: UUID, account: UUID, *, actor: Actor) -> None:
    """Let another lecturer hold the course too. Raises SessionGone, CourseRefused."""
    _locked(course_id)
    rows = CourseLecturer.objects.filter(course=course_id)
    if account not in {one.id for one in people_with_role("lecturer")}:
        raise CourseRefused(field="lecturer")
    if rows.filter(account=account).exists():
        return
    if rows.count() >= MOST_LECTURERS:
        raise CourseRefused(field="most_lecturers")
    CourseLecturer.objects.create(course_id=course_id, account=account)
    _shared(course_id, "add", account, actor)


@transaction.atomic
def leave_course(course_id: UUID, account: UUID, *, actor: Actor) -> None:
    """Leave a course to its other lecturers. Raises SessionGone, CourseRefused for the last one who is there."""
    _locked(course_id)
    there = {one.id for one in people_with_role("lecturer")}
    rows = CourseLecturer.objects.filter(course=course_id)
    if not there & set(rows.exclude(account=account).values_list("account", flat=True)):
        raise CourseRefused(field="last_lecturer")
    if rows.filter(account=account).delete()[0]:
        _shared(course_id, "leave", account, actor)


@transaction.atomic
def take_over(course_id: UUID, account: UUID, *, actor: Actor) -> None:
    """Take a course over whose lecturers are all gone. Raises SessionGone, StillHeld."""
    _locked(course_id)
    there = {one.id for one in people_with_role("lecturer")}
    rows = CourseLecturer.objects.filter(course=course_id)
    if there & set(rows.values_list("account", flat=True)):
        raise StillHeld
    rows.delete()
    CourseLecturer.objects.create(course_id=course_id, account=account)
    _shared(course_id, "take_over", account, actor)


def _locked(course_id: UUID) -> None:
    if not Course.objects.select_for_update().filter(id=course_id).exists():
        raise SessionGone


def _shared(course_id: UUID, act: str, account: UUID, actor: Actor) -> None:
    record(
        actor=actor, event=Event.COURSE_SHARED, object=course_id, facts={"act": act, "account": str(account)}
    )
