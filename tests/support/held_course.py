"""A course that is held, walked by the pages that people use: the lecturer's control, the wall and the phones."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from django.test import Client

from fagspejl.accounts.types import Staff
from fagspejl.workspace.courses.selectors import (
    code_here,
    control_key_here,
    course_of,
    display_key_here,
    page_key_here,
)
from fagspejl.workspace.courses.services.holding import exercise_now, open_course
from fagspejl.workspace.courses.services.planning import make_course, shipped_blocks
from fagspejl.workspace.courses.types import BlockKind, BlockValues, CourseFacts
from fagspejl.workspace.sessions.keys import new_token
from fagspejl.workspace.sessions.services.planning import today_here
from fagspejl.workspace.sessions.types import SessionFacts
from support.staff import Cast, somebody


def lecturer(name: str = "Underviseren") -> Cast:
    """Return somebody who may hold courses."""
    return somebody(name, "lecturer", app=True)


def made_course(
    staff: Staff, *, blocks: Iterable[BlockValues] | None = None, language: str = "da", ahead: int = 0
) -> UUID:
    """Make a course: the one that ships, or one of these blocks."""
    return make_course(
        title="Ledelse af fagprofessionelle",
        planned_on=today_here() + timedelta(days=ahead),
        language=language,
        blocks=tuple(blocks) if blocks is not None else shipped_blocks(language),
        account=staff.id,
        actor=staff.actor,
    )


@dataclass
class HeldCourse:
    """An open course. `phones`: the tokens of those who joined."""

    id: UUID
    phones: list[str] = field(default_factory=list)
    web: Client = field(default_factory=lambda: Client(enforce_csrf_checks=True))

    @property
    def facts(self) -> CourseFacts:
        """The course now."""
        found = course_of(self.id)
        assert found is not None
        return found

    @property
    def exercise(self) -> SessionFacts:
        """The exercise that is open."""
        found = exercise_now(self.facts)
        assert found is not None
        return found

    @property
    def code(self) -> str:
        """By which phones join."""
        return code_here(self.facts)

    @property
    def wall(self) -> str:
        """The wall's address."""
        return f"/kursus/vaeg/{display_key_here(self.facts)}/"

    @property
    def control(self) -> str:
        """The control's address."""
        return f"/kursus/styring/{control_key_here(self.facts)}/"

    @property
    def page(self) -> str:
        """The address of what stays."""
        return f"/kursus/side/{page_key_here(self.facts)}/"

    def at(self, token: str) -> str:
        """Where a phone's page is."""
        return f"/kursus/{self.code}/{token}/"

    def joins(self) -> str:
        """Let one more phone in by its pages; returns its token."""
        token = new_token()
        assert self.web.post(self.at(token), "act=join", content_type=FORM).status_code == 303
        self.phones.append(token)
        return token

    def enters(self, token: str, group: str = "") -> str:
        """Let a phone into the exercise by its own page; returns the page."""
        group = f"&group={group}" if group else ""
        return self.sends(token, f"act=join{group}")

    def sends(self, token: str, body: str) -> str:
        """Send a form from a phone's page; returns the page."""
        answer = self.web.post(self.at(token), body, content_type=FORM)
        assert answer.status_code == 200, (answer.status_code, answer.content.decode())
        return answer.content.decode()

    def answers(self, token: str, *values: int) -> str:
        """Answer every question of the exercise that is open."""
        items = "".join(f"&item={at}&v{at}={value}" for at, value in enumerate(values))
        return self.sends(token, f"act=answer&key={new_token()}&round=1{items}")

    def sees(self, address: str) -> str:
        """Return a page as it is read."""
        answer = self.web.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        return answer.content.decode().replace("\xa0", " ")

    def presses(self, act: str = "on", control: str = "") -> int:
        """Press a key of the control as it stands there; returns the status."""
        control = control or self.control
        return self.pressed(self.web.get(control).content.decode(), act, control)

    def pressed(self, seen: str, act: str, control: str) -> int:
        """Press a key of a control that was seen earlier; returns the status."""
        found = dict(re.findall(r'name="(revision|exercise)" value="(\d+)"', seen))
        body = "&".join(f"{name}={value}" for name, value in {**found, "act": act}.items())
        return self.web.post(control, body, content_type=FORM).status_code

    def until(self, kind: BlockKind, exercise: str = "") -> None:
        """Press on until the room is at a block of this kind; within an exercise, until it is over."""
        for _ in range(120):
            block = self.facts.block
            if block.kind is kind and (not exercise or block.exercise == exercise):
                return
            assert self.presses() == 303
        raise AssertionError(kind)

    def to(self, kind: BlockKind) -> None:
        """Choose the first block of this kind from the agenda of the control."""
        place = next(one.place for one in self.facts.blocks if one.kind is kind)
        body = f"act=jump&revision={self.facts.revision}&block={place}"
        assert self.web.post(self.control, body, content_type=FORM).status_code == 303

    def phase(self, name: str) -> None:
        """Press on until the exercise is in this phase."""
        for _ in range(40):
            found = exercise_now(self.facts)
            if found is not None and found.phase.value == name:
                return
            assert self.presses() == 303
        raise AssertionError(name)


FORM = "application/x-www-form-urlencoded"


def held_course(staff: Staff, *, phones: int = 0, blocks: Iterable[BlockValues] | None = None) -> HeldCourse:
    """Make and open a course, and let phones in."""
    made = HeldCourse(made_course(staff, blocks=blocks))
    open_course(made.id, actor=staff.actor)
    for _ in range(phones):
        made.joins()
    return made
