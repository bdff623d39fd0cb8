"""Courses, their phones and their lecturers, as the rest of the tool reads them."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from fagspejl.workspace.courses.keys import code_of, control_key_of, display_key_of, hash_of, page_key_of
from fagspejl.workspace.courses.models import Course, CourseLecturer, CoursePhone
from fagspejl.workspace.courses.rows import facts
from fagspejl.workspace.courses.types import CourseFacts, CoursePhoneFacts


def course_of(course_id: UUID) -> CourseFacts | None:
    """Return a course, drafted, open or closed."""
    return _one(id=course_id)


def course_by_code(code: str) -> CourseFacts | None:
    """Return the open course that phones join by this code."""
    return _one(code_hash=hash_of("code", code))


def course_by_display(key: str) -> CourseFacts | None:
    """Return the open course of this wall."""
    return _one(display_hash=hash_of("display", key))


def course_by_control(key: str) -> CourseFacts | None:
    """Return the open course that this key controls."""
    return _one(control_hash=hash_of("control", key))


def course_by_page(key: str) -> CourseFacts | None:
    """Return the course, open or closed, whose page for the days after this is."""
    return _one(page_hash=hash_of("page", key))


def phone_of(known: CourseFacts, token: str) -> CoursePhoneFacts | None:
    """Return a phone of the course by its token."""
    found = CoursePhone.objects.filter(course=known.id, token_hash=hash_of("token", token)).first()
    return None if found is None else CoursePhoneFacts(found.id, known.id)


def phones_in(known: CourseFacts) -> int:
    """Return how many phones are in the room."""
    return CoursePhone.objects.filter(course=known.id).count()


def code_here(known: CourseFacts) -> str:
    """Return the code of an open course, to show it in the room."""
    return code_of(known.id, Course.objects.values_list("code_try", flat=True).get(id=known.id))


def display_key_here(known: CourseFacts) -> str:
    """Return the key of the course's wall."""
    return display_key_of(known.id)


def control_key_here(known: CourseFacts) -> str:
    """Return the present key of the course's control; only its page for lecturers asks for it."""
    return control_key_of(known.id, Course.objects.values_list("control_turn", flat=True).get(id=known.id))


def page_key_here(known: CourseFacts) -> str:
    """Return the key of the page that stays for 30 days."""
    return page_key_of(known.id)


def courses_of(account: UUID) -> list[CourseFacts]:
    """Return the courses that this account may hold, the next one first."""
    rows = Course.objects.filter(lecturers__account=account).order_by("planned_on", "title", "id")
    return [facts(row) for row in rows]


def courses_among(ids: list[UUID]) -> list[CourseFacts]:
    """Return these courses, the next one first."""
    return [facts(row) for row in Course.objects.filter(id__in=ids).order_by("planned_on", "title", "id")]


def lecturers_of(course_id: UUID) -> list[UUID]:
    """Return the accounts that may hold a course, the first one first."""
    rows = CourseLecturer.objects.filter(course=course_id).order_by("id")
    return list(rows.values_list("account", flat=True))


def lecturers_by_course() -> dict[UUID, set[UUID]]:
    """Return who may hold each course there is."""
    found: dict[UUID, set[UUID]] = {one: set() for one in Course.objects.values_list("id", flat=True)}
    for course, account in CourseLecturer.objects.values_list("course", "account"):
        found[course].add(account)
    return found


def _one(**which: object) -> CourseFacts | None:
    found = Course.objects.filter(Q(**which)).first()
    return None if found is None else facts(found)
