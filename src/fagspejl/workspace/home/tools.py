"""The tools of the workspace: under which word of the menu each stands, and where it begins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.urls import reverse

from fagspejl.lib.wording import Wording
from fagspejl.workspace.sessions.types import StartingPointFacts

# What a unit does, in the order of its loop, and the tools for it by their sheets.
MENU: Final = (
    ("agree", ("judgement", "quality")),
    ("do", ("cases", "agreement", "load")),
    ("up", ("upward",)),
    ("learn", ("responsibility", "competence", "reflection", "relief")),
)
# Where a sheet's tool begins for a unit: a page's name and its query, or OF_UNIT where the unit stands in the path.
# Sheets that are not here are printed and held without the program.
OF_UNIT: Final = "path"
BEGINS: Final = {
    "judgement": ("workspace-new", "enhed={unit}"),
    "quality": ("quality-new", "enhed={unit}"),
    "agreement": ("agreement-new", "enhed={unit}"),
    "cases": ("cases", OF_UNIT),
    "cases_short": ("cases", OF_UNIT),
    "load": ("load-unit", OF_UNIT),
    "responsibility": ("responsibility", OF_UNIT),
    "upward": ("notes", ""),  # a facilitator reads there what only the leader writes
    "competence": ("competence-unit", OF_UNIT),
    "relief": ("relief", OF_UNIT),
    "reflection": ("reflection", ""),
}
# Where all of a tool stands, where that is another page than the one on which it begins: a page's name and the unit's
# place on it, or OF_UNIT.
STANDS: Final = {
    "quality": ("quality", "#enhed-{unit}"),
    "agreement": ("agreements", "#enhed-{unit}"),
    "upward": ("notes", "#enhed-{unit}"),
}


_ASKS_WHO: Final = (("reflection", "5"), ("reflection", "7"))  # questions of the leader's reflection


@dataclass(frozen=True, slots=True)
class ToolLink:
    """A tool in the menu, or a way to begin it."""

    sheet: str
    title: str
    url: str


def begin_of(sheet: str, unit: UUID) -> str:
    """Return where a sheet's tool begins for a unit; "" where it has no page."""
    if sheet not in BEGINS:
        return ""
    name, query = BEGINS[sheet]
    return _address(name, query if query in ("", OF_UNIT) else f"?{query}", unit)


def tool_menu(unit: UUID, words: Wording, *, reflects: bool) -> tuple[tuple[str, tuple[ToolLink, ...]], ...]:
    """Return the menu of a unit: its words, each with its tools. `reflects`: the reader has pages of reflection."""
    found = []
    for group, sheets in MENU:
        links = tuple(_link(sheet, unit, words) for sheet in sheets if sheet != "reflection" or reflects)
        if links:
            found.append((words.say(f"room_tools.{group}"), links))
    return tuple(found)


def _link(sheet: str, unit: UUID, words: Wording) -> ToolLink:
    name, place = STANDS.get(sheet, ("", ""))
    url = _address(name, place, unit) if name else begin_of(sheet, unit)
    return ToolLink(sheet, words.say(f"room_tools.{sheet}"), url)


def _address(name: str, more: str, unit: UUID) -> str:
    return reverse(name, args=[unit]) if more == OF_UNIT else reverse(name) + more.format(unit=unit)


def asks_who(point: StartingPointFacts) -> bool:
    """Whether a starting point may begin a map of responsibility: who follows up, who else leads, what is uneven."""
    return point.from_kind == "quality" or (point.from_kind, point.from_id) in _ASKS_WHO
