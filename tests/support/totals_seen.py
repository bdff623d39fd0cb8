"""The totals of a release as its file tells them, read by code of the tests' own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Document = dict[str, Any]


@dataclass
class ItemTotals:
    """One item of one group: its blocks, the blocks that print it, and the units that print totals of it.

    home, leaders, counts   by block: its unit, what it counts towards the leaders, people (or answers)
    candidates              by block: the leaders whose raters it could hold
    totals, distributions   by unit: the row of the file
    """

    perspective: str
    item: str
    tree: list[int]
    home: list[int]
    leaders: list[int]
    own: list[bool]
    counts: list[int]
    people: list[int]
    cells: list[dict[str, Any]]
    names: list[str]
    candidates: list[list[str]]
    totals: dict[int, dict[str, Any]] = field(default_factory=dict)
    distributions: dict[int, dict[str, Any]] = field(default_factory=dict)

    @property
    def shown(self) -> list[int]:
        """Blocks that print the item."""
        return [block for block, cell in enumerate(self.cells) if cell["class"] != "none"]

    @property
    def full(self) -> list[int]:
        """Blocks that print counts of it."""
        return [block for block, cell in enumerate(self.cells) if cell["options"] is not None]

    def below(self, unit: int, blocks: list[int]) -> list[int]:
        """Those of some blocks that stand in a unit or below it."""
        return [block for block in blocks if unit in self._line(self.home[block])]

    def _line(self, unit: int) -> list[int]:
        line = [unit]
        while self.tree[line[-1]] >= 0:
            line.append(self.tree[line[-1]])
        return line

    def sums(self, *, with_distributions: bool) -> list[list[int]]:
        """Every printed sum of blocks: 1 where a block is in it."""
        found = [self.below(unit, self.shown) for unit in self.totals]
        if with_distributions:
            found += [self.below(unit, self.full) for unit in self.distributions]
        return [[int(block in sum_) for block in range(len(self.home))] for sum_ in found]


def item_totals(document: Document) -> Iterator[ItemTotals]:
    """Yield every asked item of every group."""
    place = {unit["id"]: index for index, unit in enumerate(document["units"])}
    tree = [place[unit["parent"]] if unit["parent"] else -1 for unit in document["units"]]
    cells = {(cell["block"], cell["item"]): cell for cell in document["cells"]}
    rows: dict[tuple[str, str, str], dict[int, dict[str, Any]]] = {}
    for row in document["figures"]:
        if "unit" in row and row["status"] == "shown" and row["kind"] in ("item", "answers"):
            rows.setdefault((row["perspective"], row["id"], row["kind"]), {})[place[row["unit"]]] = row
    for group in document["groups"]:
        name = group["perspective"]
        blocks = [block for block in document["blocks"] if block["perspective"] == name]
        counted = "n" if group["counts"] == "people" else "answers"
        for theme in document["themes"]:
            for item in theme["items"]:
                if item["id"] in group["items_not_asked"]:
                    continue
                yield ItemTotals(
                    perspective=name,
                    item=item["id"],
                    tree=tree,
                    home=[place[block["unit"]] for block in blocks],
                    leaders=[1 if block["kind"] == "own" else 2 for block in blocks],
                    own=[block["kind"] == "own" for block in blocks],
                    counts=[block[counted] for block in blocks],
                    people=[block["n"] for block in blocks],
                    cells=[cells[block["id"], item["id"]] for block in blocks],
                    names=[block["id"] for block in blocks],
                    candidates=[block["candidates"] for block in blocks],
                    totals=rows.get((name, item["id"], "item"), {}),
                    distributions=rows.get((name, item["id"], "answers"), {}),
                )
