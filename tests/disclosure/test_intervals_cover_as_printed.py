"""Bands and bounds read as they are printed hold the truth, in groups whose size is known."""

from __future__ import annotations

import pytest

from support.coverage import SIZES, Population, lq2002, measure, modelled

POPULATIONS: dict[str, Population] = {"lq2002": lq2002, "modelled": modelled}


@pytest.mark.slow
@pytest.mark.parametrize("name", POPULATIONS)
def test_bands_hold_in_94_per_cent_and_bounds_always(name: str) -> None:
    """Asta draws 8,000 groups of each size: printed bands hold the average of all who were asked, bounds always do."""
    print(f"\n{name}: asked answered   bands  band holds  width  bounds hold")
    for asked, answered in SIZES:
        found = measure(POPULATIONS[name], asked, answered, 8_000, seed=asked * 100 + answered)
        print(
            f"{asked:>12}{answered:>9}{found.bands:>8}{found.band:>12.3f}{found.width:>7.2f}{found.bounds:>13.4f}"
        )
        assert found.band >= 0.94, (asked, answered)
        assert found.bounds == 1.0, (asked, answered)


@pytest.mark.parametrize(("asked", "answered"), SIZES)
def test_bands_hold_in_a_small_trial(asked: int, answered: int) -> None:
    """Asta draws 1,200 groups: the printed band holds in at least 93 per cent of them, the bounds in all."""
    found = measure(modelled, asked, answered, 1_200, seed=7)
    assert found.bands > 600
    assert found.band >= 0.93
    assert found.bounds == 1.0
