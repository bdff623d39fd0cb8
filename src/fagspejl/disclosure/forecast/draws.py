"""Who answers in simulated courses of a round. Pure; seeded."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def chances(people: int, *, seed: int, draws: int) -> NDArray[np.float32]:
    """Return (people, draws): the response rate from which on a person answers in a draw.

    A person decides once in a draw, about all leaders that she is asked about. The same seed gives the same people
    at every rate: whoever answers at 60 % answers at 70 % too, so that rates are compared and not luck.
    """
    return np.random.Generator(np.random.PCG64(seed)).random((people, draws), dtype=np.float32)


def who_answers(chance: NDArray[np.float32], rate: float) -> NDArray[np.bool_]:
    """Return (people, draws): who answers at a rate between 0 and 1."""
    answered: NDArray[np.bool_] = chance < np.float32(rate)
    return answered
