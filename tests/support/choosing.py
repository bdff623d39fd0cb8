"""Choices of totals by code of the tests' own: which are allowed, and which of them is the best."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

Tree = Sequence[int]  # the parent of each unit, -1 at the root


def line_of(tree: Tree, unit: int) -> list[int]:
    """A unit and all above it."""
    line = [unit]
    while tree[line[-1]] >= 0:
        line.append(tree[line[-1]])
    return line


def in_tree_order(tree: Tree) -> list[int]:
    """Units as one reads an outline: each before what is below it, and that before the next beside it."""
    below: dict[int, list[int]] = {}
    for unit, parent in enumerate(tree):
        below.setdefault(parent, []).append(unit)
    order, waiting = [], [*below[-1]]
    while waiting:
        unit = waiting.pop()
        order.append(unit)
        waiting.extend(reversed(below.get(unit, [])))
    return order


def left_over(tree: Tree, at: Sequence[int], printing: set[int]) -> dict[int, list[int]]:
    """The blocks between each printed total and the totals below it; `at[b]` is the unit of block b."""
    between: dict[int, list[int]] = {unit: [] for unit in printing}
    for block, unit in enumerate(at):
        holder = next((above for above in line_of(tree, unit) if above in printing), None)
        if holder is not None:
            between[holder].append(block)
    return between


def allowed(tree: Tree, at: Sequence[int], leaders: Sequence[int], printing: set[int], least: int) -> bool:
    """Whether each total has blocks, and 0 or `least` leaders lie between it and the totals below it."""
    for unit, blocks in left_over(tree, at, printing).items():
        if 0 < sum(leaders[block] for block in blocks) < least:
            return False
        if not any(unit in line_of(tree, home) for home in at):
            return False
    return True


def every_choice(tree: Tree, at: Sequence[int], leaders: Sequence[int], least: int) -> Iterator[set[int]]:
    """Every allowed choice in which the whole prints."""
    for bits in product((False, True), repeat=len(tree)):
        printing = {unit for unit, prints in enumerate(bits) if prints}
        if bits[0] and allowed(tree, at, leaders, printing, least):
            yield printing


def best_choice(tree: Tree, at: Sequence[int], leaders: Sequence[int], least: int = 3) -> set[int]:
    """The allowed choice with most totals; of several the one that prints first in tree order."""
    if sum(leaders) < least:
        return set()
    order = in_tree_order(tree)
    found = every_choice(tree, at, leaders, least)
    return max(found, key=lambda printing: (len(printing), [unit in printing for unit in order]))
