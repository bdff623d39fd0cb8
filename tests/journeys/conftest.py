"""The demo, made once by the command that newcomers type."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `fagspejl demo --no-serve` makes."""
    out = tmp_path_factory.mktemp("demo") / "demo"
    made = subprocess.run(
        [
            sys.executable,
            "-c",
            "from fagspejl.config.cli import main; main()",
            "demo",
            "--out",
            str(out),
            "--no-serve",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    assert made.stderr == ""
    return out
