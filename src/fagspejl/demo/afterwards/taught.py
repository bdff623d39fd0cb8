"""Courses of the demo's lecturer: one ready to hold, one of last week, and one that is being held now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from fagspejl.accounts.selectors import account_of
from fagspejl.accounts.types import Staff
from fagspejl.demo.catalogue import read_toml
from fagspejl.workspace.courses.keys import exercise_token
from fagspejl.workspace.courses.models import Course
from fagspejl.workspace.courses.questions.parts import TABLES, at_close
from fagspejl.workspace.courses.questions.services.asking import ask
from fagspejl.workspace.courses.rules import gone_on
from fagspejl.workspace.courses.selectors import code_here, control_key_here, course_of
from fagspejl.workspace.courses.services.closing import close_course
from fagspejl.workspace.courses.services.holding import (
    exercise_now,
    go_on,
    go_to_block,
    join_course,
    open_course,
)
from fagspejl.workspace.courses.services.planning import make_course, shipped_blocks
from fagspejl.workspace.courses.types import CourseFacts
from fagspejl.workspace.sessions.keys import new_token
from fagspejl.workspace.sessions.models import Session
from fagspejl.workspace.sessions.selectors.sessions import code_here as session_code
from fagspejl.workspace.sessions.services import joining
from fagspejl.workspace.sessions.services.planning import today_here
from fagspejl.workspace.sessions.types import AnswerValues, PhaseCode, SessionFacts

_LANGUAGE: Final = "da"


def hold_demo_courses() -> None:
    """Let the lecturer make three courses, and hold two of them."""
    told = read_toml("courses.toml")
    account = account_of(f"{told['lecturer']}@{read_toml('people.toml')['domain']}")
    assert account is not None
    _last_week(told, account.staff)
    _made(told, account.staff, ahead=told["ready_in_days"])
    now = _made(told, account.staff)
    _held(now, told["now"], account.staff, questions=told["asked"]["questions"])


def _last_week(told: dict[str, Any], staff: Staff) -> None:
    made = _made(told, staff)
    _held(made, told["earlier"], staff)
    close_course(made, let_go=at_close, tables=TABLES, actor=staff.actor)
    day = today_here() - timedelta(days=told["held_days_ago"])
    Course.objects.filter(id=made).update(
        planned_on=day, created_on=day, opened_on=day, closed_on=day, keep_until=gone_on(day)
    )
    Session.objects.filter(taking_part__unit=made).update(created_on=day, opened_on=day, closed_on=day)


def _made(told: dict[str, Any], staff: Staff, *, ahead: int = 0) -> UUID:
    return make_course(
        title=told["title"],
        planned_on=today_here() + timedelta(days=ahead),
        language=_LANGUAGE,
        blocks=shipped_blocks(_LANGUAGE),
        account=staff.id,
        actor=staff.actor,
    )


def _held(
    course: UUID, chosen: dict[str, Sequence[Sequence[int]]], staff: Staff, *, questions: Sequence[str] = ()
) -> None:
    """Open a course, let phones in, and hold each exercise until its first picture is shown."""
    open_course(course, actor=staff.actor)
    key, code = control_key_here(_facts(course)), code_here(_facts(course))
    tokens = [new_token() for _ in next(iter(chosen.values()))]
    for token in tokens:
        join_course(code, token)
    for token, text in zip(tokens, questions, strict=False):
        ask(code, token, new_token(), text, "", asked=True)
    for exercise, choices in chosen.items():
        place = next(one.place for one in _facts(course).blocks if one.exercise == exercise)
        go_to_block(key, _facts(course).revision, place)
        while (now := exercise_now(_facts(course))) is None or now.phase is not PhaseCode.JUDGE:
            _step(course, key)
        for token, values in zip(tokens, choices, strict=True):
            _answered(now, exercise_token(token, now.id), values)
        _step(course, key)


def _answered(now: SessionFacts, token: str, values: Sequence[int]) -> None:
    code = session_code(now)
    joining.join(code, token, group=None)
    given = {item: AnswerValues(value=value) for item, value in enumerate(values)}
    joining.answer_all(code, token, new_token(), round_=1, values=given)


def _step(course: UUID, key: str) -> None:
    known = _facts(course)
    now = exercise_now(known)
    go_on(key, known.revision, None if now is None else now.revision)


def _facts(course: UUID) -> CourseFacts:
    found = course_of(course)
    assert found is not None
    return found
