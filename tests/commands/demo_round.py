"""The demo as its files tell it, for the tests of the commands."""

from __future__ import annotations

from dataclasses import dataclass

from fagspejl.analysis.policy import DisclosurePolicy, ReportingPolicy
from fagspejl.demo.catalogue import Catalogue, DemoLeader
from fagspejl.demo.write import DemoFiles
from fagspejl.disclosure.release import Release, release
from fagspejl.disclosure.types import InstrumentStamp, Leader, Organisation, RoundInfo, Unit, WrittenComment
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


def release_of(demo: DemoRound) -> Release:
    """Release the demo's round with the usual limits."""
    data, instrument, told = demo.data, demo.instrument, demo.data.round
    return release(
        data.table,
        Organisation(
            tuple(Unit(unit.id, unit.name, unit.parent) for unit in data.units),
            tuple(Leader(leader.id, leader.name, leader.unit) for leader in data.leaders),
        ),
        comments=[WrittenComment(comment.row, comment.question, comment.text) for comment in data.comments],
        questions=instrument.comments,
        info=RoundInfo(told.title, told.organisation, told.opened, told.closed, told.report_readers),
        stamp=InstrumentStamp(instrument.id, instrument.version, instrument.checksum, instrument.validated),
        disclosure=DisclosurePolicy(),
        reporting=ReportingPolicy(),
        has_person=data.has_person,
    )
