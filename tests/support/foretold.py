"""Random asked pairs for tests of the forecast: trees, shared employees and peers, silent groups."""

from __future__ import annotations

import numpy as np

from fagspejl.analysis.types import Perspective
from fagspejl.disclosure.forecast.types import AskedPairs
from fagspejl.disclosure.types import Leader, Organisation, Unit
from support.rounds import SIZES, tree


def asked_pairs(seed: int, *, leaders: int = 10, units: int = 7, matrix: float = 0.1) -> AskedPairs:
    """Some employees (a share of `matrix`) are asked about two leaders; peers rate several, or one of them everybody."""
    rng = np.random.default_rng(seed)
    organisation = tree(rng, units, leaders)
    pairs: list[tuple[int, int, int]] = []  # leader, person, perspective
    person = 0
    for leader in range(leaders):
        size = int(rng.choice(SIZES))
        below = int(rng.integers(0, min(4, size + 1)))
        for number in range(size):
            led = Perspective.SUBORDINATE_LEADER if number < below else Perspective.EMPLOYEE
            pairs.append((leader, person, led))
            if rng.random() < matrix:
                pairs.append(((leader + 1) % leaders, person, Perspective.EMPLOYEE))
            person += 1
    busy = rng.random() < 0.4  # one peer is asked about everybody, and may be most of a pool
    for leader in range(leaders):
        few = int(rng.integers(0, 2 if busy else 5))
        chosen = rng.choice(max(4, leaders), size=few, replace=False)
        pairs += [(leader, person + int(one), Perspective.PEER) for one in ({0, *chosen} if busy else chosen)]
        pairs.append((leader, person + 50 + leader, Perspective.SELF))
    columns = np.array(sorted(set(pairs)), dtype=np.int64).reshape(-1, 3)
    return AskedPairs(
        organisation,
        columns[:, 0].astype(np.int32),
        columns[:, 1].astype(np.int32),
        columns[:, 2].astype(np.int8),
        person + 50 + leaders,
    )


def team_of(*sizes: int, parents: tuple[int, ...] = (-1,), home: tuple[int, ...] = ()) -> AskedPairs:
    """Return leaders with so many employees each, nobody asked twice; all in the one unit unless told."""
    leader = np.repeat(np.arange(len(sizes)), sizes)
    places = home or (0,) * len(sizes)
    return AskedPairs(
        Organisation(
            tuple(Unit(f"u{i}", f"Enhed {i}", parent) for i, parent in enumerate(parents)),
            tuple(Leader(f"l{i}", f"Leder {i}", place) for i, place in enumerate(places)),
        ),
        leader.astype(np.int32),
        np.arange(leader.size, dtype=np.int32),
        np.full(leader.size, Perspective.EMPLOYEE, dtype=np.int8),
        int(leader.size),
    )
