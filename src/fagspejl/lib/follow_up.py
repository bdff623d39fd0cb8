"""By which days after the release the steps of a follow-up are to be taken. Pure.

The organisation may change them: FAGSPEJL_FOLLOW_UP_DAYS, docs/reference/settings.md.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final, NamedTuple

_MOST: Final = 1000  # days


class FollowUpDays(NamedTuple):
    """Days after the release by which the steps are to be taken."""

    talk: int = 14
    dialogue: int = 28
    plan: int = 42
    first_look: int = 90
    second_look: int = 180


DAYS: Final = FollowUpDays()


def read_days(said: str) -> FollowUpDays:
    """Return the days as the environment gives them: five rising whole numbers with commas between; nothing: as usual.

    Raises ValueError.
    """
    if not said.strip():
        return DAYS
    days = [int(one) for one in said.split(",")]
    rising = all(0 < one < after <= _MOST for one, after in pairwise(days))
    if len(days) != len(DAYS) or not rising:
        raise ValueError(
            f"FAGSPEJL_FOLLOW_UP_DAYS must be five rising whole numbers, such as 14,28,42,90,180; it is {said}"
        )
    return FollowUpDays(*days)
