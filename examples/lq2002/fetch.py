"""Copy the answers of lq2002 from a folder of reference data to where the example reads them.

    python examples/lq2002/fetch.py [--from FOLDER] [--to FILE]

Nothing is fetched over a network. The answers are under the GNU General Public Licence: see README.md beside this file.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAME = "lq2002_lead.csv"


def main() -> int:
    """Copy the file, or say where it was looked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("--from", dest="folder", type=Path, default=ROOT / "tests" / "reference" / "data")
    parser.add_argument("--to", dest="target", type=Path, default=ROOT / "var" / NAME)
    given = parser.parse_args()
    source: Path = given.folder / NAME
    if not source.is_file():
        print(f"{source} is not there. Give the folder that holds {NAME} with --from.", file=sys.stderr)
        return 1
    given.target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, given.target)
    print(given.target)
    return 0


if __name__ == "__main__":
    sys.exit(main())
