"""The spread word of one item, and the guess of it against what it was.

Skipped answers are left out before; nothing is filled in. `limit` is how many answers it takes to be shown at all:
LIVE_ALL on the live screen, STORE for what is kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from fagspejl.analysis.errors import NotWholeNumbers, ValueOutsideScale
from fagspejl.workspace.arithmetic.constants import HIGH_END, LIVE_ALL, LOW_END, NEAR, outside_limit
from fagspejl.workspace.arithmetic.findings import AgreementGuess, OptionSpread, Spread, SpreadWord
from fagspejl.workspace.arithmetic.scale import answers, median


def spread(values: Sequence[int], *, limit: int = LIVE_ALL) -> Spread:
    """Return the spread of n answers 0-10, in any order.

    Agreed: fewer than m lie further than 1.5 from the median. Divided: m or more at 0-3 and m or more at 7-10. Else
    scattered. Raises NotWholeNumbers, ValueOutsideScale.
    """
    x = answers(values)
    n, m = x.size, outside_limit(x.size)
    if not n:
        return Spread(0, False, None, None, None, None, 0, 0, 0)
    lower, middle, upper = (float(q) for q in np.percentile(x, (25, 50, 75)))
    near = int((np.abs(x - middle) <= NEAR).sum())
    low, high = int((x <= LOW_END).sum()), int((x >= HIGH_END).sum())
    word = SpreadWord.SCATTERED
    if n - near < m:
        word = SpreadWord.AGREED
    elif low >= m and high >= m:
        word = SpreadWord.DIVIDED
    speak = n >= limit
    return Spread(n, speak, word if speak else None, middle, lower, upper, near, low, high)


def option_spread(options: Sequence[int], *, limit: int = LIVE_ALL) -> OptionSpread:
    """Return the spread of n choices, each the code of an option (0 or more), in any order.

    Agreed: fewer than m chose another option than the most chosen. Divided: m or more chose the second. Else
    scattered. Raises NotWholeNumbers, ValueOutsideScale.
    """
    for option in options:
        if isinstance(option, bool) or not isinstance(option, int | np.integer):
            raise NotWholeNumbers("options", f"found {option!r}")
        if option < 0:
            raise ValueOutsideScale("option", option, 0, float("inf"))
    n, m = len(options), outside_limit(len(options))
    top, second, *_ = [*sorted(Counter(options).values(), reverse=True), 0, 0]
    word = SpreadWord.SCATTERED
    if n - top < m:
        word = SpreadWord.AGREED
    elif second >= m:
        word = SpreadWord.DIVIDED
    speak = n >= limit
    return OptionSpread(n, speak, word if speak else None, top, second)


def near_of_ten(near: int, n: int) -> int:
    """Return `near` of n as "of ten", half up; n at least 1."""
    return (20 * near + n) // (2 * n)


def guess_against_actual(
    guesses: Sequence[int], values: Sequence[int], *, limit: int = LIVE_ALL
) -> AgreementGuess:
    """Compare the median guess (0-10 of ten near the middle) with what n answers gave.

    Not everybody needs to guess; it speaks with `limit` guesses and `limit` answers. Raises as `spread`.
    """
    guessed, found = answers(guesses, "guesses"), spread(values, limit=limit)
    if not (found.speak and guessed.size >= limit):
        return AgreementGuess(found.n, False, guessed.size, None, None)
    return AgreementGuess(found.n, True, guessed.size, median(guessed), near_of_ten(found.near, found.n))
