"""What Ida's unit agreed about busy shifts, and eight weeks of its day shifts, written as its phones write them."""

from __future__ import annotations

from datetime import timedelta
from itertools import cycle
from typing import Any, Final
from uuid import UUID

from fagspejl.accounts.selectors import account_of
from fagspejl.demo.afterwards.days import move_back
from fagspejl.demo.catalogue import read_toml
from fagspejl.demo.story import Story
from fagspejl.organisation.models import Unit
from fagspejl.workspace.load.models import LoadDefinition, ShiftLog
from fagspejl.workspace.load.services.defining import write_definition
from fagspejl.workspace.load.services.writing import write_shift
from fagspejl.workspace.load.types import Cause, DefinitionValues, Placement, ShiftValues, TaskValues
from fagspejl.workspace.sessions.levels.types import LoadLevel
from fagspejl.workspace.sessions.services.planning import today_here

_LEVELS: Final = {"g": LoadLevel.GREEN, "y": LoadLevel.YELLOW, "r": LoadLevel.RED}


def log_demo_shifts(story: Story) -> None:
    """Let the unit agree what yields, and let each shift be written on its day."""
    told = read_toml("load.toml")
    leader = story.person(told["leader"])
    account = account_of(leader.email)
    assert account is not None
    unit, days = Unit.objects.get(key=leader.unit).id, str(told["days"])
    write_definition(
        unit, "da", 0, values=_agreed(told), starts_on=today_here(), asked=True, actor=account.staff.actor
    )
    move_back(LoadDefinition.objects.filter(unit=unit), len(days) + 1)
    yielded = {"r": cycle(told["red"]), "y": cycle(told["yellow"])}
    for ago, letter in zip(range(len(days), 0, -1), days, strict=True):
        what = next(yielded[letter]) if letter in yielded else {}
        _write(unit, ago, len(days), told["shifts"][0], letter, what)


def _write(unit: UUID, ago: int, back: int, shift: str, letter: str, what: dict[str, Any]) -> None:
    day = today_here() - timedelta(days=ago)
    cause = Cause(what["cause"]) if "cause" in what else None
    values = ShiftValues(_LEVELS[letter], tuple(what.get("yielded", ())), cause)
    write_shift(unit, day, shift, values, seen=0, back=back)
    ShiftLog.objects.filter(unit=unit, day=day).update(created_on=day)


def _agreed(told: dict[str, Any]) -> DefinitionValues:
    return DefinitionValues(
        signs_green=told["signs_green"],
        signs_yellow=told["signs_yellow"],
        signs_red=told["signs_red"],
        who_declares=told["who_declares"],
        shifts=tuple(told["shifts"]),
        tasks=tuple(_task(one) for one in told["tasks"]),
    )


def _task(one: dict[str, Any]) -> TaskValues:
    yellow, red = (Placement(one[name]) if name in one else None for name in ("yellow", "red"))
    return TaskValues(one["task"], yellow, red, one.get("harm", ""), one.get("never", False))
