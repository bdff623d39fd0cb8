"""Every number that decides what the arithmetic may say, each with its reason.

The same table stands in docs/explanation/workspace-arithmetic.md; a test compares the two.
"""

from __future__ import annotations

from typing import Final

ARITHMETIC_VERSION: Final = 1  # stored beside each picture, so that an old sentence can be made again

# The scale of every slider.
LOWEST: Final = 0
HIGHEST: Final = 10

# Limits of privacy. The organisation may raise them, never lower them.
LIVE_ALL: Final = 4  # below four answers in all, a dot is a person
LIVE_BLOCK: Final = 3  # in a block of two each sees the other's answer
STORE: Final = 5  # what is kept is read by people who were not in the room

# Spread words.
NEAR: Final = 1.5  # with the median: a window three wide, as RAND's
LOW_END: Final = 3  # the lowest third of the scale
HIGH_END: Final = 7  # the highest third of the scale

# A sentence about groups must be earned.
PERMUTATIONS: Final = 1999  # p moves in steps of 1/2000
GROUP_P: Final = 0.10  # "rarer than once in ten", said in these words
MEDIAN_GAP: Final = 1  # less than one step is nothing to talk about

# A sentence about change must be earned.
RESAMPLES: Final = 1999  # as for groups
CHANGE_LEVEL: Final = 0.90  # 5 % on each side
CHANGE_N: Final = 8  # resampling fewer pairs promises too much

# Variance split.
SPLIT_N: Final = 8  # a mean of fewer persons is mostly chance
SPLIT_VIGNETTES: Final = 4  # a person's level needs several cases

# Who moves toward whom.
PULL_SESSIONS: Final = 5  # with four even the clearest picture has p = 2/16
PULL_MIN_GAP: Final = 1  # groups closer than one step have no way to go
PULL_P: Final = 0.10  # as for groups
PULL_FLIPS: Final = 1999  # as for groups; used above PULL_EXACT sessions
PULL_EXACT: Final = 11  # up to here every sign flip is listed: 2048 at most

# Quality headings.
IMPORTANT_FROM: Final = 6  # above the middle of the scale

# Guessing what another group values.
GUESS_PICKS: Final = 3  # few enough to remember, and to talk about
GUESS_RIGHT: Final = 2  # of three among twelve, chance alone finds two about once in eight

# The two lines of the pulse.
PULSE_POINT: Final = 5  # as STORE: a point is kept and read later
PULSE_GAP: Final = 0.30  # three of ten people
PULSE_N: Final = 20  # fewer answers differ this much by chance
PULSE_WEEKS: Final = 4  # one month of weekly pulses


def outside_limit(n: int) -> int:
    """Return m, how many of n may no longer lie outside: ceil(0.3 n) in whole numbers.

    3, 4 and 5 for panels of 8-10, 11-13 and 14-16, as in the RAND/UCLA appropriateness method. `n` at least 0.
    """
    return (3 * n + 9) // 10
