"""Where the difference between persons lies: the parts sum, and the words are earned."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from fagspejl.analysis.errors import LengthMismatch, WrongShape
from fagspejl.workspace.arithmetic.variance import variance_split

REFERENCE = Path(__file__).parents[1] / "reference" / "values" / "noise.json"
DAY, EVENING = [2, 3, 2, 4], [7, 8, 7, 9]


def test_the_split_equals_the_reference() -> None:
    """Four judges of twenty videos: the split is the one computed in R (S10)."""
    cases = {case["id"]: case for case in json.loads(REFERENCE.read_text(encoding="utf-8"))["cases"]}
    given, value = cases["video.descriptive"]["input"], cases["video.descriptive"]["value"]
    rows = [[y for y, judge in zip(given["y"], given["judge"], strict=True) if judge == j] for j in "1234"]
    found = variance_split(rows, ["a", "a", "b", None], groups_speak=True)
    assert found.system == pytest.approx(value["system_noise2"], abs=1e-9)
    assert found.level == pytest.approx(value["level_noise2"], abs=1e-9)
    assert found.pattern == pytest.approx(value["pattern_noise2"], abs=1e-9)
    assert found.group + found.person + found.pattern == pytest.approx(found.system, abs=1e-9)
    first, second, third, _ = value["judge_level"]
    assert found.group == pytest.approx((2 * ((first + second) / 2) ** 2 + third**2) / 4, abs=1e-9)
    assert not found.speak  # four persons


def test_all_difference_between_shifts_is_told_as_theirs() -> None:
    """Day and evening differ and nobody else: ten tenths, if the series has earned the word."""
    rows, shifts = [DAY] * 4 + [EVENING] * 4, ["day"] * 4 + ["evening"] * 4
    assert variance_split(rows, shifts, groups_speak=True).tenths == (10, 0, 0)
    assert variance_split(rows, shifts, groups_speak=False).tenths == (None, 10, 0)


def test_the_split_needs_eight_persons_four_vignettes_and_a_difference() -> None:
    """Seven whole rows, three vignettes, or everybody alike: nothing is said."""
    rows = [DAY] * 4 + [EVENING] * 4
    nobody = [None] * 8
    assert variance_split(rows, nobody, groups_speak=False).speak
    assert not variance_split([*rows[:7], [7, None, 7, 9]], nobody, groups_speak=False).speak
    assert not variance_split([row[:3] for row in rows], nobody, groups_speak=False).speak
    assert not variance_split([DAY] * 8, nobody, groups_speak=False).speak
    assert variance_split([], [], groups_speak=False).n == 0


def test_rows_that_do_not_fit_are_refused() -> None:
    """Rows of different length, or a group too few, are an error."""
    with pytest.raises(WrongShape):
        variance_split([[1, 2], [1]], [None, None], groups_speak=False)
    with pytest.raises(LengthMismatch):
        variance_split([[1, 2], [1, 2]], [None], groups_speak=False)


def test_tenths_sum_to_ten() -> None:
    """Whatever the parts, the sentence's tenths make ten."""
    rng = np.random.default_rng(2)
    for _ in range(50):
        rows = rng.integers(0, 11, (9, 5)).tolist()
        groups = [str(g) for g in rng.integers(0, 3, 9)]
        for told in (True, False):
            tenths = variance_split(rows, groups, groups_speak=told).tenths
            assert tenths is not None
            assert sum(part or 0 for part in tenths) == 10
            assert min(part or 0 for part in tenths) >= 0
