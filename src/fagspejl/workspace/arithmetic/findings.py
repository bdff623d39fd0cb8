"""What the arithmetic found, as frozen values.

Every finding has `n` (how many answers, persons or sessions it rests on) and `speak`: whether it has earned its
sentence. A finding that does not speak keeps its figures for tests and tables; sentences are chosen elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class SpreadWord(StrEnum):
    """How the answers to one item lie: Enige, Delte, Spredte."""

    AGREED = "agreed"
    DIVIDED = "divided"
    SCATTERED = "scattered"


class GroupWord(StrEnum):
    """What may be said of groups: one lies higher, or the difference may as well lie between persons."""

    HIGHER = "higher"
    NO_DIFFERENCE = "no_difference"


class ChangeWord(StrEnum):
    """How the spread changed between two rounds of one item."""

    CLOSER = "closer"
    WIDER = "wider"


class QualityWord(StrEnum):
    """Under which heading a statement stands: Fælles og lykkes, Fælles, men ujævnt, Uenige, Kan vente."""

    SHARED_AND_SUCCEEDS = "shared_and_succeeds"
    SHARED_BUT_UNEVEN = "shared_but_uneven"
    DISAGREED = "disagreed"
    CAN_WAIT = "can_wait"


@dataclass(frozen=True, slots=True)
class Spread:
    """n answers 0-10 to one item. `word` is None where `speak` is False: fewer answers than the limit.

    `median` (half steps possible), middle half `lower`..`upper`, `near` within 1.5 of the median, `low` at 0-3, `high`
    at 7-10; the three percentiles are None for no answers.
    """

    n: int
    speak: bool
    word: SpreadWord | None
    median: float | None
    lower: float | None
    upper: float | None
    near: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class OptionSpread:
    """n choices between options. `top` and `second` count the two most chosen; `word` is None below the limit."""

    n: int
    speak: bool
    word: SpreadWord | None
    top: int
    second: int


@dataclass(frozen=True, slots=True)
class AgreementGuess:
    """The median of `guesses` guesses against what n answers gave, both "of ten near the middle"."""

    n: int
    speak: bool
    guesses: int
    guess: float | None
    actual: int | None


@dataclass(frozen=True, slots=True)
class GroupDifference:
    """The highest and lowest of two or more groups of n persons, by mean; `p` by permutation, never shown.

    `speak` is True only for HIGHER. `word` None: nothing is said. Without two groups the names and figures are None.
    """

    n: int
    speak: bool
    word: GroupWord | None
    high: str | None = None
    low: str | None = None
    high_median: float | None = None
    low_median: float | None = None
    gap: float | None = None
    p: float | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """How far n people who answered twice lie from their median: after minus before, and its interval.

    `moved` answered differently the second time, `stood` did not. Below the limit the figures are None, `enough` False.
    """

    n: int
    speak: bool
    word: ChangeWord | None
    enough: bool
    moved: int
    stood: int
    delta: float | None = None
    lower: float | None = None
    upper: float | None = None


@dataclass(frozen=True, slots=True)
class VarianceSplit:
    """Where n persons' differences over several vignettes lie: system = group + person + pattern.

    Population variances; `level` = group + person. `tenths` are (group, person, case) of 10 and sum to 10; group is
    None where the sentence about groups is not earned and person then holds the whole level. None without `speak`.
    """

    n: int
    vignettes: int
    speak: bool
    system: float
    level: float
    group: float
    person: float
    pattern: float
    tenths: tuple[int | None, int, int] | None


@dataclass(frozen=True, slots=True)
class PairPull:
    """Two groups over `sessions` usable sessions: each one's pull toward the other, as a share of the way between."""

    left: str
    right: str
    sessions: int
    left_pull: float
    right_pull: float

    @property
    def asymmetry(self) -> float:
        """How much more `left` moved toward `right` than the other way."""
        return self.left_pull - self.right_pull


@dataclass(frozen=True, slots=True)
class Pull:
    """Who moves toward whom over n usable sessions. `pairs` have enough sessions; without any, `enough` is False.

    `widest` is the pair with the widest asymmetry; `mover` moved more toward `toward` where `speak` is True.
    """

    n: int
    speak: bool
    enough: bool
    pairs: tuple[PairPull, ...] = ()
    widest: PairPull | None = None
    mover: str | None = None
    toward: str | None = None
    p: float | None = None


@dataclass(frozen=True, slots=True)
class QualityHeading:
    """The heading of one statement that n people rated for importance. None: too few answers to say."""

    n: int
    speak: bool
    word: QualityWord | None
    practice_n: int


@dataclass(frozen=True, slots=True)
class PulsePoint:
    """One point of a line: `yes` of n relevant answers in the weeks `first`..`last`."""

    first: int
    last: int
    yes: int
    n: int


@dataclass(frozen=True, slots=True)
class PulseGap:
    """The last weeks of both lines: of n relevant answers `doers_n` are doers' and `receivers_n` receivers'."""

    n: int
    speak: bool
    doers_yes: int
    doers_n: int
    receivers_yes: int
    receivers_n: int
