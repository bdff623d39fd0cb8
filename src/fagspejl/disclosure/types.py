"""What may be shown, as frozen values. Pure.

A value that is hidden is a `Withheld` with a reason, never an empty cell. Printed decimals are kept as whole
*tenths* (34 is "3,4"), so that nothing finer exists anywhere after the door.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from fagspejl.analysis.lots.effect import Effect
from fagspejl.lib.tenths import tenths_of

GroupName = Literal["employee", "subordinate_leader", "peer"]  # anonymous perspectives
MarkName = Literal["self", "superior"]  # named single persons, told beforehand


class Reason(StrEnum):
    """Why a place is empty. ANONYMITY whatever the cause: a small group looks like any other rule."""

    ANONYMITY = "anonymity"
    NOT_ASKED = "not_asked"


class Code(StrEnum):
    """What is printed in words instead of, or beside, a number. Language files hold the sentences."""

    AT_MOST = "at_most"  # mean at the low end of the scale: "1,5 eller lavere"
    AT_LEAST = "at_least"  # mean at the high end: "4,5 eller højere"
    ABOUT = "about"  # a score or total that rests on coded cells: "omkring 3,4"
    ALIKE_LOW = (
        "alike_low"  # n >= 10 and one option holds all answers: one in the lower part of the scale (1-3)
    )
    ALIKE_HIGH = "alike_high"  # one in the upper part (4-5)
    ALIKE = "alike"  # the same on a scale of three options or fewer, whose parts would name the answer
    ALIKE_MIDDLE = "alike_middle"  # in releases of format 1 only
    ALIKE_LOW_TURNED = (
        "alike_low_turned"  # a reversed statement as it was asked: one above the middle (4-5 of 1-5)
    )
    ALIKE_HIGH_TURNED = "alike_high_turned"
    FEW_ANSWERS = "few_answers"  # response below the floor: grey score, bounds instead of band
    ALL_ANSWERED = "all_answered"  # n = N: no band
    GAP_HIGHER = "gap_higher"  # the leader rates herself higher than the group
    GAP_SAME = "gap_same"
    GAP_LOWER = "gap_lower"
    SPREAD_ALIKE = "spread_alike"
    SPREAD_SOME = "spread_some"
    SPREAD_DIVIDED = "spread_divided"
    BAND_POOLED = "band_pooled"  # the organisation's spread inside groups
    BAND_BLENDED = "band_blended"  # the group's own spread, steadied by the organisation's
    STRENGTH = "strength"  # clear of the leader's own average of themes


class FigureKind(StrEnum):
    """The kinds of figure in a Release."""

    RESPONSE = "response"  # n of N, of a group or of one theme's total in a unit
    THEME = "theme"  # theme score
    BAND = "band"  # interval of the score of all N, if those who did not answer are like those who did
    BOUNDS = "bounds"  # the same without that assumption
    GAP = "gap"
    SPREAD = "spread"
    STRENGTH = "strength"
    ITEM = "item"  # item mean
    ANSWERS = "answers"  # answers per option, "ved ikke" and "ønsker ikke at oplyse"


@dataclass(frozen=True, slots=True)
class Withheld:
    """A place that is not shown."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class Score:
    """A printed mean or theme score: `tenths` (34 = 3.4), or a `code` when the number itself is not printed.

    ABOUT stands beside `tenths`: the number rests on coded cells, has no band, and is told as "about".
    With AT_MOST / AT_LEAST `tenths` is None and the limit stands in `Scale10.low_end` / `high_end`.
    """

    tenths: int | None
    code: Code | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """Lower and upper end of a band or of bounds, in tenths."""

    lower: int
    upper: int


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers per option (lo first) and the two spoken ways of giving none."""

    options: tuple[int, ...]
    dont_know: int
    no_disclose: int

    @property
    def n(self) -> int:
        """Number of answers on the scale."""
        return sum(self.options)


@dataclass(frozen=True, slots=True)
class Response:
    """n of N. `invited` is None where N is not known. `code`: FEW_ANSWERS, ALL_ANSWERED or None."""

    n: int
    invited: int | None
    code: Code | None = None


@dataclass(frozen=True, slots=True)
class ItemResult:
    """One statement, in the scored direction; `as_asked` turns a reversed item back for people to read."""

    id: str
    reversed: bool
    mean: Score | Withheld
    answers: Answers | None = None
    n: int | None = (
        None  # who enters a unit's total; None in a leader's report, where it is not told per statement
    )

    def as_asked(self, lo: int, hi: int) -> ItemResult:
        """Return the item in the direction in which it was asked (itself when it is not reversed)."""
        if not self.reversed:
            return self
        mean = self.mean
        if isinstance(mean, Score):
            tenths = None if mean.tenths is None else tenths_of(lo + hi) - mean.tenths
            mean = Score(tenths, None if mean.code is None else _TURNED.get(mean.code, mean.code))
        answers = self.answers
        if answers is not None:
            answers = Answers(answers.options[::-1], answers.dont_know, answers.no_disclose)
        return ItemResult(self.id, self.reversed, mean, answers, self.n)


_TURNED = {
    Code.AT_MOST: Code.AT_LEAST,
    Code.AT_LEAST: Code.AT_MOST,
    Code.ALIKE_LOW: Code.ALIKE_LOW_TURNED,  # the middle lies in the lower part, so the parts do not change places
    Code.ALIKE_HIGH: Code.ALIKE_HIGH_TURNED,
}


@dataclass(frozen=True, slots=True)
class ThemeResult:
    """One theme as one group sees it. `band` and `bounds` are None where none is drawn."""

    id: str
    score: Score | Withheld
    band: Limits | None
    bounds: Limits | None
    gap: Code | None
    spread: Code | None
    strength: bool
    items: tuple[ItemResult, ...]
    method: Code | None = None  # BAND_POOLED or BAND_BLENDED where a band is drawn


@dataclass(frozen=True, slots=True)
class CommentResult:
    """The comments to one question in their own order, or one neutral mark for all causes."""

    question: str
    texts: tuple[str, ...] | Withheld


@dataclass(frozen=True, slots=True)
class GroupResult:
    """What one anonymous group says of one leader. Not asked: everything is `Withheld(NOT_ASKED)`."""

    group: GroupName
    response: Response | Withheld
    themes: tuple[ThemeResult, ...]
    comments: tuple[CommentResult, ...]


@dataclass(frozen=True, slots=True)
class MarkItem:
    """A named person's own answer to one item, in the scored direction; None where there is none."""

    id: str
    reversed: bool
    value: int | None

    def as_asked(self, lo: int, hi: int) -> MarkItem:
        """Return the answer as it was given."""
        if not self.reversed or self.value is None:
            return self
        return MarkItem(self.id, self.reversed, lo + hi - self.value)


