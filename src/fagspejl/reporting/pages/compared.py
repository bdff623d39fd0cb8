"""Where a leader and the group she leads see it alike, and where they do not: rules on printed figures. Pure.

A *statement* has no band, so its rule asks for more than a theme's. The leader's own answer is one of the scale's
options, at least one whole step from the next. It is

- alike, where no other option lies closer to every average that the group's printed value may stand for: at most
  half a step between them;
- apart, where there is at least one whole step to each of these averages;
- neither otherwise: then nothing is said, so that nobody ranks noise.

A *theme* has the word that the door gave it (measured on the same statements, with its band), and needs the two
printed results to say the same. A group of too few answers, or one that sees the theme in divided ways, earns nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from fagspejl.disclosure.types import Code

STEP: Final = 10  # tenths from one option to the next
HALF: Final = 5

Earned = Literal["alike", "apart"]


@dataclass(frozen=True, slots=True)
class Pair:
    """The group's printed value and the leader's own on one line of the chart, all in tenths.

    `lower` and `upper`: the averages that the group's value may stand for; both are the printed number, or the ends
    of the stretch where the number itself is not printed. `name`, `theirs`, `own`: as they are read.
    `average`: theirs reads as an average.
    """

    name: str
    lower: int
    upper: int
    leader: int
    theirs: str
    own: str
    average: bool = True
    earned: Earned | None = None
    theme: str = ""

    @property
    def nearest(self) -> int:
        """Tenths that surely lie between the two."""
        return max(self.lower - self.leader, self.leader - self.upper, 0)

    @property
    def farthest(self) -> int:
        """Tenths that lie between the two at most."""
        return max(abs(self.lower - self.leader), abs(self.upper - self.leader))


def of_statement(pair: Pair) -> Earned | None:
    """Return what one statement earns."""
    if pair.farthest <= HALF:
        return "alike"
    return "apart" if pair.nearest >= STEP else None


def of_theme(pair: Pair, gap: Code | None, least: int) -> Earned | None:
    """Return what a whole theme earns. `least`: tenths from which the door says "higher" or "lower"."""
    if gap is Code.GAP_SAME:
        return "alike" if pair.farthest < least else None
    above = pair.leader >= pair.upper + least
    below = pair.leader <= pair.lower - least
    right = (gap is Code.GAP_HIGHER and above) or (gap is Code.GAP_LOWER and below)
    return "apart" if right else None


def alike(pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """Return every line that is seen alike, in questionnaire order: which is most alike is noise."""
    return tuple(pair for pair in pairs if pair.earned == "alike")


def widest(pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """Return the line with the longest distance, and every other that is not clearly shorter, in questionnaire order.

    Clearly shorter is at least half a step: the most that can lie between them is then below what surely lies there.
    """
    apart = [pair for pair in pairs if pair.earned == "apart"]
    longest = max((pair.nearest for pair in apart), default=0)
    return tuple(pair for pair in apart if pair.farthest > longest - HALF)
