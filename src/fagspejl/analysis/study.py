"""The analyst's study of one round: coefficients of the whole organisation with a verdict each. Pure.

It is no second door. It sees answers that stand in base blocks only, gives a coefficient only where at least
`ReportingPolicy.alpha_n` people stand behind it, and gives neither means of items or themes nor anything per unit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from fagspejl.analysis.arrays import Floats
from fagspejl.analysis.errors import AnalysisInputInvalid, EmptyTable, LengthMismatch
from fagspejl.analysis.policy import ReportingPolicy
from fagspejl.analysis.scores import rater_scores
from fagspejl.analysis.structure.measurement_invariance import Invariance, invariance
from fagspejl.analysis.study_parts import (
    TOO_FEW,
    Coefficient,
    Section,
    Verdict,
    agreement_rows,
    complete_people,
    icc_rows,
    reliability_rows,
    self_other_row,
)
from fagspejl.analysis.table import ResponseTable
from fagspejl.analysis.types import Missing

_FACTOR_ITEMS = 3  # a factor is defined by three items
_POLICY = ReportingPolicy()


@dataclass(frozen=True, slots=True)
class StudyGroup:
    """One rater group: block of every row of the table ((R,), -1 = not counted) and each block's leader (-1 = pooled).

    For named roles (self, superior) every leader is a block of its own, and `named` is True: they are used in
    coefficients over many leaders only, and never in one per leader.
    """

    name: str
    block: NDArray[np.int32]
    leader: NDArray[np.int32]
    named: bool = False


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """How many stand behind a group's coefficients: distinct people, forms, leaders."""

    name: str
    people: int
    forms: int
    leaders: int


@dataclass(frozen=True, slots=True)
class Study:
    """Facts and coefficients in the order of sections, groups and themes."""

    groups: tuple[GroupFacts, ...]
    coefficients: tuple[Coefficient, ...]
    people_needed: int

    def of(self, section: Section) -> tuple[Coefficient, ...]:
        """The coefficients of one section."""
        return tuple(c for c in self.coefficients if c.section == section)


@dataclass(frozen=True)
class _Rows:
    """One group's counted rows."""

    group: StudyGroup
    rows: NDArray[np.intp]
    facts: GroupFacts
    scores: dict[str, Floats] = field(default_factory=dict)


def study(table: ResponseTable, groups: Sequence[StudyGroup], policy: ReportingPolicy = _POLICY) -> Study:
    """Compute reliability, ICC, agreement, invariance between groups, and how self-ratings go with others' ratings.

    Raises EmptyTable for a table without rows, LengthMismatch for a block column of another length.
    """
    if table.rows == 0:
        raise EmptyTable("table")
    counted = [_counted(table, group) for group in groups]
    found: list[Coefficient] = []
    for part in counted:
        for theme in _asked(table, part):
            found += reliability_rows(table, part.group.name, theme, part.rows, policy)
    for part in counted:
        if part.group.named:
            continue
        for theme in _asked(table, part):
            unit, leaders = _own_units(part)
            scores = _scores(table, part, theme)
            found += icc_rows(scores, unit, leaders, table, part.group.name, theme, part.rows, policy)
            found += agreement_rows(scores, unit, leaders, table, part.group.name, theme, part.rows, policy)
    for one, other in combinations(counted, 2):
        found += [_invariance_row(table, one, other, theme, policy) for theme in _asked(table, one, other)]
    own = next((p for p in counted if p.group.name == "self"), None)
    if own is not None:
        for part in counted:
            if not part.group.named:
                found += [_self_other(table, own, part, theme, policy) for theme in _asked(table, own, part)]
    return Study(tuple(p.facts for p in counted), tuple(found), policy.alpha_n)


def _counted(table: ResponseTable, group: StudyGroup) -> _Rows:
    if group.block.shape != (table.rows,):
        raise LengthMismatch(f"block of {group.name}", group.block.shape, (table.rows,))
    rows = np.flatnonzero(group.block >= 0)
    facts = GroupFacts(
        name=group.name,
        people=int(np.unique(table.person[rows]).size),
        forms=int(rows.size),
        leaders=int(np.unique(table.leader[rows]).size),
    )
    return _Rows(group, rows, facts)


