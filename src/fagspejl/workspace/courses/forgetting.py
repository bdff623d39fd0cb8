"""What the worker does with courses by itself: closes those that were left open, deletes them 30 days after.

A course dies whoever holds it, also where its lecturers are gone. Held by tests/courses/test_course_data_is_gone.py.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from functools import partial
from typing import Final

from fagspejl.lib.clock import ZONE
from fagspejl.lib.duty import Duty, Stop, Tell
from fagspejl.lib.retention import Due, Retention, Rule
from fagspejl.workspace.courses.models import Course
from fagspejl.workspace.courses.questions.parts import TABLES, at_close
from fagspejl.workspace.courses.services.closing import close_idle
from fagspejl.workspace.courses.types import KEPT_DAYS
from fagspejl.workspace.sessions.services.retention import TABLES as OF_SESSIONS
from fagspejl.workspace.sessions.services.retention import forget_sessions_of

COURSES: Final = Rule("courses", days=KEPT_DAYS)
_PEOPLE: Final = ("workspace_response", "workspace_contribution", "workspace_participant", "workspace_reveal")
_OWN: Final = (
    "workspace_course_phone",
    "workspace_course_block",
    "workspace_course_lecturer",
    "workspace_course",
)


def due(now: datetime) -> Duty:
    """Courses that were left open, and storage that still has to be written anew."""

    def do(tell: Tell, stop: Stop) -> datetime | None:
        close_idle(now, let_go=at_close, tables=TABLES)
        return None

    return Duty("courses_duty", do)


def retention(now: datetime) -> tuple[Retention, ...]:
    """Offer to delete courses whose time is over, with their exercises and questions."""
    today = now.astimezone(ZONE).date()
    tables = (*_PEOPLE, *OF_SESSIONS, *TABLES, *_OWN)
    return (Retention(COURSES, partial(_due, today), partial(_forget, today), tables),)


def _due(today: date) -> Due:
    days = Counter(Course.objects.values_list("keep_until", flat=True))
    return COURSES.due([(day - timedelta(days=KEPT_DAYS), count) for day, count in days.items()], today)


def _forget(today: date) -> int:
    gone = list(Course.objects.filter(keep_until__lte=today).values_list("id", flat=True))
    forget_sessions_of(gone)
    Course.objects.filter(id__in=gone).delete()
    return len(gone)
