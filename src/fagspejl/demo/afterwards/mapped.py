"""Who holds what in Karen's unit: twelve people answer ten tasks alone, and the map that they write afterwards."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from fagspejl.accounts.selectors import account_of
from fagspejl.accounts.types import Staff
from fagspejl.demo.afterwards.days import move_back
from fagspejl.demo.afterwards.sessions import HeldRoom, held_back
from fagspejl.demo.catalogue import read_toml
from fagspejl.demo.story import Story
from fagspejl.organisation.models import Unit
from fagspejl.workspace.responsibility.holding.starting import HoldingValues, start_holding
from fagspejl.workspace.responsibility.models import ResponsibilityMap, ResponsibilityRow
from fagspejl.workspace.responsibility.rules import SIGNS, vacant_key
from fagspejl.workspace.responsibility.services.writing import write_map, write_roles
from fagspejl.workspace.responsibility.types import Role, RowValues
from fagspejl.workspace.sessions.types import (
    DecisionMethod,
    NoneBecause,
    OutcomeKind,
    OutcomeValues,
    PhaseCode,
    SplitGroup,
)

_LANGUAGE: Final = "da"


def map_demo_responsibility(story: Story) -> None:
    """Let the unit answer, and let its leader write the map."""
    told = read_toml("responsibility.toml")
    leader = story.person(told["leader"])
    account = account_of(leader.email)
    assert account is not None
    unit = Unit.objects.get(key=leader.unit).id
    roles = [Role(one, one not in told["left"]) for one in told["roles"]]
    write_roles(unit, _LANGUAGE, 0, roles=roles, asked=True, actor=account.staff.actor)
    _hold(told, unit, account.staff)
    _write(told, unit, account.staff)


def _hold(told: dict[str, Any], unit: UUID, staff: Staff) -> None:
    values = HoldingValues(
        language=_LANGUAGE,
        tasks=tuple(one["task"] for one in told["tasks"]),
        decision_method=DecisionMethod.LEADER_AFTER_HEARING,
        replaces=told["replaces"],
        present=told["people"],
    )
    made = start_holding(unit, values, asked=True, actor=staff.actor, account=staff.id)
    room = HeldRoom.opened(made, (SplitGroup("", told["people"]),), staff.actor, divided=False)
    room.go(PhaseCode.JUDGE)
    for place, one in enumerate(told["tasks"]):
        room.judge([one["today"]], item=2 * place)
        room.judge([one["ought"]], item=2 * place + 1)
    room.go(PhaseCode.REVEAL)
    room.go(PhaseCode.AGREE)
    room.end(OutcomeValues(kind=OutcomeKind.NONE, none_because=NoneBecause.NOT_NEEDED))  # the map says it
    room.close()
    held_back(made, told["days_ago"])


def _write(told: dict[str, Any], unit: UUID, staff: Staff) -> None:
    rows = [
        RowValues(one["task"], one["holder"], **{field: one.get(field, "") for field in SIGNS})
        for one in told["tasks"]
    ]
    free = vacant_key([one.holder for one in rows if one.holder in told["left"]])
    write_map(unit, _LANGUAGE, 1, rows=rows, vacant_seen=free, asked=True, actor=staff.actor)
    ago = told["days_ago"]
    move_back(ResponsibilityMap.objects.filter(unit=unit), ago)
    move_back(ResponsibilityRow.objects.filter(map__unit=unit), ago)
