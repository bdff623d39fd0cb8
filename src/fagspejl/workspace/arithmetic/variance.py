"""Where the differences between persons lie: in the group, the person, or the single case."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from fagspejl.analysis.arrays import Floats
from fagspejl.analysis.consensus.noise_audit import noise
from fagspejl.analysis.errors import LengthMismatch, WrongShape
from fagspejl.workspace.arithmetic.constants import SPLIT_N, SPLIT_VIGNETTES
from fagspejl.workspace.arithmetic.findings import VarianceSplit
from fagspejl.workspace.arithmetic.scale import answers

_SLACK = 1e-12


def variance_split(
    rows: Sequence[Sequence[int | None]], groups: Sequence[str | None], *, groups_speak: bool
) -> VarianceSplit:
    """Split J persons' answers 0-10 to V vignettes; `groups` (J,) names each one's group, None for Øvrige.

    system = level + pattern is the one of `fagspejl.analysis.noise`; group = sum over groups n_g (mean_g - mean)^2 / J,
    person = level - group. Persons without a group add to the level only. A person with a gap is left out (complete
    rows only). Speaks from 8 persons and 4 vignettes, unless nobody differs. `groups_speak`: the series sentence is
    earned; else the group's part is told as persons'. Raises LengthMismatch, WrongShape, NotWholeNumbers,
    ValueOutsideScale.
    """
    if len(groups) != len(rows):
        raise LengthMismatch("groups", (len(groups),), (len(rows),))
    if len({len(row) for row in rows}) > 1:
        raise WrongShape("rows", "rows hold unequal numbers of vignettes")
    kept = [
        ([value for value in row if value is not None], group)
        for row, group in zip(rows, groups, strict=True)
        if row and None not in row
    ]
    vignettes = len(rows[0]) if rows else 0
    if not kept:
        return VarianceSplit(0, vignettes, False, 0.0, 0.0, 0.0, 0.0, 0.0, None)
    for row, _ in kept:
        answers(row, "rows")
    x = np.array([row for row, _ in kept], dtype=np.float64)
    persons, cases = (np.char.zfill(index.ravel().astype(str), 6) for index in np.indices(x.shape))
    found = noise(x.ravel(), persons.tolist(), cases.tolist())
    between = _between(found.judge_level, [group for _, group in kept])
    person = max(found.level2 - between, 0.0)
    n = len(kept)
    speak = n >= SPLIT_N and vignettes >= SPLIT_VIGNETTES and found.system2 > _SLACK
    return VarianceSplit(
        n=n,
        vignettes=vignettes,
        speak=speak,
        system=found.system2,
        level=found.level2,
        group=between,
        person=person,
        pattern=found.pattern2,
        tenths=_spoken(between, person, found.pattern2, groups_speak) if speak else None,
    )


def _between(level: Floats, groups: Sequence[str | None]) -> float:
    """Return the part of the variance of `level` (J,), which has mean 0, that lies between groups."""
    found = 0.0
    for name in {group for group in groups if group is not None}:
        own = level[[group == name for group in groups]]
        found += own.size * float(own.mean()) ** 2
    return found / level.size


def _spoken(group: float, person: float, pattern: float, groups_speak: bool) -> tuple[int | None, int, int]:
    if groups_speak:
        told, alone, case = _tenths((group, person, pattern))
        return told, alone, case
    level, case = _tenths((group + person, pattern))
    return None, level, case


def _tenths(parts: Sequence[float]) -> list[int]:
    """Return the parts as whole tenths that sum to 10: the largest remainders are rounded up, the first of equals."""
    shares = [10 * part / sum(parts) for part in parts]
    whole = [int(share + _SLACK) for share in shares]
    by_remainder = sorted(range(len(parts)), key=lambda i: whole[i] - shares[i])
    for i in by_remainder[: 10 - sum(whole)]:
        whole[i] += 1
    return whole
