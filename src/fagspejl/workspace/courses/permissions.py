"""Whose courses are whose. What is not yours is not there; rights are read anew each time.

A lecturer holds the courses she is on. A course whose lecturers are all gone is offered to every other lecturer.
"""

from __future__ import annotations

from uuid import UUID

from fagspejl.accounts.errors import NotYours
from fagspejl.accounts.selectors import people_with_role
from fagspejl.accounts.types import Staff
from fagspejl.workspace.courses.selectors import course_of, lecturers_by_course, lecturers_of
from fagspejl.workspace.courses.types import CourseFacts

ROLE = "lecturer"


def lectures(staff: Staff) -> bool:
    """Whether this person may hold courses."""
    return ROLE in staff.roles


def check_lecturer(staff: Staff) -> None:
    """Raise NotYours for whoever may not hold courses."""
    if not lectures(staff):
        raise NotYours


def check_lectures(course_id: UUID, staff: Staff) -> CourseFacts:
    """Return the course to one of its lecturers. Raises NotYours for everybody else, and where it is not there."""
    check_lecturer(staff)
    found = course_of(course_id)
    if found is None or staff.id not in lecturers_of(course_id):
        raise NotYours
    return found


def without_lecturer() -> list[UUID]:
    """Return the courses that nobody holds any more: no lecturer of theirs can log in and has the role."""
    there = {one.id for one in people_with_role("lecturer")}
    return [course for course, accounts in lecturers_by_course().items() if not accounts & there]
