"""A course held for one change: what was checked of it still holds when the change is written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import Q

from fagspejl.lib.clock import utc_now
from fagspejl.workspace.courses.keys import hash_of
from fagspejl.workspace.courses.models import Course, CoursePhone
from fagspejl.workspace.courses.rows import facts
from fagspejl.workspace.courses.types import CourseFacts
from fagspejl.workspace.sessions.errors import MovedOn, SessionGone


@contextmanager
def held(**which: object) -> Iterator[tuple[Course, CourseFacts]]:
    """Yield a course that is not closed, in a transaction in which nobody else changes it. Raises SessionGone.

    Its key stays free: a question that a phone asks meanwhile points at the course, and waits for nobody.
    """
    with transaction.atomic():
        found = Course.objects.select_for_update(no_key=True).filter(Q(**which), closed_on=None).first()
        if found is None:
            raise SessionGone
        yield found, facts(found)


@contextmanager
def controlled(key: str, revision: int | None = None) -> Iterator[tuple[Course, CourseFacts]]:
    """Yield the course that this key controls; its screens hear of the change. Raises SessionGone, MovedOn.

    `revision`: what the lecturer saw. Of two who press at once one is told that the course has moved on.
    """
    with held(control_hash=hash_of("control", key)) as (course, known):
        if revision is not None and revision != course.revision:
            raise MovedOn
        yield course, known
        course.revision += 1
        if course.closed_on is None:
            course.touched_at = utc_now()
        course.save()


@contextmanager
def phone(code: str, token: str) -> Iterator[tuple[CoursePhone, CourseFacts]]:
    """Yield one phone of an open course. Locks the phone's row, never the course's. Raises SessionGone."""
    with transaction.atomic():
        found = (
            CoursePhone.objects.select_for_update(of=("self",))
            .select_related("course")
            .filter(course__code_hash=hash_of("code", code), token_hash=hash_of("token", token))
            .first()
        )
        if found is None:
            raise SessionGone
        yield found, facts(found.course)
