"""Who moves toward whom, over the stored sessions of a unit. Only asymmetry is spoken of.

Every group drifts toward the others by chance, so a pull alone says nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations, product

import numpy as np

from fagspejl.analysis.arrays import Floats
from fagspejl.workspace.arithmetic.constants import (
    PULL_EXACT,
    PULL_FLIPS,
    PULL_MIN_GAP,
    PULL_P,
    PULL_SESSIONS,
)
from fagspejl.workspace.arithmetic.findings import PairPull, Pull
from fagspejl.workspace.arithmetic.scale import answers, median

_SLACK = 1e-9
Rounds = tuple[Sequence[int], Sequence[int]]


def pull(sessions: Sequence[Mapping[str, Rounds]], *, seed: int) -> Pull:
    """Return who moved toward whom; a session is a mapping group -> (answers 0-10 before, after), any order.

    Before and after need not be joined, only their medians are used; a group without answers in either round is left
    out. For g, h with d = med1_h - med1_g, |d| >= 1 in at least 5 sessions: pull(g->h) = sum sign(d) move_g / sum |d|.
    The widest |A|, A = pull(g->h) - pull(h->g), is compared with all sign flips of whole sessions (above 11 sessions
    1999 random ones and the one found). Raises NotWholeNumbers, ValueOutsideScale.
    """
    medians = _medians(sessions)
    names = sorted({name for session in medians for name in session})
    pairs: list[PairPull] = []
    sums: list[Floats] = []
    for left, right in combinations(names, 2):
        both = [_way(session, left, right) for session in medians]
        usable = sum(gap > 0 for gap, _, _ in both)
        if usable < PULL_SESSIONS:
            continue
        gap, by_left, by_right = np.array(both).T
        way = float(gap.sum())
        pairs.append(PairPull(left, right, usable, float(by_left.sum()) / way, float(by_right.sum()) / way))
        sums.append((by_left - by_right) / way)
    if not pairs:
        return Pull(0, False, False)
    used = np.array(sums).T
    used = used[[any(_way(s, one.left, one.right)[0] > 0 for one in pairs) for s in medians]]
    widest = max(pairs, key=lambda one: abs(one.asymmetry))
    p = _p(used, abs(widest.asymmetry), seed)
    speak = p < PULL_P
    forward = widest.asymmetry > 0
    mover, toward = (widest.left, widest.right) if forward else (widest.right, widest.left)
    return Pull(
        len(used), speak, True, tuple(pairs), widest, mover if speak else None, toward if speak else None, p
    )


def usable_sessions(sessions: Sequence[Mapping[str, Rounds]]) -> int:
    """Return in how many sessions the pair of groups that has most of them can be seen. Raises as `pull`."""
    medians = _medians(sessions)
    names = sorted({name for session in medians for name in session})
    counted = (
        sum(_way(session, left, right)[0] > 0 for session in medians)
        for left, right in combinations(names, 2)
    )
    return max(counted, default=0)


def _medians(sessions: Sequence[Mapping[str, Rounds]]) -> list[dict[str, tuple[float, float]]]:
    return [
        {
            name: (median(answers(before)), median(answers(after)))
            for name, (before, after) in session.items()
            if before and after
        }
        for session in sessions
    ]


def _way(session: Mapping[str, tuple[float, float]], left: str, right: str) -> tuple[float, float, float]:
    """Return how far apart the two began, and how far each went the other's way; zeros where it is not usable."""
    if left not in session or right not in session:
        return 0.0, 0.0, 0.0
    (left1, left2), (right1, right2) = session[left], session[right]
    gap = right1 - left1
    if abs(gap) < PULL_MIN_GAP:
        return 0.0, 0.0, 0.0
    sign = 1.0 if gap > 0 else -1.0
    return abs(gap), sign * (left2 - left1), -sign * (right2 - right1)


def _p(used: Floats, widest: float, seed: int) -> float:
    """Return the share of sign flips of sessions, used (S, pairs), whose widest asymmetry is at least this wide."""
    sessions = len(used)
    if sessions <= PULL_EXACT:
        flips = np.array(list(product((1.0, -1.0), repeat=sessions)))
    else:
        drawn = np.random.default_rng(seed).integers(0, 2, (PULL_FLIPS, sessions)) * 2.0 - 1.0
        flips = np.vstack([np.ones(sessions), drawn])
    return float((np.abs(flips @ used).max(axis=1) >= widest - _SLACK).mean())
