"""Whole tenths, the one form of a printed number from the cell to the page: 34 is 3.4. Pure.

`analysis.rounding` makes them and `lib.wording` says them. Files alone hold decimals, written and read here.
"""

from __future__ import annotations


def decimal(tenths: int) -> float:
    """Return 34 as 3.4: the number nearest to it, as a file holds it."""
    return tenths / 10


def tenths_of(number: float) -> int:
    """Return 3.4 as 34: the tenths nearest to a file's number, whatever stands behind the first decimal."""
    return round(10 * number)


def is_tenths(number: float) -> bool:
    """Whether a file's number is the one nearest to its tenths: nothing hides behind the first decimal."""
    return number == decimal(tenths_of(number))
