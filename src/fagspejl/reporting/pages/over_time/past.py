"""Whether two rounds may be compared, and the words for what changed: a rule on printed values alone. Pure.

Rules: docs/explanation/rules.md 4.5 and docs/explanation/formulas.md 3.9. Nothing is read of a round but what it prints
to the same reader, so the comparison says no more than the two reports side by side.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from fagspejl.analysis.change import BOUNDS, ChangeWord, change_unit
from fagspejl.analysis.gaps import END_CODED
from fagspejl.analysis.policy import ReportingPolicy
from fagspejl.analysis.rounding import of_tenths
from fagspejl.analysis.types import Estimate
from fagspejl.disclosure.types import (
    Code,
    GroupResult,
    ItemResult,
    LeaderRelease,
    Limits,
    Response,
    RoundInfo,
    Scale10,
    Score,
    UnitRelease,
    Withheld,
)
from fagspejl.instrument.types import Instrument
from fagspejl.lib.sameness import folded
from fagspejl.reporting.pages.view_of_part import ReleasedRound

NO_INTERVAL: Final = "no_interval"  # too few answered to speak for a unit, and a unit has no bounds
OTHER_STATEMENTS: Final = "other_statements"  # the rounds do not show the same statements of the theme
WITHHELD: Final = "withheld"
_UNANIMOUS: Final = frozenset({Code.ALIKE, Code.ALIKE_LOW, Code.ALIKE_MIDDLE, Code.ALIKE_HIGH})


class WhyNot(StrEnum):
    """Why two rounds are not compared; each has its sentence."""

    CHANGED_QUESTIONS = "changed_questions"  # wording, options, themes or scale
    NO_DATES = "no_dates"
    NOT_BEFORE = "not_before"  # the other round is later, or reaches into this one
    TOO_NEAR = "too_near"
    CHANGED_GROUPS = "changed_groups"  # subordinate leaders merged in one and apart in the other
    NOT_THERE = "not_there"  # no report about this leader, or no figures of this unit, in the other round
    NOT_GRANTED = "not_granted"  # the reader may not read the other round's report
    GONE = "gone"  # withdrawn
    OTHER_UNIT = "other_unit"  # the leader leads another unit, or the unit has another name
    MOVED = "moved"  # small groups moved into the unit or out of it


@dataclass(frozen=True, slots=True)
class Past:
    """The last round as one page may compare with it. `view` is None where `why` says why not.

    `rosters`: the key of the sentence that says why nobody is told how many are new. `new`: how many of those asked are
    new on the list since the last round, and of how many, for the groups of which that is known.
    """

    info: RoundInfo
    view: LeaderRelease | UnitRelease | None
    why: WhyNot | None
    rosters: str
    new: Mapping[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """What changed in one theme as one group sees it. `word` is None where `reason` says why there is none.

    `alone`: fewer than `k_distribution` people stand behind one of both rounds, so that the word stands alone.
    """

    word: ChangeWord | None
    reason: str | None
    alone: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """One printed theme of one round, whoever prints it: a leader's group or a unit's."""

    score: Score | Withheld
    band: Limits | None
    bounds: Limits | None
    method: Code | None
    items: tuple[ItemResult, ...]
    response: Response | Withheld

    @property
    def few(self) -> bool:
        """Whether too few answered to speak for the group."""
        return isinstance(self.response, Response) and self.response.code is Code.FEW_ANSWERS


def why_not(now: ReleasedRound, before: ReleasedRound, *, same_questions: bool) -> WhyNot | None:
    """Return why no figure of two rounds may be compared, or None where the rounds themselves allow it."""
    mine, theirs = now.info, before.info
    if not same_questions or now.themes != before.themes or now.scale != before.scale:
        return WhyNot.CHANGED_QUESTIONS
    if mine.opened is None or mine.closed is None or theirs.opened is None or theirs.closed is None:
        return WhyNot.NO_DATES
    if theirs.closed >= mine.opened:
        return WhyNot.NOT_BEFORE
    least = max(now.disclosure.min_days_between_rounds, before.disclosure.min_days_between_rounds)
    if (mine.opened - theirs.closed).days < least:
        return WhyNot.TOO_NEAR
    return WhyNot.CHANGED_GROUPS if now.merged != before.merged else None


def same_questions(one: Instrument, other: Instrument) -> bool:
    """Whether two questionnaires ask the same: themes, statements, wording in every language they have, and options."""
    if one.checksum == other.checksum:
        return True
    if (one.id, one.scale, one.themes) != (other.id, other.scale, other.themes):
        return False
    return _asked(one) == _asked(other)


def _asked(instrument: Instrument) -> dict[str, object]:
    return {
        language: (
            words.options,
            words.dont_know,
            words.no_disclose,
            {theme: (told.stem, told.items) for theme, told in words.themes.items()},
        )
        for language, words in instrument.wordings.items()
    }


def leaders_past(
    now: ReleasedRound,
    before: ReleasedRound,
    view: LeaderRelease,
    earlier: LeaderRelease | None,
    *,
    same_questions: bool,
    rosters: str,
) -> Past:
    """Return the last round beside one leader's report. `earlier`: the same person's report then, if there is one."""
    why = why_not(now, before, same_questions=same_questions)
    if why is None and earlier is None:
        why = WhyNot.NOT_THERE
    elif why is None and earlier is not None and _unit(view) != _unit(earlier):
        why = WhyNot.OTHER_UNIT
    return Past(before.info, earlier if why is None else None, why, rosters)


def _unit(view: LeaderRelease) -> str:
    return folded(view.path[-1]) if view.path else ""


def seen_by(group: GroupResult, theme: str) -> Seen | None:
    """Return what a group prints of a theme; None where the report has no such theme."""
    found = next((one for one in group.themes if one.id == theme), None)
    if found is None:
        return None
    return Seen(found.score, found.band, found.bounds, found.method, found.items, group.response)


def seen_in(unit: UnitRelease, group: str, theme: str) -> Seen | None:
    """Return what a unit prints of a theme; None where there is no such total."""
    for one in unit.groups:
        for found in one.themes if one.group == group else ():
            if found.id == theme:
                return Seen(found.score, found.band, None, Code.BAND_POOLED, found.items, found.response)
    return None


def change_of(before: Seen, now: Seen, scale: Scale10, policy: ReportingPolicy, enough: int) -> Change:
    """Return the word for what changed, from the printed score and band of each round.

    `enough`: people behind every statement of both rounds from whom on the scores may stand beside the word.
    """
    alone = not (_is_full(before, enough) and _is_full(now, enough))
    found = change_unit(_estimate(before), _estimate(now), policy, lo=scale.lo, hi=scale.hi)
    if found.reason != WITHHELD and _shown(before) != _shown(now):
        return Change(None, OTHER_STATEMENTS, alone)
    return Change(found.word, found.reason, alone)


def _shown(seen: Seen) -> set[str]:
    return {item.id for item in seen.items if isinstance(item.mean, Score)}


def _estimate(seen: Seen) -> Estimate:
    """The printed score with the interval that the page draws: band, bounds, or a point where all answered."""
    score, response = seen.score, seen.response
    if not isinstance(score, Score) or not isinstance(response, Response):
        return Estimate(None, None, None, 0, None, 0, "unit", "none", WITHHELD)
    n, invited = response.n, response.invited
    if score.tenths is None or score.code is not None:
        return Estimate(None, None, None, n, invited, 0, "unit", "none", END_CODED)
    value, limits = float(of_tenths(score.tenths)), seen.bounds if seen.few else seen.band
    if limits is not None:
        method = BOUNDS if seen.few else "blended" if seen.method is Code.BAND_BLENDED else "pooled"
        lower, upper = float(of_tenths(limits.lower)), float(of_tenths(limits.upper))
        return Estimate(value, lower, upper, n, invited, 0, "unit", method, None)
    if response.code is Code.ALL_ANSWERED:
        return Estimate(value, value, value, n, invited, 0, "unit", "complete", None)
    return Estimate(value, None, None, n, invited, 0, "unit", "none", NO_INTERVAL)


def _is_full(seen: Seen, enough: int) -> bool:
    """Whether at least `enough` people stand behind the group and behind each statement that it shows."""
    if not isinstance(seen.response, Response) or seen.response.n < enough:
        return False
    shown = [item for item in seen.items if isinstance(item.mean, Score)]
    return all(_stands_on(item, enough) for item in shown)


def _stands_on(item: ItemResult, enough: int) -> bool:
    """A leader's statement prints its counts from ten on, a unit's its n."""
    if item.n is not None:
        return item.n >= enough
    if item.answers is not None:
        return item.answers.n >= enough
    return isinstance(item.mean, Score) and item.mean.code in _UNANIMOUS
