"""Audit of the totals of units, by code that shares nothing with what made them. Pure.

Every total counts every base block of its unit that prints the item, its value and n follow from these blocks, and 0
or enough leaders lie between it and the totals below it; the whole has totals; theme totals are means of the item
totals that stand there; distributions keep their conditions. Units are walked level by level from the deepest.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fagspejl.analysis.policy import DISTRIBUTION_SHARE
from fagspejl.analysis.rounding import in_tenths
from fagspejl.analysis.scores import items_needed
from fagspejl.disclosure.measured.cells import Form
from fagspejl.disclosure.measured.printed import Printed
from fagspejl.disclosure.release_check.types import AuditFault, Finding
from fagspejl.lib.tenths import decimal

_LENDING = {  # a total that is printed in words, and the form whose lent value it has
    "at_most": Form.FEW_LOW,
    "at_least": Form.FEW_HIGH,
    "alike_low": Form.ALIKE_LOW,
    "alike_high": Form.ALIKE_HIGH,
}
_Rows = dict[tuple[str, str], dict[str, Any]]


@dataclass(slots=True)
class _Group:
    """What stands in and below every unit, of one group; (U, I) unless said otherwise. `own` stops at the unit."""

    asked: NDArray[np.bool_]  # (I,)
    place: dict[str, int]  # block name -> row of `shown`
    shown: NDArray[np.bool_]  # (B, I)
    home: NDArray[np.int64]  # (B,) unit
    order: NDArray[np.int64]  # (B,) blocks as in an outline of the units, and each one's number there
    numbers: NDArray[np.int64]
    counts: NDArray[np.int64]  # (B,) people, or answers
    leaders: NDArray[np.int64]
    own_leaders: NDArray[np.int64]
    own_full: NDArray[np.int64]
    full: NDArray[np.int64]
    blocks: NDArray[np.int64]
    n: NDArray[np.int64]
    full_n: NDArray[np.int64]
    weight: NDArray[np.float64]
    total: NDArray[np.float64]
    options: NDArray[np.int64]  # (U, I, K)
    printed: NDArray[np.bool_]
    drawn: NDArray[np.bool_]


@dataclass(slots=True)
class TotalsAudit:
    """Sees every figure of a release once, in its order, and says what is wrong with the totals."""

    printed: Printed
    document: dict[str, Any]
    _units: dict[str, int] = field(init=False)
    _parents: list[int] = field(init=False)
    _first: list[int] = field(init=False)  # place in the outline, and where the unit's own end
    _last: list[int] = field(init=False)
    _numbers: NDArray[np.int64] = field(init=False)  # `_first` of all
    _levels: list[tuple[NDArray[np.int64], NDArray[np.int64]]] = field(
        init=False
    )  # deepest first: units, parents
    _columns: dict[str, int] = field(init=False)
    _groups: dict[str, _Group] = field(init=False)
    _lent: dict[str, float] = field(init=False)
    _home: tuple[str, str] | None = field(init=False, default=None)
    _rows: _Rows = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        organisation, ends = self.printed.organisation, self.printed.ends
        self._units = {unit.id: index for index, unit in enumerate(organisation.units)}
        self._parents = [unit.parent for unit in organisation.units]
        self._first, self._last = _outline(self._parents)
        self._numbers = np.asarray(self._first, dtype=np.int64)
        self._levels = _levels(self._parents)
        self._columns = {item: index for index, item in enumerate(self.printed.item_ids)}
        forms = np.asarray([*_LENDING.values()], dtype=np.int8)
        lent = ends.lent(forms, np.zeros(forms.size, dtype=np.int16))
        self._lent = dict(zip(_LENDING, lent.tolist(), strict=True))
        rows: dict[str, list[dict[str, Any]]] = {group.group: [] for group in self.printed.groups}
        for block in self.document["blocks"]:
            rows[block["perspective"]].append(block)
        self._groups = {}
        for index, group in enumerate(self.printed.groups):
            people = self.document["groups"][index]["counts"] == "people"
            self._groups[group.group] = self._measured(index, rows[group.group], people=people)

    def _measured(self, index: int, blocks: list[dict[str, Any]], *, people: bool) -> _Group:
        group = self.printed.groups[index]
        cells, size = group.cells, (len(self._parents), len(self._columns))
        lent = self.printed.ends.lent(cells.form, cells.tenths)
        shown = ~np.isnan(lent)
        full = shown & (cells.form == Form.FULL)
        home = np.asarray([self._units[block["unit"]] for block in blocks], dtype=np.int64)
        n = np.asarray([block["n"] for block in blocks], dtype=np.int64)
        counts = n if people else np.asarray([block["answers"] for block in blocks], dtype=np.int64)
        lead = np.asarray([1 if block["kind"] == "own" else 2 for block in blocks], dtype=np.int64)
        number = self._numbers[home]
        order = np.argsort(number, kind="stable")
        made = _Group(
            asked=group.items_asked,
            place={block["id"]: row for row, block in enumerate(blocks)},
            shown=shown,
            home=home,
            order=order,
            numbers=number[order],
            counts=counts,
            leaders=np.zeros(size, dtype=np.int64),
            own_leaders=np.zeros(size, dtype=np.int64),
            own_full=np.zeros(size, dtype=np.int64),
            full=np.zeros(size, dtype=np.int64),
            blocks=np.zeros(size, dtype=np.int64),
            n=np.zeros(size, dtype=np.int64),
            full_n=np.zeros(size, dtype=np.int64),
            weight=np.zeros(size),
            total=np.zeros(size),
            options=np.zeros((*size, cells.options.shape[2]), dtype=np.int64),
            printed=np.zeros(size, dtype=bool),
            drawn=np.zeros(size, dtype=bool),
        )
        weight = np.where(full, cells.options.sum(axis=2), n[:, None]) * shown
        for sums, added in (
            (made.own_leaders, lead[:, None] * shown),
            (made.own_full, lead[:, None] * full),
            (made.blocks, shown),
            (made.n, counts[:, None] * shown),
            (made.full_n, counts[:, None] * full),
            (made.weight, weight),
            (made.total, weight * np.where(shown, lent, 0.0)),
            (made.options, cells.options * full[:, :, None]),
        ):
            np.add.at(sums, home, added)
        made.leaders += made.own_leaders
        made.full += made.own_full
        for units, above in self._levels:
            for summed in (made.leaders, made.full, made.blocks, made.n, made.full_n):
                np.add.at(summed, above, summed[units])
            for weighed in (made.weight, made.total):
                np.add.at(weighed, above, weighed[units])
            np.add.at(made.options, above, made.options[units])
        return made

    def see(self, row: dict[str, Any]) -> Iterator[AuditFault]:
        """Take one figure; yield what is wrong in the unit and group that end before it."""
        known = "leader" not in row and row.get("unit") in self._units and row["perspective"] in self._groups
        home = (row["unit"], row["perspective"]) if known else None  # a stranger is an added figure
        if home != self._home:
            yield from self._unit_faults()
            self._home, self._rows = home, {}
        if home is not None:
            self._rows[row["kind"], row["id"]] = row

    def finish(self) -> Iterator[AuditFault]:
        """Yield what is wrong in the last unit, and between all the totals of the release."""
        yield from self._unit_faults()
        self._home, self._rows = None, {}
        for name, group in self._groups.items():
            yield from self._between_faults(name, group)

    def _unit_faults(self) -> Iterator[AuditFault]:
        if self._home is None:
            return
        unit, group = self._units[self._home[0]], self._groups[self._home[1]]
        for (kind, name), row in self._rows.items():
            if row["status"] != "shown" or name not in self._columns:
                continue
            if kind == "item":
                yield from self._item_faults(unit, group, self._columns[name], row)
            elif kind == "answers":
                yield from self._counts_faults(unit, group, self._columns[name], row)
        for theme, columns in zip(self.printed.themes, self.printed.columns(), strict=True):
            yield from self._theme_faults(unit, group, theme.id, columns)
        standing = np.flatnonzero(group.printed[unit]).tolist()
        n = self._entering(unit, group, standing) if standing else 0
        yield from self._n_faults(n, self._rows.get(("response", "")))

    def _item_faults(
        self, unit: int, group: _Group, column: int, row: dict[str, Any]
    ) -> Iterator[AuditFault]:
        """A total counts every base block of the unit that prints the item, and no other."""
        group.printed[unit, column] = True
        named = set(row["blocks"])
        listed = np.asarray([group.place[name] for name in named if name in group.place], dtype=np.int64)
        inside = bool(group.shown[listed, column].all() and self._lie_in(unit, group.home[listed]))
        complete = listed.size == len(named) == len(row["blocks"]) == group.blocks[unit, column]
        if not (inside and complete):
            facts = {"blocks": len(row["blocks"]), "expected": int(group.blocks[unit, column])}
            yield AuditFault(Finding.TOTAL_INCOMPLETE, self._where(row), facts)
        if row["n"] != group.n[unit, column]:
            yield self._wrong_n(row, int(group.n[unit, column]))
        if row["value"] is not None and group.weight[unit, column] > 0:
            mean = group.total[unit, column] / group.weight[unit, column]
            yield from self._value_faults(row, mean)

    def _counts_faults(
        self, unit: int, group: _Group, column: int, row: dict[str, Any]
    ) -> Iterator[AuditFault]:
        """A distribution is the sum of the printed counts of most of its total, over enough leaders and answers."""
        group.drawn[unit, column] = True
        options = row["value"]["options"]
        wrong = options != group.options[unit, column].tolist() or row["n"] != sum(options)
        wrong |= row["n"] < self.printed.reporting.percent_from
        wrong |= not group.printed[unit, column]  # the item's row stands before its distribution
        wrong |= bool(group.full[unit, column] < self.printed.disclosure.org_leaders)
        wrong |= bool(group.full_n[unit, column] < DISTRIBUTION_SHARE * group.n[unit, column] - 1e-9)
        if wrong:
            yield AuditFault(Finding.DISTRIBUTION_UNEARNED, self._where(row), {})

    def _theme_faults(
        self, unit: int, group: _Group, theme: str, columns: tuple[int, ...]
    ) -> Iterator[AuditFault]:
        """A theme's total is the mean of the item totals that stand there, if enough of its items have one."""
        row = self._rows.get(("theme", theme))
        asked = [column for column in columns if group.asked[column]]
        if row is None or not asked or not group.printed[unit].any():
            return
        standing = [column for column in asked if group.printed[unit, column]]
        named = [("item", self.printed.item_ids[column]) for column in standing]
        items = [self._rows[place] for place in named if place in self._rows]
        enough = len(items) >= items_needed(len(asked), self.printed.reporting.item_share)
        if enough != (row["status"] == "shown"):
            yield AuditFault(Finding.THEME_TOTAL, self._where(row), {})
            return
        if not enough:
            return
        n = self._entering(unit, group, standing)
        yield from self._n_faults(n, row)
        yield from self._n_faults(n, self._rows.get(("response", theme)))
        values = [
            item["value"] if item["value"] is not None else self._lent.get(item["code"], np.nan)
            for item in items
        ]
        if row["value"] is not None:
            yield from self._value_faults(row, sum(values) / len(values))
        elif any(item["value"] is not None for item in items):
            yield AuditFault(Finding.THEME_TOTAL, self._where(row), {})

    def _entering(self, unit: int, group: _Group, columns: list[int]) -> int:
        """Count who enters at least one of these items' totals in a unit: whole blocks, each once."""
        bounds = (self._first[unit], self._last[unit])
        below = group.order[slice(*np.searchsorted(group.numbers, bounds).tolist())]
        return int(group.counts[below[group.shown[below][:, columns].any(axis=1)]].sum())

    def _n_faults(self, wanted: int, row: dict[str, Any] | None) -> Iterator[AuditFault]:
        """n is that of the blocks that enter this very figure."""
        if row is None or row["status"] != "shown":
            return
        if row["n"] != wanted or (row["kind"] == "response" and row["value"][0] != wanted):
            yield self._wrong_n(row, wanted)

    def _value_faults(self, row: dict[str, Any], mean: float) -> Iterator[AuditFault]:
        wanted = decimal(int(in_tenths(mean)))
        if abs(row["value"] - wanted) > 1e-9:
            facts = {"names": "value", "printed": row["value"], "expected": wanted}
            yield AuditFault(Finding.NOT_THE_ARITHMETIC, self._where(row), facts)

    def _between_faults(self, name: str, group: _Group) -> Iterator[AuditFault]:
        """Between totals lie 0 or enough leaders, with counts and without; the whole prints."""
        least = self.printed.disclosure.org_leaders
        free, full = group.own_leaders.copy(), group.own_full.copy()
        torn = np.zeros(group.printed.shape, dtype=bool)
        for units, above in (*self._levels, (np.zeros(1, dtype=np.int64), None)):
            printed, open_, counted = group.printed[units], free[units], full[units]
            bare = open_ - counted
            for at, column in np.argwhere(printed & (open_ > 0) & (open_ < least)).tolist():
                yield AuditFault(
                    Finding.TOTALS_TOO_CLOSE,
                    self._place(int(units[at]), name, column),
                    {"leaders": int(open_[at, column]), "limit": least},
                )
            split = ((counted > 0) & (counted < least)) | ((bare > 0) & (bare < least))
            torn[units] |= printed & split
            for at, column in np.argwhere(torn[units] & group.drawn[units]).tolist():
                yield AuditFault(Finding.DISTRIBUTION_UNEARNED, self._place(int(units[at]), name, column), {})
            if above is not None:
                np.add.at(free, above, np.where(printed, 0, open_))
                np.add.at(full, above, np.where(printed, 0, counted))
                np.logical_or.at(torn, above, torn[units])
        for column in np.flatnonzero((group.leaders[0] >= least) & ~group.printed[0]).tolist():
            yield AuditFault(Finding.WHOLE_MISSING, self._place(0, name, column), {})

    def _lie_in(self, unit: int, homes: NDArray[np.int64]) -> bool:
        """Whether all these units are the unit or below it."""
        numbers = self._numbers[homes]
        return bool(((self._first[unit] <= numbers) & (numbers < self._last[unit])).all())

    def _wrong_n(self, row: dict[str, Any], wanted: int) -> AuditFault:
        return AuditFault(Finding.TOTAL_N, self._where(row), {"n": row["n"], "expected": wanted})

    def _where(self, row: dict[str, Any]) -> str:
        return " / ".join(
            part for part in ("unit", row["unit"], row["perspective"], row["kind"], row["id"]) if part
        )

    def _place(self, unit: int, name: str, column: int) -> str:
        home = self.printed.organisation.units[unit].id
        return f"unit / {home} / {name} / item / {self.printed.item_ids[column]}"


def _levels(parents: list[int]) -> list[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Return the units of every level below the root, the deepest first, with the unit above each."""
    depth = [0] * len(parents)
    for unit in range(1, len(parents)):  # a unit stands after the one it belongs to
        depth[unit] = depth[parents[unit]] + 1
    depths, above = np.asarray(depth, dtype=np.int64), np.asarray(parents, dtype=np.int64)
    found = (np.flatnonzero(depths == level) for level in range(max(depth), 0, -1))
    return [(units, above[units]) for units in found]


def _outline(parents: list[int]) -> tuple[list[int], list[int]]:
    """Number units as an outline does; return each unit's number and the first one outside it."""
    size, number = [1] * len(parents), [0] * len(parents)
    for unit in range(len(parents) - 1, 0, -1):
        size[parents[unit]] += size[unit]
    free = [1] * len(parents)
    for unit in range(1, len(parents)):
        number[unit] = free[parents[unit]]
        free[parents[unit]] += size[unit]
        free[unit] = number[unit] + 1
    return number, [first + length for first, length in zip(number, size, strict=True)]
