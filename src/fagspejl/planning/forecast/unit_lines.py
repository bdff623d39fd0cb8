"""One sentence for each unit: how many are asked, how many answer, and what comes of it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fagspejl.disclosure.forecast.numbers import in_danger
from fagspejl.disclosure.forecast.types import LeaderOutlook, Outlook
from fagspejl.disclosure.types import Organisation
from fagspejl.lib.wording import Wording


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit as page and paper show it. `above`: the unit that it lies in, "" at the top; `totals`: its own figures."""

    unit: int
    name: str
    above: str
    text: str
    totals: str
    endangered: bool


@dataclass(frozen=True, slots=True)
class UnitStand:
    """A unit and the leaders in it about whom people are asked, least sure first; `totals` in so many draws."""

    unit: int
    leaders: tuple[LeaderOutlook, ...]
    totals: int
    endangered: bool


def unit_stands(organisation: Organisation, found: Outlook) -> list[UnitStand]:
    """Return, in tree order, the units in which leaders are asked about, and those that print totals."""
    at: dict[int, list[LeaderOutlook]] = {}
    for one in found.leaders:
        at.setdefault(organisation.leaders[one.leader].unit, []).append(one)
    stands = []
    for unit in found.units:
        leaders = sorted(at.get(unit.unit, []), key=lambda one: (-one.none, one.asked, one.leader))
        if leaders or unit.totals:
            endangered = bool(leaders) and in_danger(leaders[0], found.draws)
            stands.append(UnitStand(unit.unit, tuple(leaders), unit.totals, endangered))
    return stands


def unit_line(stand: UnitStand, organisation: Organisation, found: Outlook, words: Wording) -> UnitLine:
    """Say what a unit gets."""
    unit = organisation.units[stand.unit]
    return UnitLine(
        stand.unit,
        unit.name,
        organisation.units[unit.parent].name if unit.parent >= 0 else "",
        _sentence(stand.leaders, organisation, found, words),
        _totals(stand.totals, found.draws, words),
        stand.endangered,
    )


def rate_said(rate: float, words: Wording) -> str:
    """Return "60 %"."""
    return words.say("forecast.rate", percent=round(100 * rate))


def _sentence(
    leaders: Sequence[LeaderOutlook], organisation: Organisation, found: Outlook, words: Wording
) -> str:
    if not leaders:
        return words.say("forecast_unit.no_leader")
    worst = leaders[0]
    slots = {
        "leader": organisation.leaders[worst.leader].name,
        "rate": rate_said(found.rate, words),
        "answer": words.counted("forecast_unit.answer", worst.half)
        if worst.half
        else words.say("forecast_unit.nobody"),
        "outcome": _outcome(worst, organisation, found, words),
    }
    if len(leaders) == 1:
        return words.counted("forecast_unit.one", worst.asked, **slots)
    endangered = sum(in_danger(one, found.draws) for one in leaders)
    danger = (
        words.counted("forecast_unit.danger", endangered) if endangered else words.say("forecast_unit.safe")
    )
    return words.counted("forecast_unit.several", worst.asked, leaders=len(leaders), danger=danger, **slots)


def _outcome(one: LeaderOutlook, organisation: Organisation, found: Outlook, words: Wording) -> str:
    slots: dict[str, object] = {"none": one.none, "full": one.full, "draws": found.draws}
    if in_danger(one, found.draws):
        often = "never" if one.asked < found.k else "danger"
        pooled = 2 * one.pooled >= one.none
        if pooled:
            unit = organisation.units[one.pool]
            slots["where"] = words.say(
                "forecast_unit.in_unit" if unit.parent >= 0 else "forecast_unit.in_whole", pool=unit.name
            )
        return words.say(f"forecast_unit.{often}_{'pooled' if pooled else 'lost'}", **slots)
    if 2 * one.full >= found.draws:
        return words.say("forecast_unit.full", **slots)
    return words.say("forecast_unit.partly" if one.full else "forecast_unit.never_full", **slots)


def _totals(totals: int, draws: int, words: Wording) -> str:
    if not totals:
        return words.say("forecast_unit.totals_never", draws=draws)
    return words.say(
        "forecast_unit.totals_always" if totals == draws else "forecast_unit.totals",
        count=totals,
        draws=draws,
    )
