"""The demo as its files tell it, for the tests of the commands."""

from __future__ import annotations

from dataclasses import dataclass

from fagspejl.config.demo.catalogue import Catalogue, DemoLeader
from fagspejl.config.demo.write import DemoFiles
from fagspejl.instrument.types import Instrument
from fagspejl.intake.types import RoundData


@dataclass(frozen=True, slots=True)
class DemoRound:
    """The demo as its files tell it."""

    files: DemoFiles
    catalogue: Catalogue
    instrument: Instrument
    data: RoundData

    def case(self, name: str) -> DemoLeader:
        """Return the leader who is there for one edge case."""
        return next(leader for leader in self.catalogue.leaders if leader.case == name)

    def index(self, leader: DemoLeader) -> int:
        """Return the leader's index in the table."""
        return next(i for i, row in enumerate(self.data.leaders) if row.id == leader.id)
