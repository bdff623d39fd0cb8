"""Tables of courses. Private to the tool: others ask its selectors.

A course belongs to no unit, and nothing of it leads to one (docs/decisions/0021). Its participants are phones: a row
each while the course is held, without a name, an account or a time of day, gone at the close. Everything else of the
course goes 30 days after it (services/retention.py). Held by tests/courses/test_course_data_is_gone.py.
"""

from __future__ import annotations

import uuid

from django.db import models


class Course(models.Model):
    """A course, from its first draft until 30 days after it was held. Keys stand as hashes (keys.py)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=120)
    language = models.CharField(max_length=5)
    planned_on = models.DateField()
    created_on = models.DateField()
    opened_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    keep_until = models.DateField(db_index=True)
    place = models.PositiveSmallIntegerField(default=0)  # of the block that the room is at
    revision = models.PositiveIntegerField(default=0)  # moved by the lecturer's acts alone
    asked_revision = models.PositiveIntegerField(default=0)  # of the questions
    block_since = models.DateTimeField(null=True)  # for the clock on the wall; gone at the close
    touched_at = models.DateTimeField(null=True)  # by a lecturer, never by a phone; gone at the close
    code_try = models.PositiveSmallIntegerField(default=0)
    control_turn = models.PositiveSmallIntegerField(default=0)
    code_hash = models.BinaryField(max_length=32, null=True, unique=True)
    display_hash = models.BinaryField(max_length=32, null=True, unique=True)
    control_hash = models.BinaryField(max_length=32, null=True, unique=True)
    page_hash = models.BinaryField(max_length=32, null=True, unique=True)  # of what stays for 30 days
    overwritten = models.BooleanField(default=True)  # false from the close until storage is written anew

    class Meta:
        db_table = "workspace_course"

    def __str__(self) -> str:
        return self.title


class CourseLecturer(models.Model):
    """An account that may compose and hold a course; the only link to an account there is."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="lecturers")
    account = models.UUIDField(db_index=True)

    class Meta:
        db_table = "workspace_course_lecturer"
        constraints = (models.UniqueConstraint(fields=("course", "account"), name="one_lecturer_once"),)

    def __str__(self) -> str:
        return str(self.account)


class CourseBlock(models.Model):
    """A point of the agenda. `session`: what an exercise is held as, without a foreign key into the engine."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="blocks")
    place = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=120)
    minutes = models.PositiveSmallIntegerField()
    points = models.JSONField(default=list)  # lines that everybody sees
    speaker_notes = models.TextField(max_length=4000, blank=True)  # lecturers alone
    exercise = models.CharField(max_length=40, blank=True)  # a file of library/<language>/exercises
    groups = models.JSONField(default=list)  # [name, size], where an exercise shows groups apart
    links = models.JSONField(default=list)  # [label, address]
    session = models.UUIDField(null=True)

    class Meta:
        db_table = "workspace_course_block"
        ordering = ("place",)

    def __str__(self) -> str:
        return self.title


class CoursePhone(models.Model):
    """A phone in the room of a course; deleted at the close."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="phones")
    token_hash = models.BinaryField(max_length=32, unique=True)

    class Meta:
        db_table = "workspace_course_phone"

    def __str__(self) -> str:
        return "phone"
