"""Write examples/systems: the demo's forms as each survey system exports them."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from fagspejl.demo.catalogue import SMALLEST
from fagspejl.demo.exports.write import write_exports
from fagspejl.demo.write import write_demo
from fagspejl.instrument.loader import load

SYSTEMS = Path(__file__).resolve().parents[1] / "examples" / "systems"


def main() -> None:
    """Write each export into a folder of its own."""
    instrument = load("faglig-ledelse")
    with tempfile.TemporaryDirectory() as folder:
        made = write_demo(Path(folder), instrument=instrument, leaders=SMALLEST)
        for name in write_exports(Path(folder) / "exports", made.forms, instrument):
            path = Path(name)
            target = SYSTEMS / path.stem / f"answers{path.suffix}"
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(Path(folder) / "exports" / name, target)
            print(target)


if __name__ == "__main__":
    main()
