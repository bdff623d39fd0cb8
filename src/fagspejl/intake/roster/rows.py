"""Rows of the roster become people and units; faults of single cells become notices."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from fagspejl.instrument.types import Instrument
from fagspejl.intake.findings import Findings, listing
from fagspejl.intake.roster.cells import RosterTable
from fagspejl.intake.roster.columns import KEPT
from fagspejl.intake.roster.days import LATEST, read_days
from fagspejl.intake.roster.headings import LEADER_COLUMNS
from fagspejl.intake.roster.leaders import Listed, Meant, in_order
from fagspejl.intake.roster.mapping import RosterMapping
from fagspejl.intake.roster.titles import Titles
from fagspejl.intake.roster.types import LANGUAGES_SAID, LEFT_OUT, YES_OR_NO, RosterPerson, role_words
from fagspejl.intake.roster.units import UnitReader
from fagspejl.intake.roster.who import Who, who_is_who
from fagspejl.intake.vocabulary import word

_UNKNOWN = {"language": "roster_language", "role": "roster_role", "exempt": "roster_exempt"}
_DAYS = ("employed_since", "leader_since")
_LISTED_TITLES = 30
T = TypeVar("T")


class RosterReader:
    """Reads a table column by column; `people` and `units` grow, by id. `also`: person -> other ids of that person."""

    def __init__(
        self,
        table: RosterTable,
        instrument: Instrument,
        findings: Findings,
        *,
        mapping: RosterMapping,
        titles: Titles,
        this_year: int,
    ) -> None:
        self._table, self._findings, self._mapping, self._year = table, findings, mapping, this_year
        self._find_profession = titles.finder(instrument)
        self._has_professions = bool(instrument.professions)
        self._left: dict[tuple[str, str], list[int]] = {}
        self.people: dict[str, RosterPerson] = {}
        self.also: Mapping[str, tuple[str, ...]] = {}
        self.file, self.lenient = table.file, table.lenient
        self.units = UnitReader(table, mapping.separator, findings)

    def heading(self, name: str) -> str:
        """Return a column as the file names it; of a name in two columns the first."""
        headings = self._table.headings
        instead = {"name": ("first_name",), "leader": LEADER_COLUMNS}.get(name, ())
        return next((headings[one] for one in (name, *instead) if headings.get(one)), name)

    def error(self, code: str, row: int, name: str, **facts: object) -> None:
        """Record one error with its place; of a feed, that it is left out."""
        if self.lenient and code in LEFT_OUT:
            self._left.setdefault((code, name), []).append(row)
        else:
            self._findings.error(code, self.file, row, self.heading(name), **facts)

    def warn(self, code: str, row: int | None, name: str, **facts: object) -> None:
        """Record one warning with its place."""
        self._findings.warn(code, self.file, row, self.heading(name), **facts)

    def read_all(self) -> None:
        """Read every row of the table."""
        names, emails = self._names(), self._emails()
        who = who_is_who(self._table, names, emails, self._findings)
        self.also = who.also
        leaders, peers = self._leaders(who, names, emails)
        self._people(who, names, emails, leaders, peers)

    def tell_left_out(self) -> None:
        """Say what of a feed was left out, a sentence for each kind."""
        for (code, name), rows in self._left.items():
            listed = listing([str(row) for row in rows])
            self.warn(LEFT_OUT[code], None, name, count=len(rows), rows=listed)

    def _names(self) -> list[str]:
        table = self._table
        names = table.cells("name")
        if "name" not in table.columns:
            parts = zip(table.cells("first_name"), table.cells("last_name"), strict=True)
            names = [f"{first} {last}".strip() for first, last in parts]
        turned = sum("," in name for name in names)
        return [in_order(name) for name in names] if turned * 2 > len(names) else names

    def _emails(self) -> list[str]:
        """Addresses in lower case; rows that were written in another way are told."""
        written = self._table.cells("email")
        emails = ["" if cell == "-" else cell for cell in "\n".join(written).lower().split("\n")][
            : len(written)
        ]
        if emails != written:
            rows = [
                row
                for row, old, new in zip(self._table.rows, written, emails, strict=True)
                if new and old != new
            ]
            if rows:
                listed = listing([str(row) for row in rows])
                self.warn("roster_addresses_tidied", None, "email", count=len(rows), rows=listed)
        return emails

    def _leaders(
        self, who: Who, names: Sequence[str], emails: Sequence[str]
    ) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
        """Whom each row has as leaders and as fellow leaders, by id."""
        people = Listed()
        for person, place in who.first.items():
            also = (*who.also.get(person, ()), *self._table.same.get(person, ()))
            people.add(person, also, emails[place], names[place], self._table.rows[place])
        kinds = [self._joined(kind) for kind in LEADER_COLUMNS]
        rows = list(zip(*kinds, strict=True))
        leaders = self._meant(who, rows, "leader", lambda cells: _first_that_is(people, cells))
        peers = [(cell,) for cell in self._table.cells("peer_of")]
        return leaders, self._meant(who, peers, "peer_of", lambda cells: people.meant(cells[0]))

    def _joined(self, kind: str) -> list[str]:
        """A kind of leader column; of several of the kind, their cells together."""
        columns = [cells for name, cells in self._table.columns.items() if name.partition("~")[0] == kind]
        if len(columns) == 1:
            return columns[0]
        return ["; ".join(filter(None, cells)) for cells in zip(*columns, strict=True)] or self._table.cells(
            ""
        )

    def _meant(
        self,
        who: Who,
        rows: Sequence[tuple[str, ...]],
        column: str,
        meaning: Callable[[tuple[str, ...]], Meant],
    ) -> list[tuple[str, ...]]:
        found = {cells: meaning(cells) for cells in set(rows)}
        faulty = {cells: meant for cells, meant in found.items() if meant.unknown or meant.several}
        if faulty:
            places: dict[tuple[str, str], list[int]] = {}
            for row, person, cells in zip(self._table.rows, who.ids, rows, strict=True):
                if person and cells in faulty:
                    for text in faulty[cells].unknown:
                        places.setdefault(("roster_unknown_leader", text), []).append(row)
                    for text in faulty[cells].several:
                        places.setdefault(("roster_leader_ambiguous", text), []).append(row)
            candidates = {text: at for meant in faulty.values() for text, at in meant.several.items()}
            for (code, text), at in places.items():
                listed = listing([str(row) for row in candidates.get(text, at)])
                many = code == "roster_unknown_leader" and len(at) > 1 and not self.lenient
                for row in at if self.lenient else at[:1]:
                    facts = {"value": text, "rows": listed, "count": len(at)}
                    self.error(
                        "roster_unknown_leader_in_rows" if many else code,
                        row,
                        self._leader_column(column),
                        **facts,
                    )
                if not self.lenient:
                    heading = self.heading(self._leader_column(column))
                    self._findings.same(code, self.file, at[1:], heading, value=text, rows=listed)
        ids = {cells: meant.ids for cells, meant in found.items()}
        return [ids[cells] for cells in rows]

    def _leader_column(self, column: str) -> str:
        if column != "leader" or column in self._table.columns:
            return column
        return next((name for name in LEADER_COLUMNS if name in self._table.columns), column)

    def _people(
        self,
        who: Who,
        names: list[str],
        emails: list[str],
        leaders: list[tuple[str, ...]],
        peers: list[tuple[str, ...]],
    ) -> None:
        table, units = self._table, self.units.ids
        self._blank(who, names, "name", "roster_blank_name")
        self._blank(who, units, self._unit_column(), "roster_blank_unit")
        kept: dict[str, list[Any]] = {name: table.cells(name) for name in KEPT}
        kept |= {"name": names, "email": emails, "profession": self._professions(who)}
        kept |= {name: self._days(who, name) for name in _DAYS}
        kept["language"] = self._words(who, "language", LANGUAGES_SAID, "da")
        kept["exempt"] = self._words(who, "exempt", YES_OR_NO, False)
        leads = self._roles(who, leaders)
        columns = [kept[name] for name in KEPT]
        titled = list(KEPT)
        for person, place in who.first.items():
            said = dict(zip(titled, [column[place] for column in columns], strict=True))
            unit, led, beside, role = units[place], leaders[place], peers[place], leads[place]
            for more in who.more.get(person, ()):
                said = {name: _together(name, said[name], kept[name][more]) for name in titled}
                unit, role = unit or units[more], role or leads[more]
                led, beside = _both(led, leaders[more]), _both(beside, peers[more])
            self.people[person] = RosterPerson(
                row=table.rows[place], id=person, unit=unit, leads=role, leaders=led, peer_of=beside, **said
            )

    def _unit_column(self) -> str:
        return next(
            (name for name in ("unit", "unit_path", "level_1") if name in self._table.columns), "unit"
        )

    def _blank(self, who: Who, cells: Sequence[str], name: str, code: str) -> None:
        if "" in cells:
            for person, place in who.first.items():
                if not cells[place] and not any(cells[more] for more in who.more.get(person, ())):
                    self.error(code, self._table.rows[place], name)

    def _roles(self, who: Who, leaders: Sequence[tuple[str, ...]]) -> list[bool]:
        """Who leads: as the file says, else whoever is somebody's leader."""
        if "role" not in self._table.columns:
            named = {leader for led in leaders for leader in led}
            return [person in named for person in who.ids]
        words = role_words(self._mapping.said("role", cell) for cell in set(self._table.cells("role")))
        return self._words(who, "role", words, None, False)

    def _words(
        self, who: Who, name: str, words: Mapping[str, T], blank: T | None, instead: T | None = None
    ) -> list[Any]:
        """A column of words of ours. `blank`: what an empty cell means, None: it must say something."""
        cells = self._table.cells(name)
        known: dict[str, Any] = {}
        for text in set(cells):
            said = word(self._mapping.said(name, text))
            if said in words:
                known[text] = words[said]
            elif not said and blank is not None:
                known[text] = blank
        if len(known) < len(set(cells)):
            for row, person, text in zip(self._table.rows, who.ids, cells, strict=True):
                if person and text not in known:
                    self.error(_UNKNOWN[name], row, name, value=text)
        return [known.get(text, instead if blank is None else blank) for text in cells]

    def _days(self, who: Who, name: str) -> list[date | None]:
        cells = self._table.cells(name)
        found = read_days(cells, order=self._mapping.dates, this_year=self._year)
        late = {text for text, day in found.days.items() if day >= LATEST}
        tell_days(self._table, name, found.wrong | late, found.open, self._findings, who.ids)
        return list(map(found.days.get, cells))

    def _profession(self, text: str) -> str | None:
        """The profession of a title, "" where somebody says that it has none, None where nobody knows."""
        said = self._mapping.said("profession", text)
        return self._find_profession(said) if said else ""

    def _professions(self, who: Who) -> list[str]:
        """The profession each row says itself, else that of its title. Those that are none are told once."""
        said, titles = self._table.cells("profession"), self._table.cells("title")
        known = {"": ""} | {text: self._profession(text) for text in {*said, *titles} if text}
        pairs = {pair: known[pair[0]] or known[pair[1]] or "" for pair in set(zip(said, titles, strict=True))}
        unknown: dict[str, int] = {}
        for person, pair in zip(who.ids, zip(said, titles, strict=True), strict=True):
            if person and any(pair) and not pairs[pair] and all(known[text] is None for text in pair if text):
                unknown[pair[0] or pair[1]] = unknown.get(pair[0] or pair[1], 0) + 1
        if unknown and self._has_professions:
            names = [f"{text} ({count})" for text, count in sorted(unknown.items(), key=lambda u: -u[1])]
            column = "profession" if "profession" in self._table.columns else "title"
            told = {"count": sum(unknown.values()), "names": listing(names, _LISTED_TITLES)}
            self.warn("roster_unknown_professions", None, column, **told)
        return [pairs[pair] for pair in zip(said, titles, strict=True)]


