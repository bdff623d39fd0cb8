"""A room with phones in it, made by the services that pages use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from uuid import UUID, uuid4

import pytest

from fagspejl.audit.types import Actor
from fagspejl.workspace.sessions import phases
from fagspejl.workspace.sessions.keys import new_token
from fagspejl.workspace.sessions.selectors.sessions import code_here, control_key_here, session_of
from fagspejl.workspace.sessions.services.closing import close_session
from fagspejl.workspace.sessions.services.joining import answer, join
from fagspejl.workspace.sessions.services.planning import create_session, open_session
from fagspejl.workspace.sessions.services.steering import go_to, lock_door, set_present
from fagspejl.workspace.sessions.templates_library import Template
from fagspejl.workspace.sessions.types import (
    AnswerValues,
    Case,
    DecisionMethod,
    Item,
    PhaseCode,
    SessionFacts,
    SplitGroup,
    SplitKind,
)

KAREN = Actor("karen", "Karen")
CASE = Case(
    "En familie i tvivl", "En familie beder om hjælp. Hvor langt går vi?", "Nu er barnet to år yngre."
)
ITEM = Item(
    0, "Hvor langt skal vi gå for familien?", "vejlede", "løse for", actions=("ringe", "besøge", "vente")
)
_keys = count()


def sent() -> str:
    """Return a key of something that a phone sends, never the same twice."""
    return f"key-{next(_keys)}"


@dataclass
class Room:
    """An open session, with its phones in the order in which they came."""

    id: UUID
    code: str
    control: str
    phones: list[str] = field(default_factory=list)

    @property
    def facts(self) -> SessionFacts:
        """The session as it is now."""
        found = session_of(self.id)
        assert found is not None
        return found

    def lock(self, locked: bool) -> None:
        """Let the facilitator lock the door, or open it."""
        lock_door(self.control, locked=locked)

    def close(self) -> None:
        """Let the facilitator close the session."""
        close_session(self.id, actor=KAREN)

    def phone(self, group: int | None = None, *, is_leader: bool = False) -> str:
        """Let one more phone in and return its token."""
        token = new_token()
        join(self.code, token, group=group, is_leader=is_leader)
        self.phones.append(token)
        return token

    def to(self, phase: PhaseCode) -> None:
        """Let the facilitator go to a phase."""
        go_to(self.control, self.facts.revision, phase)

    def judged(self, token: str, value: int, *, round_: int = 1, item: int = 0, reason: str = "") -> None:
        """Let a phone judge."""
        values = AnswerValues(value=value, reason=reason)
        answer(self.code, token, sent(), item=item, round_=round_, values=values)


def directed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every template ask for the direction check."""
    shipped = phases.template

    def asks(code: str, language: str) -> Template:
        return replace(shipped(code, language), direction=True)

    monkeypatch.setattr(phases, "template", asks)


def open_room(
    groups: Sequence[SplitGroup] = (),
    *,
    split: SplitKind = SplitKind.SENIORITY,
    items: Sequence[Item] = (ITEM,),
    cases: Sequence[Case] = (CASE,),
    units: Sequence[UUID] = (),
    short: bool = False,
    present: int = 0,
    language: str = "da",
    template: str = "judgement",
) -> Room:
    """Make a session of Karen's and open it."""
    made = create_session(
        template=template,
        title="Skønsøvelse",
        language=language,
        units=units or (uuid4(),),
        cases=cases,
        items=items,
        decision_method=DecisionMethod.LEADER_AFTER_HEARING,
        replaces="Teammødets faste punkt",
        split_kind=split if groups else SplitKind.NONE,
        groups=groups,
        short=short,
        actor=KAREN,
        account=uuid4(),
    )
    known = open_session(made, actor=KAREN)
    room = Room(made, code_here(known), control_key_here(known))
    if present:
        set_present(room.control, present)
    return room
