"""Judges of the same cases: how noise is split, and when it is refused."""

from __future__ import annotations

import numpy as np
import pytest

from fagspejl import analysis
from fagspejl.analysis.errors import EmptyTable, LengthMismatch, WrongShape


def panel(judges: int, cases: int = 4):
    rng = np.random.default_rng(2)
    x = rng.normal(0, 1, (judges, 1)) + rng.normal(5, 2, (1, cases)) + rng.normal(0, 0.5, (judges, cases))
    j, c = np.indices(x.shape)
    return list(x.ravel()), list(j.ravel()), list(c.ravel())


def test_system_noise_is_level_plus_pattern() -> None:
    """Mads' group reads one figure and its two parts; they add up."""
    found = analysis.noise(*panel(7))
    assert found.system2 == pytest.approx(found.level2 + found.pattern2)
    assert found.judge_level.sum() == pytest.approx(0)


def test_five_judges_have_no_interval_and_six_have() -> None:
    """Five judges are too few to say how sure the figure is."""
    few, enough = analysis.noise(*panel(5)), analysis.noise(*panel(6))
    assert (few.lower, few.reason) == (None, "too_few_judges")
    assert enough.lower < enough.system2**0.5 < enough.upper


def test_occasion_noise_needs_replicates() -> None:
    """Judged once, pattern and occasion cannot be told apart, and occasion noise is never printed."""
    found = analysis.noise_components(*panel(5))
    assert (found.occasion, found.pattern, found.reason) == (None, None, "no_replicates")
    assert found.pattern_plus_occasion > 0


def test_an_incomplete_panel_is_refused() -> None:
    """A judge who skipped a case makes the cell means incomparable."""
    y, judge, case = panel(4)
    with pytest.raises(WrongShape):
        analysis.noise(y[1:], judge[1:], case[1:])
    with pytest.raises(WrongShape):
        analysis.noise_components([*y, 3.0], [*judge, 0], [*case, 0])
    with pytest.raises(LengthMismatch):
        analysis.noise(y, judge[1:], case)
    with pytest.raises(EmptyTable):
        analysis.noise([float("nan")], [0], [0])
    with pytest.raises(WrongShape):
        analysis.noise_error(y, judge, case, {"0": 1.0})


def test_krippendorff_without_ground_has_a_reason() -> None:
    """No pair of judgements, or no variation: None, and why."""
    nan = float("nan")
    assert analysis.krippendorff([[1, nan], [nan, 2]]).reason == "no_pairs"
    assert analysis.krippendorff([[3, 3], [3, 3]]).reason == "no_variation"
    assert analysis.krippendorff_jackknife([[1], [2]]).reason == "one_unit"


def test_two_way_icc_needs_a_whole_matrix() -> None:
    """Gaps and single judges are refused by name; constant judgements have no coefficient."""
    with pytest.raises(WrongShape):
        analysis.icc_two_way([[1, float("nan")], [2, 3]])
    with pytest.raises(WrongShape):
        analysis.icc_two_way([[1], [2]])
    constant = analysis.icc_two_way(np.full((4, 3), 2.0))
    assert all(row.icc is None and row.reason == "no_variance" for row in constant.coefficients)
    assert analysis.icc_two_way([[1, 1], [2, 2], [3, 3]])["ICC2"].icc == pytest.approx(1)
