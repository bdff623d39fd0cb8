"""Rows of the roster become people and units; faults of single cells become notices."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from fagspejl.instrument.types import Instrument
from fagspejl.intake.findings import Findings, listing
from fagspejl.intake.roster.columns import COLUMNS, KEPT
from fagspejl.intake.roster.types import LANGUAGES_SAID, ROLES, YES_OR_NO, RosterPerson
from fagspejl.intake.sheet import Sheet
from fagspejl.intake.tree import UnitMentioned
from fagspejl.intake.vocabulary import clean, is_formula, word
from fagspejl.lib.identity import KnownIds

_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]00:00(?::00)?)?")
_LONGEST = {name: column.longest for name, column in COLUMNS.items() if column.longest is not None}
_UNKNOWN = {"language": "roster_language", "role": "roster_role", "exempt": "roster_exempt"}
_EARLIEST = date(1900, 1, 1)
T = TypeVar("T")


class RosterReader:
    """Reads the rows in turn; `people` and `units` grow, by id."""

    def __init__(
        self, sheet: Sheet, found: Mapping[str, int], instrument: Instrument, findings: Findings
    ) -> None:
        self.sheet, self._found, self._findings = sheet, found, findings
        self.people: dict[str, RosterPerson] = {}
        self._ids = KnownIds()  # by row
        self.units: dict[str, UnitMentioned] = {}
        self.tidied: list[int] = []  # rows whose address was written with spaces or capitals
        self._professions = _professions(instrument)
        self._unknown_professions: set[str] = set()

    def heading(self, name: str) -> str:
        """Return a column as the file names it."""
        return self.sheet.header[self._found[name]] if name in self._found else name

    def error(self, code: str, row: int, name: str, **facts: object) -> None:
        """Record one error with its place."""
        self._findings.error(code, self.sheet.file, row, self.heading(name), **facts)

    def warn(self, code: str, row: int | None, name: str, **facts: object) -> None:
        """Record one warning with its place."""
        self._findings.warn(code, self.sheet.file, row, self.heading(name), **facts)

    def read_all(self) -> None:
        """Read every row of the sheet."""
        for block in self.sheet.blocks:
            columns = [block.columns[index].texts() for index in self._found.values()]
            for row, *cells in zip(block.rows.tolist(), *columns, strict=True):
                texts = [_one_line(cell) for cell in cells]
                if any(texts):
                    self._read(row, dict(zip(self._found, texts, strict=True)), cells)
        if self.tidied:
            rows = listing([str(row) for row in self.tidied])
            self.warn("roster_addresses_tidied", None, "email", count=len(self.tidied), rows=rows)

    def _read(self, row: int, cells: dict[str, str], raw: list[str]) -> None:
        for name, text in cells.items():
            if is_formula(text):
                self.error("formula", row, name)
                cells[name] = ""
            elif len(text) > _LONGEST.get(name, len(text)):
                self.error("roster_too_long", row, name, limit=_LONGEST[name])
                cells[name] = text[: _LONGEST[name]]
        if cells["unit"]:
            self._unit(row, cells["unit"], cells.get("unit_name", ""), cells.get("parent_unit", ""))
        if not cells["person"]:
            if any(cells[name] for name in ("name", "email", "role", "leader")) or not cells["unit"]:
                self.error("roster_no_person", row, "person")
            return
        if cells["person"] in self.people:
            first = self.people[cells["person"]].row
            self.error("roster_person_twice", row, "person", value=cells["person"], first=first)
            return
        if (alike := self._ids.add(cells["person"], row)) is not None:
            facts = {"value": cells["person"], "other": alike[0], "first": alike[1]}
            self.error("roster_people_look_alike", row, "person", **facts)
        self._tidy_address(row, cells, raw)
        self.people[cells["person"]] = self._person(row, cells)

    def _tidy_address(self, row: int, cells: dict[str, str], raw: list[str]) -> None:
        written = raw[list(self._found).index("email")]
        tidy = cells["email"].lower()
        if tidy and tidy != written:
            self.tidied.append(row)
        cells["email"] = tidy

    def _person(self, row: int, cells: Mapping[str, str]) -> RosterPerson:
        for name, code in (("name", "roster_blank_name"), ("unit", "roster_blank_unit")):
            if not cells[name]:
                self.error(code, row, name)
        kept: dict[str, Any] = {
            name: cells.get(name, "") for name in KEPT
        }  # of these, some are more than text
        kept["language"] = self._chosen(row, cells, "language", LANGUAGES_SAID, "da")
        leads = self._chosen(row, cells, "role", ROLES, None) or False
        kept["profession"] = self._profession(row, kept["profession"])
        for name in ("employed_since", "leader_since"):
            kept[name] = self._day(row, cells, name)
        kept["exempt"] = self._chosen(row, cells, "exempt", YES_OR_NO, False)
        return RosterPerson(
            row=row,
            id=cells["person"],
            unit=cells["unit"],
            leads=leads,
            leaders=_ids(cells["leader"]),
            peer_of=_ids(cells.get("peer_of", "")),
            **kept,
        )

    def _chosen(self, row: int, cells: Mapping[str, str], name: str, words: Mapping[str, T], blank: T) -> T:
        said = word(cells.get(name, ""))
        if said in words:
            return words[said]
        if said or blank is None:
            self.error(_UNKNOWN[name], row, name, value=cells.get(name, ""))
        return blank

    def _profession(self, row: int, text: str) -> str:
        if not text:
            return ""
        found = self._professions.get(word(text))
        if found is None and self._professions and text not in self._unknown_professions:
            self._unknown_professions.add(text)
            self.warn("roster_unknown_profession", row, "profession", value=text)
        return found or ""

    def _day(self, row: int, cells: Mapping[str, str], name: str) -> date | None:
        text = cells.get(name, "")
        if not text:
            return None
        written = _DAY.fullmatch(text)
        try:
            day = date.fromisoformat(written[1]) if written else None
        except ValueError:
            day = None
        if day is None or day < _EARLIEST:
            self.error("roster_day", row, name, value=text)
            return None
        return day

    def _unit(self, row: int, unit: str, name: str, parent: str) -> None:
        said = self.units.setdefault(unit, UnitMentioned(row))
        if name and said.name and name != said.name:
            self.error("unit_name_conflict", row, "unit_name", unit=unit, value=name, other=said.name)
        if parent and said.parent and parent != said.parent:
            self.error("unit_parent_conflict", row, "parent_unit", unit=unit, value=parent, other=said.parent)
        said.name = said.name or name
        said.parent = said.parent or parent
        if parent:
            self.units.setdefault(parent, UnitMentioned(row))


def _one_line(text: str) -> str:
    """A cell without what does not print and with single spaces: it may come to stand in the head of a mail.

    Signs that take no room (Cf) leave none behind, so that an id with one is the id without.
    """
    return " ".join("".join(c if c.isprintable() else _instead(c) for c in clean(text)).split())


def _instead(sign: str) -> str:
    return "" if unicodedata.category(sign) == "Cf" else " "


def _ids(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for piece in text.split(";") if (part := piece.strip())))


def _professions(instrument: Instrument) -> dict[str, str]:
    """Every way to say a profession -> its id."""
    said = {word(name): name for name in instrument.professions}
    for wording in instrument.wordings.values():
        said |= {word(title): name for name, title in wording.professions.items()}
    return said
