"""The feed of four files that municipalities deliver: engagements, units, and those of the MED system.

A line of `adm-engagements.csv` is one engagement; only the CPR number says which of them are one person's. They are
joined by it in memory, and it goes no further. The id that is kept is the user name, else the e-mail address, else the
lowest employee number, so that a later feed finds the same people; `also` are the others of these, in case the next
feed says more or less of somebody. The MED files are checked and left aside.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from fagspejl.intake.cpr import holds_cpr, is_cpr_column, mask_cells
from fagspejl.intake.findings import Findings, listing
from fagspejl.intake.limits import Limits
from fagspejl.intake.roster.cells import RosterTable, tidy
from fagspejl.intake.roster.days import LATEST, read_days, year_of
from fagspejl.intake.roster.feed_files import FeedFile, is_feed, read_files
from fagspejl.intake.source import Source
from fagspejl.intake.tree import UnitMentioned

ENGAGEMENTS, UNITS = "adm-engagements.csv", "adm-org-units.csv"
_NEEDED: Final = {
    ENGAGEMENTS: (
        "Medarbejdernummer",
        "CPR",
        "Fornavn",
        "Efternavn",
        "Mail",
        "Afdelingskode",
        "Startdato",
        "Slutdato",
        "LedersMedarbejdernummer",
    ),
    UNITS: ("Afdelingsnavn", "Afdelingskode", "Forældreafdelingskode"),
    "med-associations.csv": ("CPR", "Afdelingskode"),
    "med-org-units.csv": ("Afdelingsnavn", "Afdelingskode", "Forældreafdelingskode"),
}
# Ours <- the feed's, of what goes on as it is.
_COLUMNS: Final = {
    "first_name": "Fornavn",
    "last_name": "Efternavn",
    "email": "Mail",
    "unit": "Afdelingskode",
    "employed_since": "Startdato",
    "profession": "Faggruppe",
    "title": "Titel",
}
_HEADINGS: Final = {**_COLUMNS, "person": "Medarbejdernummer", "leader": "LedersMedarbejdernummer"}

__all__ = ["is_feed", "read_feed"]


@dataclass(slots=True)
class _Person:
    """Engagements of one person, by place in the file, lowest employee number first."""

    places: list[int] = field(default_factory=list)
    id: str = ""
    leaders: list[str] = field(default_factory=list)  # of each engagement; "" for none


def read_feed(
    path: Source, *, today: date | None, limits: Limits, findings: Findings
) -> tuple[RosterTable, dict[str, UnitMentioned], dict[str, tuple[str, ...]]]:
    """Return one row per engagement that has not ended, the units, and person -> other ids. Raises IntakeRefused."""
    files = read_files(path, limits, findings)
    for name, file in files.items():
        missing = [heading for heading in _NEEDED[name] if heading not in file.header]
        if missing:
            findings.error("feed_columns_missing", name, 1, count=len(missing), names=", ".join(missing))
    findings.refuse_if_any()
    units = _units(files[UNITS], findings)
    reader = _Engagements(files[ENGAGEMENTS], units, today, findings)
    findings.refuse_if_any()
    reader.join()
    aside = [name for name in files if name.startswith("med-")]
    findings.warn("feed_med_left_aside", path.name, count=len(aside), names=listing(aside))
    return reader.table(), units, reader.also()


def _units(file: FeedFile, findings: Findings) -> dict[str, UnitMentioned]:
    """The administrative tree. Records units that are there twice or under a unit that is not."""
    columns = [mask_cells(file.column(heading))[0] for heading in _NEEDED[UNITS]]
    found: dict[str, UnitMentioned] = {}
    for row, name, unit, parent in zip(file.rows, *columns, strict=True):
        if not unit:
            findings.error("feed_blank", UNITS, row, "Afdelingskode")
        elif unit in found:
            findings.error("feed_unit_twice", UNITS, row, "Afdelingskode", value=unit, first=found[unit].row)
        else:
            found[unit] = UnitMentioned(row, " ".join(name.split()), parent)
    for said in found.values():
        if said.parent and said.parent not in found:
            findings.error("feed_unknown_unit", UNITS, said.row, "Forældreafdelingskode", value=said.parent)
    return found


class _Engagements:
    """The engagements as they become people. CPR numbers live in two dictionaries of `join` and nowhere else."""

    def __init__(
        self, file: FeedFile, units: dict[str, UnitMentioned], today: date | None, findings: Findings
    ) -> None:
        self._file, self._units, self._findings = file, units, findings
        self._numbers = file.column("Medarbejdernummer")
        self._users = file.column("Brugernavn")
        self._mails = [mail.lower() for mail in file.column("Mail")]
        self._unit = file.column("Afdelingskode")
        self._here = self._current(today)
        self._people: list[_Person] = []
        self._leads_in: dict[str, dict[str, int]] = {}
        self._check()

    def _current(self, today: date | None) -> list[int]:
        """Places of the engagements that have not ended; a day beyond 2100 is no end."""
        ends = self._file.column("Slutdato")
        found = read_days(ends, this_year=year_of(today))
        for row, text in zip(self._file.rows, ends, strict=True):
            if text in found.wrong or text in found.open:
                self._findings.error("roster_day", ENGAGEMENTS, row, "Slutdato", value=text)
        last = [found.days.get(text, LATEST) if text else LATEST for text in ends]
        ended = [row for row, day in zip(self._file.rows, last, strict=True) if today and day < today]
        if ended:
            rows = listing([str(row) for row in ended])
            self._findings.warn("roster_ended", ENGAGEMENTS, None, "Slutdato", count=len(ended), rows=rows)
        return [place for place, day in enumerate(last) if today is None or day >= today]

    def _check(self) -> None:
        if is_cpr_column("", self._numbers):
            self._findings.error("cpr_ids", ENGAGEMENTS, 1, "Medarbejdernummer")
        elif places := mask_cells(self._numbers)[1]:
            rows = [self._file.rows[place] for place in places]
            told = {"count": len(rows), "rows": listing([str(row) for row in rows])}
            self._findings.error("cpr_id_cells", ENGAGEMENTS, rows[0], "Medarbejdernummer", **told)
        for place in self._here:
            row = self._file.rows[place]
            if not self._numbers[place]:
                self._findings.error("feed_blank", ENGAGEMENTS, row, "Medarbejdernummer")
            if self._unit[place] not in self._units:
                code, value = "feed_unknown_unit", self._unit[place]
                self._findings.error(code, ENGAGEMENTS, row, "Afdelingskode", value=value)

    def join(self) -> None:
        """Put each person's engagements together, give each an id, and find their leaders."""
        numbers, by_cpr = self._by_cpr()
        leader_numbers = self._file.column("LedersMedarbejdernummer")
        leader_cprs = [_digits(text) for text in self._file.column("LedersCPR")]
        own: list[tuple[_Person, int]] = []
        for person in self._people:
            for at, place in enumerate(person.places):
                leader = numbers.get(leader_numbers[place]) or by_cpr.get(leader_cprs[place])
                if leader is person:
                    own.append((person, at))
                elif leader is not None:
                    person.leaders[at] = leader.id
                elif leader_numbers[place]:
                    person.leaders[at] = self._stranger(leader_numbers[place])
        self._note_leaders()
        told = []
        for person, at in own:
            place = person.places[at]
            person.leaders[at] = self._above(self._unit[place], person)
            told.append(str(self._file.rows[place]))
        if told:
            column = "LedersMedarbejdernummer"
            self._findings.warn(
                "feed_own_leader", ENGAGEMENTS, None, column, count=len(told), rows=listing(told)
            )

    def _by_cpr(self) -> tuple[dict[str, _Person], dict[str, _Person]]:
        """Employee number -> person, CPR number -> person; a line without CPR is a person of its own."""
        by_cpr: dict[str, _Person] = {}
        numbers: dict[str, _Person] = {}
        cprs = self._file.column("CPR")
        for place in sorted(self._here, key=lambda place: _number(self._numbers[place])):
            cpr = _digits(cprs[place])
            person = by_cpr.get(cpr) if cpr else numbers.get(self._numbers[place])
            if person is None:
                person = _Person()
                self._people.append(person)
            if cpr:
                by_cpr[cpr] = person
            person.places.append(place)
            person.leaders.append("")
            before = numbers.setdefault(self._numbers[place], person)
            if before is not person:
                row, first = self._file.rows[place], self._file.rows[before.places[0]]
                facts = {"value": self._numbers[place], "first": first}
                self._findings.error("feed_number_twice", ENGAGEMENTS, row, "Medarbejdernummer", **facts)
        self._findings.refuse_if_any()
        taken: set[str] = set()
        for person in self._people:
            person.id = next(name for name in self._names(person) if name not in taken)
            taken.add(person.id)
        self._people.sort(key=lambda person: person.places[0])
        return numbers, by_cpr

    def _names(self, person: _Person) -> list[str]:
        """What a person may go by, the best first: user names, addresses, employee numbers."""
        columns = (self._users, self._mails, self._numbers)
        found = [column[place] for column in columns for place in person.places if column[place]]
        return list(dict.fromkeys(name for name in found if not holds_cpr(name)))

    def _stranger(self, number: str) -> str:
        """A leader who is not on the list: stands as written, and is told by whoever looks leaders up."""
        return mask_cells([number])[0][0]

    def _note_leaders(self) -> None:
        """Who leads in each unit: those who work there and are somebody's leader, and of how many."""
        led: dict[str, int] = {}
        for person in self._people:
            for leader in {leader for leader in person.leaders if leader}:
                led[leader] = led.get(leader, 0) + 1
        for person in self._people:
            if person.id in led:
                for place in person.places:
                    self._leads_in.setdefault(self._unit[place], {})[person.id] = led[person.id]

    def _above(self, unit: str, person: _Person) -> str:
        """The leader of the nearest unit above that has one; "" where there is none, or two of the same right."""
        seen = {unit}
        unit = self._units[unit].parent
        while unit and unit not in seen:
            seen.add(unit)
            leaders = {name: led for name, led in self._leads_in.get(unit, {}).items() if name != person.id}
            most = [name for name, led in leaders.items() if led == max(leaders.values())]
            if most:
                return most[0] if len(most) == 1 else ""
            unit = self._units[unit].parent
        return ""

    def table(self) -> RosterTable:
        """Return the engagements as a roster: an id where the CPR number was, leaders by id."""
        order = self._in_order()
        places = [place for place, _, _ in order]
        columns: dict[str, list[str]] = {
            "person": [person.id for _, person, _ in order],
            "leader": [person.leaders[at] for _, person, at in order],
        }
        for ours, theirs in _COLUMNS.items():
            cells = self._file.column(theirs)
            columns[ours] = list(self._masked([cells[place] for place in places], theirs, places))
        rows = [self._file.rows[place] for place in places]
        table = RosterTable(ENGAGEMENTS, 1, rows, columns, _HEADINGS, lenient=True)
        tidy(table, self._findings)
        return table

    def _in_order(self) -> list[tuple[int, _Person, int]]:
        """Engagements as the file has them, but each person's own by employee number."""
        return [(place, person, at) for person in self._people for at, place in enumerate(person.places)]

    def _masked(self, cells: list[str], heading: str, places: Sequence[int]) -> Sequence[str]:
        found, hits = mask_cells(cells)
        if hits:
            rows = listing([str(self._file.rows[places[hit]]) for hit in hits])
            self._findings.warn("cpr_cells", ENGAGEMENTS, None, heading, count=len(hits), rows=rows)
        return found

    def also(self) -> dict[str, tuple[str, ...]]:
        """Return person -> the other names that she may have gone by, or will."""
        found = {person.id: tuple(self._names(person)) for person in self._people}
        return {person: tuple(name for name in names if name != person) for person, names in found.items()}


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())


def _number(text: str) -> tuple[int, str]:
    return (int(text) if text.isdecimal() else 1 << 62, text)
