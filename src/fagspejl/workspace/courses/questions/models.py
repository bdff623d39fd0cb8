"""Tables of a course's questions. Private to the questions: others ask their selectors.

A question holds what was written and nothing of who wrote it. While the course is held, rows beside it say which
phones stand behind it; they die with the phones' rows, at the close. Ids are random and nothing is counted or timed, so
that no order of rows tells what one phone asked. Held by tests/course_questions/test_nothing_leads_to_a_phone.py.
"""

from __future__ import annotations

import uuid
from typing import Final

from django.db import models

from fagspejl.workspace.courses.models import Course, CoursePhone
from fagspejl.workspace.courses.questions.types import (
    MOST_ANSWER_SIGNS,
    MOST_NAME_SIGNS,
    MOST_REASON_SIGNS,
    MOST_SIGNS,
    State,
)

TABLES: Final = (
    "workspace_course_vote",
    "workspace_course_question",
)  # in the order in which they may be deleted


class CourseQuestion(models.Model):
    """A question, until its course goes. `address_hash`: of the address that its asker keeps."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="questions")
    created_on = models.DateField()
    text = models.CharField(max_length=MOST_SIGNS)
    name = models.CharField(max_length=MOST_NAME_SIGNS, blank=True)  # of the asker's own choice
    state = models.CharField(max_length=10, default=State.WAITING)
    into = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="merged")
    pinned = models.BooleanField(default=False)
    hidden_because = models.CharField(max_length=MOST_REASON_SIGNS, blank=True)
    answer = models.CharField(max_length=MOST_ANSWER_SIGNS, blank=True)  # empty: answered in the room
    version = models.PositiveIntegerField(default=0)  # moved by lecturers' acts alone, never by a vote
    votes = models.PositiveSmallIntegerField(null=True)  # what was counted at the close
    address_hash = models.BinaryField(max_length=32, unique=True)

    class Meta:
        db_table = "workspace_course_question"
        constraints = (
            models.UniqueConstraint(
                fields=("course",), condition=models.Q(pinned=True), name="one_question_on_the_wall"
            ),
        )

    def __str__(self) -> str:
        return self.text


class CourseVote(models.Model):
    """That a phone stands behind a question: it asked it, or voted. Gone with the phone, at the close.

    `applied`: marks of the forms that it sent about this question; each counts once.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    question = models.ForeignKey(CourseQuestion, on_delete=models.CASCADE, related_name="behind")
    phone = models.ForeignKey(CoursePhone, on_delete=models.CASCADE, related_name="+")
    asked = models.BooleanField(default=False)
    on = models.BooleanField(default=False)
    applied = models.JSONField(default=list)

    class Meta:
        db_table = "workspace_course_vote"
        constraints = (models.UniqueConstraint(fields=("question", "phone"), name="one_vote_of_a_phone"),)

    def __str__(self) -> str:
        return "vote"