def _asked(table: ResponseTable, *parts: _Rows) -> list[str]:
    """Themes of which every group was asked something."""

    def asked(part: _Rows, theme: str) -> bool:
        gaps = table.missing[np.ix_(part.rows, np.array(table.theme_columns(theme)))]
        return bool((gaps != Missing.NOT_ASKED).any())

    return [theme for theme in table.themes if all(part.rows.size and asked(part, theme) for part in parts)]


def _scores(table: ResponseTable, part: _Rows, theme: str) -> Floats:
    if theme not in part.scores:
        part.scores[theme] = rater_scores(table, theme)[part.rows]
    return part.scores[theme]


def _own_units(part: _Rows) -> tuple[NDArray[np.intp], int]:
    """(unit of each counted row, number of units): own blocks only; pooled ones hold several leaders and are -1."""
    own = part.group.leader >= 0
    number = np.where(own, np.cumsum(own) - 1, -1)
    return number[part.group.block[part.rows]].astype(np.intp), int(own.sum())


def _items_for(table: ResponseTable, part: _Rows, theme: str) -> set[int]:
    columns = table.theme_columns(theme)
    asked = (table.missing[np.ix_(part.rows, np.array(columns))] != Missing.NOT_ASKED).any(axis=0)
    return {c for c, a in zip(columns, asked, strict=True) if a}


def _invariance_row(
    table: ResponseTable, one: _Rows, other: _Rows, theme: str, policy: ReportingPolicy
) -> Coefficient:
    """Invariance of a theme's shared items between two groups; "too_few" below the raters needed in either."""
    items = sorted(_items_for(table, one, theme) & _items_for(table, other, theme))
    name = f"{one.group.name} / {other.group.name}"
    base = Coefficient("invariance", name, theme, "invariance", None, None, None, None, TOO_FEW, "too_few")
    if min(one.facts.people, other.facts.people) < policy.invariance_group:
        return base
    if len(items) < _FACTOR_ITEMS:
        return base.with_reason("no_factor", "two_items")
    data = []
    for part in (one, other):
        values = table.values[np.ix_(part.rows, np.array(items))].astype(np.float64)
        data.append(np.where(values == 0, np.nan, values))
    people = min(complete_people(table, part.rows, items) for part in (one, other))
    if people < policy.invariance_group:
        return base
    try:
        found = invariance(data, {theme: list(range(len(items)))}, policy=policy)
    except AnalysisInputInvalid:
        return base.with_reason("no_factor", "no_fit")
    return _judged(found, base, people, policy)


_VERDICTS: dict[str, Verdict] = {
    "strict": "means",
    "scalar": "means",
    "metric": "relations",
    "configural": "apart",
}


def _judged(found: Invariance, base: Coefficient, people: int, policy: ReportingPolicy) -> Coefficient:
    configural = found.fit("configural")
    if configural.cfi < policy.omega_cfi:
        return base.with_value("invariance_cfi", configural.cfi, people, "no_factor", "poor_fit")
    level = found.holds or "configural"
    last = found.steps[min(("configural", "metric", "scalar", "strict").index(level), 2)]
    return base.with_value("invariance_delta_cfi", last.delta_cfi, people, _VERDICTS[level], None)


def _self_other(
    table: ResponseTable, own: _Rows, part: _Rows, theme: str, policy: ReportingPolicy
) -> Coefficient:
    unit, leaders = _own_units(part)
    leader_of = part.group.leader[part.group.leader >= 0]
    self_scores = np.full(table.n_leaders, np.nan)
    self_scores[table.leader[own.rows]] = _scores(table, own, theme)
    return self_other_row(
        self_scores[leader_of], _scores(table, part, theme), unit, leaders, part.group.name, theme, policy
    )
