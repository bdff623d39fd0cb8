"""Bente reads how often a lot would tell of a difference: the figures on her page are what the simulation gives."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from fagspejl.analysis.policy import LOT_POWER

pytestmark = [pytest.mark.slow, pytest.mark.either]

SIMULATION = runpy.run_path(str(Path(__file__).parents[2] / "scripts" / "lot_simulation.py"))
DRAWS = 1500
NEAR = 4  # hundredths; two standard deviations of 1500 draws at a third are 2.4


@pytest.mark.parametrize("a_side", sorted(LOT_POWER))
def test_power_is_what_the_page_says(a_side: int) -> None:
    """Units that differ by 0.3 of their spread: told of as often as the page says, with so many units a side."""
    assert abs(SIMULATION["power"](a_side, DRAWS) - LOT_POWER[a_side]) <= NEAR


def test_the_interval_holds_what_there_is() -> None:
    """With fifty units a side and no difference the interval holds nought in 94 to 97 of 100 lots, as read too."""
    got = SIMULATION["measure"](SIMULATION["World"]("usual", 50), DRAWS)
    assert 93.5 <= got["coverage"] <= 97
    assert got["coverage"] <= got["as_printed"] <= 98
