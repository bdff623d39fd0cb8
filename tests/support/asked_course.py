"""A course that is held, with phones that ask and vote and lecturers who sort: by the services that pages use."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID, uuid4

from fagspejl.audit.types import Actor
from fagspejl.lib.clock import utc_now
from fagspejl.workspace.courses.keys import code_of, control_key_of, display_key_of, hash_of, page_key_of
from fagspejl.workspace.courses.models import Course, CourseBlock, CoursePhone
from fagspejl.workspace.courses.questions.parts import TABLES, at_close
from fagspejl.workspace.courses.questions.selectors import questions_of, standing_of
from fagspejl.workspace.courses.questions.services.asking import ask, vote
from fagspejl.workspace.courses.questions.services.moderating import moderate
from fagspejl.workspace.courses.questions.types import Act, AskedQuestion
from fagspejl.workspace.courses.selectors import course_of
from fagspejl.workspace.courses.services.closing import close_course
from fagspejl.workspace.courses.types import BlockKind, CourseFacts
from fagspejl.workspace.sessions.keys import new_token
from fagspejl.workspace.sessions.services.planning import today_here

LECTURER = Actor("lecturer", "Underviseren")


@dataclass
class AskedCourse:
    """An open course. `phones`: the tokens of those who joined."""

    id: UUID
    language: str = "da"
    phones: list[str] = field(default_factory=list)

    @property
    def code(self) -> str:
        """By which phones join."""
        return code_of(self.id, 0)

    @property
    def control(self) -> str:
        """The key of its control."""
        return control_key_of(self.id, 0)

    @property
    def facts(self) -> CourseFacts:
        """The course now."""
        found = course_of(self.id)
        assert found is not None
        return found

    def phone(self) -> str:
        """Let one more phone in; returns its token."""
        self.phones.append(new_token())
        CoursePhone.objects.create(course_id=self.id, token_hash=hash_of("token", self.phones[-1]))
        return self.phones[-1]

    def asks(self, token: str, text: str, name: str = "", *, asked: bool = False) -> str:
        """Ask a question from a phone; returns the key of the address at which it is found."""
        address = new_token()
        ask(self.code, token, address, text, name, asked=asked)
        return address

    def votes(self, token: str, text: str, *, on: bool = True, key: str = "") -> None:
        """Vote for the question of these words."""
        vote(self.code, token, key or new_token(), self.question(text).id, on=on)

    def question(self, text: str) -> AskedQuestion:
        """Return the question of these words."""
        (found,) = [one for one in questions_of(self.id) if one.text == text]
        return found

    def seen(self, *texts: str) -> dict[UUID, int]:
        """Return what a lecturer who looks now would send of these questions."""
        return {one.id: one.version for one in map(self.question, texts)}

    def does(self, act: Act, *texts: str, text: str = "", asked: bool = False) -> None:
        """Let a lecturer who has just looked do something with these questions."""
        moderate(self.id, act, self.seen(*texts), text=text, asked=asked)

    @property
    def order(self) -> list[str]:
        """The words of those that stand for themselves, by votes."""
        return [one.question.text for one in standing_of(self.id)]

    def close(self) -> None:
        """Close the course."""
        close_course(self.id, let_go=at_close, tables=TABLES, actor=LECTURER)


def open_course(title: str = "Ledelse af fagprofessionelle", language: str = "da") -> AskedCourse:
    """Open a course of three blocks, the second of which is questions; nobody has joined."""
    course, today = uuid4(), today_here()
    Course.objects.create(
        id=course,
        title=title,
        language=language,
        planned_on=today,
        created_on=today,
        opened_on=today,
        keep_until=today,
        place=1,
        touched_at=utc_now(),
        code_hash=hash_of("code", code_of(course, 0)),
        display_hash=hash_of("display", display_key_of(course)),
        control_hash=hash_of("control", control_key_of(course, 0)),
        page_hash=hash_of("page", page_key_of(course)),
    )
    for place, kind in enumerate((BlockKind.TALK, BlockKind.QUESTIONS, BlockKind.LINKS)):
        CourseBlock.objects.create(
            course_id=course, place=place, kind=kind, title=f"Blok {place + 1}", minutes=15
        )
    return AskedCourse(course, language)
