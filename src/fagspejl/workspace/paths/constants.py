"""The numbers of the conversation path. Pure. The last days of its steps stand in lib/follow_up.py."""

from __future__ import annotations

from typing import Final

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