@dataclass(frozen=True, slots=True)
class MarkTheme:
    """A named person's theme score in tenths (None below 60 % of the items) and answers."""

    id: str
    tenths: int | None
    items: tuple[MarkItem, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """One named single mark: the leader self, or one superior (`number` from 1 when there are several).

    `name` is the superior's, "" where the role alone was promised or is known.
    """

    role: MarkName
    number: int
    themes: tuple[MarkTheme, ...]
    comments: tuple[CommentResult, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Scale10:
    """The scale and the two printed ends, in tenths: 15 is the limit in "1,5 eller lavere"."""

    lo: int
    hi: int
    low_end: int
    high_end: int


@dataclass(frozen=True, slots=True)
class LeaderRelease:
    """Everything a leader's report may say. `path`: unit names from the root to the leader's own unit."""

    leader: str
    name: str
    path: tuple[str, ...]
    groups: tuple[GroupResult, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class UnitTheme:
    """A theme total of a unit and its items; the band uses the pooled spread.

    `response`: n and N of the groups that enter this very total, which may be fewer than in the unit's others.
    """

    id: str
    score: Score | Withheld
    band: Limits | None
    items: tuple[ItemResult, ...]  # `answers` holds the unit's distribution where it may be shown
    response: Response | Withheld


@dataclass(frozen=True, slots=True)
class UnitGroup:
    """What one anonymous group says in one unit (subunits included).

    response  who enters at least one of the unit's totals
    leaders   leaders about whom the answers behind them may be; None where it may not be told, or all is withheld
    pooled    some of these answers are of small groups: `leaders` is then the most there can be
    answers   n counts answers: somebody in this group may be asked about several leaders
    """

    group: GroupName
    response: Response | Withheld
    leaders: int | None
    pooled: bool
    answers: bool
    themes: tuple[UnitTheme, ...]


@dataclass(frozen=True, slots=True)
class UnitRelease:
    """One row of the organisation report. `depth` is 0 at the root."""

    unit: str
    name: str
    depth: int
    groups: tuple[UnitGroup, ...]


@dataclass(frozen=True, slots=True)
class RoundInfo:
    """Facts of the round that every page may print."""

    title: str
    organisation: str
    opened: date | None
    closed: date | None
    report_readers: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """Which release this is, and how it stands to others of the same people.

    id             a round's id, or one drawn for a release of files; "" where none was told (format 1).
    fingerprint    of the answers in a file, behind the installation's key; None for a round.
    replaces       id of the release that this one replaced; `replaces_date` when that one was made.
    other_answers  why these are other people's answers than those released before, as it was stated.
    """

    id: str = ""
    fingerprint: str | None = None
    replaces: str | None = None
    replaces_date: date | None = None
    other_answers: str | None = None


UNTOLD = Provenance()


@dataclass(frozen=True, slots=True)
class ThemeInfo:
    """A theme's id and its items (id, reversed), in questionnaire order."""

    id: str
    items: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit; `parent` is an index into the units, -1 at the one root. Parents stand before children."""

    id: str
    name: str
    parent: int


@dataclass(frozen=True, slots=True)
class Leader:
    """A leader and the index of the unit that he or she leads in."""

    id: str
    name: str
    unit: int


@dataclass(frozen=True, slots=True)
class Organisation:
    """The tree and its leaders. The order of leaders is the leader index of the ResponseTable."""

    units: tuple[Unit, ...]
    leaders: tuple[Leader, ...]


@dataclass(frozen=True, slots=True)
class WrittenComment:
    """A comment before the door: row of the table, question id, text."""

    row: int
    question: str
    text: str


@dataclass(frozen=True, slots=True)
class InstrumentStamp:
    """Which frozen questionnaire the answers were given to."""

    id: str
    version: str
    checksum: str
    validated: bool


@dataclass(frozen=True, slots=True)
class LotPrinted:
    """What is said of a half of units that was drawn to begin first: one difference, or nothing (`effect` None).

    `sha256`: of what was registered before the lot.
    """

    theme: str
    sha256: str
    effect: Effect | None
