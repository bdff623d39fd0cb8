"""A roster that is held is read: the same way as from its file, but every row with a fault is wanted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from fagspejl.instrument.types import Instrument
from fagspejl.intake.corrected import CorrectedSheet
from fagspejl.intake.errors import IntakeRefused
from fagspejl.intake.faulty_rows import FaultySheet
from fagspejl.intake.findings import Findings
from fagspejl.intake.limits import WEB_LIMITS
from fagspejl.intake.mending import Mending
from fagspejl.intake.roster.headings import understand
from fagspejl.intake.roster.held import Held, HeldFeed, opened
from fagspejl.intake.roster.leaders import in_order
from fagspejl.intake.roster.read import Told, read_opened
from fagspejl.intake.roster.recognised import MappingSaid
from fagspejl.intake.roster.types import RosterData
from fagspejl.intake.source import HeldFile
from fagspejl.intake.types import Notice


@dataclass(frozen=True, slots=True)
class HeldReading:
    """What reading said. `data`: the roster, None where it was refused: then `faults` are all its faults, by row.

    `names`: row of the file -> the name that stands there. `total`: how many errors were counted.
    """

    data: RosterData | None
    faults: tuple[Notice, ...]
    total: int
    names: Mapping[int, str]
    mending: Mending

    def sheets(self) -> tuple[FaultySheet, ...]:
        """Return the faulty rows whole, to be corrected."""
        return self.mending.sheets()


def read_held(
    held: Held, corrected: CorrectedSheet | None, instrument: Instrument, said: MappingSaid, today: date
) -> HeldReading:
    """Read a roster that is held, with the rows that came back corrected in place of its own."""
    file = held.table.file if isinstance(held, HeldFeed) else held.file
    read = None if corrected is None else {file: corrected}
    mending = Mending([HeldFile(file)], gathers=True, read=read, limits=WEB_LIMITS)
    findings = Findings(WEB_LIMITS.listed, mending)
    row = 0 if isinstance(held, HeldFeed) else held.heading_row
    told = Told(mapping=said.mapping(row), organisation=said.organisation, today=today)
    names = _names(held, corrected, said)
    try:
        data = read_opened(opened(held, findings), instrument, told, findings)
    except IntakeRefused as refused:
        whole = tuple(notice for notice in refused.notices if notice.row is None)
        faults = whole + tuple(
            dict.fromkeys(sorted((fault.notice for fault in mending.faults), key=lambda one: one.row or 0))
        )
        return HeldReading(None, faults or refused.notices, refused.total, names, mending)
    names = dict(names) | {person.row: person.name for person in data.people}
    return HeldReading(data, (), 0, names, mending)


def _names(held: Held, corrected: CorrectedSheet | None, said: MappingSaid) -> dict[int, str]:
    if isinstance(held, HeldFeed):
        columns = [held.table.columns[name] for name in ("first_name", "last_name")]
        return _joined(held.table.rows, columns)
    found = understand(held.headings, said.columns).columns
    wanted = ("name",) if found.get("name") else ("first_name", "last_name")
    places = [found[name][0] for name in wanted if found.get(name)]
    names = _joined(held.rows, [held.columns[place] for place in places])
    for row, cells in (corrected.rows if corrected is not None else {}).items():
        names[row] = " ".join(cells[place].strip() for place in places if place < len(cells)).strip()
    return names


def _joined(rows: list[int], columns: list[list[str]]) -> dict[int, str]:
    if not columns:
        return {}
    parts = zip(*columns, strict=True)
    return {
        row: in_order(" ".join(" ".join(cells).split()))[:200] for row, cells in zip(rows, parts, strict=True)
    }
