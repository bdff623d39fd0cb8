"""Two signs after a link as it is printed, by which a slip is told from a code that leads nowhere. Pure.

The 28 signs are a code word over the field of 32 elements: their sum, and their sum weighted by powers of a generator,
are both nought. So every single wrong sign and every two neighbours that changed places are noticed and placed, and any
two wrong signs are noticed. The two signs follow from the link alone: they add no secret and tell nothing of the round.
Source: Reed & Solomon (1960), Polynomial codes over certain finite fields, J. SIAM 8(2).
"""

from __future__ import annotations

from typing import Final

ALPHABET: Final = "abcdefghijklmnopqrstuvwxyz234567"
CHECK_SIGNS: Final = 2
GROUP: Final = 4  # signs printed together
_FIELD, _FIRST_OUTSIDE, _POLYNOMIAL = 31, 32, 0b100101  # x^5 + x^2 + 1, which is primitive


def _powers() -> tuple[int, ...]:
    found, value = [], 1
    for _ in range(_FIELD):
        found.append(value)
        value <<= 1
        if value >= _FIRST_OUTSIDE:
            value ^= _POLYNOMIAL
    return tuple(found)


_POWER: Final = _powers()
_LOG: Final = {value: exponent for exponent, value in enumerate(_POWER)}
_VALUE: Final = {sign: value for value, sign in enumerate(ALPHABET)}


def with_check_signs(link: str) -> str:
    """Return the link and its two check signs."""
    total, weighted = _sums(link)
    one, other = _power(len(link)), _power(len(link) + 1)
    first = _divided(weighted ^ _times(other, total), one ^ other)
    return link + ALPHABET[first] + ALPHABET[first ^ total]


def fits(code: str) -> bool:
    """Whether a code with its check signs is as it was printed."""
    return _sums(code) == (0, 0)


def wrong_group(code: str) -> int | None:
    """Return which printed group (the first is 1) holds the slip; None where none is, or where it cannot be told.

    It is right for one wrong sign, and for two neighbours that changed places inside a group. More slips than that may
    point to no group, or to a wrong one: what is said of it is where to look first.
    """
    total, weighted = _sums(code)
    if total and weighted:
        at = (_LOG[weighted] - _LOG[total]) % _FIELD
        return at // GROUP + 1 if at < len(code) else None
    if not total and weighted:
        groups = {at // GROUP + 1 for at in range(len(code) - 1) if _changed_places(code, at, weighted)}
        return groups.pop() if len(groups) == 1 else None
    return None


def _changed_places(code: str, at: int, weighted: int) -> bool:
    difference = _VALUE[code[at]] ^ _VALUE[code[at + 1]]
    same = at // GROUP == (at + 1) // GROUP
    return same and _times(difference, _power(at) ^ _power(at + 1)) == weighted


def _sums(code: str) -> tuple[int, int]:
    total = weighted = 0
    for at, sign in enumerate(code):
        total ^= _VALUE[sign]
        weighted ^= _times(_VALUE[sign], _power(at))
    return total, weighted


def _power(exponent: int) -> int:
    return _POWER[exponent % _FIELD]


def _times(one: int, other: int) -> int:
    return _power(_LOG[one] + _LOG[other]) if one and other else 0


def _divided(one: int, other: int) -> int:
    return _power(_LOG[one] - _LOG[other]) if one else 0
