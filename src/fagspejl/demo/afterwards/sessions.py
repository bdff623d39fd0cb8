"""What Karen's unit has judged together since the past round, made as a room makes it; sparring is beside it.

The services that pages use take the answers in, show, keep and delete them; only the days are moved back afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, Final
from uuid import UUID

from fagspejl.accounts.selectors import account_of
from fagspejl.audit.types import Actor
from fagspejl.demo.catalogue import read_toml
from fagspejl.demo.story import Story
from fagspejl.organisation.models import Unit
from fagspejl.workspace.sessions.keys import new_token
from fagspejl.workspace.sessions.models import (
    AcceptedDifference,
    Outcome,
    Session,
    StartingPoint,
    Trial,
)
from fagspejl.workspace.sessions.selectors.sessions import code_here, control_key_here, session_of
from fagspejl.workspace.sessions.services.closing import close_by_key
from fagspejl.workspace.sessions.services.joining import answer, join, leave
from fagspejl.workspace.sessions.services.outcomes import record_outcome
from fagspejl.workspace.sessions.services.planning import create_session, open_session, today_here
from fagspejl.workspace.sessions.services.steering import go_to
from fagspejl.workspace.sessions.types import (
    AnswerValues,
    Case,
    DecisionMethod,
    DifferenceReason,
    Held,
    Item,
    OutcomeKind,
    OutcomeValues,
    PhaseCode,
    SplitGroup,
    SplitKind,
)

GROUPS: Final = (SplitGroup("Erfarne", 7), SplitGroup("Nye", 5))
_LOOKED_AFTER: Final = 28  # days


def hold_demo_sessions(story: Story) -> None:
    """Let Karen's unit hold its sessions."""
    karen = story.person("Karen")
    account = account_of(karen.email)
    assert account is not None
    unit = Unit.objects.get(key=karen.unit)
    for one in _told():
        _hold(one, unit.id, account.staff.id, account.staff.actor, today_here())


@cache
def _told() -> tuple[dict[str, Any], ...]:
    return tuple(read_toml("sessions.toml")["sessions"])


def _hold(one: dict[str, Any], unit: UUID, account: UUID, actor: Actor, today: date) -> None:
    made = create_session(
        template="judgement",
        title=one["title"],
        language="da",
        units=(unit,),
        cases=(Case(one["title"], one["text"].strip()),),
        items=(Item(0, one["question"], one["low"], one["high"]),),
        decision_method=DecisionMethod.LEADER_AFTER_HEARING,
        replaces=one["replaces"],
        split_kind=SplitKind.SENIORITY,
        groups=GROUPS,
        present=sum(group.size for group in GROUPS),
        asked=True,
        actor=actor,
        account=account,
    )
    room = HeldRoom.opened(made, GROUPS, actor)
    room.go(PhaseCode.JUDGE)
    room.judge(one["values"])
    room.go(PhaseCode.AGREE)
    room.end(outcome_values(one, today))
    room.close()
    held_back(made, one["days_ago"], held=one.get("held", ""), line=one.get("line", ""))


@dataclass(frozen=True)
class HeldRoom:
    """An open session with everybody in it: `tokens` of each group's phones, in the order of persons."""

    id: UUID
    code: str
    control: str
    tokens: tuple[tuple[str, ...], ...]
    actor: Actor

    @classmethod
    def opened(
        cls, made: UUID, groups: Sequence[SplitGroup], actor: Actor, *, divided: bool = True
    ) -> HeldRoom:
        """Open a session, and let everybody join who belongs to its groups; not `divided`: it asks for none."""
        known = open_session(made, actor=actor)
        code = code_here(known)
        tokens = tuple(tuple(new_token() for _ in range(group.size)) for group in groups)
        for place, group in enumerate(tokens):
            for token in group:
                join(code, token, group=place if divided else None)
        return cls(made, code, control_key_here(known), tokens, actor)

    def go(self, phase: PhaseCode) -> None:
        """Let the facilitator go to a phase."""
        go_to(self.control, self._revision, phase)

    def judge(self, values: Sequence[Sequence[int]], *, item: int = 0) -> None:
        """Let everybody judge, in the order of persons."""
        for group, given in zip(self.tokens, values, strict=True):
            for token, value in zip(group, given, strict=True):
                told = AnswerValues(value=value)
                answer(self.code, token, new_token(), item=item, round_=1, values=told)

    def see_direction(self, values: Sequence[int]) -> None:
        """Let everybody answer the direction check, in the order of persons."""
        tokens = [token for group in self.tokens for token in group]
        for token, value in zip(tokens, values, strict=True):
            leave(self.code, token, new_token(), direction=value)

    def end(self, values: OutcomeValues) -> None:
        """Write down what the unit ended with."""
        record_outcome(self.control, self._revision, values, asked=True)

    def close(self) -> None:
        """Let the facilitator close the room."""
        self.go(PhaseCode.CLOSE)
        close_by_key(self.control, self._revision, actor=self.actor)

    @property
    def _revision(self) -> int:
        known = session_of(self.id)
        assert known is not None
        return known.revision


def outcome_values(one: dict[str, Any], today: date) -> OutcomeValues:
    """Return what a session ends with, as the demo's files say it."""
    citizen, professions, resources, politics = one["considerations"]
    return OutcomeValues(
        kind=OutcomeKind(one["kind"]),
        text=one["outcome"],
        reasons=tuple(DifferenceReason(reason) for reason in one["reasons"]),
        considerations=(citizen, professions, resources, politics),
        by_role=one.get("by_role", ""),
        due_on=today + timedelta(days=one["due_in"]) if "due_in" in one else None,
        when_to_ask=one.get("when_to_ask", ""),
    )


def held_back(
    session: UUID, days: int, *, held: str = "", line: str = "", looked_after: int = _LOOKED_AFTER
) -> None:
    """Let a session have been held so many days ago, and what it ended with look as it does today."""
    back, day = timedelta(days=days), today_here() - timedelta(days=days)
    Session.objects.filter(id=session).update(created_on=day, opened_on=day, closed_on=day)
    for outcome in Outcome.objects.filter(session=session):
        StartingPoint.objects.filter(from_id=outcome.id.hex).update(made_on=day)
        outcome.made_on = day
        if held:
            outcome.held, outcome.line = Held(held), line
            outcome.looked_on = day + timedelta(days=looked_after)
        outcome.save()
        for trial in Trial.objects.filter(outcome=outcome):
            trial.due_on -= back
            trial.save()
        for difference in AcceptedDifference.objects.filter(outcome=outcome):
            difference.look_again_on -= back
            difference.save()
