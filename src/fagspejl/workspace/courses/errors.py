"""What can be wrong with a course. Each has its sentence in section [course_error] of the words."""

from __future__ import annotations

from fagspejl.workspace.sessions.errors import SessionError


class CourseRefused(SessionError):
    """What a lecturer wrote or chose is not taken in. Fact `field`."""

    key = "course_refused"


class CourseStarted(SessionError):
    """The course is being held or was held: its agenda stands."""

    key = "course_started"


class StillHeld(SessionError):
    """The course has lecturers who are still there."""

    key = "still_held"
