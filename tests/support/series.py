"""A series of cases that everybody judged beforehand: who, and what each of them answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from fagspejl.workspace.sessions.services.outcomes import record_outcome
from fagspejl.workspace.sessions.services.steering import choose_item
from fagspejl.workspace.sessions.types import (
    Case,
    NoneBecause,
    OutcomeKind,
    OutcomeValues,
    PhaseCode,
    SplitGroup,
    SplitKind,
)
from support.room import ITEM, Room, open_room

NOTHING = OutcomeValues(kind=OutcomeKind.NONE, none_because=NoneBecause.NO_TIME)
TITLES = ("En familie i tvivl", "En skole", "Et hjem", "En indlæggelse", "En ansøgning")
# Seven who are experienced and five who are new, each with answers to the four cases: the new go further in all of them.
EXPERIENCED = (
    (1, 2, 1, 3),
    (2, 3, 2, 2),
    (2, 1, 3, 3),
    (3, 4, 2, 4),
    (3, 2, 4, 1),
    (4, 3, 3, 5),
    (8, 5, 4, 6),
)
NEW = ((5, 6, 7, 5), (6, 7, 6, 8), (8, 6, 9, 7), (9, 8, 7, 9), (9, 9, 8, 6))
Rows = Sequence[Sequence[int | None]]


def series_room(
    blocks: Sequence[tuple[SplitGroup, Rows]] = (
        (SplitGroup("Erfarne", 7), EXPERIENCED),
        (SplitGroup("Nye", 5), NEW),
    ),
    *,
    without: Rows = (),
    leaders: Rows = (),
    units: Sequence[UUID] = (),
    split: SplitKind = SplitKind.SENIORITY,
) -> Room:
    """Open a room with a case per answer, and let everybody judge; `without`: who chose no group; None: skipped."""
    everybody = [*(row for _, rows in blocks for row in rows), *without, *leaders]
    cases = tuple(Case(title, f"Sagen om {title.lower()}.") for title in TITLES[: len(everybody[0])])
    items = tuple(replace(ITEM, case=place) for place in range(len(cases)))
    groups = [group for group, _ in blocks]
    room = open_room(groups if len(groups) > 1 else (), split=split, cases=cases, items=items, units=units)
    room.to(PhaseCode.JUDGE)
    for place, (_, rows) in enumerate(blocks):
        for row in rows:
            _judge(room, room.phone(place if len(groups) > 1 else None), row)
    for row in without:
        _judge(room, room.phone(), row)
    for row in leaders:
        _judge(room, room.phone(is_leader=True), row)
    return room


def show(room: Room, items: Sequence[int]) -> None:
    """Show the widest case and then each of these, and come to the agreement of the last of them."""
    room.to(PhaseCode.REVEAL)
    for item in items:
        choose_item(room.control, room.facts.revision, item)
    room.to(PhaseCode.AGREE)


def close(room: Room) -> None:
    """End with nothing, and close."""
    record_outcome(room.control, room.facts.revision, NOTHING)
    room.close()


def _judge(room: Room, token: str, row: Sequence[int | None]) -> None:
    for item, value in enumerate(row):
        if value is not None:
            room.judged(token, value, item=item)
