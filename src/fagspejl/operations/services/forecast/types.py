"""A forecast as its pages and its paper read it. Frozen values, with their way to plain ones and back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, astuple, dataclass
from datetime import date
from typing import Any, Final

from fagspejl.analysis.policy import DisclosurePolicy
from fagspejl.disclosure.forecast.types import (
    GroupOutlook,
    LeaderOutlook,
    Outlook,
    RateNumbers,
    UnitOutlook,
)
from fagspejl.disclosure.types import Leader, Organisation, Unit

FORMAT: Final = 2  # of the plain values: a forecast of another format is made again
_WHOLE: Final = 100  # per cent


@dataclass(frozen=True, slots=True)
class Foretold:
    """The forecast of one draft, in numbers.

    made       the day, in Denmark, whose lists it was made of
    merged     whether subordinate leaders count among employees
    policy     the round's thresholds; `policy_sha` begins with what start pages will show of the promise
    basis      mark of the promise, plan and lists that it was made of (`basis.basis_of`)
    comments   whether the round asks for comments
    people     people asked in an anonymous group; `left_out`: pairs that are too new or exempt, and not asked
    numbers    lowest rate first: the usual ones, and the planner's own if there is one
    """

    made: date
    seed: int
    draws: int
    merged: bool
    policy: DisclosurePolicy
    policy_sha: str
    basis: str
    comments: bool
    people: int
    left_out: int
    organisation: Organisation
    numbers: tuple[RateNumbers, ...]

    def place_of(self, percent: int) -> int:
        """Return which of the rates this is; the first where it is none of them."""
        rates = [round(_WHOLE * one.rate) for one in self.numbers]
        return rates.index(percent) if percent in rates else 0


def to_plain(told: Foretold, outlooks: Sequence[Outlook]) -> dict[str, Any]:
    """Return plain values, ready for JSON. Each outlook is JSON in itself: a page reads one of them."""
    return {
        "format": FORMAT,
        "facts": {
            "made": told.made.isoformat(),
            "policy": told.policy.as_dict(),
            **{name: getattr(told, name) for name in _PLAIN},
        },
        "units": [(unit.id, unit.name, unit.parent) for unit in told.organisation.units],
        "leaders": [(leader.id, leader.name, leader.unit) for leader in told.organisation.leaders],
        "numbers": [asdict(one) for one in told.numbers],
        "outlooks": [
            json.dumps(
                {
                    "leaders": [astuple(leader) for leader in one.leaders],
                    "units": [astuple(unit) for unit in one.units],
                }
            )
            for one in outlooks
        ],
    }


_PLAIN: Final = ("seed", "draws", "merged", "policy_sha", "basis", "comments", "people", "left_out")


def from_plain(plain: Mapping[str, Any], percent: int) -> tuple[Foretold, Outlook] | None:
    """Read back what `to_plain` gave, with the outlook at one rate; None for another format."""
    if plain["format"] != FORMAT:
        return None
    facts = plain["facts"]
    numbers = [
        RateNumbers(**{**one, "groups": tuple(GroupOutlook(**group) for group in one["groups"])})
        for one in plain["numbers"]
    ]
    told = Foretold(
        made=date.fromisoformat(facts["made"]),
        policy=DisclosurePolicy(**facts["policy"]),
        organisation=Organisation(
            tuple(Unit(*unit) for unit in plain["units"]),
            tuple(Leader(*leader) for leader in plain["leaders"]),
        ),
        numbers=tuple(numbers),
        **{name: facts[name] for name in _PLAIN},
    )
    place = told.place_of(percent)
    rows = json.loads(plain["outlooks"][place])
    at = Outlook(
        rate=numbers[place].rate,
        seed=told.seed,
        draws=told.draws,
        k=told.policy.k,
        merged=told.merged,
        leaders=tuple(LeaderOutlook(*leader) for leader in rows["leaders"]),
        units=tuple(UnitOutlook(*unit) for unit in rows["units"]),
        groups=numbers[place].groups,
    )
    return told, at
