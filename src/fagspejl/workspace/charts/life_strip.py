"""The strip below the two lines of an agreement's life: one small square per use of an exception. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from math import ceil
from typing import Final

from fagspejl.lib.wording import Wording
from fagspejl.workspace.charts.layout import Size
from fagspejl.workspace.charts.lettering import plain_number as n

_INK: Final = "#454545"
_MOST: Final = 12  # squares of one use; more are a number
_HIGH: Final = 3  # squares above each other
Use = tuple[float, float, int, int]  # middle, room, exception, how often
Look = tuple[float, int, int]  # left edge, size of text, height of a line


def strip_height(exceptions: Sequence[int], uses: Sequence[Use], look: Look) -> float:
    """Return how high the strip is; nothing where no exception was ever used."""
    return (look[2] * 1.15 * len(exceptions) + look[2] * 0.3) if exceptions and uses else 0


def strip(
    exceptions: Sequence[int], uses: Sequence[Use], look: Look, top: float, words: Wording, size: Size
) -> Iterator[str]:
    """Yield one row per exception, named at its left, with the squares of each point in the middle of its weeks."""
    left, text, line = look
    if not exceptions or not uses:
        return
    row_high = line * 1.15
    for place, exception in enumerate(exceptions):
        y = top + place * row_high
        name = words.say("life.exception" if size == "room" else "life.exception_short", number=exception)
        if not exception:
            name = words.say("life.exception_other" if size == "room" else "life.exception_other_short")
        yield (
            f'<text class="lp-word" x="{n(left - 10)}" y="{n(y + line * 0.85)}" text-anchor="end" fill="{_INK}">'
            f"{escape(name)}</text>"
        )
        for middle, room, which, count in uses:
            if which == exception and count:
                yield f'<g class="lp-uses" data-exception="{exception}" data-count="{count}">'
                yield from _squares(middle, room, count, y, row_high, text)
                yield "</g>"


def _squares(middle: float, room: float, count: int, top: float, high: float, text: int) -> Iterator[str]:
    """Columns of at most three squares, narrower where the weeks are."""
    columns = ceil(count / _HIGH)
    step = min((high - 2) / _HIGH, room * 0.9 / columns)
    if count > _MOST or step < high / 12:
        y = top + high * 0.75
        yield f'<text class="lp-word" x="{n(middle)}" y="{n(y)}" text-anchor="middle" fill="{_INK}">{count}</text>'
        return
    side = step * 0.78
    x0 = middle - columns * step / 2
    bottom = top + high - (high - _HIGH * step) / 2
    squares = "".join(
        f"M{n(x0 + (place // _HIGH) * step + (step - side) / 2)} {n(bottom - (place % _HIGH + 1) * step)}"
        f"h{n(side)}v{n(side)}h{n(-side)}z"
        for place in range(count)
    )
    yield f'<path class="lp-use" d="{squares}" fill="{_INK}"/>'
