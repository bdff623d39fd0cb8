"""What a phone does with questions: ask, vote, let go of a vote, take a question back, keep another address of it.

A form counts once, however often it is sent: a question by the address it was given, a vote by a mark beside it.
Held by tests/course_questions/test_any_order_of_questions.py and test_a_question_is_asked.py.
"""

from __future__ import annotations

import re
from typing import Final
from uuid import UUID

from django.db.models import Q

from fagspejl.workspace.courses.keys import hash_of
from fagspejl.workspace.courses.models import CoursePhone
from fagspejl.workspace.courses.questions.errors import EnoughAsked, FormUsed, QuestionRefused
from fagspejl.workspace.courses.questions.models import CourseQuestion, CourseVote
from fagspejl.workspace.courses.questions.types import (
    MOST_NAME_SIGNS,
    MOST_OF_A_COURSE,
    MOST_OF_A_PHONE,
    MOST_SIGNS,
    State,
)
from fagspejl.workspace.courses.services.locked import phone
from fagspejl.workspace.courses.types import CourseFacts
from fagspejl.workspace.sessions.phones.fields import one_line
from fagspejl.workspace.sessions.services.planning import today_here
from fagspejl.workspace.sessions.services.texts import checked_text

_ADDRESS: Final = re.compile("[a-z2-7]{26}")
_MARKS_KEPT: Final = 20  # of one phone about one question
_MARK: Final = 16


def ask(code: str, token: str, address: str, text: str, name: str = "", *, asked: bool = False) -> None:
    """Keep a question; nobody but its asker and the lecturers sees it yet. `address`: the key it is found by.

    Raises SessionGone, QuestionRefused (`text`, `text_long`, `name_long`, `address`), EnoughAsked, FormUsed, and
    TextRefused and TextAsks (`text`, `name`).
    """
    if not _ADDRESS.fullmatch(address):
        raise QuestionRefused(field="address")
    with phone(code, token) as (me, known):
        text, name = _checked(text, name, asked=asked)
        hashed = hash_of("question", address)
        before = CourseQuestion.objects.filter(address_hash=hashed).first()
        if before is not None:
            if (before.text, before.name) == (text, name) and _asked_by(before, me):
                return
            raise FormUsed
        _check_room_for_more(me, known)
        made = CourseQuestion.objects.create(
            course_id=known.id, created_on=today_here(), text=text, name=name, address_hash=hashed
        )
        CourseVote.objects.create(question=made, phone=me, asked=True, on=True)


def vote(code: str, token: str, key: str, question: UUID, *, on: bool) -> None:
    """Count a phone behind a question, or no longer. Who asked it stays behind it.

    Raises SessionGone, QuestionRefused (`vote`) where it can be voted for no more.
    """
    with phone(code, token) as (me, known):
        found = CourseQuestion.objects.select_related("into").filter(id=question, course=known.id).first()
        root = None if found is None else found.into or found
        if found is None or root is None or root.state != State.OPEN:
            raise QuestionRefused(field="vote")
        row, _ = CourseVote.objects.get_or_create(question=found, phone=me)
        mark = hash_of("sent", key).hex()[:_MARK]
        if mark in row.applied:
            return
        row.applied = [*row.applied, mark][-_MARKS_KEPT:]
        row.on = on or row.asked
        row.save(update_fields=["on", "applied"])
        if not on:  # of those merged together a phone lets go of all
            together = Q(question=root) | Q(question__into=root)
            CourseVote.objects.filter(together, phone=me, asked=False).update(on=False)


def take_back(code: str, token: str, question: UUID) -> None:
    """Delete an own question that nobody else has seen. Raises SessionGone, QuestionRefused (`take_back`)."""
    with phone(code, token) as (me, known):
        rows = CourseQuestion.objects.select_for_update(no_key=True).filter(id=question, course=known.id)
        found = rows.first()
        if found is None:
            return  # sent twice
        alone = found.into_id is None and not found.merged.exists()
        if not (_asked_by(found, me) and found.state == State.WAITING and alone):
            raise QuestionRefused(field="take_back")
        found.delete()


def renew_address(code: str, token: str, address: str, question: UUID) -> None:
    """Let an own question be found at another address; the one before opens nothing.

    Raises SessionGone, QuestionRefused (`address`), FormUsed.
    """
    if not _ADDRESS.fullmatch(address):
        raise QuestionRefused(field="address")
    with phone(code, token) as (me, known):
        found = CourseQuestion.objects.filter(id=question, course=known.id).first()
        if found is None or not _asked_by(found, me):
            raise QuestionRefused(field="address")
        hashed = hash_of("question", address)
        if CourseQuestion.objects.exclude(id=question).filter(address_hash=hashed).exists():
            raise FormUsed
        CourseQuestion.objects.filter(id=question).update(address_hash=hashed)


def _checked(text: str, name: str, *, asked: bool) -> tuple[str, str]:
    text, name = one_line(text), one_line(name)
    if len(text) > MOST_SIGNS:
        raise QuestionRefused(field="text_long", most=MOST_SIGNS, signs=len(text))
    if len(name) > MOST_NAME_SIGNS:
        raise QuestionRefused(field="name_long", most=MOST_NAME_SIGNS)
    text = checked_text("text", text, asked=asked)
    if not text:
        raise QuestionRefused(field="text")
    return text, checked_text("name", name, asked=asked)


def _check_room_for_more(me: CoursePhone, known: CourseFacts) -> None:
    if CourseVote.objects.filter(phone=me, asked=True).count() >= MOST_OF_A_PHONE:
        raise EnoughAsked(field="phone", most=MOST_OF_A_PHONE)
    if CourseQuestion.objects.filter(course=known.id).count() >= MOST_OF_A_COURSE:
        raise EnoughAsked(field="course", most=MOST_OF_A_COURSE)


def _asked_by(question: CourseQuestion, me: CoursePhone) -> bool:
    return CourseVote.objects.filter(question=question, phone=me, asked=True).exists()
