"""How busy a shift is. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class LoadLevel(StrEnum):
    """How busy a shift is, as the unit has agreed to see it."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


@dataclass(frozen=True, slots=True)
class DeclaredLevel:
    """A shift of a day and its level as it stands."""

    shift: str
    level: LoadLevel
