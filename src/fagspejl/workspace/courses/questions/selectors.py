"""The questions of a course, as the rest of the tool reads them: with numbers, never with who stands behind them."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count
from django.db.models.functions import Coalesce

from fagspejl.workspace.courses.keys import hash_of
from fagspejl.workspace.courses.questions.models import CourseQuestion, CourseVote
from fagspejl.workspace.courses.questions.rules import standing
from fagspejl.workspace.courses.questions.types import AskedQuestion, OwnQuestion, Standing, State, Unanswered
from fagspejl.workspace.courses.selectors import course_of
from fagspejl.workspace.courses.types import CourseFacts


def questions_of(course: UUID) -> list[AskedQuestion]:
    """Return every question of a course, in no order that tells anything."""
    rows = list(CourseQuestion.objects.filter(course=course).order_by("id"))
    return facts_of(rows, course)


def standing_of(course: UUID) -> list[Standing]:
    """Return the questions that stand for themselves, by votes, each with those merged into it."""
    return standing(questions_of(course))


def unanswered_of(course: UUID) -> Unanswered:
    """Count the questions that nobody has answered."""
    rows = CourseQuestion.objects.filter(course=course, into=None)
    counted = dict(rows.order_by().values_list("state").annotate(Count("id")))
    return Unanswered(counted.get(State.WAITING, 0), counted.get(State.OPEN, 0))


def own_of(phone: UUID) -> OwnQuestion:
    """Return what a phone in the room asked and voted for."""
    rows = list(CourseVote.objects.filter(phone=phone, on=True).values_list("question", "asked"))
    return OwnQuestion(
        frozenset(question for question, asked in rows if asked),
        frozenset(question for question, _ in rows),
    )


def question_at(key: str) -> tuple[CourseFacts, AskedQuestion, AskedQuestion] | None:
    """Return the course, the question of an address and the one that stands for it; None where there is none."""
    row = CourseQuestion.objects.filter(address_hash=hash_of("question", key)).first()
    known = None if row is None else course_of(row.course_id)
    if row is None or known is None:
        return None
    found = {one.id: one for one in questions_of(known.id)}
    own = found[row.id]
    return known, own, found[own.into] if own.into else own


def facts_of(rows: Iterable[CourseQuestion], course: UUID) -> list[AskedQuestion]:
    """Return rows of one course as frozen values, with their votes."""
    counted = counted_in(course)
    return [_facts(row, counted.get(row.id, 0) if row.votes is None else row.votes) for row in rows]


def counted_in(course: UUID) -> dict[UUID, int]:
    """Count the phones behind each question of a course that is held; of those merged into one each phone once."""
    behind = CourseVote.objects.filter(question__course=course, on=True).order_by()
    alone = behind.exclude(question__into=None).values_list("question_id").annotate(Count("id"))
    roots = behind.annotate(root=Coalesce("question__into_id", "question_id")).values_list("root")
    return {**dict(alone), **dict(roots.annotate(Count("phone", distinct=True)))}


def _facts(row: CourseQuestion, votes: int) -> AskedQuestion:
    return AskedQuestion(
        id=row.id,
        text=row.text,
        name=row.name,
        state=State(row.state),
        votes=votes,
        version=row.version,
        pinned=row.pinned,
        into=row.into_id,
        hidden_because=row.hidden_because,
        answer=row.answer,
    )
