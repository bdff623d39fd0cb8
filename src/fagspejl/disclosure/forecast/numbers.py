"""An outlook in numbers: how many leaders get what, and how many are in danger. Pure."""

from __future__ import annotations

from typing import Final

from fagspejl.analysis.policy import ForecastPolicy
from fagspejl.disclosure.forecast.types import LeaderOutlook, Outlook, RateNumbers

_DANGER: Final = ForecastPolicy().danger


def in_danger(one: LeaderOutlook, draws: int) -> bool:
    """Whether a leader's report is missing in too many of the draws to count on it."""
    return one.none > _DANGER * draws


def would_be_in_danger(one: LeaderOutlook, draws: int) -> bool:
    """The same, had subordinate leaders been treated the other way."""
    return one.otherwise > _DANGER * draws


def numbers_of(found: Outlook) -> RateNumbers:
    """Count an outlook. What gets left by rounding down goes to the largest remainders, so that the three add up."""
    sums = [
        sum(one.full for one in found.leaders),
        sum(one.partly for one in found.leaders),
        sum(one.none for one in found.leaders),
    ]
    whole = [number // found.draws for number in sums]
    order = sorted(range(len(sums)), key=lambda place: (-(sums[place] % found.draws), place))
    for place in order[: len(found.leaders) - sum(whole)]:
        whole[place] += 1
    return RateNumbers(
        rate=found.rate,
        leaders=len(found.leaders),
        full=whole[0],
        partly=whole[1],
        none=whole[2],
        danger=sum(in_danger(one, found.draws) for one in found.leaders),
        groups=found.groups,
    )
