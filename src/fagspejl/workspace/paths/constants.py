"""The day numbers of the conversation path. Pure.

The organisation may change the five days of DAYS (FAGSPEJL_FOLLOW_UP_DAYS, docs/reference/settings.md).
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final, NamedTuple

TALK_BEFORE: Final = (7, 2)  # days before the talk's last day: reminders while it has no date (day 7 and 12)
STEP_BEFORE: Final = 3  # days before a planned step
GOAL_DAYS: Final = (-7, 0, 14)  # around a goal's day; then silence
FRESH: Final = 14  # a reminder that nobody could send for so many days is not sent any more
MONTHS: Final = 36  # kept, from the release on

GOALS: Final = 3
GOAL_WORDS: Final = 40
LINES: Final = 3
LINE_SIGNS: Final = 200
TEXT_SIGNS: Final = 400
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
        raise ValueError(said)
    return FollowUpDays(*days)
