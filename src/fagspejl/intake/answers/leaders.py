"""The leaders file: who gets a report, in which unit, and how many were invited to rate them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches

import numpy as np
from numpy.typing import NDArray

from fagspejl.analysis.types import Perspective
from fagspejl.intake.answers.columns import NamelessColumns, match_columns, refuse_formulas
from fagspejl.intake.findings import Findings, listing
from fagspejl.intake.mapping.types import LEADER_COLUMNS, ColumnMap, FileMapping
from fagspejl.intake.sheet import Sheet
from fagspejl.intake.spoiled import SpoiledCells
from fagspejl.intake.tree import UnitMentioned, build_tree
from fagspejl.intake.types import LeaderRow, UnitRow
from fagspejl.intake.vocabulary import (
    DANISH_NAMES,
    ERROR_CELL,
    FORMULA,
    SHORTENED,
    clean,
    column_key,
    column_name,
    id_fault,
)
from fagspejl.lib.identity import KnownIds

UNKNOWN_N = -1
INVITED = {
    "invited_employee": Perspective.EMPLOYEE,
    "invited_subordinate_leader": Perspective.SUBORDINATE_LEADER,
    "invited_peer": Perspective.PEER,
}
_MISSPELT = 0.8  # as alike as inviteret_medarbejder and inviterede_medarbejdere
_IDS = ("leader", "unit", "parent_unit")
_COUNT = re.compile(r"([0-9]{1,7})(?:[.,]0*)?")


@dataclass(frozen=True, slots=True)
class Roster:
    """The leaders file, read whole. invited (leaders, 5) int32, -1 unknown; `told` are the perspectives with a column.

    `row_of` and `names` (our column name -> the file's) place errors found later.
    """

    file: str
    leaders: tuple[LeaderRow, ...]
    units: tuple[UnitRow, ...]
    invited: NDArray[np.int32]
    told: frozenset[Perspective]
    row_of: Mapping[str, int]
    names: Mapping[str, str]
    known: KnownIds  # the leaders' ids, by row

    def alike(self, text: str) -> dict[str, str] | None:
        """Return the facts of a leader whose id looks like this: `other`, `first` (row), `table` (file); or None."""
        found = self.known.find(text)
        return found and {"other": found[0], "first": str(found[1]), "table": self.file}


def read_leaders(sheet: Sheet, mapping: FileMapping, findings: Findings) -> Roster | None:
    """Read the leaders file, recording every fault. None if no leader can be told from it.

    With faults recorded the roster is incomplete, and good only for looking up which leaders exist.
    """
    before = findings.total
    columns = _without_others(sheet, mapping.leaders)
    found = match_columns(sheet, LEADER_COLUMNS, columns, findings, mapping_file=mapping.file)
    if "leader" not in found:
        if "leader" not in mapping.leaders.theirs:
            findings.error(
                "missing_column", sheet.file, sheet.header_row, name="leader", table="leaders.columns"
            )
        return None
    refuse_formulas(sheet, found, findings)
    sheet.short.needed = found["leader"] + 1
    reader = _LeaderRows(sheet, found, findings)
    empty = True
    for number, cells in _records(sheet, found, NamelessColumns(sheet, columns, findings)):
        empty = False
        reader.read(number, cells)
    reader.spoiled.tell(sheet.file, sheet.header, findings)
    if not reader.leaders:
        if findings.total == before:
            findings.error("header_only" if empty else "no_leaders", sheet.file, sheet.header_row)
        return None
    return reader.roster(mapping.round.organisation)


def _without_others(sheet: Sheet, told: ColumnMap) -> ColumnMap:
    """Return the map with further columns left alone, as long as none of them is a misspelt one of ours."""
    known = {column_name(name) for name in LEADER_COLUMNS} | DANISH_NAMES
    names = [column_key(name) for name in sheet.header]
    strange = [name for name in names if column_name(name) not in known]
    misspelt = any(get_close_matches(name, known, 1, _MISSPELT) for name in strange)
    return told if misspelt else replace(told, lenient=True)


def _records(
    sheet: Sheet, found: Mapping[str, int], nameless: NamelessColumns
) -> Iterator[tuple[int, dict[str, str]]]:
    for block in sheet.blocks:
        nameless.check(block)
        columns = [block.columns[index].texts() for index in found.values()]
        for number, *cells in zip(block.rows.tolist(), *columns, strict=True):
            if any(texts := list(map(clean, cells))):
                yield number, dict(zip(found, texts, strict=True))


class _LeaderRows:
    def __init__(self, sheet: Sheet, found: Mapping[str, int], findings: Findings) -> None:
        self._sheet, self._found, self._findings = sheet, found, findings
        self.leaders: dict[str, tuple[int, str, str]] = {}  # id -> row, name, unit
        self._known = KnownIds()
        self.spoiled = SpoiledCells()
        self._invited: list[tuple[int, ...]] = []
        self._units: dict[str, UnitMentioned] = {}

    def _error(self, code: str, row: int, name: str, **facts: object) -> None:
        self._findings.error(code, self._sheet.file, row, self._heading(name), **facts)

    def _heading(self, name: str) -> str:
        return self._sheet.header[self._found[name]] if name in self._found else name

    def read(self, row: int, cells: Mapping[str, str]) -> None:
        """Take in one row: a leader in a unit, or a unit alone."""
        broken = []
        for name, text in cells.items():
            fault = id_fault(text)
            if fault == FORMULA:
                self._error("formula", row, name, value=text)
                broken.append(name)
            elif fault == ERROR_CELL or (fault == SHORTENED and name in _IDS):
                self.spoiled.add(fault, self._found[name], text, [row])
                broken.append(name)
        if "leader" in broken:
            return
        cells = {name: "" if name in broken else text for name, text in cells.items()}
        leader, unit = cells["leader"], cells.get("unit", "")
        if unit:
            self._unit(row, unit, cells.get("unit_name", ""), cells.get("parent_unit", ""))
        if not leader and not unit:
            self._error("row_without_leader", row, "leader")
        elif leader in self.leaders:
            self._error("duplicate_leader", row, "leader", value=leader, first=self.leaders[leader][0])
        elif leader:
            if "unit" in self._found and not unit and "unit" not in broken:
                self._error("blank_unit", row, "unit", value=leader)
            if (alike := self._known.add(leader, row)) is not None:
                facts = {"value": leader, "other": alike[0], "first": alike[1]}
                self._error("two_leaders_look_alike", row, "leader", **facts)
            self.leaders[leader] = (row, cells.get("leader_name", ""), unit)
            self._invited.append(tuple(self._count(row, cells, name) for name in INVITED))

    def _unit(self, row: int, unit: str, name: str, parent: str) -> None:
        said = self._units.setdefault(unit, UnitMentioned(row))
        said.own_row = True
        if name and said.name and name != said.name:
            self._error("unit_name_conflict", row, "unit_name", unit=unit, value=name, other=said.name)
        if parent and said.parent and parent != said.parent:
            self._error(
                "unit_parent_conflict", row, "parent_unit", unit=unit, value=parent, other=said.parent
            )
        said.name = said.name or name
        said.parent = said.parent or parent
        if parent:
            self._units.setdefault(parent, UnitMentioned(row))

    def _count(self, row: int, cells: Mapping[str, str], name: str) -> int:
        text = cells.get(name, "")
        if not text:
            return UNKNOWN_N if name == "invited_employee" or name not in self._found else 0
        count = _COUNT.fullmatch(text)
        if count is None:
            self._error("bad_count", row, name, value=text)
            return UNKNOWN_N
        return int(count[1])

    def roster(self, organisation: str) -> Roster:
        """Build the tree and the arrays from the rows read."""
        file, column = self._sheet.file, self._heading("parent_unit")
        above = [unit for unit, said in self._units.items() if not said.own_row]
        if above:
            self._findings.warn("units_only_above", file, column=column, names=listing(above))
        units, index = build_tree(
            self._units, organisation=organisation, file=file, column=column, findings=self._findings
        )
        invited = np.full((len(self.leaders), len(Perspective)), UNKNOWN_N, dtype=np.int32)
        invited[:, [int(perspective) for perspective in INVITED.values()]] = self._invited
        return Roster(
            file=file,
            leaders=tuple(
                LeaderRow(leader, name or leader, index.get(unit, 0))
                for leader, (_, name, unit) in self.leaders.items()
            ),
            units=units,
            invited=invited,
            told=frozenset(p for name, p in INVITED.items() if name in self._found),
            row_of={leader: row for leader, (row, _, _) in self.leaders.items()},
            names={name: self._sheet.header[i] for name, i in self._found.items()},
            known=self._known,
        )
