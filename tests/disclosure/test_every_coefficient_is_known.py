"""What the study of a round can say, the audit knows: no answers, however odd, keep a round from being closed."""

from __future__ import annotations

import numpy as np
import pytest

from fagspejl.analysis.policy import ReportingPolicy
from fagspejl.analysis.study import StudyGroup
from fagspejl.analysis.table import ResponseTable
from fagspejl.analysis.types import ItemSpec, Missing, Perspective
from fagspejl.disclosure.document.coefficient_rows import coefficient_rows
from fagspejl.disclosure.measured.organisation_study import measure_study
from fagspejl.disclosure.release_check.analysis import coefficient_faults

POLICY = ReportingPolicy()
LEADERS, RATERS = 24, 5
KINDS = (
    "chance",
    "level",
    "constant",
    "leaders_alone",
    "each_alike",
    "gaps",
    "one_item",
    "turned",
    "two_kinds",
)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(6))
def test_whatever_was_answered_the_audit_knows_the_coefficients(kind: str, seed: int) -> None:
    """Bente closes a round of chance answers, of one answer by all, of no difference between leaders: it closes."""
    table = _table(kind, np.random.default_rng(seed))
    rows = list(coefficient_rows(measure_study(table, [_employees(table)], POLICY)))
    assert rows
    items = frozenset(item.id for item in table.items)
    asked = frozenset({"employee"}), frozenset(table.themes), items, LEADERS, POLICY.alpha_n
    assert list(coefficient_faults(rows, *asked)) == []


def test_chance_gives_the_reasons_that_are_rare() -> None:
    """Asta sees that the tables of these tests reach what real answers seldom do."""
    reasons = set[str | None]()
    for kind in KINDS:
        for seed in range(6):
            table = _table(kind, np.random.default_rng(seed))
            reasons |= {one.reason for one in measure_study(table, [_employees(table)], POLICY)}
    assert reasons >= {"not_interpretable", "no_leader_differences", "no_variance_within", "same_scores"}


def _employees(table: ResponseTable) -> StudyGroup:
    return StudyGroup("employee", table.leader, np.arange(LEADERS, dtype=np.int32))


def _table(kind: str, rng: np.random.Generator) -> ResponseTable:
    items = 1 if kind == "one_item" else 5
    leader = np.repeat(np.arange(LEADERS), RATERS)
    shape = (leader.size, items)
    values = rng.integers(1, 6, shape)
    missing = np.zeros(shape, dtype=int)
    if kind in ("level", "turned", "two_kinds"):
        values = np.clip(np.rint(3 + rng.normal(0, 1, (leader.size, 1)) + rng.normal(0, 0.5, shape)), 1, 5)
    if kind == "turned":
        values[:, 0] = 6 - values[:, 0]
    if kind == "two_kinds":
        values[:, 2:] = rng.permutation(values[:, 2:])
    if kind == "constant":
        values[:] = 4
    if kind == "leaders_alone":  # everybody about a leader gives the same
        values = np.repeat(rng.integers(1, 6, (LEADERS, 1)), RATERS, axis=0) * np.ones(shape, dtype=int)
    if kind == "each_alike":  # every leader has the same five answers
        values = np.tile(np.arange(1, 6)[:, None], (LEADERS, items))
    if kind == "gaps":
        missing[rng.random(shape) < 0.6] = Missing.DONT_KNOW
    return ResponseTable.from_raw(
        lo=1,
        hi=5,
        items=[ItemSpec(f"q{i}", "t") for i in range(items)],
        values=np.where(missing > 0, 0, values),
        missing=missing,
        leader=leader,
        group=np.full(leader.size, Perspective.EMPLOYEE),
        person=np.arange(leader.size),
        invited=np.full((LEADERS, 5), -1),
    )
