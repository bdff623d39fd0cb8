"""Two releases looked at together: what their figures give away when one is subtracted from the other. Pure.

Each block of a release lists the leaders whose raters it could hold. Two blocks of two releases that may hold answers
of the same people are safe together if they are the same block (leaders, people and cells), or if one holds whole
blocks of the other and what is left over is nobody, or at least k people. Everything else is refused: not because it
surely leaks, but because nobody can show that it does not.
Source: docs/explanation/rules.md 4.1.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fagspejl.disclosure.release_check.types import AuditFault, Finding
from fagspejl.lib.identity import look_alike
from fagspejl.lib.sameness import folded

# Kept apart in one release, merged in the other: the same people answer in both.
_FAMILY = {"subordinate_leader": "employee"}
_HALF = 0.05  # a printed tenth stands for everything that is rounded to it

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Block:
    """A block, whose leaders' raters it could hold, its printed cells by item and its words on spread by theme.

    few: the fewest and the most people behind a cell that prints no counts.
    """

    release: int
    id: str
    family: str
    leaders: frozenset[str]
    n: int
    answers: int
    cells: Mapping[str, Row]
    spread: Mapping[str, str]
    few: tuple[int, int]


def pair_faults(one: Row, other: Row) -> list[AuditFault]:
    """Return what is not safe in two parsed releases taken together. Both have passed `audit` by themselves.

    Releases of different leaders, or whose periods are told and lie apart, share no answers and have no faults.
    """
    if lie_apart(one, other):
        return []
    least = max(_k(one), _k(other))
    called = _known_as(one, other)
    blocks = [*_blocks(one, 0, called[0]), *_blocks(other, 1, called[1])]
    return [fault for cluster in _clusters(blocks) for fault in _cluster_faults(cluster, least)]


def _cluster_faults(cluster: Sequence[_Block], least: int) -> Iterator[AuditFault]:
    """Judge blocks that reach into each other, directly or through others."""
    sides = [[block for block in cluster if block.release == side] for side in (0, 1)]
    if not all(sides):
        return
    large, small = sorted(sides, key=_breadth, reverse=True)
    whole = large[0]
    if len(large) > 1 or not all(block.leaders <= whole.leaders for block in small):
        yield _fault(Finding.PAIR_OVERLAP, whole, small[0])
        return
    people = whole.n - sum(block.n for block in small)
    forms = whole.answers - sum(block.answers for block in small)
    if forms == 0 and people <= 0:
        if not _same_answers(whole, small):
            yield _fault(Finding.PAIR_CHANGED, whole, small[0])
        elif len(small) > 1:
            yield from _item_faults(whole, small, least, is_sum=True)
    elif people < least:
        yield _fault(Finding.PAIR_DIFFERENCE, whole, small[0], people=people, limit=least)
    else:
        yield from _item_faults(whole, small, least, is_sum=False)


def _breadth(side: Sequence[_Block]) -> tuple[int, int, int]:
    """Order two sides so that the one that can hold the other comes first: one block, of more leaders and people."""
    return -len(side), len(side[0].leaders), side[0].answers


def _item_faults(whole: _Block, parts: Sequence[_Block], least: int, *, is_sum: bool) -> Iterator[AuditFault]:
    """What is left over of each statement must be nobody or enough people, too.

    A part that does not print the statement is left over with the rest, and those who skipped it are not: so people
    alone do not show it. Where counts are not printed the least is taken that there can be. `is_sum`: the parts are all
    of the whole, so nobody is left where each of them prints the statement.
    """
    for item in whole.cells:
        total = _answered(whole, item)
        if total is None:
            continue
        known = [limits for part in parts if (limits := _answered(part, item)) is not None]
        low = total[0] - sum(most for _, most in known)
        high = total[1] - sum(fewest for fewest, _ in known)
        nobody = low == high == 0 or (is_sum and len(known) == len(parts))
        if low < least and not nobody:
            yield _fault(Finding.PAIR_DIFFERENCE, whole, parts[0], people=max(low, 0), limit=least)
            return


def _answered(block: _Block, item: str) -> tuple[int, int] | None:
    """Return the fewest and the most who can have answered a statement; None where its cell prints nothing."""
    cell = block.cells.get(item, {})
    if cell.get("options") is not None:
        return sum(cell["options"]), sum(cell["options"])
    if cell.get("class") == "full":  # unanimous
        return block.few[1] + 1, block.answers
    return (block.few[0], min(block.few[1], block.answers)) if cell.get("class") == "few" else None


def _same_answers(whole: _Block, parts: Sequence[_Block]) -> bool:
    """Whether the printed cells of both sides can be the same answers."""
    if len(parts) == 1 and whole.spread != parts[0].spread:
        return False
    for item, cell in whole.cells.items():
        others = [part.cells.get(item) for part in parts]
        if len(parts) == 1:
            if others[0] is None or _printed(cell) != _printed(others[0]):
                return False
            continue
        limits = [_limits(other) for other in others if other is not None]
        if _limits(cell) is None or len(limits) < len(parts) or None in limits:
            continue
        low = sum(part.n * limit[0] for part, limit in zip(parts, limits, strict=True) if limit) / whole.n
        high = sum(part.n * limit[1] for part, limit in zip(parts, limits, strict=True) if limit) / whole.n
        mine = _limits(cell)
        # Statements skipped by some weigh the parts anew: at most by one step, which the margin allows.
        if mine is not None and not (mine[0] - 1 <= high and low <= mine[1] + 1):
            return False
    return True


def _printed(cell: Row) -> dict[str, Any]:
    return {name: value for name, value in cell.items() if name != "block"}


def _limits(cell: Row) -> tuple[float, float] | None:
    value = cell.get("mean")
    return None if not isinstance(value, int | float) else (value - _HALF, value + _HALF)


def _clusters(blocks: Sequence[_Block]) -> Iterator[list[_Block]]:
    """Yield blocks that share a leader, directly or through other blocks, as one cluster."""
    at: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, block in enumerate(blocks):
        for leader in block.leaders:
            at[block.family, leader].append(number)
    seen: set[int] = set()
    for start in range(len(blocks)):
        if start in seen:
            continue
        pending, cluster = [start], []
        seen.add(start)
        while pending:
            block = blocks[number := pending.pop()]
            cluster.append(number)
            near = {other for leader in block.leaders for other in at[block.family, leader]} - seen
            seen |= near
            pending += sorted(near)
        yield [blocks[number] for number in sorted(cluster)]


def _known_as(one: Row, other: Row) -> tuple[dict[str, str], dict[str, str]]:
    """Return for each release what its leaders, by id, are known as in both.

    Ids are compared as they look alike. A leader whose id the other does not have is taken for the one of the same
    name there, where each has one leader of that name: another export may number the leaders anew.
    """
    known = [
        {row["id"]: look_alike(row["id"])[0] for row in document["leaders"]} for document in (one, other)
    ]
    alone = [
        {
            folded(row["name"]): row["id"]
            for row in document["leaders"]
            if folded(row["name"]) and known[side][row["id"]] not in known[1 - side].values()
        }
        for side, document in enumerate((one, other))
    ]
    names = [Counter(folded(row["name"]) for row in document["leaders"]) for document in (one, other)]
    for name in alone[0].keys() & alone[1].keys():
        if names[0][name] == names[1][name] == 1:
            known[1][alone[1][name]] = known[0][alone[0][name]]
    return known[0], known[1]


def _blocks(document: Row, release: int, known_as: Mapping[str, str]) -> Iterator[_Block]:
    cells: dict[str, dict[str, Row]] = defaultdict(dict)
    for cell in document["cells"]:
        cells[cell["block"]][cell["item"]] = cell
    spread: dict[str, dict[str, str]] = defaultdict(dict)
    for word in document.get("spread", ()):
        spread[word["block"]][word["theme"]] = word["word"]
    could_hold = _candidates(document)
    for row in document["blocks"]:
        yield _Block(
            release,
            row["id"],
            _FAMILY.get(row["perspective"], row["perspective"]),
            frozenset(known_as[leader] for leader in row.get("candidates", could_hold[row["id"]])),
            row["n"],
            row.get("answers", row["n"]),
            cells[row["id"]],
            spread[row["id"]],
            (_k(document), int(document["policy"]["disclosure"]["k_distribution"]) - 1),
        )


def _candidates(document: Row) -> dict[str, set[str]]:
    """Return by block whom it could be about, for releases that do not list it: of a pool, all below its unit."""
    parent = {unit["id"]: unit["parent"] for unit in document["units"]}
    owned = {(row["perspective"], row["leader"]) for row in document["blocks"] if row["leader"] is not None}
    found: dict[str, set[str]] = {}
    for row in document["blocks"]:
        if row["leader"] is not None:
            found[row["id"]] = {row["leader"]}
            continue
        found[row["id"]] = {
            leader["id"]
            for leader in document["leaders"]
            if (row["perspective"], leader["id"]) not in owned
            and row["unit"] in _path(leader["unit"], parent)
        }
    return found


def _path(unit: str | None, parent: Mapping[str, str | None]) -> Iterator[str]:
    while unit is not None:
        yield unit
        unit = parent[unit]


def lie_apart(one: Row, other: Row) -> bool:
    """Whether two parsed releases tell periods that lie apart. They are believed: dates do not show in answers."""
    rounds = one["round"], other["round"]
    days = [str(told[name]) for told in rounds for name in ("opened", "closed") if told[name]]
    return len(days) == 4 and (days[1] < days[2] or days[3] < days[0])


def _k(document: Row) -> int:
    return int(document["policy"]["disclosure"]["k"])


def _fault(finding: Finding, whole: _Block, part: _Block, **facts: int) -> AuditFault:
    return AuditFault(finding, f"{whole.id} / {part.id}", facts)
