"""What Ida's unit says of good quality: sixteen people rate six statements, see the picture and choose guide marks."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from fagspejl.accounts.selectors import account_of
from fagspejl.accounts.types import Staff
from fagspejl.demo.afterwards.days import move_back
from fagspejl.demo.afterwards.sessions import HeldRoom, held_back, outcome_values
from fagspejl.demo.catalogue import read_toml
from fagspejl.demo.story import Story
from fagspejl.organisation.models import Unit
from fagspejl.workspace.quality.models import Picture, Statement
from fagspejl.workspace.quality.selectors import picture_in
from fagspejl.workspace.quality.services.marks import choose_marks
from fagspejl.workspace.quality.services.starting import StartValues, start_picture
from fagspejl.workspace.quality.types import MarkValues
from fagspejl.workspace.sessions.services.planning import today_here
from fagspejl.workspace.sessions.types import DecisionMethod, OutcomeKind, PhaseCode, SplitGroup, SplitKind


def draw_demo_quality(story: Story) -> None:
    """Let the unit hold its picture of quality."""
    told = read_toml("quality.toml")
    leader = story.person(told["leader"])
    account = account_of(leader.email)
    assert account is not None
    _hold(told, Unit.objects.get(key=leader.unit).id, account.staff)


def _hold(told: dict[str, Any], unit: UUID, staff: Staff) -> None:
    groups = tuple(SplitGroup(one["name"], one["size"]) for one in told["groups"])
    statements = told["statements"]
    values = StartValues(
        language="da",
        task_area=told["area"],
        typed=tuple(one["text"] for one in statements),
        decision_method=DecisionMethod.LEADER_AFTER_HEARING,
        replaces=told["replaces"],
        split_kind=SplitKind.SHIFT,
        groups=groups,
        present=sum(group.size for group in groups),
    )
    made = start_picture(unit, values, asked=True, actor=staff.actor, account=staff.id)
    room = HeldRoom.opened(made, groups, staff.actor)
    room.go(PhaseCode.JUDGE)
    for place, one in enumerate(statements):
        room.judge(one["importance"], item=2 * place)
        room.judge(one["practice"], item=2 * place + 1)
    room.go(PhaseCode.REVEAL)
    room.go(PhaseCode.AGREE)
    room.end(outcome_values(told, today_here()))
    room.close()
    picture = picture_in(made)
    assert picture is not None
    choose_marks(
        picture.id,
        picture.revision,
        [_mark(place, one) for place, one in enumerate(statements)],
        asked=True,
        actor=staff.actor,
    )
    held_back(made, told["days_ago"])
    move_back(Picture.objects.filter(id=picture.id), told["days_ago"])
    move_back(Statement.objects.filter(picture=picture.id), told["days_ago"])


def _mark(place: int, one: dict[str, Any]) -> MarkValues:
    leads_to = OutcomeKind(one["mark"]) if "mark" in one else None
    return MarkValues(place, leads_to is not None, leads_to, one.get("exceptions", ""))
