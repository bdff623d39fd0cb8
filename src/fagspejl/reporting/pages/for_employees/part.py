"""What of a leader's release the version for employees holds: never more, and less where an insider could subtract.

Whoever reads it has answered too and knows one answer. So there is nothing below `DisclosurePolicy.team_least` answers,
and where fewer than `k_distribution` stand behind a theme's statements, only its score, and only as an exact number:
neither band nor bounds, and no word for a number that rests on statements at the end of the scale, which would tell
that nearly everybody answered alike. A score that rests on one statement is that statement's mean, so it does not stand
there either. Source: docs/explanation/anonymity.md. Pure.
"""

from __future__ import annotations

from dataclasses import replace

from fagspejl.analysis.policy import DisclosurePolicy
from fagspejl.disclosure.types import (
    Code,
    GroupResult,
    ItemResult,
    LeaderRelease,
    Reason,
    Response,
    Score,
    ThemeResult,
    Withheld,
)

_ALIKE = frozenset(
    (
        Code.ALIKE,
        Code.ALIKE_LOW,
        Code.ALIKE_MIDDLE,
        Code.ALIKE_HIGH,
    )
)


def employees_part(view: LeaderRelease, policy: DisclosurePolicy) -> GroupResult | None:
    """Return the employees' group as employees may see it, without comments; None where there is no such version."""
    group = next((one for one in view.groups if one.group == "employee"), None)
    if group is None or not isinstance(group.response, Response) or group.response.n < policy.team_least:
        return None
    many = group.response.n >= policy.k_distribution
    return replace(group, themes=tuple(_theme(theme, many=many) for theme in group.themes), comments=())


def _theme(theme: ThemeResult, *, many: bool) -> ThemeResult:
    """Without what the leader's own answer takes part in; the score alone where any statement rests on few answers."""
    if many and all(_rests_on_many(item) for item in theme.items if isinstance(item.mean, Score)):
        return replace(theme, gap=None, strength=False)
    alone = sum(isinstance(item.mean, Score) for item in theme.items) == 1
    return ThemeResult(
        theme.id,
        _exact(theme.score, alone=alone),
        band=None,
        bounds=None,
        gap=None,
        spread=None,
        strength=False,
        items=(),
    )


def _rests_on_many(item: ItemResult) -> bool:
    return item.answers is not None or (isinstance(item.mean, Score) and item.mean.code in _ALIKE)


def _exact(score: Score | Withheld, *, alone: bool) -> Score | Withheld:
    if isinstance(score, Score) and (alone or score.tenths is None or score.code is not None):
        return Withheld(Reason.ANONYMITY)
    return score
