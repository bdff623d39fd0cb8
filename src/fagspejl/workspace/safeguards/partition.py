"""Which groups may stand alone in a picture, so that nobody is found by looking or by subtracting. Pure.

A picture has one block per group shown, and one block ("Øvrige", the rest) for the small groups and for those who chose
no group. The rest is never smaller than the limit: if it were, whoever knows the total could subtract the blocks.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Partition:
    """How the groups of a session are drawn: alone or in the rest.

    shown: indices of the groups that are a block of their own, in their order.
    rest: indices of the groups inside the rest, where those who chose no group are too.
    alone: there is one block only, "Alle"; then nothing is shown and every group is in the rest.
    """

    shown: tuple[int, ...]
    rest: tuple[int, ...]
    alone: bool

    def sizes(self, counts: Sequence[int], undeclared: int = 0) -> tuple[int, ...]:
        """Return the answers in each block: those shown in their order, then the rest if there is one."""
        blocks = tuple(counts[group] for group in self.shown)
        if not self.rest and not undeclared:
            return blocks
        return (*blocks, sum(counts[group] for group in self.rest) + undeclared)


def undivided(groups: int) -> Partition:
    """Return the partition with one block, "Alle", for this number of groups."""
    return Partition((), tuple(range(groups)), alone=True)


def partition(
    counts: Sequence[int], limit: int, *, undeclared: int = 0, closed: Collection[int] = ()
) -> Partition:
    """Return which groups stand alone when each has answered this often.

    counts: answers per group. limit: the least answers of a block. undeclared: answers of people who chose no group.
    closed: groups that did not open their voice; they are in the rest whatever their size, behind at least `limit`
    answers of others, since a closed group alone in the rest would stand alone under another name.
    A group without answers is small like any other: that it is silent is not shown either.
    """
    return _merged(counts, limit, undeclared, frozenset(closed), frozenset(closed))


def stored_after(
    live: Partition, counts: Sequence[int], limit: int, *, undeclared: int = 0, closed: Collection[int] = ()
) -> Partition:
    """Return the partition to keep of a session that people saw as `live`: never a finer one.

    Arguments as in `partition`. What was in the rest on the screen stays there. So every block kept is made of whole
    blocks that were seen, and laying the two pictures beside each other shows no block that was in neither.
    """
    if live.alone:
        return undivided(len(counts))
    return _merged(counts, limit, undeclared, frozenset(closed), frozenset(closed) | frozenset(live.rest))


def over_rounds(
    rounds: Sequence[Sequence[int]],
    limit: int,
    *,
    undeclared: Sequence[int] = (),
    closed: Collection[int] = (),
    live: Partition | None = None,
) -> Partition:
    """Return the one partition of a picture over several rounds, counting each group where it answered least.

    If a round has a block under the limit all the same (somebody without a group, in one of them), it is "Alle".

    rounds: answers per group, one sequence per round. undeclared: one number per round, or none at all.
    live: what was on the screen, when the picture is to be kept.
    """
    if undeclared and len(undeclared) != len(rounds):
        raise ValueError("one number of undeclared answers per round")
    least = [min(group) for group in zip(*rounds, strict=True)]
    without = min(undeclared, default=0)
    if live is None:
        drawn = partition(least, limit, undeclared=without, closed=closed)
    else:
        drawn = stored_after(live, least, limit, undeclared=without, closed=closed)
    held = (
        as_drawn(drawn, counts, limit, undeclared=chose_none, closed=closed)
        for counts, chose_none in zip(rounds, undeclared or [0] * len(rounds), strict=True)
    )
    return undivided(len(least)) if any(one.alone for one in held) else drawn


def over_items(
    items: Sequence[Sequence[int]], limit: int, *, undeclared: Sequence[int], closed: Collection[int] = ()
) -> Partition:
    """Return the one partition of several items that are shown at one moment, counting each group where it is smallest.

    items: answers per group, one sequence per item; undeclared: one number per item. Nobody is left alone in the rest
    where somebody without a group left an item out: then the smallest group joins the rest, in all items.
    """
    least = [min(group) for group in zip(*items, strict=True)]
    hidden = frozenset(closed)
    ways = [_merged(least, limit, min(undeclared), hidden, hidden)]
    if least:
        smallest = min(range(len(least)), key=lambda group: (least[group], group))
        ways.append(_merged(least, limit, 0, hidden, hidden | {smallest}))
    for way in ways:
        drawn = (
            as_drawn(way, counts, limit, undeclared=without, closed=closed)
            for counts, without in zip(items, undeclared, strict=True)
        )
        if not any(one.alone for one in drawn):
            return way
    return undivided(len(least))


def as_drawn(
    fixed: Partition, counts: Sequence[int], limit: int, *, undeclared: int = 0, closed: Collection[int] = ()
) -> Partition:
    """Return the fixed partition for one item or round, or "Alle" if any of its blocks is under the limit there.

    So it is if fewer than `limit` others are left in front of a closed group.

    A block without answers is under the limit too: it would show that a whole group kept silent.
    """
    small = any(size < limit for size in fixed.sizes(counts, undeclared))
    if fixed.alone or small or not _hides(counts, limit, undeclared, fixed.rest, closed):
        return undivided(len(counts))
    return fixed


def _merged(
    counts: Sequence[int],
    limit: int,
    undeclared: int,
    closed: frozenset[int],
    forced: frozenset[int],
) -> Partition:
    """Fill the rest with the smallest groups until it hides everybody in it."""
    groups = range(len(counts))
    rest = {group for group in groups if counts[group] < limit or group in forced}
    left = sorted((group for group in groups if group not in rest), key=lambda group: (counts[group], group))
    while left and not _hides(counts, limit, undeclared, rest, closed):
        rest.add(left.pop(0))
    if not left:
        return undivided(len(counts))
    return Partition(tuple(sorted(left)), tuple(sorted(rest)), alone=False)


def _hides(
    counts: Sequence[int], limit: int, undeclared: int, rest: Collection[int], closed: Collection[int]
) -> bool:
    """Is the rest, if anybody is in it, large enough, and every closed group in it behind enough others."""
    held = sum(counts[group] for group in rest) + undeclared
    if not rest and not undeclared:
        return True
    return held >= limit and all(held - counts[group] >= limit for group in closed)
