"""A case a week in Karen's unit: eight Wednesdays with the line, the direction check and what was learned of each.

Beside them the rota, three patterns for newcomers, and what somebody wrote on a phone after the shift.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.conf import settings

from fagspejl.accounts.selectors import account_of
from fagspejl.accounts.types import Staff
from fagspejl.demo.afterwards.days import move_back
from fagspejl.demo.afterwards.sessions import GROUPS, HeldRoom, held_back, outcome_values
from fagspejl.demo.catalogue import read_toml
from fagspejl.demo.story import Story
from fagspejl.lib.wording import Wording, wording
from fagspejl.organisation.models import Unit
from fagspejl.workspace.cases.models import CaseCard, CasePattern, CaseRhythm, PatternIdea
from fagspejl.workspace.cases.selectors import card
from fagspejl.workspace.cases.services.cards import follow_up, write_minutes
from fagspejl.workspace.cases.services.ideas import answer_idea, take_idea
from fagspejl.workspace.cases.services.patterns import write_pattern
from fagspejl.workspace.cases.services.rota import advance_rota, set_rhythm, set_rota
from fagspejl.workspace.cases.starting import start_sparring
from fagspejl.workspace.cases.types import (
    CardValues,
    CaseFacts,
    DilemmaType,
    IdeaAnswer,
    MinutesValues,
    PatternValues,
    Strain,
)
from fagspejl.workspace.sessions.services.planning import today_here
from fagspejl.workspace.sessions.types import DecisionMethod, PhaseCode, SplitKind

_WEEK: Final = 7
_ASKED_AFTER: Final = 14  # days until it is asked how it went


def spar_on_demo_cases(story: Story) -> None:
    """Let the unit take its cases, the oldest first, so that each is asked about in the one after it."""
    told = read_toml("cases.toml")
    account = account_of(story.person(told["leader"]).email)
    assert account is not None
    unit, staff = Unit.objects.get(key=story.person(told["leader"]).unit).id, account.staff
    last = (today_here().weekday() - told["weekday"] - 1) % _WEEK + 1
    days = [last + _WEEK * place for place in range(len(told["cases"]) - 1, -1, -1)]
    words = wording("da", *settings.STAFF_WORDS)
    made = [
        _talk(one, unit, staff, words, told["meeting"], ago)
        for one, ago in zip(told["cases"], days, strict=True)
    ]
    _keep_rhythm(told, unit, staff, days)
    for one in told["patterns"]:
        _write(one, unit, staff, made, last)
    for one in told["ideas"]:
        _idea(one, unit, staff)


def _talk(one: dict[str, Any], unit: UUID, staff: Staff, words: Wording, meeting: str, ago: int) -> UUID:
    made = start_sparring(
        unit,
        CardValues(
            type=one["type"],
            tension=one["tension"],
            question=one["question"],
            dilemma_type=DilemmaType(one["dilemma_type"]),
            low_pole="vejlede",
            high_pole="løse for",
        ),
        words=words,
        decision_method=DecisionMethod.LEADER_AFTER_HEARING,
        replaces=meeting,
        short=False,
        split_kind=SplitKind.SENIORITY,
        groups=GROUPS,
        present=sum(group.size for group in GROUPS),
        asked=True,
        staff=staff,
    )
    session = _known(made).session
    assert session is not None
    room = HeldRoom.opened(session, GROUPS, staff.actor)
    room.go(PhaseCode.JUDGE)
    room.judge(one["values"])
    for phase in (PhaseCode.REVEAL, PhaseCode.TALK, PhaseCode.AGREE):
        room.go(phase)
    room.end(outcome_values(one, today_here()))
    room.see_direction(one["direction"])
    room.close()
    _minutes(made, one, staff)
    looked = {name: one[name] for name in ("held", "line", "looked_after") if name in one}
    held_back(session, ago, **looked)
    move_back(CaseCard.objects.filter(id=made), ago)
    if "followed" in one:
        follow_up(made, _known(made).revision, one["followed"], asked=True, actor=staff.actor)
        asked_on = _known(made).minutes.follow_up_on
        CaseCard.objects.filter(id=made).update(followed_on=asked_on)
    return made


def _minutes(made: UUID, one: dict[str, Any], staff: Staff) -> None:
    citizen, professions, resources, politics = one["considerations"]
    values = MinutesValues(
        considerations=(citizen, professions, resources, politics),
        learned=tuple(one["learned"]),
        strain=Strain(one["strain"]),
        follow_up_on=today_here() + timedelta(days=_ASKED_AFTER) if "followed" in one else None,
    )
    write_minutes(made, _known(made).revision, values, asked=True, actor=staff.actor)


def _keep_rhythm(told: dict[str, Any], unit: UUID, staff: Staff, days: list[int]) -> None:
    set_rhythm(
        unit,
        weekday=told["weekday"],
        meeting=told["meeting"],
        weeks=len(days),
        short=False,
        split_kind=SplitKind.SENIORITY,
        groups=GROUPS,
        asked=True,
        actor=staff.actor,
    )
    first = today_here() - timedelta(days=days[0])
    CaseRhythm.objects.filter(unit=unit).update(starts_on=first, created_on=first)
    turns = set_rota(unit, told["rota"])
    for _ in range(told["advances"]):
        turns = advance_rota(unit, [one.initials for one in turns])


def _write(one: dict[str, Any], unit: UUID, staff: Staff, made: list[UUID], ago: int) -> None:
    values = PatternValues(
        dilemma_type=DilemmaType(one["dilemma_type"]),
        when=one["when"],
        we_weigh=one["we_weigh"],
        because=one["because"],
        unless=one["unless"],
    )
    cases = [made[number - 1] for number in one["from_cases"]]
    written = write_pattern(unit, "da", values, from_cases=cases, asked=True, actor=staff.actor)
    move_back(CasePattern.objects.filter(id=written), ago - 1)


def _idea(one: dict[str, Any], unit: UUID, staff: Staff) -> None:
    take_idea(unit, one["text"], asked=True)
    row = PatternIdea.objects.get(unit=unit, created_on=today_here())
    if "answer" in one:
        answer_idea(row.id, IdeaAnswer(one["answer"]), one["line"], asked=True, actor=staff.actor)
    move_back(PatternIdea.objects.filter(id=row.id), one["ago"])


def _known(made: UUID) -> CaseFacts:
    known = card(made)
    assert known is not None
    return known
