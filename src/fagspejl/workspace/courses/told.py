"""Where a course stands, in one sentence."""

from __future__ import annotations

from fagspejl.lib.wording import Wording
from fagspejl.workspace.courses.types import CourseFacts


def state_told(known: CourseFacts, words: Wording) -> str:
    """Return whether the course is planned, held now or over, and until when it is kept."""
    minutes = words.counted("course_page.minutes", known.minutes)
    if known.is_open:
        return words.say("course_page.state_open", minutes=minutes)
    if known.closed_on is not None:
        day, until = words.day(known.closed_on), words.day(known.keep_until)
        return words.say("course_page.state_closed", day=day, until=until)
    return words.say("course_page.state_draft", day=words.day(known.planned_on), minutes=minutes)
