"""The shapes that analysis works on and gives back. Frozen, pure, no I/O."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Target = Literal["unit", "leader"]
# Why a coefficient is None, has no limits, or should not be published.
NoNumber = Literal[
    "no_answers",
    "one_item",
    "two_items",
    "one_group",
    "one_rater_each",
    "too_few_raters",
    "no_common_raters",
    "no_variance",
    "no_variance_within",
    "no_leader_differences",
    "not_interpretable",
    "pairwise_no_limits",
    "did_not_converge",
    "heywood",
    "poor_fit",
]


class Perspective(IntEnum):
    """The rater groups; the values index `ResponseTable.group` and the columns of `ResponseTable.invited`."""

    EMPLOYEE = 0
    SELF = 1
    SUPERIOR = 2
    PEER = 3
    SUBORDINATE_LEADER = 4


class Missing(IntEnum):
    """Why there is no value. DONT_KNOW and NO_DISCLOSE are counted; NOT_ASKED leaves every denominator."""

    ANSWERED = 0
    DONT_KNOW = 1
    NO_DISCLOSE = 2
    BLANK = 3
    NOT_ASKED = 4


@dataclass(frozen=True, slots=True)
class ItemSpec:
    """One statement as analysis sees it: its id, its theme's id, and whether its scale is turned."""

    id: str
    theme: str
    reversed: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """Answers per option, shape (U, I, K), and missing per kind 1-4, shape (U, I, 4)."""

    options: NDArray[np.int32]
    missing: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Moments:
    """Count, sum(y - centre) and sum((y - centre)^2), each of shape (U, T)."""

    n: NDArray[np.float64]
    s: NDArray[np.float64]
    q: NDArray[np.float64]
    centre: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """One number with its limits and facts. It has no arithmetic, so two targets cannot be mixed by accident.

    `reason` is set whenever `value` or a limit is None.
    """

    value: float | None
    lower: float | None
    upper: float | None
    n: int
    N: int | None
    n_missing: int
    target: Target
    method: str
    reason: str | None = None
