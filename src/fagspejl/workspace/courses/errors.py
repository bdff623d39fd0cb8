"""What can be wrong with a course. Each has its sentence in section [course_error] of the words."""

from __future__ import annotations

from fagspejl.workspace.sessions.errors import SessionError


class CourseRefused(SessionError):
    """What a lecturer wrote or chose is not taken in. Fact `field`."""

    key = "course_refused"


class NotYourTurn(SessionError):
    """The course has other lecturers than this one, and they are still there."""

    key = "not_your_turn"
