"""XLSX: reading answers of a large organisation against bare calamine on the same workbook, hidden rows found.

Run `python bench/workbooks.py [ROWS]`. The readings take turns, each in a process of its own; medians of three.
"""

from __future__ import annotations

import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook

from fagspejl.intake import read_round
from intake import instrument

ROWS = 100_000
HIDDEN = 100  # every so many rows
MOST_TIMES_CALAMINE = 2.5
MOST_BYTES = 1_500_000_000


def write_answers(path: Path, rows: int) -> None:
    """Write the answers of `intake.write_answers` as a workbook, every hundredth row filtered away."""
    rng = random.Random(20260101)
    items = [item.id for item in instrument().items]
    lines = [
        rng.choices((1, 2, 3, 4, 5, None, "ved_ikke"), (4, 10, 22, 38, 21, 3, 2), k=len(items))
        for _ in range(20_000)
    ]
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Svar")
        sheet.write_row(0, 0, ["leader", "perspective", "person", *items, "comment_good"])
        for row in range(1, rows + 1):
            comment = "Tid til faglig sparring;\nog ro på vagten" if row % 20 == 0 else None
            if row % HIDDEN == 0:
                sheet.set_row(row, None, None, {"hidden": True})
            sheet.write_row(
                row, 0, [f"L{row // 12:05d}", "employee", f"p{row:07d}", *rng.choice(lines), comment]
            )


def by_calamine(path: Path) -> int:
    """What we are measured against: every cell read, and nothing done with it."""
    return len(CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()) - 1


def by_intake(path: Path) -> int:
    """The whole way: package, reach, hidden rows, error cells, recognition, codes, duplicates, response table."""
    return read_round(path, instrument()).table.rows


READINGS = {reading.__name__: reading for reading in (by_calamine, by_intake)}


def measured(name: str, path: Path) -> tuple[float, int, int]:
    """Return processor seconds (the machine may be busy), peak bytes and rows of one reading in a fresh process."""
    done = subprocess.run(
        [sys.executable, __file__, name, str(path)], check=True, capture_output=True, text=True
    )
    seconds, peak, rows = json.loads(done.stdout)
    return float(seconds), int(peak), int(rows)


def main(rows: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answers.xlsx"
        write_answers(path, rows)
        size = path.stat().st_size
        turns = [[measured(name, path) for name in READINGS] for _ in range(3)]
    plain, ours = (statistics.median(turn[n][0] for turn in turns) for n in range(2))
    ratio = statistics.median(turn[1][0] / turn[0][0] for turn in turns)
    peak = max(turn[1][1] for turn in turns)
    left_out = turns[0][0][2] - turns[0][1][2]
    print(f"workbooks: XLSX of {rows:,} rows, {size / 1e6:.0f} MB, {left_out:,} hidden rows left out")
    print(
        f"  calamine {plain:.2f} s, read_round {ours:.2f} s: {ratio:.2f} x (at most {MOST_TIMES_CALAMINE:.1f})"
    )
    print(f"  peak memory {peak / 1e6:.0f} MB (at most {MOST_BYTES / 1e6:.0f})")
    return int(ratio > MOST_TIMES_CALAMINE or peak > MOST_BYTES or left_out != rows // HIDDEN)


if __name__ == "__main__":
    if sys.argv[1:2] and sys.argv[1] in READINGS:
        started = time.process_time()
        found = READINGS[sys.argv[1]](Path(sys.argv[2]))
        seconds = time.process_time() - started
        print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024, found]))
    else:
        sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS))
