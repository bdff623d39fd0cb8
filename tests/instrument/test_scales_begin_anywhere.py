"""A questionnaire may ask from 0 to 4, from 0 to 10 or from 1 to 7."""

from __future__ import annotations

from pathlib import Path

import pytest

from fagspejl.instrument.errors import InstrumentInvalid
from fagspejl.instrument.loader import load
from fagspejl.instrument.rules import coverage
from support.instruments import minimal, write


@pytest.mark.parametrize(("lo", "hi"), [(0, 1), (0, 4), (0, 10), (1, 7), (1, 10), (90, 100)])
def test_the_scale_is_read_with_its_labels(tmp_path: Path, lo: int, hi: int) -> None:
    """Bente's questionnaire has a label for every number, or the numbers themselves where she gives none."""
    trees = minimal()
    trees["instrument.toml"]["scale"] = {"lo": lo, "hi": hi}
    bare = load(write(tmp_path / "bare", trees))
    assert (bare.scale.lo, bare.scale.hi) == (lo, hi)
    assert bare.wordings["en"].options == tuple(str(number) for number in range(lo, hi + 1))
    assert any(gap.part == "options" for gap in coverage(bare))
    trees["en.toml"]["options"] = [f"Step {number}" for number in range(lo, hi + 1)]
    worded = load(write(tmp_path / "worded", trees))
    assert len(worded.wordings["en"].options) == hi - lo + 1
    assert not any(gap.part == "options" for gap in coverage(worded))


@pytest.mark.parametrize(("lo", "hi"), [(-2, 2), (0, 11), (0, 0), (5, 1), (95, 101)])
def test_other_scales_are_refused(tmp_path: Path, lo: int, hi: int) -> None:
    """Below 0, with one option, upside down or with more than eleven options: Bente is told that it cannot be used."""
    trees = minimal()
    trees["instrument.toml"]["scale"] = {"lo": lo, "hi": hi}
    with pytest.raises(InstrumentInvalid) as error:
        load(write(tmp_path, trees))
    assert [fault.code for fault in error.value.faults] == ["BAD_SCALE"]
