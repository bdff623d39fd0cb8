"""Rounds for tests of verdicts: answers at random on any scale, and answers that hang together."""

from __future__ import annotations

import numpy as np

from fagspejl import analysis as a
from fagspejl.analysis.arrays import Floats
from fagspejl.analysis.study import Study, StudyGroup, study

SCALES = ((1, 5), (0, 4), (0, 10), (1, 7), (1, 4))


def groups_of(leaders: int, per_leader: int, *, own: bool) -> tuple[np.ndarray, np.ndarray, list[StudyGroup]]:
    """(leader of each row, perspective of each row, groups): employees in blocks of their own, self-ratings last."""
    extra = leaders if own else 0
    leader = np.concatenate([np.repeat(np.arange(leaders), per_leader), np.arange(extra)])
    group = np.concatenate([np.zeros(leaders * per_leader, int), np.ones(extra, int)])
    index = np.arange(leaders, dtype=np.int32)
    groups = [StudyGroup("employee", np.where(group == 0, leader, -1).astype(np.int32), index)]
    if own:
        block = np.where(group == 1, leader, -1).astype(np.int32)
        groups.append(StudyGroup("self", block, index, named=True))
    return leader, group, groups


def table_of(
    values: Floats, leader: np.ndarray, group: np.ndarray, lo: int, hi: int, themes: int = 1
) -> a.ResponseTable:
    """A table of these answers (NaN = none), items dealt evenly to themes t0, t1 ..."""
    gone = np.isnan(values)
    per_theme = values.shape[1] // themes
    return a.ResponseTable.from_raw(
        lo=lo,
        hi=hi,
        items=[a.ItemSpec(f"q{i}", f"t{i // per_theme}") for i in range(values.shape[1])],
        values=np.where(gone, 0, values),
        missing=np.where(gone, int(a.Missing.BLANK), 0),
        leader=leader,
        group=group,
        person=np.arange(leader.size),
        invited=np.full((int(leader.max()) + 1, 5), -1),
    )


def at_random(seed: int) -> Study:
    """Everybody answers at random: another scale, size and number of items and themes with every seed."""
    rng = np.random.default_rng(seed)
    lo, hi = SCALES[int(rng.integers(len(SCALES)))]
    leaders, per_leader = int(rng.choice((8, 12, 24, 60, 110))), int(rng.integers(5, 10))
    items, themes = int(rng.integers(2, 7)), int(rng.choice((1, 1, 3)))
    leader, group, groups = groups_of(leaders, per_leader, own=bool(rng.random() < 0.5))
    if rng.random() < 0.5:
        values = rng.integers(lo, hi + 1, (leader.size, items * themes)).astype(float)
    else:  # lopsided, as people answer, and still without any connection
        middle, spread = lo + 0.7 * (hi - lo), 0.22 * (hi - lo)
        values = np.clip(np.round(rng.normal(middle, spread, (leader.size, items * themes))), lo, hi)
    values[rng.random(values.shape) < rng.choice((0.0, 0.05))] = np.nan
    return study(table_of(values, leader, group, lo, hi, themes), groups)


def hanging_together(
    seed: int,
    *,
    lo: int = 1,
    hi: int = 5,
    leaders: int = 30,
    per_leader: int = 8,
    items: int = 5,
    leader_sd: float = 0.5,
    turned: tuple[int, ...] = (),
    constant: tuple[int, ...] = (),
) -> Study:
    """One trait behind all statements; `turned` ones were scored the wrong way, to `constant` ones all say the same."""
    rng = np.random.default_rng(seed)
    leader, group, groups = groups_of(leaders, per_leader, own=False)
    unit = (hi - lo) / 4
    trait = rng.normal(0, leader_sd, leaders)[leader] + rng.normal(0, 0.7, leader.size)
    noisy = (lo + hi) / 2 + unit * (trait[:, None] + rng.normal(0, 0.7, (leader.size, items)))
    values = np.clip(np.round(noisy), lo, hi)
    values[:, list(turned)] = lo + hi - values[:, list(turned)]
    values[:, list(constant)] = hi
    return study(table_of(values, leader, group, lo, hi), groups)
