"""Whether a sentence about groups is earned: means tested by permutation of labels, medians drawn.

Means are tested because a test of medians found the same true difference less than half as often. Blocks come as
name -> answers; the rest block (Øvrige) is left out before, and so are blocks under `limit`. The order of answers,
blocks and sessions, and the names, never change the result.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from fagspejl.analysis.arrays import Floats
from fagspejl.analysis.errors import WrongShape
from fagspejl.workspace.arithmetic.constants import GROUP_P, LIVE_BLOCK, MEDIAN_GAP, PERMUTATIONS
from fagspejl.workspace.arithmetic.findings import GroupDifference, GroupWord
from fagspejl.workspace.arithmetic.scale import answers, median

_SLACK = 1e-9  # a mean that is equal but for rounding is equal


@dataclass(frozen=True, slots=True)
class _Session:
    """The values (n,) that are shuffled among themselves, and the block of each (n,)."""

    values: Floats
    block: np.ndarray[tuple[int], np.dtype[np.intp]]


def group_difference(
    blocks: Mapping[str, Sequence[int]], *, seed: int, limit: int = LIVE_BLOCK
) -> GroupDifference:
    """Compare groups on one item: each block (n_g,) holds its answers 0-10.

    T = highest - lowest block mean, p = (1 + count(T* >= T)) / (B + 1). HIGHER if p < 0.10 and the medians of these
    two blocks differ the same way by 1 or more; NO_DIFFERENCE if medians lie 1 or more apart without p; else silence.
    Raises NotWholeNumbers, ValueOutsideScale.
    """
    return _compared([{name: answers(values) for name, values in blocks.items()}], seed, limit)


def series_difference(
    blocks: Mapping[str, Sequence[Sequence[int | None]]], *, seed: int, limit: int = LIVE_BLOCK
) -> GroupDifference:
    """Compare groups on a series: each block holds rows (persons) of answers to the same V vignettes, None = skipped.

    A person's value is the mean over all V; a person with a gap is left out, since a mean over easier cases is another
    mean. Raises NotWholeNumbers, ValueOutsideScale, WrongShape (rows of unequal length).
    """
    rows = [row for block in blocks.values() for row in block]
    if len({len(row) for row in rows}) > 1:
        raise WrongShape("blocks", "rows hold unequal numbers of vignettes")
    means = {name: np.sort(np.array([_mean(row) for row in block if _complete(row)], dtype=np.float64))
             for name, block in blocks.items()}  # fmt: skip
    return _compared([means], seed, limit)


def pooled_difference(
    sessions: Sequence[Mapping[str, Sequence[int]]], *, seed: int, limit: int = LIVE_BLOCK
) -> GroupDifference:
    """Compare groups over stored pictures with the same poles: one mapping name -> answers 0-10 per session.

    Values are taken from their session's mean and shuffled within it. A session with fewer than two blocks says
    nothing about groups and is left out. Reported medians lie around the mean of the sessions' means. Raises as
    `group_difference`.
    """
    read = [{name: answers(values) for name, values in blocks.items()} for blocks in sessions]
    return _compared(read, seed, limit)


def _complete(row: Sequence[int | None]) -> bool:
    return bool(row) and all(value is not None for value in row)


def _mean(row: Sequence[int | None]) -> float:
    return float(answers([value for value in row if value is not None]).mean())


def _compared(read: Sequence[Mapping[str, Floats]], seed: int, limit: int) -> GroupDifference:
    usable = [{name: x for name, x in blocks.items() if x.size >= max(limit, 1)} for blocks in read]
    usable = [blocks for blocks in usable if len(blocks) > 1]
    if not usable:
        return GroupDifference(0, False, None)
    centres = [float(np.concatenate(list(blocks.values())).mean()) for blocks in usable]
    if len(usable) == 1:
        centres = [0.0]  # taking a mean from all and giving it back would only add rounding
    pooled: dict[str, Floats] = {}
    for blocks, centre in zip(usable, centres, strict=True):
        for name, x in blocks.items():
            pooled[name] = np.concatenate([pooled.get(name, np.empty(0)), x - centre])
    names = sorted(pooled, key=lambda name: (tuple(np.sort(pooled[name])), name))
    means = np.array([pooled[name].mean() for name in names])
    medians = np.array([median(pooled[name]) for name in names])
    high, low = int(means.argmax()), int(means.argmin())
    gap = float(means[high] - means[low])
    p = _p(_in_order(usable, centres, names), len(names), gap, seed)
    word = None
    if p < GROUP_P:
        word = GroupWord.HIGHER if medians[high] - medians[low] >= MEDIAN_GAP - _SLACK else None
    elif np.ptp(medians) >= MEDIAN_GAP - _SLACK:
        word = GroupWord.NO_DIFFERENCE
    around = sum(centres) / len(centres)
    return GroupDifference(
        n=sum(x.size for x in pooled.values()),
        speak=word is GroupWord.HIGHER,
        word=word,
        high=names[high],
        low=names[low],
        high_median=around + float(medians[high]),
        low_median=around + float(medians[low]),
        gap=gap,
        p=p,
    )


def _in_order(
    usable: Sequence[Mapping[str, Floats]], centres: Sequence[float], names: Sequence[str]
) -> list[_Session]:
    """Return the sessions in an order that names and the order given do not change, so that chance falls alike."""
    sessions = []
    for blocks, centre in zip(usable, centres, strict=True):
        there = [name for name in names if name in blocks]
        block = np.repeat([names.index(name) for name in there], [blocks[name].size for name in there])
        sessions.append(_Session(np.concatenate([blocks[name] for name in there]) - centre, block))
    return sorted(sessions, key=lambda one: (tuple(one.block), tuple(one.values)))


def _p(sessions: Sequence[_Session], blocks: int, gap: float, seed: int) -> float:
    """Return the share of shufflings, the one found included, with a gap of block means at least this wide."""
    rng = np.random.default_rng(seed)
    sums, count = np.zeros((PERMUTATIONS, blocks)), np.zeros(blocks)
    for one in sessions:
        member = (one.block[:, np.newaxis] == np.arange(blocks)).astype(np.float64)
        order = rng.random((PERMUTATIONS, one.values.size)).argsort(axis=1)
        sums += one.values[order] @ member
        count += member.sum(axis=0)
    wide = np.ptp(sums / count, axis=1) >= gap - _SLACK
    return (1 + int(wide.sum())) / (PERMUTATIONS + 1)
