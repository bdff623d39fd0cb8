"""The level of load that a unit has declared for a shift: offered by one tool, read by others that are blind to it.

A tool registers a question here (`offer_levels`, in its AppConfig); whoever shows what a unit agreed on asks
`levels_of`. Where no tool offers levels there are none, and every page says what it says without them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final
from uuid import UUID

from fagspejl.workspace.sessions.levels.types import DeclaredLevel

Levels = Callable[[UUID, date], tuple[DeclaredLevel, ...]]
_offered: Final[list[Levels]] = []


def offer_levels(levels: Levels) -> None:
    """Let a tool answer which levels are declared in a unit on a day. Offered twice, it is asked once."""
    if levels not in _offered:
        _offered.append(levels)


def levels_of(unit: UUID, day: date) -> tuple[DeclaredLevel, ...]:
    """Return the levels declared in a unit for the shifts of a day, in the order of its shifts."""
    return tuple(one for levels in _offered for one in levels(unit, day))
