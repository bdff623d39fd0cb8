"""The forecast in numbers, rates side by side, and what would help. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from fagspejl.analysis.policy import ForecastPolicy
from fagspejl.disclosure.forecast.large_enough import least_asked
from fagspejl.disclosure.forecast.numbers import in_danger, would_be_in_danger
from fagspejl.disclosure.forecast.types import Outlook, RateNumbers
from fagspejl.lib.wording import Wording
from fagspejl.operations.services.forecast import Foretold
from fagspejl.planning.forecast.unit_lines import rate_said

_NAMED: Final = 5  # units named where something is said of many


@dataclass(frozen=True, slots=True)
class NumberRow:
    """One row of the table: what is counted, and its figure at each rate."""

    name: str
    cells: tuple[str, ...]


def number_rows(told: Foretold, words: Wording) -> list[NumberRow]:
    """Return the table of the rates side by side."""
    at = told.numbers
    danger = words.say("forecast.danger", limit=round(ForecastPolicy().danger * told.draws), draws=told.draws)
    rows = [
        NumberRow(words.say("forecast.full"), tuple(words.whole(one.full) for one in at)),
        NumberRow(words.say("forecast.partly"), tuple(words.whole(one.partly) for one in at)),
        NumberRow(words.say("forecast.none"), tuple(words.whole(one.none) for one in at)),
        NumberRow(danger, tuple(words.whole(one.danger) for one in at)),
    ]
    for place, group in enumerate(at[0].groups):
        same = [one.groups[place] for one in at]
        if place:  # of the first the rows above tell
            reports = [(one.reports, one.leaders) for one in same]
            rows.append(_of(words.say(f"forecast.reports_{group.group}"), reports, words))
        totals = [(one.units, units_meant(told)) for one in same]
        rows.append(_of(words.say(f"forecast.totals_{group.group}"), totals, words))
    lost = [sum(group.lost for group in one.groups) for one in at]
    rows.append(NumberRow(words.say("forecast.lost"), tuple(words.number(people, 1) for people in lost)))
    return rows


def _of(name: str, figures: Sequence[tuple[float, int]], words: Wording) -> NumberRow:
    return NumberRow(
        name,
        tuple(
            words.say("forecast.of", some=words.whole(round(some)), all=words.whole(every))
            for some, every in figures
        ),
    )


def units_meant(told: Foretold) -> int:
    """Return how many units a round is about: where its leaders lead, and all that these lie in."""
    units = told.organisation.units
    meant: set[int] = set()
    for leader in told.organisation.leaders:
        unit = leader.unit
        while unit >= 0 and unit not in meant:
            meant.add(unit)
            unit = units[unit].parent
    return len(meant)


def summary(told: Foretold, one: RateNumbers, words: Wording) -> str:
    """Say in one sentence what a rate gives."""
    units = round(one.groups[0].units)
    told_units = (
        words.counted("forecast.units_some", units_meant(told), units=words.whole(units))
        if units
        else words.say("forecast.units_none")
    )
    return words.say(
        "forecast.summary",
        rate=rate_said(one.rate, words),
        full=words.counted("planning_count.leaders", one.full),
        partly=words.whole(one.partly),
        none=words.whole(one.none),
        units=told_units,
    )


def meanings(told: Foretold, words: Wording) -> list[str]:
    """Say what a full, a partial and no report are by the round's own thresholds."""
    policy = told.policy
    full = max(policy.k_distribution, policy.k_comments) if told.comments else policy.k_distribution
    slots = {
        "k": words.number_word(policy.k),
        "counts": words.number_word(policy.k_distribution),
        "comments": words.number_word(policy.k_comments),
        "authors": words.number_word(policy.comment_authors),
        "full": words.number_word(full),
    }
    kind = "comments" if told.comments else "without_comments"
    return [
        words.say(f"forecast_means.full_{kind}", **slots),
        words.say(f"forecast_means.partly_{kind}", **slots),
        words.say("forecast_means.none", **slots),
        words.say("forecast_means.merged" if told.merged else "forecast_means.apart"),
        words.say("forecast_means.assumed"),
    ]


def helps(told: Foretold, found: Outlook, words: Wording) -> list[str]:
    """Say what would help at a rate: how many to ask, whom to count together, where small groups count."""
    sure = ForecastPolicy().sure
    least = [
        words.say(
            "forecast_help.least",
            least=least_asked(one.rate, told.policy.k, sure),
            rate=rate_said(one.rate, words),
        )
        for one in told.numbers
    ]
    lines = [words.say("forecast_help.size", often=_tenths(sure, words), least=words.series(least))]
    if any(group.group == "subordinate_leader" for group in found.groups) or _differs(found):
        lines.append(_merging(told, found, words))
    return [*lines, *_pooling(told, found, words)]


def _tenths(share: float, words: Wording) -> str:
    return words.say(
        "forecast_help.often", some=words.number_word(round(share / 0.1)), all=words.number_word(10)
    )


def _differs(found: Outlook) -> bool:
    return any(one.none != one.otherwise for one in found.leaders)


def _merging(told: Foretold, found: Outlook, words: Wording) -> str:
    """What treating subordinate leaders the other way would change."""
    draws = found.draws
    now = sum(in_danger(one, draws) for one in found.leaders)
    other = sum(would_be_in_danger(one, draws) for one in found.leaders)
    if now == other:
        return words.say("forecast_help.merging_same")
    if found.merged:
        return words.counted("forecast_help.merging_saves", other - now)
    changed = [
        one.leader for one in found.leaders if in_danger(one, draws) and not would_be_in_danger(one, draws)
    ]
    where = _named([told.organisation.leaders[leader].unit for leader in changed], told, words)
    return words.counted("forecast_help.merging_would", now - other, where=where)


def _pooling(told: Foretold, found: Outlook, words: Wording) -> list[str]:
    """Where the answers about leaders in danger count, and where they count nowhere."""
    few = [one for one in found.leaders if in_danger(one, found.draws)]
    pooled = [one for one in few if 2 * one.pooled >= one.none]
    lost = [told.organisation.leaders[one.leader].unit for one in few if 2 * one.pooled < one.none]
    lines = []
    if pooled:
        where = _named([one.pool for one in pooled], told, words)
        lines.append(words.counted("forecast_help.pooled", len(pooled), where=where))
    if lost:
        lines.append(words.counted("forecast_help.lost", len(lost), where=_named(lost, told, words)))
    return lines


def _named(units: Sequence[int], told: Foretold, words: Wording) -> str:
    """Some of these units in tree order, and how many more there are."""
    order = sorted(set(units))
    names = [told.organisation.units[unit].name for unit in order[:_NAMED]]
    if len(order) > _NAMED:
        names.append(words.counted("forecast_help.more", len(order) - _NAMED))
    return words.series(names)
