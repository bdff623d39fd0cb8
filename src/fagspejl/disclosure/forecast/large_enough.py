"""How many people must be asked for a group to get its figures. Exact, without draws. Pure."""

from __future__ import annotations

from math import comb


def share_reaching(asked: int, rate: float, k: int) -> float:
    """Return how often at least k of `asked` people answer, each by herself and at this rate."""
    return 1.0 - sum(comb(asked, n) * rate**n * (1.0 - rate) ** (asked - n) for n in range(min(k, asked + 1)))


def least_asked(rate: float, k: int, sure: float) -> int:
    """Return the smallest group that reaches k answers in at least a share `sure` of all courses; 0 < rate <= 1."""
    asked = k
    while share_reaching(asked, rate, k) < sure:
        asked += 1
    return asked
