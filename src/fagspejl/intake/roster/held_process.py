"""Opens one uploaded roster in a process of its own, with limits on time and memory. Run by `held_apart.py` alone.

It is given a line of JSON and then the files, one after another, and answers in JSON: nothing is written to disk.
"""

from __future__ import annotations

import json
import resource
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any, Final

from fagspejl.intake.errors import IntakeRefused
from fagspejl.intake.limits import WEB_LIMITS
from fagspejl.intake.roster.held import hold, hold_corrected, to_json
from fagspejl.intake.source import HeldFile

_USUAL: Final = 400 << 20


def answer(told: dict[str, Any], files: tuple[HeldFile, ...]) -> dict[str, Any]:
    """Return what the files hold (`held`), the corrected rows of one (`corrected`), or `notices` and their `total`."""
    one = files[0] if len(files) == 1 else HeldFile(told["name"], files=files)
    try:
        if told["corrects"]:
            return {"corrected": asdict(hold_corrected(one, told["corrects"], WEB_LIMITS))}
        today = date.fromisoformat(told["today"])
        return {"held": to_json(hold(one, known=told["known"], today=today, limits=WEB_LIMITS))}
    except IntakeRefused as refused:
        return {"notices": [asdict(notice) for notice in refused.notices], "total": refused.total}


def main() -> None:
    """Read the files from standard input, and write what they hold to standard output."""
    given = sys.stdin.buffer
    told = json.loads(given.readline())
    most = _taken() + told["memory"]
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (told["seconds"], told["seconds"]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    files = tuple(HeldFile(name, given.read(size)) for name, size in told["files"])
    json.dump(answer(told, files), sys.stdout, ensure_ascii=True)


def _taken() -> int:
    """How many bytes of addresses the program itself has by now; where nobody tells, what it has on Linux."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    except OSError:
        return _USUAL
    return pages * resource.getpagesize()


if __name__ == "__main__":
    main()
