"""What can be wrong with a question. Each has its sentence in section [asked_error] of the words."""

from __future__ import annotations

from fagspejl.workspace.sessions.errors import SessionError


class QuestionRefused(SessionError):
    """What was sent is not taken. Fact `field`."""

    key = "question_refused"


class EnoughAsked(SessionError):
    """This phone, or the course, has as many questions as there may be. Facts `field` (phone, course), `most`."""

    key = "enough_asked"


class FormUsed(SessionError):
    """The form was sent before, with another text."""

    key = "form_used"