def tell_days(
    table: RosterTable,
    name: str,
    wrong: Iterable[str],
    open_: Iterable[str],
    findings: Findings,
    people: Sequence[str] = (),
) -> None:
    """Record the cells of a column that are no dates, and once that its dates may be read in two ways."""
    bad, either = frozenset(wrong), frozenset(open_)
    if not bad and not either:
        return
    heading, rows = table.headings.get(name, name), []
    for place, (row, text) in enumerate(zip(table.rows, table.cells(name), strict=True)):
        if people and not people[place]:
            continue
        if text in bad:
            findings.error("roster_day", table.file, row, heading, value=text)
        elif text in either:
            rows.append(row)
    if rows:
        listed, value = listing([str(row) for row in rows]), min(either)
        told = {"value": value, "count": len(rows), "rows": listed}
        findings.error("roster_days_open", table.file, rows[0], heading, **told)
        findings.same("roster_days_open", table.file, rows[1:], heading, **told)


def _first_that_is(people: Listed, cells: tuple[str, ...]) -> Meant:
    """What a row's leader columns mean together: the first that says somebody who is on the list.

    A name alone does not speak for an id that is unknown: it may be a namesake.
    """
    first = None
    for kind, cell in zip(LEADER_COLUMNS, cells, strict=True):
        if cell and not (first is not None and kind == "leader_name"):
            meant = people.meant(cell)
            if not meant.unknown and not meant.several:
                return meant
            first = first or meant
    return first or Meant()


def _both(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one + other)) if other != one else one


def _together(name: str, one: Any, other: Any) -> Any:
    """What two employments say of one person: the earlier day, either exemption, else the first that says anything."""
    if name in _DAYS and one is not None and other is not None:
        return min(one, other)
    return one or other
