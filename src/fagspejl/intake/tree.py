"""Units told row by row become one tree, parents first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fagspejl.intake.findings import Findings, shown
from fagspejl.intake.types import UnitRow

ORGANISATION = "Organisationen"
_CYCLE_SHOWN = 8


@dataclass(slots=True)
class UnitMentioned:
    """What the rows say of one unit so far: name and parent are "" until a row tells; `row` is the first to name it.

    `own_row`: some row lies in the unit; otherwise it is only named as the unit above another.
    """

    row: int
    name: str = ""
    parent: str = ""
    own_row: bool = False


def build_tree(
    units: Mapping[str, UnitMentioned], *, organisation: str, file: str, column: str, findings: Findings
) -> tuple[tuple[UnitRow, ...], dict[str, int]]:
    """Return the units depth first, children in the order the file names them, and unit id -> index.

    Several roots, or none at all, get a root of their own with id "". A cycle is recorded as an error that names it;
    its units, and those below, are then missing from the tree.
    """
    children: dict[str, list[str]] = {"": []}
    for unit, said in units.items():
        children.setdefault(said.parent, []).append(unit)
    tops = children[""]
    rows: list[UnitRow] = []
    index: dict[str, int] = {}
    if len(tops) == 1:
        waiting = [(tops[0], -1)]
    else:
        rows.append(UnitRow("", organisation or ORGANISATION, -1))
        index[""] = 0
        waiting = [(unit, 0) for unit in reversed(tops)]
    while waiting:
        unit, parent = waiting.pop()
        index[unit] = len(rows)
        rows.append(UnitRow(unit, units[unit].name or unit, parent))
        waiting += [(child, index[unit]) for child in reversed(children.get(unit, ()))]
    for cycle in _cycles(units, index):
        first = min(cycle, key=lambda unit: units[unit].row)
        turn = cycle[cycle.index(first) :] + cycle[: cycle.index(first)]
        findings.error("unit_cycle", file, units[first].row, column, cycle=_arrows([*turn, first]))
    return tuple(rows), index


def _cycles(units: Mapping[str, UnitMentioned], placed: Mapping[str, int]) -> list[list[str]]:
    """Follow parents upwards from every unit that hangs on no root; each walk ends in a cycle, told once."""
    seen: set[str] = set()
    cycles = []
    for start in units:
        walk: dict[str, int] = {}
        unit = start
        while unit not in placed and unit not in seen:
            seen.add(unit)
            walk[unit] = len(walk)
            unit = units[unit].parent
        if unit in walk:
            cycles.append(list(walk)[walk[unit] :])
    return cycles


def _arrows(cycle: list[str]) -> str:
    names = [shown(unit) for unit in cycle]
    if len(names) > _CYCLE_SHOWN:
        names = [*names[: _CYCLE_SHOWN - 2], "…", names[-1]]
    return " → ".join(names)
