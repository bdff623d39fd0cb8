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
from fagspejl.analysis.policy import ReportingPolicy, VerdictPolicy
from fagspejl.analysis.scores import rater_scores
from fagspejl.analysis.structure.measurement_invariance import Invariance, invariance
from fagspejl.analysis.structure.reliability import alpha, item_covariance
from fagspejl.analysis.study_parts import (
    Coefficient,
    Section,
    agreement_rows,
    hidden,
    icc_rows,
    no_comparison,
    reliability_rows,
    self_other_row,
)
from fagspejl.analysis.table import ResponseTable
from fagspejl.analysis.types import Missing
from fagspejl.analysis.verdicts import Verdict, columns_asked, complete_people, people_among, usable

_FACTOR_ITEMS = 3  # a factor is defined by three items
_POLICY = ReportingPolicy()
_VERDICTS = VerdictPolicy()


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


def study(
    table: ResponseTable,
    groups: Sequence[StudyGroup],
    policy: ReportingPolicy = _POLICY,
    verdicts: VerdictPolicy = _VERDICTS,
) -> Study:
    """Compute reliability, ICC, agreement, invariance between groups, and how self-ratings go with others' ratings.

    Every coefficient carries the verdict that its size and interval earn (`analysis.verdicts`), or the reason why
    there is none.

    Raises EmptyTable for a table without rows, LengthMismatch for a block column of another length.
    """
    if table.rows == 0:
        raise EmptyTable("table")
    counted = [_counted(table, group) for group in groups]
    found: list[Coefficient] = []
    for part in counted:
        for theme in _asked(table, part):
            if _too_few_marked(table, part, columns_asked(table, theme, part.rows), policy):
                found.append(hidden("reliability", part.group.name, theme, "alpha", "too_few"))
            else:
                found += reliability_rows(table, part.group.name, theme, part.rows, policy, verdicts)
    anonymous = [part for part in counted if not part.group.named]
    found += _between_leaders(table, anonymous, policy, verdicts)
    for one, other in combinations(counted, 2):
        found += [
            _invariance_row(table, one, other, theme, policy, verdicts) for theme in _asked(table, one, other)
        ]
    own = next((p for p in counted if p.group.name == "self"), None)
    if own is not None:
        pairs = [(part, theme) for part in anonymous for theme in _asked(table, own, part)]
        found += [_self_other(table, own, part, theme, policy, len(pairs)) for part, theme in pairs]
    return Study(tuple(p.facts for p in counted), tuple(found), policy.alpha_n)


def _between_leaders(
    table: ResponseTable, parts: list[_Rows], policy: ReportingPolicy, verdicts: VerdictPolicy
) -> list[Coefficient]:
    """ICC and agreement of every theme; the tests of whether leaders differ share one level among them."""
    places = [(part, theme, *_own_units(part)) for part in parts for theme in _asked(table, part)]
    tested = sum(
        no_comparison(_scores(table, part, theme), unit, leaders, table, theme, part.rows, policy) is None
        for part, theme, unit, leaders in places
    )
    found: list[Coefficient] = []
    for part, theme, unit, leaders in places:
        scores, name = _scores(table, part, theme), part.group.name
        about = (scores, unit, leaders, table, name, theme, part.rows, policy, verdicts, max(tested, 1))
        found += icc_rows(*about)
        found += agreement_rows(*about)
    return found


def _too_few_marked(
    table: ResponseTable, part: _Rows, columns: Sequence[int], policy: ReportingPolicy
) -> bool:
    """Whether these are marks of named single persons about fewer leaders than people are needed elsewhere."""
    if not part.group.named:
        return False
    complete = (table.values[np.ix_(part.rows, np.array(columns))] != 0).all(axis=1)
    return int(np.unique(table.leader[part.rows[complete]]).size) < policy.alpha_n


def _counted(table: ResponseTable, group: StudyGroup) -> _Rows:
    if group.block.shape != (table.rows,):
        raise LengthMismatch(f"block of {group.name}", group.block.shape, (table.rows,))
    rows = np.flatnonzero(group.block >= 0)
    facts = GroupFacts(
        name=group.name,
        people=people_among(table, rows),
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


def _invariance_row(
    table: ResponseTable,
    one: _Rows,
    other: _Rows,
    theme: str,
    policy: ReportingPolicy,
    verdicts: VerdictPolicy,
) -> Coefficient:
    """Invariance of a theme's shared items between two groups; "few_in_group" below the raters needed in either."""
    asked = (columns_asked(table, theme, part.rows) for part in (one, other))
    items = sorted(set(next(asked)) & set(next(asked)))
    name = f"{one.group.name} / {other.group.name}"
    base = hidden("invariance", name, theme, "invariance", "few_in_group")
    if min(one.facts.people, other.facts.people) < policy.invariance_group:
        return base
    if len(items) < _FACTOR_ITEMS:
        return base.with_reason("no_factor", "two_items")
    data = []
    for part in (one, other):
        values = table.values[np.ix_(part.rows, np.array(items))].astype(np.float64)
        data.append(np.where(values == 0, np.nan, values))
    people = min(complete_people(table, part.rows, items) for part in (one, other))
    if people < policy.invariance_group or any(
        _too_few_marked(table, part, items, policy) for part in (one, other)
    ):
        return base
    covariances = [item_covariance(x) for x in data]
    if any((np.diag(cov.cov) == 0).any() for cov in covariances):
        return base.with_reason("no_factor", "no_fit")
    if not all(usable(alpha(cov, policy), cov, verdicts) for cov in covariances):
        return base.with_reason("no_factor", "loose")  # items that hardly go together fit every model
    try:
        found = invariance(data, {theme: list(range(len(items)))}, policy=policy)
    except AnalysisInputInvalid:
        return base.with_reason("no_factor", "no_fit")
    return _judged(found, base, people, policy)


_OF_LEVEL: dict[str, Verdict] = {
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
    return base.with_value("invariance_delta_cfi", last.delta_cfi, people, _OF_LEVEL[level], None)


def _self_other(
    table: ResponseTable, own: _Rows, part: _Rows, theme: str, policy: ReportingPolicy, family: int
) -> Coefficient:
    unit, leaders = _own_units(part)
    leader_of = part.group.leader[part.group.leader >= 0]
    self_scores = np.full(table.n_leaders, np.nan)
    self_scores[table.leader[own.rows]] = _scores(table, own, theme)
    return self_other_row(
        self_scores[leader_of],
        _scores(table, part, theme),
        unit,
        leaders,
        part.group.name,
        theme,
        policy,
        family,
    )
