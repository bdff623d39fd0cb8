"""Release: from the table of answers to printed cells and every figure's arithmetic, on top of parsing.

Run `python bench/release.py [LEADERS]`. Times are processor time, the best of five: what else the machine does can only
take away. The file and its audit are told too, without a limit: they follow the number of figures, not of answers.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from typing import TypeVar

import _round
import numpy as np

from fagspejl.disclosure.arithmetic.choice import choose
from fagspejl.disclosure.document.codec import dumps
from fagspejl.disclosure.release_check.audit import audit

Made = TypeVar("Made")

MOST_SECONDS = 1.0  # per 100,000 responses
MOST_TO_CHOOSE = 2.0  # which of 50,000 units print totals of 25 items
TRIES = 5


def timed(work: Callable[[], Made]) -> tuple[float, Made]:
    """Return processor seconds and what was made."""
    started = time.process_time()
    made = work()
    return time.process_time() - started, made


def choosing(units: int = 50_000, items: int = 25) -> float:
    """Return processor seconds to choose totals in a tree of six levels, each item shown by other blocks."""
    rng = np.random.default_rng(1)
    parents = [-1, *(int(rng.integers(max(0, unit // 7 - 2), unit // 7 + 1)) for unit in range(1, units))]
    leaders = np.where(rng.random(units) < 0.8, 1, 2)
    shown = rng.random((units, items)) < 0.9
    return min(
        timed(lambda: choose(parents, rng.integers(0, units, units), leaders, shown, 3))[0]
        for _ in range(TRIES)
    )


def main(leaders: int) -> int:
    """Print the figures and return how many are above their limit."""
    asked = _round.instrument()
    answers = _round.table(leaders, asked)
    per = 100_000 / answers.rows
    print(f"release: {leaders:,} leaders, {answers.rows:,} responses, {len(asked.themes)} themes")
    cells, figures = [], []
    for _ in range(TRIES):
        took, made = timed(lambda: _round.released(leaders, asked, answers))
        cells.append(took)
        figures.append(timed(lambda made=made: made.figures)[0])
    best = (min(cells) + min(figures)) * per
    print(
        f"  cells {min(cells) * per:.2f} s, figures {min(figures) * per:.2f} s, together {best:.2f} s "
        f"per 100,000 responses (at most {MOST_SECONDS:.0f})"
    )
    wrote, text = timed(lambda: dumps(made))
    checked, report = timed(lambda: audit(json.loads(text)))
    print(
        f"  release.json {len(text) / 1e6:.0f} MB: written in {1000 * wrote / leaders:.1f} ms per leader, "
        f"audited in {1000 * checked / leaders:.1f} ms per leader, {len(report.faults)} faults"
    )
    chose = choosing()
    print(f"  totals of 50,000 units x 25 items chosen in {chose:.2f} s (at most {MOST_TO_CHOOSE:.0f})")
    return int(best > MOST_SECONDS) + bool(report.faults) + int(chose > MOST_TO_CHOOSE)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000))
