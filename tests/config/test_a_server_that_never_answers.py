"""A web server whose workers die before any has answered stops, and says why; it does not try for ever."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.site_process import fagspejl, free_port

_DIES_AS_A_COPY = "import os\nos.register_at_fork(after_in_child={act})\n"


@pytest.mark.parametrize(
    ("act", "reason"),
    [
        ("lambda: os._exit(3)", "sluttede med kode 3"),
        ("lambda: os.kill(os.getpid(), 9)", "blev dræbt af signal 9"),
    ],
    ids=["ends", "is killed"],
)
def test_workers_that_die_at_once(tmp_path: Path, act: str, reason: str) -> None:
    """Per's machine has no room for the workers: the server stops with how the last one ended, and exit code 1."""
    (tmp_path / "sitecustomize.py").write_text(_DIES_AS_A_COPY.format(act=act))
    result = fagspejl(tmp_path, "serve", "--port", str(free_port()), PYTHONPATH=str(tmp_path))
    assert result.returncode == 1
    assert "Fagspejl stopper: ingen af processerne nåede at svare" in result.stderr
    assert reason in result.stderr
    assert "Traceback" not in result.stderr


def test_a_program_that_does_not_load(tmp_path: Path) -> None:
    """A part of the program is missing on Per's machine: the server says which, and starts no worker."""
    (tmp_path / "sitecustomize.py").write_text(
        "import sys\nsys.modules['fagspejl.config.short_urls'] = None\n"
    )
    result = fagspejl(tmp_path, "serve", "--port", str(free_port()), PYTHONPATH=str(tmp_path))
    assert result.returncode == 1
    assert "Fagspejl kan ikke starte:" in result.stderr
    assert "short_urls" in result.stderr
    assert "Traceback" not in result.stderr
