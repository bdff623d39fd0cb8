"""Every statistic against numbers computed elsewhere, mostly in R (tests/reference/README.md)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from fagspejl_selftest import Row, load_cases, run_case, running, selftest

FOLDER = Path(__file__).parents[1] / "reference"
CASES = load_cases(FOLDER)
SKIPPED = {"bfi_gender.wlsmv"}


def test_the_reference_set_is_whole() -> None:
    """Asta counts 274 cases, so that none can go missing in silence."""
    assert len(CASES) == 274
    assert len({(c.file, c.id) for c in CASES}) == 274
    assert running.SKIPPED_CASES == SKIPPED


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.id)
def test_reference_case(case) -> None:
    """Asta gets R's number within the tolerance of the case."""
    outcome = run_case(case)
    if case.id in SKIPPED:
        assert outcome.skipped
        pytest.skip("left to lavaan (docs/explanation/formulas.md 3.10)")
    assert outcome.compared > 0
    assert outcome.failures == ()


def test_a_reference_case_without_an_adapter_fails() -> None:
    """A new kind of case that nobody wrote an adapter for is a failure, not a skip."""
    stranger = replace(CASES[0], raw=CASES[0].raw | {"stat": "never_heard_of"})
    assert run_case(stranger).failures == ("no adapter for never_heard_of",)


def test_a_wrong_reference_number_is_noticed() -> None:
    """If Asta's file said 0.90 instead of 0.9022 the self-test would say so."""
    case = next(c for c in CASES if c.id == "lq2002.alpha_listwise")
    wrong = replace(case, raw=case.raw | {"value": case.raw["value"] | {"alpha": 0.90}})
    assert len(run_case(wrong).failures) == 1
    unknown = replace(case, raw=case.raw | {"value": {"something_else": 1.0}})
    assert run_case(unknown).failures[0].endswith("not computed")


def test_selftest_reports_one_reference_row_per_statistic(tmp_path) -> None:
    """Per runs the self-test on a folder and reads a table: statistic, reference, largest deviation."""
    (tmp_path / "values").mkdir()
    (tmp_path / "data").symlink_to(FOLDER / "data")
    for name in ("noise.json", "disclosure.json"):
        (tmp_path / "values" / name).write_text((FOLDER / "values" / name).read_text())
    rows = selftest(tmp_path)
    assert all(isinstance(row, Row) and row.failed == 0 and row.largest < 1e-8 for row in rows)
    assert sum(row.cases for row in rows) == 15 + 33
    assert next(r for r in rows if r.statistic == "krippendorff_alpha").reference == "base 4.2.2"
