"""Draw small groups from the real answers of lq2002: 3 to 9 soldiers of each company, always the same ones.

    python examples/lq2002-small/make.py [--from FOLDER] [--to FILE]

Every row is a row of lq2002_lead.csv, unchanged and in its order. The answers are under the GNU General Public
Licence: see README.md beside this file.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAME = "lq2002_lead.csv"
SEED = 20020101
SMALLEST, LARGEST = 3, 9


def drawn(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return 3 to 9 rows of each company; sizes take turns, so that every size occurs seven times in 49 companies."""
    rng = random.Random(SEED)
    companies = sorted({row["COMPID"] for row in rows}, key=int)
    sizes = [SMALLEST + turn % (LARGEST - SMALLEST + 1) for turn in range(len(companies))]
    rng.shuffle(sizes)
    chosen: set[str] = set()
    for company, size in zip(companies, sizes, strict=True):
        members = sorted((row["SUB"] for row in rows if row["COMPID"] == company), key=int)
        chosen.update(rng.sample(members, size))
    return [row for row in rows if row["SUB"] in chosen]


def main() -> int:
    """Write the drawn rows, or say where the data were looked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("--from", dest="folder", type=Path, default=ROOT / "tests" / "reference" / "data")
    parser.add_argument("--to", dest="target", type=Path, default=ROOT / "var" / "lq2002_small.csv")
    given = parser.parse_args()
    source: Path = given.folder / NAME
    if not source.is_file():
        print(f"{source} is not there. Give the folder that holds {NAME} with --from.", file=sys.stderr)
        return 1
    with source.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows, names = list(reader), list(reader.fieldnames or ())
    given.target.parent.mkdir(parents=True, exist_ok=True)
    with given.target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(drawn(rows))
    print(given.target)
    return 0


if __name__ == "__main__":
    sys.exit(main())
