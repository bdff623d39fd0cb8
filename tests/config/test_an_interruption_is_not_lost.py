"""Ctrl-C at a moment when Python hears nobody: the command ends all the same."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from support.site_process import environment, free_port

# The first `serve` of a site; Ctrl-C comes while an object is cleared away, where Python loses it.
PRESSED_UNHEARD = """
import os, signal
from django.db.migrations.recorder import MigrationRecorder
note = MigrationRecorder.record_applied
noted = []

class Cleared:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGINT)
        sum(range(1000))

def record(*given, **more):
    noted.append(1)
    if len(noted) == 3:
        Cleared()
    return note(*given, **more)

MigrationRecorder.record_applied = record
from fagspejl.commands.cli import main
main()
"""


def test_serve_ends_when_nobody_heard_the_first(tmp_path: Path) -> None:
    """Per presses Ctrl-C while something is being cleared away: the first start ends with one sentence, and no traceback."""
    done = subprocess.run(
        [sys.executable, "-c", PRESSED_UNHEARD, "serve", "--port", str(free_port()), "--workers", "1"],
        cwd=tmp_path,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (1, "Afbrudt. Kør kommandoen igen, når du vil gå videre.\n")
