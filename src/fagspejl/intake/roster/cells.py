"""The cells of a roster, column by column: each one line, without CPR numbers and without formulas."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from fagspejl.intake.cpr import heading_is_cpr, is_cpr_column, mask_cells
from fagspejl.intake.findings import Findings, listing
from fagspejl.intake.roster.columns import COLUMNS, PARTS
from fagspejl.intake.spoiled import SpoiledCells
from fagspejl.intake.vocabulary import clean, is_formula

_LONGEST = {
    name: column.longest for name, column in {**COLUMNS, **PARTS}.items() if column.longest is not None
}
# Columns that tell people and units apart: a CPR number there cannot be left out and the rest be used.
_IDS = frozenset({"person", "unit", "parent_unit", "leader", "leader_code", "leader_email", "peer_of"})


@dataclass(slots=True)
class RosterTable:
    """Our column -> its cells, one per row; `rows` are the rows of the file. `headings`: ours -> the file's heading.

    `lenient`: nobody can correct the file, so what cannot be used is left out and told instead of refused.
    `same`: different ids that the file says are one person's -> the one that is kept.
    """

    file: str
    header_row: int
    rows: list[int]
    columns: dict[str, list[str]]
    headings: Mapping[str, str]
    lenient: bool = False
    same: Mapping[str, str] = field(default_factory=dict)

    def cells(self, name: str) -> list[str]:
        """Return a column's cells, all empty where the file does not have it."""
        found = self.columns.get(name)
        return [""] * len(self.rows) if found is None else found

    def keep(self, wanted: Sequence[bool]) -> None:
        """Leave out rows."""
        self.rows = [row for row, kept in zip(self.rows, wanted, strict=True) if kept]
        for name, cells in self.columns.items():
            self.columns[name] = [cell for cell, kept in zip(cells, wanted, strict=True) if kept]


def drop_cpr(table: RosterTable, unused: Sequence[str], findings: Findings) -> None:
    """Take CPR numbers out of every column, and say which columns and rows had any; `unused` are the other headings.

    Records an error where ids are CPR: whatever they were replaced by, a later roster would not find the people again.
    """
    gone = [heading for heading in unused if heading_is_cpr(heading)]
    for name, cells in table.columns.items():
        heading = table.headings.get(name, name)
        if is_cpr_column("" if name == "person" else heading, cells):
            if name.partition("~")[0] in _IDS:
                findings.error("cpr_ids", table.file, table.header_row, heading)
            else:
                gone.append(heading)
            table.columns[name] = [""] * len(cells)
            continue
        table.columns[name], places = _masked(cells)
        if places:
            rows = [table.rows[place] for place in places]
            told = {"count": len(rows), "rows": listing([str(row) for row in rows])}
            if name.partition("~")[0] in _IDS:
                findings.error("cpr_id_cells", table.file, rows[0], heading, **told)
                findings.same("cpr_id_cells", table.file, rows[1:], heading, **told)
            else:
                findings.warn("cpr_cells", table.file, None, heading, **told)
    if gone:
        findings.warn("cpr_columns", table.file, table.header_row, count=len(gone), names=listing(gone))


def _masked(cells: list[str]) -> tuple[list[str], list[int]]:
    found, places = mask_cells(cells)
    return list(found) if places else cells, places


def refuse_spoiled(table: RosterTable, findings: Findings) -> None:
    """Record what a spreadsheet spoiled, and refuse it alone: everything else would follow from it."""
    spoiled = SpoiledCells()
    for number, (name, cells) in enumerate(table.columns.items()):
        spoiled.look(number, cells, table.rows, ids=name.partition("~")[0] in _IDS)
    spoiled.tell(table.file, [table.headings.get(name, name) for name in table.columns], findings)
    findings.refuse_if_any()


def tidy(table: RosterTable, findings: Findings) -> None:
    """Put every cell on one line; record and empty formulas, record and cut what is too long."""
    for name, cells in table.columns.items():
        tidied = lines([cell.replace("\n", ";") for cell in cells] if name.startswith("leader") else cells)
        heading = table.headings.get(name, name)
        if "\n=" in "\n" + "\n".join(tidied):
            for place, cell in enumerate(tidied):
                if is_formula(cell):
                    findings.error("formula", table.file, table.rows[place], heading)
                    tidied[place] = ""
        most = _LONGEST.get(name)
        if most is not None and max(map(len, tidied), default=0) > most:
            for place, cell in enumerate(tidied):
                if len(cell) > most:
                    findings.error("roster_too_long", table.file, table.rows[place], heading, limit=most)
                    tidied[place] = cell[:most]
        table.columns[name] = tidied


def lines(cells: list[str]) -> list[str]:
    """Return cells without what does not print and with single spaces: they may come to stand in the head of a mail.

    A column that is so already costs a few looks at all of it together.
    """
    together = "\n".join(cells)
    bare = together.replace("\n", "")
    if (
        len(together) - len(bare) == max(len(cells) - 1, 0)
        and bare.isprintable()
        and (bare.isascii() or unicodedata.is_normalized("NFC", bare))
        and not any(gap in f"\n{together}\n" for gap in ("  ", " \n", "\n "))
    ):
        return list(cells)
    return [_one_line(cell) for cell in cells]


def _one_line(text: str) -> str:
    """Signs that take no room (Cf) leave none behind, so that an id with one is the id without."""
    text = clean(text)
    if not text.isprintable():
        text = "".join(c if c.isprintable() else _instead(c) for c in text)
    return " ".join(text.split())


def _instead(sign: str) -> str:
    return "" if unicodedata.category(sign) == "Cf" else " "
