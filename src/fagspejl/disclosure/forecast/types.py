"""Who is asked about whom, and what that lets one expect. Frozen values."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fagspejl.disclosure.types import GroupName, Organisation


@dataclass(frozen=True, slots=True)
class AskedPairs:
    """Who is asked about whom in a round; arrays run in parallel, one entry per person and leader.

    leader       index into the organisation's leaders
    person       which person, 0 to people - 1: the same number wherever she is asked
    perspective  values of `Perspective`; self and superiors are no anonymous group and are left out of the forecast
    """

    organisation: Organisation
    leader: NDArray[np.int32]
    person: NDArray[np.int32]
    perspective: NDArray[np.int8]
    people: int


@dataclass(frozen=True, slots=True)
class LeaderOutlook:
    """What one leader gets, counted over the draws: `full` + `partly` + `none` are all of them.

    A leader's report is about those she leads (employees, and subordinate leaders where they are kept apart); for a
    leader about whom only peers are asked it is about them.

    leader     index into the organisation's leaders
    asked      people in the largest of those groups
    half       so many of them, or more, answer in half of the draws
    full       draws in which one of those groups gives theme figures, distributions and (if asked for) comments
    partly     draws with theme figures, but too few answers for the rest
    none       draws in which none of those groups is large enough
    pooled     of `none`, the draws in which the answers count in a larger unit
    pool       the unit where they do so most often, -1 where they never do
    otherwise  `none`, had subordinate leaders been treated the other way (merged, or kept apart)
    """

    leader: int
    asked: int
    half: int
    full: int
    partly: int
    none: int
    pooled: int
    pool: int
    otherwise: int


@dataclass(frozen=True, slots=True)
class UnitOutlook:
    """One unit: in how many draws it prints totals of those led, and in how many small groups pool there."""

    unit: int
    totals: int
    pools: int


@dataclass(frozen=True, slots=True)
class GroupOutlook:
    """One anonymous group: leaders about whom it is asked, people asked, and means over the draws.

    reports  leaders with an own block
    units    units that print totals
    lost     people who answer and are counted nowhere
    """

    group: GroupName
    leaders: int
    people: int
    reports: float
    units: float
    lost: float


@dataclass(frozen=True, slots=True)
class Outlook:
    """The forecast at one response rate. The same asked pairs, policy, rate and seed give the same outlook.

    `k`: the policy's, below which a group cannot get a report whoever answers.
    """

    rate: float
    seed: int
    draws: int
    k: int
    merged: bool
    leaders: tuple[LeaderOutlook, ...]
    units: tuple[UnitOutlook, ...]
    groups: tuple[GroupOutlook, ...]


@dataclass(frozen=True, slots=True)
class RateNumbers:
    """An outlook in numbers alone. `full` + `partly` + `none` are all leaders: means over the draws, whole numbers.

    `danger`: leaders whose report is missing in too many draws to count on it.
    """

    rate: float
    leaders: int
    full: int
    partly: int
    none: int
    danger: int
    groups: tuple[GroupOutlook, ...]
