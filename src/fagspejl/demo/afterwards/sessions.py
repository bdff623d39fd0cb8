"""What Karen's unit has judged together since the past round: three closed sessions, made as a room makes them.

The services that pages use take the answers in, show, keep and delete them; only the days are moved back afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence
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
from fagspejl.workspace.sessions.services.joining import answer, join
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

_GROUPS: Final = (SplitGroup("Erfarne", 7), SplitGroup("Nye", 5))


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
        groups=_GROUPS,
        present=sum(group.size for group in _GROUPS),
        asked=True,
        actor=actor,
        account=account,
    )
    known = open_session(made, actor=actor)
    code, control = code_here(known), control_key_here(known)
    tokens = [[new_token() for _ in range(group.size)] for group in _GROUPS]
    for place, group in enumerate(tokens):
        for token in group:
            join(code, token, group=place)
    _go(made, control, PhaseCode.JUDGE)
    _judge(code, tokens, one["values"])
    _go(made, control, PhaseCode.AGREE)
    record_outcome(control, _revision(made), _outcome(one, today), asked=True)
    _go(made, control, PhaseCode.CLOSE)
    close_by_key(control, _revision(made), actor=actor)
    _move_back(made, one, today)


def _judge(code: str, tokens: list[list[str]], values: Sequence[Sequence[int]]) -> None:
    for group, given in zip(tokens, values, strict=True):
        for token, value in zip(group, given, strict=True):
            answer(code, token, new_token(), item=0, round_=1, values=AnswerValues(value=value))


def _outcome(one: dict[str, Any], today: date) -> OutcomeValues:
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


def _go(session: UUID, control: str, phase: PhaseCode) -> None:
    go_to(control, _revision(session), phase)


def _revision(session: UUID) -> int:
    known = session_of(session)
    assert known is not None
    return known.revision


def _move_back(session: UUID, one: dict[str, Any], today: date) -> None:
    """Let the session have been held on its day, and what it ended with look as it does today."""
    back, day = timedelta(days=one["days_ago"]), today - timedelta(days=one["days_ago"])
    Session.objects.filter(id=session).update(created_on=day, opened_on=day, closed_on=day)
    for outcome in Outcome.objects.filter(session=session):
        StartingPoint.objects.filter(from_id=outcome.id.hex).update(made_on=day)
        outcome.made_on = day
        if "held" in one:
            outcome.held, outcome.line, outcome.looked_on = (
                Held(one["held"]),
                one["line"],
                day + timedelta(days=28),
            )
        outcome.save()
        for trial in Trial.objects.filter(outcome=outcome):
            trial.due_on -= back
            trial.save()
        for difference in AcceptedDifference.objects.filter(outcome=outcome):
            difference.look_again_on -= back
            difference.save()
