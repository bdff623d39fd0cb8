"""What a course and a block must be. Pure: each check raises, or says nothing."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from fagspejl.workspace.courses.errors import CourseRefused
from fagspejl.workspace.courses.types import (
    KEPT_DAYS,
    MOST_BLOCKS,
    MOST_LINKS,
    MOST_POINTS,
    BlockKind,
    BlockValues,
    Link,
)

TITLE_SIGNS: Final = 120
POINT_SIGNS: Final = 200
NOTES_SIGNS: Final = 4000
LABEL_SIGNS: Final = 60
ADDRESS_SIGNS: Final = 300
MINUTES: Final = range(1, 241)
AHEAD_DAYS: Final = 365
MOST_GROUPS: Final = 6
MOST_PHONES: Final = 400
# A page, a mailbox or a telephone. Nothing that runs.
_ADDRESS: Final = re.compile(
    r"(https?://[^\s/]+\.[^\s]+|mailto:[^\s@]+@[^\s@]+\.[^\s@]+|tel:\+?[0-9 ()-]{5,20})"
)


def gone_on(day: date) -> date:
    """Return the day on which nothing of a course of this day is left."""
    return day + timedelta(days=KEPT_DAYS)


def check_course(title: str, planned_on: date, today: date) -> None:
    """Raise CourseRefused for a course that could not be held."""
    faults = {
        "title": not 0 < len(title.strip()) <= TITLE_SIGNS,
        "planned_on": not today <= planned_on <= today + timedelta(days=AHEAD_DAYS),
    }
    _raise(faults)


def check_block(block: BlockValues, exercises: frozenset[str]) -> None:
    """Raise CourseRefused for a block that could not be held. `exercises`: those there are."""
    faults = {
        "title": not 0 < len(block.title.strip()) <= TITLE_SIGNS,
        "minutes": block.minutes not in MINUTES,
        "points": len(block.points) > MOST_POINTS or any(len(one) > POINT_SIGNS for one in block.points),
        "speaker_notes": len(block.speaker_notes) > NOTES_SIGNS,
        "exercise": (block.kind is BlockKind.EXERCISE) != bool(block.exercise)
        or bool(block.exercise and block.exercise not in exercises),
        "groups": len(block.groups) == 1
        or len(block.groups) > MOST_GROUPS
        or len({name.casefold() for name, _ in block.groups}) < len(block.groups)
        or any(
            not 0 < len(name) <= LABEL_SIGNS or not 0 <= size <= MOST_PHONES for name, size in block.groups
        ),
        "links": len(block.links) > MOST_LINKS or not all(map(is_link, block.links)),
    }
    _raise(faults)


def check_room_for_block(blocks: int) -> None:
    """Raise CourseRefused where a course has all the blocks it can have."""
    _raise({"most_blocks": blocks >= MOST_BLOCKS})


def is_link(link: Link) -> bool:
    """Whether a link has a label, and an address that is one, or none yet."""
    labelled = 0 < len(link.label.strip()) <= LABEL_SIGNS
    return (
        labelled
        and len(link.address) <= ADDRESS_SIGNS
        and (not link.address or bool(_ADDRESS.fullmatch(link.address)))
    )


def _raise(faults: dict[str, bool]) -> None:
    for field, wrong in faults.items():
        if wrong:
            raise CourseRefused(field=field)
