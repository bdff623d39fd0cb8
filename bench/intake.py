"""CSV: reading a national answer file against Python's own csv module on the same file, and the peak memory.

Run `python bench/intake.py [ROWS]`. The readings take turns, each in a process of its own; medians of three. The
third is our own without `fields.py`, whose lines are worth keeping only while they save more than half of the time.
"""

from __future__ import annotations

import csv
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from unittest import mock

from fagspejl.instrument.types import Instrument, Item, PerspectiveName, Scale, Theme
from fagspejl.intake import read_round
from fagspejl.intake.texts import records

ROWS = 800_000
THEMES, ITEMS = 5, 5
MOST_TIMES_CSV = 3.0
LEAST_TIMES_WITHOUT_FIELDS = 2.0
MOST_BYTES = 1_500_000_000
ASKED: tuple[PerspectiveName, ...] = ("employee", "self", "superior")


def instrument() -> Instrument:
    """Five themes of five statements, 1 to 5, with one comment question."""
    themes = tuple(
        Theme(
            f"t{t}", tuple(Item(f"t{t}_{i}", f"t{t}", i == ITEMS, ASKED) for i in range(1, ITEMS + 1)), ASKED
        )
        for t in range(1, THEMES + 1)
    )
    return Instrument(
        id="bench",
        version="1.0",
        validated=False,
        scale=Scale(1, 5),
        themes=themes,
        comments=("good",),
        professions=(),
        same_as={},
        wordings={},
        changes=(),
        checksum="",
    )


def write_answers(path: Path, rows: int) -> None:
    """Write answers of about 12 employees per leader, 3 % blank, 2 % "ved ikke", 5 % with a comment of two lines."""
    rng = random.Random(20260101)
    lines = [
        rng.choices(("1", "2", "3", "4", "5", "", "ved_ikke"), (4, 10, 22, 38, 21, 3, 2), k=25)
        for _ in range(20_000)
    ]
    items = [item.id for item in instrument().items]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["leader", "perspective", "person", *items, "comment_good"])
        for row in range(rows):
            comment = "Tid til faglig sparring;\nog ro på vagten" if row % 20 == 0 else ""
            writer.writerow([f"L{row // 12:05d}", "employee", f"p{row:07d}", *rng.choice(lines), comment])


def by_csv(path: Path) -> None:
    """What we are measured against: every record read by the csv module, and nothing done with it."""
    with path.open(encoding="utf-8", newline="") as file:
        for _ in csv.reader(file, delimiter=";"):
            pass


def by_intake(path: Path) -> None:
    """The whole way: encoding, columns, codes, duplicates, response table."""
    data = read_round(path, instrument())
    assert data.table.rows > 0


def by_intake_without_fields(path: Path) -> None:
    """The whole way with the csv module from the first row to the last, as where bytes leave room for doubt."""
    with mock.patch.object(records, "find_fields", return_value=None):
        by_intake(path)


READINGS = {reading.__name__: reading for reading in (by_csv, by_intake, by_intake_without_fields)}


def measured(name: str, path: Path) -> tuple[float, int]:
    """Return processor seconds (the machine may be busy) and peak bytes of one reading in a fresh process."""
    done = subprocess.run(
        [sys.executable, __file__, name, str(path)], check=True, capture_output=True, text=True
    )
    seconds, peak = json.loads(done.stdout)
    return float(seconds), int(peak)


def main(rows: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answers.csv"
        write_answers(path, rows)
        size = path.stat().st_size
        turns = [[measured(name, path) for name in READINGS] for _ in range(3)]
    plain, ours, without = (statistics.median(turn[n][0] for turn in turns) for n in range(3))
    peak = max(turn[1][1] for turn in turns)
    ratio = statistics.median(turn[1][0] / turn[0][0] for turn in turns)
    longer = statistics.median(turn[2][0] / turn[1][0] for turn in turns)
    print(f"intake: {rows:,} rows x {THEMES * ITEMS} items, {size / 1e6:.0f} MB")
    print(
        f"  csv module {plain:.2f} s, read_round {ours:.2f} s: {ratio:.2f} x (at most {MOST_TIMES_CSV:.0f})"
    )
    print(
        f"  read_round without fields.py {without:.2f} s: {longer:.2f} x as long"
        f" (below {LEAST_TIMES_WITHOUT_FIELDS:.0f} it can go)"
    )
    print(f"  peak memory {peak / 1e6:.0f} MB (at most {MOST_BYTES / 1e6:.0f})")
    return int(ratio > MOST_TIMES_CSV or peak > MOST_BYTES)


if __name__ == "__main__":
    if sys.argv[1:2] and sys.argv[1] in READINGS:
        started = time.process_time()
        READINGS[sys.argv[1]](Path(sys.argv[2]))
        seconds = time.process_time() - started
        print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024]))
    else:
        sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS))
