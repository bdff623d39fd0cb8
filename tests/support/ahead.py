"""Commands whose clock is ahead of the machine's: hours pass between one worker and the next."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from support.site_process import environment

_PROGRAM = (
    "import sys; from support.ahead import go_ahead; go_ahead(float(sys.argv.pop(1)));"
    "from fagspejl.commands.cli import main; main()"
)


class _Ahead:
    def __init__(self, by: timedelta) -> None:
        self._by = by

    def now(self, zone: object) -> datetime:
        """Stand in for `datetime.now` where time enters."""
        return datetime.now(zone) + self._by  # type: ignore[arg-type]  # noqa: TID251 - the machine's clock


def go_ahead(seconds: float) -> None:
    """Put the clock of this process ahead."""
    from fagspejl.lib import clock

    clock.datetime = _Ahead(timedelta(seconds=seconds))  # type: ignore[assignment, misc]


def worker_ahead(
    folder: Path, by: timedelta, *arguments: str, log: Path, **extra: str
) -> subprocess.Popen[bytes]:
    """Start a worker whose clock is ahead `by` so much; what it says is added to `log`."""
    told = environment(folder, **extra)
    told["PYTHONPATH"] = ":".join(path for path in sys.path if path)
    with log.open("ab") as out:
        return subprocess.Popen(
            [sys.executable, "-c", _PROGRAM, str(by.total_seconds()), "worker", *arguments],
            cwd=folder,
            env=told,
            stdout=out,
            stderr=subprocess.STDOUT,
        )


@contextmanager
def working_ahead(
    folder: Path, by: timedelta, *arguments: str, log: Path, **extra: str
) -> Iterator[subprocess.Popen[bytes]]:
    """Let a worker work whose clock is ahead, and ask it to stop at the end."""
    process = worker_ahead(folder, by, *arguments, log=log, **extra)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(90)
