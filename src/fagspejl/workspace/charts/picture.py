"""The frozen pictures that charts, sentences and tables are made from, and the middle of their values.

A picture holds answers without people: whole numbers 0-10 in order, under the limits that its maker has kept. One
object makes the drawing and the table, so the two cannot differ. Pure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

LOWEST: Final = 0
HIGHEST: Final = 10
VALUES: Final = range(LOWEST, HIGHEST + 1)
Round = Literal[1, 2]


@dataclass(frozen=True, slots=True)
class Block:
    """One group of a picture.

    `n`: people of the group who answered in either round. `first`, `second`: all answers 0-10 of a round, sorted; a
    round that was not held, or that may not be shown split, is (). `pairs`: (first, second) of those with both; empty
    when stored, where the rounds are no longer joined. `rest`: the block Øvrige.
    Raises ValueError when values are unsorted or outside 0-10, when a pair is not among the answers, or when n does
    not fit them.
    """

    name: str
    n: int
    first: tuple[int, ...]
    second: tuple[int, ...] = ()
    pairs: tuple[tuple[int, int], ...] = ()
    rest: bool = False

    def __post_init__(self) -> None:
        for values, ends in (
            (self.first, (p[0] for p in self.pairs)),
            (self.second, (p[1] for p in self.pairs)),
        ):
            if list(values) != sorted(values) or any(value not in VALUES for value in values):
                raise ValueError(f"answers of {self.name} are not sorted whole numbers 0-10")
            if Counter(ends) - Counter(values):
                raise ValueError(f"a pair of {self.name} is not among its answers")
        most = max(len(self.first), len(self.second))
        if not most <= self.n <= len(self.first) + len(self.second) - len(self.pairs):
            raise ValueError(f"{self.name} cannot be {self.n} people")

    def values(self, number: Round) -> tuple[int, ...]:
        """Return the sorted answers of round 1 or 2."""
        return self.first if number == 1 else self.second


@dataclass(frozen=True, slots=True)
class Leader:
    """The leader's own answers, outside n and every block; None for a round that the leader did not answer."""

    first: int | None
    second: int | None = None


@dataclass(frozen=True, slots=True)
class DotPicture:
    """Prikbilledet: the answers of one item, block by block.

    `band`: the agreed (lowest, highest), both inside. `sentences`: what is said below it, the first one the title.
    `options`: what was chosen between, where that is no scale; an answer is then the place of an option.
    `withheld`: with it nothing is drawn and no table made; the sentence stands instead.
    Raises ValueError when there is neither an answer nor that sentence: an empty frame is never drawn.
    """

    title: str
    low_pole: str
    high_pole: str
    blocks: tuple[Block, ...] = ()
    band: tuple[int, int] | None = None
    leader: Leader | None = None
    sentences: tuple[str, ...] = ()
    caution: str = ""
    withheld: str | None = None
    options: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.withheld is None and not self.answers:
            raise ValueError("a picture without answers needs the sentence that stands instead")

    @property
    def answers(self) -> int:
        """The answers of the fuller round; the leader who joined apart is not among them."""
        return max(sum(len(b.first) for b in self.blocks), sum(len(b.second) for b in self.blocks))

    @property
    def rounds(self) -> tuple[Round, ...]:
        """The rounds that at least one block answered."""
        both: tuple[Round, ...] = (1, 2)
        return tuple(number for number in both if any(block.values(number) for block in self.blocks))


@dataclass(frozen=True, slots=True)
class Rail:
    """One pair of groups: how far each moved toward the other, in tenths of the way between them.

    `left_pull`: of `left` toward `right`; `right_pull`: of `right` toward `left`; no arrow at 0 or below.
    `sessions`: the stored sessions with both.
    """

    left: str
    right: str
    sessions: int
    left_pull: int
    right_pull: int


@dataclass(frozen=True, slots=True)
class PullPicture:
    """Hvem flytter sig mod hvem: one rail per pair of groups, and the sentence about them.

    `withheld`: with it nothing is drawn and no table made; the sentence stands instead.
    """

    title: str
    rails: tuple[Rail, ...] = ()
    sentence: str = ""
    withheld: str | None = None


@dataclass(frozen=True, slots=True)
class Middle:
    """The median and the middle half (25th to 75th percentile, linear) of some answers; exact in quarters."""

    low: float
    median: float
    high: float


def middle(values: Sequence[int]) -> Middle | None:
    """Return the middle of sorted values; None for none. The linear percentile is numpy's default (type 7)."""
    if not values:
        return None
    return Middle(_quarter(values, 1), _quarter(values, 2), _quarter(values, 3))


def _quarter(values: Sequence[int], quarters: int) -> float:
    place, part = divmod(quarters * (len(values) - 1), 4)
    if not part:
        return float(values[place])
    return values[place] + (values[place + 1] - values[place]) * part / 4
