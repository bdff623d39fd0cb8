"""A forecast as its pages and its paper read it. Frozen values, with their way to plain ones and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple, dataclass
from datetime import date
from typing import Any, Final

from fagspejl.analysis.policy import DisclosurePolicy
from fagspejl.disclosure.forecast.types import GroupOutlook, LeaderOutlook, Outlook, UnitOutlook
from fagspejl.disclosure.types import Leader, Organisation, Unit

FORMAT: Final = 1  # of the plain values: a forecast of another format is made again


@dataclass(frozen=True, slots=True)
class Foretold:
    """The forecast of one draft at several response rates.

    made       the day, in Denmark, whose lists it was made of
    policy     the round's thresholds; `policy_sha` begins with what start pages will show of the promise
    comments   whether the round asks for comments
    people     people asked in an anonymous group; `left_out`: pairs that are too new or exempt, and not asked
    outlooks   lowest rate first: the usual ones, and the planner's own if there is one
    """

    made: date
    seed: int
    policy: DisclosurePolicy
    policy_sha: str
    comments: bool
    people: int
    left_out: int
    organisation: Organisation
    outlooks: tuple[Outlook, ...]

    @property
    def draws(self) -> int:
        """How many simulated rounds it rests on."""
        return self.outlooks[0].draws

    @property
    def merged(self) -> bool:
        """Whether subordinate leaders count among employees."""
        return self.outlooks[0].merged

    def at(self, percent: int) -> Outlook:
        """Return the outlook at a rate, the first one where there is none at this rate."""
        found = [one for one in self.outlooks if round(100 * one.rate) == percent]
        return (found or self.outlooks)[0]


def to_plain(told: Foretold) -> dict[str, Any]:
    """Return plain values, ready for JSON."""
    return {
        "format": FORMAT,
        "made": told.made.isoformat(),
        "seed": told.seed,
        "policy": told.policy.as_dict(),
        "policy_sha": told.policy_sha,
        "comments": told.comments,
        "people": told.people,
        "left_out": told.left_out,
        "units": [(unit.id, unit.name, unit.parent) for unit in told.organisation.units],
        "leaders": [(leader.id, leader.name, leader.unit) for leader in told.organisation.leaders],
        "outlooks": [
            {
                "head": {"rate": one.rate, "seed": one.seed, "draws": one.draws, "merged": one.merged},
                "leaders": [astuple(leader) for leader in one.leaders],
                "units": [astuple(unit) for unit in one.units],
                "groups": [astuple(group) for group in one.groups],
            }
            for one in told.outlooks
        ],
    }


def from_plain(plain: Mapping[str, Any]) -> Foretold | None:
    """Read back what `to_plain` gave; None for another format."""
    if plain["format"] != FORMAT:
        return None
    return Foretold(
        made=date.fromisoformat(plain["made"]),
        seed=plain["seed"],
        policy=DisclosurePolicy(**plain["policy"]),
        policy_sha=plain["policy_sha"],
        comments=plain["comments"],
        people=plain["people"],
        left_out=plain["left_out"],
        organisation=Organisation(
            tuple(Unit(*unit) for unit in plain["units"]),
            tuple(Leader(*leader) for leader in plain["leaders"]),
        ),
        outlooks=tuple(
            Outlook(
                **one["head"],
                leaders=tuple(LeaderOutlook(*leader) for leader in one["leaders"]),
                units=tuple(UnitOutlook(*unit) for unit in one["units"]),
                groups=tuple(GroupOutlook(*group) for group in one["groups"]),
            )
            for one in plain["outlooks"]
        ),
    )
