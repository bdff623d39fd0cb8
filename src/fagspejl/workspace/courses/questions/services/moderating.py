"""What lecturers do with questions, while the course is held and in the days after.

An act says which state of each question it saw. Where it would change one that another lecturer has changed since,
nothing is done. Held by tests/course_questions/test_two_lecturers.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import F

from fagspejl.lib.clock import utc_now
from fagspejl.workspace.courses.models import Course
from fagspejl.workspace.courses.questions.errors import QuestionRefused
from fagspejl.workspace.courses.questions.models import CourseQuestion
from fagspejl.workspace.courses.questions.rules import Changes, changes
from fagspejl.workspace.courses.questions.selectors import facts_of
from fagspejl.workspace.courses.questions.types import (
    MOST_ANSWER_SIGNS,
    MOST_REASON_SIGNS,
    Act,
    AskedQuestion,
)
from fagspejl.workspace.sessions.errors import MovedOn, SessionGone
from fagspejl.workspace.sessions.services.texts import checked_text

_OF_SEVERAL: Final = (Act.MERGE, Act.SPLIT)  # what becomes of one depends on all of them
_TEXTS: Final = {Act.HIDE: ("because", MOST_REASON_SIGNS), Act.ANSWER: ("answer", MOST_ANSWER_SIGNS)}


def moderate(
    course_id: UUID, act: Act, seen: Mapping[UUID, int], *, text: str = "", asked: bool = False
) -> None:
    """Do an act with the chosen questions, all of it or nothing. `seen`: their ids, and the version seen of each.

    Raises SessionGone, MovedOn, QuestionRefused, TextRefused and TextAsks (`because`, `answer`).
    """
    text = _checked(act, text, asked=asked)
    with transaction.atomic():
        courses = Course.objects.select_for_update(no_key=True)
        course = courses.filter(id=course_id, opened_on__isnull=False).first()
        if course is None:
            raise SessionGone
        rows = CourseQuestion.objects.select_for_update(no_key=True).filter(course=course).order_by("id")
        here = {row.id: row for row in rows}
        every = facts_of(here.values(), course.id)
        made = _decided(act, seen, every, is_open=course.closed_on is None, text=text)
        _write(course, here, made)


def _checked(act: Act, text: str, *, asked: bool) -> str:
    if act not in _TEXTS:
        return ""
    field, most = _TEXTS[act]
    if len(text) > most:
        raise QuestionRefused(field=f"{field}_long", most=most)
    return checked_text(field, text, asked=asked)


def _decided(
    act: Act, seen: Mapping[UUID, int], every: Sequence[AskedQuestion], *, is_open: bool, text: str
) -> Mapping[UUID, Changes]:
    chosen = [one for one in every if one.id in seen]
    if len(chosen) < len(seen):
        raise MovedOn  # one was taken back
    moved = {one.id for one in chosen if one.version != seen[one.id]}
    try:
        made = changes(act, chosen, every, is_open=is_open, text=text)
    except QuestionRefused:
        if moved:
            raise MovedOn from None
        raise
    if not made:
        return made  # pressed twice, or by two who meant the same
    touched = moved if act in _OF_SEVERAL else moved & made.keys()
    if touched or any(one.into for one in chosen):
        raise MovedOn
    return made


def _write(course: Course, here: Mapping[UUID, CourseQuestion], made: Mapping[UUID, Changes]) -> None:
    if not made:
        return
    # Who leaves the wall goes first: one question stands there.
    for who, fields in sorted(made.items(), key=lambda one: bool(one[1].get("pinned"))):
        row = here[who]
        for name, value in fields.items():
            setattr(row, "into_id" if name == "into" else name, value)
        row.version += 1
        row.save(update_fields=[*fields, "version"])
    told: dict[str, object] = {"asked_revision": F("asked_revision") + 1}
    if course.closed_on is None:
        told["touched_at"] = utc_now()
    Course.objects.filter(id=course.id).update(**told)
