"""How many answers must stand behind what the room draws and what it keeps. Pure.

The organisation may raise a limit, never lower it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from fagspejl.lib.errors import FagspejlError

FLOORS: Final[Mapping[str, int]] = {
    "live_all": 4,  # with three, two who compare notes know the third
    "live_block": 3,  # in a block of two, each knows the other
    "stored": 5,  # what is kept is read by people who were not in the room: the limit of every report
}


class LimitTooLow(FagspejlError):
    """A limit of the room was set under its floor, which holds for everybody."""

    def __init__(self, name: str, value: int, floor: int) -> None:
        super().__init__(f"{name} = {value}: the floor is {floor}")
        self.name, self.value, self.floor = name, value, floor


@dataclass(frozen=True)
class Limits:
    """The least numbers of answers: on the live screen in all and per block, and in whatever is stored.

    Raises LimitTooLow for a value under its floor.
    """

    live_all: int = FLOORS["live_all"]
    live_block: int = FLOORS["live_block"]
    stored: int = FLOORS["stored"]

    def __post_init__(self) -> None:
        for name, floor in FLOORS.items():
            value = getattr(self, name)
            if not value >= floor:  # also refuses NaN
                raise LimitTooLow(name, value, floor)
