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

from fagspejl.disclosure.codec import dumps
from fagspejl.disclosure.release_check.audit import audit

Made = TypeVar("Made")

MOST_SECONDS = 1.0  # per 100,000 responses
TRIES = 5


def timed(work: Callable[[], Made]) -> tuple[float, Made]:
    """Return processor seconds and what was made."""
    started = time.process_time()
    made = work()
    return time.process_time() - started, made


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
    return int(best > MOST_SECONDS) + bool(report.faults)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000))
