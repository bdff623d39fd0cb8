"""The close: numbers stay, and nothing that leads to a phone."""

from __future__ import annotations

from uuid import UUID

from fagspejl.workspace.courses.questions.models import CourseQuestion, CourseVote
from fagspejl.workspace.courses.questions.selectors import counted_in


def let_go(course: UUID) -> None:
    """Keep how many stand behind each question and delete who; in the transaction that closes the course."""
    counted = counted_in(course)
    for row in CourseQuestion.objects.filter(course=course, votes=None).order_by("id"):
        row.votes, row.pinned = counted.get(row.id, 0), False
        row.save(update_fields=["votes", "pinned"])
    CourseVote.objects.filter(question__course=course).delete()
