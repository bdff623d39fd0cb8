"""Run every benchmark of bench/ in turn, each in a process of its own, and print its figures.

A benchmark is a script whose `main()` prints ratios measured within one run, so that they hold on any machine.
A script that exits non-zero has found a ratio above its limit; the rest still run, and `make bench` fails at the
end.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Return the number of benchmarks that failed."""
    scripts = sorted(path for path in (ROOT / "bench").glob("*.py") if not path.name.startswith("_"))
    if not scripts:
        print("bench/ holds no benchmark yet.")
    failed = []
    for script in scripts:
        print(f"\n== {script.stem}", flush=True)
        if subprocess.run([sys.executable, str(script)], cwd=ROOT, check=False).returncode:
            failed.append(script.stem)
    if failed:
        print(f"\nAbove the limit or broken: {', '.join(failed)}", file=sys.stderr)
    return len(failed)


if __name__ == "__main__":
    sys.exit(main())
