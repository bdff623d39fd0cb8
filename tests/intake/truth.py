"""The fourteen answers that most of the case files hold: eight about L01, six about L02."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from fagspejl.intake.types import RoundData

CASES = Path(__file__).parent / "cases"
MEANS = {"L01": [2.38, 2.50, 3.29, 3.14, 3.25], "L02": [3.33, 2.67, 3.80, 3.00, 4.17]}


def means(data: RoundData) -> dict[str, list[float]]:
    """Leader id -> mean of each statement in the order of the questionnaire, two decimals."""
    values = np.where(data.table.missing == 0, data.table.values.astype(float), np.nan)
    return {
        leader.id: [round(float(mean), 2) for mean in np.nanmean(values[data.table.leader == index], axis=0)]
        for index, leader in enumerate(data.leaders)
    }
