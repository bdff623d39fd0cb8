"""What two units have agreed since the past round: told on, kept for weeks, changed and looked at again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from fagspejl.accounts.selectors import account_of
from fagspejl.accounts.types import Staff
from fagspejl.demo.afterwards.days import move_back
from fagspejl.demo.catalogue import read_toml
from fagspejl.demo.story import Story
from fagspejl.organisation.models import Unit
from fagspejl.workspace.agreements.models import (
    Agreement,
    AgreementEvent,
    AgreementVersion,
    Announcement,
    ObstacleLine,
    PulseCount,
    PulseDay,
    PulsePage,
)
from fagspejl.workspace.agreements.pulse.keys import new_page_key
from fagspejl.workspace.agreements.pulse.services import Press, count_press
from fagspejl.workspace.agreements.selectors import agreement
from fagspejl.workspace.agreements.services.drafts import create_draft, start
from fagspejl.workspace.agreements.services.living import add_version, keep, tell
from fagspejl.workspace.agreements.types import (
    ANSWERS,
    AgreementFacts,
    ExceptionValues,
    PulseAnswer,
    PulseSide,
    SuperiorRule,
    VersionValues,
)
from fagspejl.workspace.sessions.models import StartingPoint
from fagspejl.workspace.sessions.services.planning import today_here
from fagspejl.workspace.sessions.types import DecisionMethod

WEEK: Final = 7
_SAID: Final = (
    "text", "why", "for_whom", "doers", "doers_size", "receivers", "receivers_size",
    "decided_n", "minority_reason", "visible_sign", "superior_text",
)  # fmt: skip


def make_demo_agreements(story: Story) -> None:
    """Let the units agree, and let the weeks pass."""
    for one in read_toml("agreements.toml")["agreements"]:
        leader = story.person(one["leader"])
        account = account_of(leader.email)
        assert account is not None
        _agree(one, Unit.objects.get(key=leader.unit).id, account.staff)


def _agree(one: dict[str, Any], unit: UUID, staff: Staff) -> None:
    point = (
        StartingPoint.objects.filter(unit=unit, text__startswith=one["from_outcome"]).first()
        if ("from_outcome" in one)
        else None
    )
    made = create_draft(
        unit,
        "da",
        title=one["title"],
        values=_values(one),
        exceptions=_exceptions(one["exceptions"]),
        from_point=None if point is None else point.id,
        asked=True,
        actor=staff.actor,
        account=staff.id,
    )
    start(made, _known(made).revision, actor=staff.actor)
    for told in one["told"]:
        tell(made, _known(made).revision, told_on=today_here(), **told, asked=True, actor=staff.actor)
    for week in one.get("pulse", ()):
        if "version" in week:
            _change(made, week["version"], staff)
        press_a_week(made, week)
        a_week_passes(made)
    if "review" in one:
        keep(made, _known(made).revision, line=one["review"]["line"], asked=True, actor=staff.actor)
        a_week_passes(made)
    if point is not None:  # it was written the day after the talk that it began from
        _move_back(made, (today_here() - point.made_on - timedelta(days=1)).days)


def _change(made: UUID, new: dict[str, Any], staff: Staff) -> None:
    known = _known(made)
    add_version(
        made,
        known.revision,
        values=known.current.values,
        because=new["because"],
        kept=[one.number for one in known.exceptions_now],
        added=_exceptions(new["exceptions"]),
        asked=True,
        actor=staff.actor,
    )


def press_a_week(made: UUID, week: dict[str, Any]) -> None:
    """Let everybody press who did in that week, each a page of their own; what got in the way follows the last."""
    for side in PulseSide:
        presses = list(_presses(side, week[f"{side}s"], week.get("exceptions", ())))
        line = week.get("obstacles", {}).get(side, "")
        presses[-1] = replace(presses[-1], line=line)
        for press in presses:
            page = new_page_key(made, side, today_here())
            count_press(made, page, press, asked=True, today=today_here())


def _presses(side: PulseSide, counts: Sequence[int], exceptions: Sequence[int]) -> Iterator[Press]:
    """Three counts in the order of the side's answers; each use of an exception names which."""
    used = iter(exceptions)
    for answer, count in zip(ANSWERS[side], counts, strict=False):
        for _ in range(count):
            yield Press(side, answer, next(used) if answer is PulseAnswer.EXCEPTION else 0)


def a_week_passes(made: UUID) -> None:
    """Let everything that happened to an agreement, and was pressed, have happened a week earlier."""
    _move_back(made, WEEK)


def _move_back(made: UUID, days: int) -> None:
    move_back(Agreement.objects.filter(id=made), days)
    for table in (AgreementVersion, Announcement, AgreementEvent, ObstacleLine):
        move_back(table.objects.filter(agreement=made), days)
    move_back(PulseCount.objects.filter(agreement=made).order_by("week"), days)
    move_back(PulseDay.objects.filter(agreement=made), days)
    move_back(PulsePage.objects.all(), days)


def _values(one: dict[str, Any]) -> VersionValues:
    citizen, professions, resources, politics = one["considerations"]
    return VersionValues(
        considerations=(citizen, professions, resources, politics),
        decided_how=DecisionMethod(one["decided_how"]),
        superior_rule=SuperiorRule(one["superior_rule"]),
        **{name: one[name] for name in _SAID if name in one},
    )


def _exceptions(rows: Sequence[dict[str, str]]) -> tuple[ExceptionValues, ...]:
    return tuple(ExceptionValues(**row) for row in rows)


def _known(made: UUID) -> AgreementFacts:
    known = agreement(made)
    assert known is not None
    return known
