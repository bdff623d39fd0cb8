"""Where a row lies in the tree: a unit's id and the one above, a path ("Børn > Familie"), or a column per level."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import Final

from fagspejl.intake.findings import Findings
from fagspejl.intake.roster.cells import RosterTable
from fagspejl.intake.roster.mapping import Separator
from fagspejl.intake.tree import UnitMentioned
from fagspejl.lib.sameness import folded

_LONGEST_ID: Final = 100
_SIGNS: Final[tuple[Separator, ...]] = (">", "\\", "|", "/")  # "/" last: a unit may be called "Børn/Unge"
_SURE: Final[tuple[Separator, ...]] = (">", "\\", "|")


class UnitReader:
    """Reads the units of all rows; `units` grows by id, `ids` is the unit of each row, "" where it names none."""

    def __init__(self, table: RosterTable, separator: Separator, findings: Findings) -> None:
        self._table, self._findings = table, findings
        self.units: dict[str, UnitMentioned] = {}
        self._spelled: dict[str, str] = {}  # folded id -> as first written
        self.ids: list[str] = []
        paths = self._paths(separator)
        if paths is None:
            self._by_ids()
        else:
            self._by_paths(paths)

    def _paths(self, separator: Separator) -> list[tuple[str, ...]] | None:
        """The names from the top of every row, or None where units are told by ids."""
        levels = [name for name in self._table.columns if name.startswith("level_")]
        if levels:
            rows = zip(*(self._table.columns[name] for name in levels), strict=True)
            return [tuple(name for name in names if name) for names in rows]
        told = self._table.columns.get("unit_path")
        if told is None and "parent_unit" not in self._table.columns:
            name = "unit_name" if "unit_name" in self._table.columns else "unit"
            cells = self._table.cells(name)
            if separator or _separator(cells, _SURE):
                told = cells
                if name == "unit":
                    self._table.columns.pop("unit", None)
        if told is None:
            return None
        sign = separator or _separator(told, _SIGNS)
        cut: dict[str, tuple[str, ...]] = {}
        for cell in set(told):
            parts = re.split(r"\s*" + re.escape(sign) + r"\s*", cell) if sign else [cell]
            cut[cell] = tuple(part.strip() for part in parts if part.strip())
        return [cut[cell] for cell in told]

    def _by_paths(self, paths: Sequence[tuple[str, ...]]) -> None:
        """A unit's id is its own where the file has one, else its path."""
        codes = self._table.cells("unit")
        placed: dict[tuple[tuple[str, ...], str], str] = {}
        for row, path, code in zip(self._table.rows, paths, codes, strict=True):
            found = placed.get((path, code))
            if found is None:
                found = placed[path, code] = self._place(row, path, code)
            self.ids.append(found)

    def _place(self, row: int, path: tuple[str, ...], code: str) -> str:
        parent = ""
        for depth, name in enumerate(path, 1):
            last = depth == len(path)
            written = code if last and code else _path_id(path[:depth])
            parent = self._mention(row, written, name, parent)
        return parent if path else self._mention(row, code, "", "") if code else ""

    def _by_ids(self) -> None:
        columns = (self._table.cells(name) for name in ("unit", "unit_name", "parent_unit"))
        seen: dict[tuple[str, str, str], str] = {}
        for row, *cells in zip(self._table.rows, *columns, strict=True):
            unit, name, parent = cells
            said = (unit, name, parent)
            found = seen.get(said)
            if found is None:
                found = seen[said] = self._mention(row, unit, name, parent) if unit else ""
            self.ids.append(found)
        self._parents_by_name()

    def _mention(self, row: int, unit: str, name: str, parent: str) -> str:
        """Note what a row says of a unit; returns the id as it was first written."""
        unit = self._known(unit)
        parent = self._known(parent) if parent else ""
        said = self.units.setdefault(unit, UnitMentioned(row))
        if name and said.name and folded(name) != folded(said.name):
            self._fault("unit_name_conflict", row, "unit_name", unit=unit, value=name, other=said.name)
        if parent and said.parent and parent != said.parent:
            self._fault(
                "unit_parent_conflict", row, "parent_unit", unit=unit, value=parent, other=said.parent
            )
        said.name = said.name or name
        said.parent = said.parent or parent
        if parent:
            self.units.setdefault(parent, UnitMentioned(row))
        return unit

    def _known(self, unit: str) -> str:
        return self._spelled.setdefault(folded(unit), unit)

    def _parents_by_name(self) -> None:
        """A parent that is no unit's id but one unit's name is that unit."""
        ids: dict[str, list[str]] = {}
        for unit, said in self.units.items():
            if said.name:
                ids.setdefault(folded(said.name), []).append(unit)
        told = set(self.ids)
        meant = {
            unit: ids[folded(unit)][0]
            for unit, said in self.units.items()
            if unit not in told and not said.name and len(ids.get(folded(unit), ())) == 1
        }
        for said in self.units.values():
            said.parent = meant.get(said.parent, said.parent)
        for unit in meant:
            del self.units[unit]

    def _fault(self, code: str, row: int, name: str, **facts: object) -> None:
        heading = self._table.headings.get(name, name)
        self._findings.error(code, self._table.file, row, heading, **facts)


def _separator(cells: Sequence[str], signs: Sequence[Separator]) -> Separator:
    """The first sign that at least half of the filled cells have."""
    filled = [cell for cell in cells if cell]
    return next(
        (sign for sign in signs if filled and sum(sign in cell for cell in filled) * 2 >= len(filled)), ""
    )


def _path_id(path: Sequence[str]) -> str:
    """A path as an id: the names, or of a long path its beginning and what tells it from others."""
    text = " > ".join(path)
    if len(text) <= _LONGEST_ID:
        return text
    return f"{text[: _LONGEST_ID - 13]} {hashlib.sha256(text.encode()).hexdigest()[:12]}"
