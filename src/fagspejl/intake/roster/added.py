"""Leaders whom a list names with name and address in every row below them, and who have no row of their own."""

from __future__ import annotations

from fagspejl.intake.findings import Findings, listing
from fagspejl.intake.roster.addresses import is_address
from fagspejl.intake.roster.cells import RosterTable
from fagspejl.intake.roster.leaders import in_order
from fagspejl.lib.sameness import folded

_UNITS = ("unit", "unit_name", "parent_unit", "unit_path")


def add_leaders(table: RosterTable, findings: Findings) -> None:
    """Give such a leader a row in the unit of the first row that names her; told, and to be decided on."""
    if "leader_email" not in table.columns:
        return
    known = set(map(folded, table.cells("email")))
    codes, rows = table.cells("leader_code"), []
    for place, email in enumerate(list(table.cells("leader_email"))):
        name = _name(table, place)
        if folded(email) in known or not name or not is_address(folded(email)):
            continue
        known.add(folded(email))
        rows.append(table.rows[place])
        said = {
            "person": codes[place] or folded(email),
            "name": in_order(name),
            "email": email,
            "role": "leder",
        }
        first, _, last = in_order(name).rpartition(" ")
        said |= {"first_name": first, "last_name": last}
        for column, cells in table.columns.items():
            kept = column in _UNITS or column.startswith("level_")
            cells.append(cells[place] if kept else said.get(column, ""))
        table.rows.append(table.rows[place])
    if rows:
        heading = table.headings["leader_email"]
        told = {"count": len(rows), "rows": listing([str(row) for row in rows])}
        findings.warn("roster_leaders_added", table.file, None, heading, **told)


def _name(table: RosterTable, place: int) -> str:
    parts = (table.cells("leader_first_name")[place], table.cells("leader_last_name")[place])
    if any(parts):
        return " ".join(filter(None, parts))
    name = table.cells("leader_name")[place] or table.cells("leader")[place]
    return "" if "@" in name or any(sign.isdigit() for sign in name) else name
