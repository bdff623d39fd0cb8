"""Codes for words that compare printed numbers. Pure; language files hold the sentences."""

from __future__ import annotations

from fagspejl.analysis.policy import ReportingPolicy
from fagspejl.disclosure.types import Code, Limits, Score

SPREAD = {0: None, 1: Code.SPREAD_ALIKE, 2: Code.SPREAD_SOME, 3: Code.SPREAD_DIVIDED}


def gap_code(
    self_tenths: int,
    score: Score,
    limits: Limits | None,
    ends: tuple[int, int],
    policy: ReportingPolicy,
    span: int,
) -> Code:
    """Compare a leader's own score with her group's printed one; all numbers in tenths, `span` = hi - lo.

    Higher or lower only if the difference is at least `policy.gap` (scaled) and the interval excludes the leader's
    own score. A coded score has no interval: `ends`, the most it can be where it is low and the least where it is high,
    stand for it.
    Source: docs/explanation/formulas.md 3.4.
    """
    least = 10 * policy.gap * span / 4 - 1e-9
    if score.tenths is None:
        low_end, high_end = ends
        if score.code in (Code.AT_MOST, Code.ALIKE_LOW):
            return Code.GAP_HIGHER if self_tenths - low_end >= least else Code.GAP_SAME
        return Code.GAP_LOWER if high_end - self_tenths >= least else Code.GAP_SAME
    difference = self_tenths - score.tenths
    lower, upper = (limits.lower, limits.upper) if limits else (score.tenths, score.tenths)
    if difference >= least and self_tenths > upper:
        return Code.GAP_HIGHER
    if -difference >= least and self_tenths < lower:
        return Code.GAP_LOWER
    return Code.GAP_SAME
