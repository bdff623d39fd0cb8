"""Coefficients of the whole organisation, as `fagspejl analyse` gives them, rounded for the Release. Pure.

They see the very blocks of the reports, at least `ReportingPolicy.alpha_n` people stand behind each, and marks of named
single persons enter only where these are about as many leaders. Source: docs/explanation/rules.md 4.2.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from fagspejl.analysis.policy import COEFFICIENT_DECIMALS, COEFFICIENT_PEOPLE_STEP, ReportingPolicy
from fagspejl.analysis.rounding import round_half_up
from fagspejl.analysis.study import StudyGroup, study
from fagspejl.analysis.study_parts import Coefficient
from fagspejl.analysis.table import ResponseTable
from fagspejl.analysis.types import Perspective

NAMED: Final = {"self": Perspective.SELF, "superior": Perspective.SUPERIOR}
_NOBODY: Final = -1
_NUDGE: Final = 1e-9


def named_groups(table: ResponseTable) -> Iterator[StudyGroup]:
    """Yield the named roles: every leader is a block of its own, used over many leaders only."""
    for name, perspective in NAMED.items():
        block = np.where(table.group == perspective, table.leader, _NOBODY).astype(np.int32)
        yield StudyGroup(name, block, np.arange(table.n_leaders, dtype=np.int32), named=True)


def measure_study(
    table: ResponseTable, anonymous: Sequence[StudyGroup], reporting: ReportingPolicy
) -> tuple[Coefficient, ...]:
    """Return the coefficients of a round with their verdicts, as they are printed.

    Values have two decimals, limits are rounded outward to two, people down to tens. A place that is empty because too
    few stand behind it is told only of anonymous groups: that of a named role would tell that somebody answered.
    """
    groups = [group for group in (*anonymous, *named_groups(table)) if (group.block >= 0).any()]
    if not groups:
        return ()
    return tuple(_rounded(one) for one in study(table, groups, reporting).coefficients if _is_told(one))


def uses_marks(coefficient: Coefficient) -> bool:
    """Whether marks of named single persons enter it."""
    return coefficient.section == "self_other" or not NAMED.keys().isdisjoint(coefficient.group.split(" / "))


def _is_told(one: Coefficient) -> bool:
    return one.verdict != "too_few" or not uses_marks(one)


def _rounded(one: Coefficient) -> Coefficient:
    scale = 10**COEFFICIENT_DECIMALS
    return replace(
        one,
        value=None if one.value is None else round_half_up(one.value, COEFFICIENT_DECIMALS),
        lower=None if one.lower is None else math.floor(one.lower * scale + _NUDGE) / scale,
        upper=None if one.upper is None else math.ceil(one.upper * scale - _NUDGE) / scale,
        people=None
        if one.people is None
        else one.people // COEFFICIENT_PEOPLE_STEP * COEFFICIENT_PEOPLE_STEP,
    )
