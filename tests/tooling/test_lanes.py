"""Which tests run in which lane, and what is said of a run that had to be left out."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from support.source import ROOT

TELLS = (
    '#!/bin/sh\n[ "$1" = -m ] && [ "$2" = pytest ] && echo "${FAGSPEJL_TEST_DATABASE:-sqlite}: $*"\nexit 0\n'
)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with the scripts and with programs that tell what they are asked instead of doing it."""
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts")
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    for folder in (".venv", ".venv-newest", ".venv-newest-django"):
        (tmp_path / folder / "bin").mkdir(parents=True)
        for program in ("python", "uv"):
            (tmp_path / folder / "bin" / program).write_text(TELLS)
            (tmp_path / folder / "bin" / program).chmod(0o755)
    return tmp_path


def _said(place: Path, *words: str, **settings: str) -> list[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FAGSPEJL_")}
    done = subprocess.run(
        ["sh", *words],
        cwd=place,
        env={**kept, "BROWSER": "0", "WORKERS": "3", **settings},
        capture_output=True,
        text=True,
        check=True,
    )
    return [line for line in done.stdout.splitlines() if "pytest" in line or "Left out" in line]


@pytest.mark.parametrize(
    ("lane", "marks", "on_postgresql"),
    [
        ("fast", "not slow", "stores and not (slow or browser or either)"),
        ("slow", "slow", "stores and (slow or browser or either)"),
    ],
)
def test_each_test_runs_in_one_lane(place: Path, lane: str, marks: str, on_postgresql: str) -> None:
    """Asta runs a lane: everything on SQLite, what stores on PostgreSQL, and what is alike there when slow."""
    always = "-m pytest -n 3 --dist loadfile --no-loadscope-reorder -m"
    assert _said(place, "scripts/test.sh", ".venv/bin", lane, "-k", "cards") == [
        f"postgresql: {always} {on_postgresql} -k cards",
        f"sqlite: {always} {marks} -k cards",
    ]


def test_a_python_that_does_not_run_is_left_out(place: Path) -> None:
    """Per's path has a shim that only says what it would need: he reads in one line what was not tried."""
    shim = place / "python3.13"
    shim.write_text("#!/bin/sh\necho 'python3.13: command not found' >&2\nexit 127\n")
    shim.chmod(0o755)
    *runs, left_out = _said(place, "scripts/test_newest.sh", ".venv/bin", NEXT_PYTHON=str(shim))
    assert len(runs) == 2
    assert left_out.startswith("Left out: the run with django>=6.1")


def test_a_python_that_runs_tries_the_next_django(place: Path) -> None:
    """Per has Python 3.13: the tests run twice, and the second time with another Django."""
    runs = _said(place, "scripts/test_newest.sh", ".venv/bin", NEXT_PYTHON=str(place / ".venv/bin/python"))
    assert len(runs) == 4
    assert "django>=6.1,<6.2" in (place / ".venv-newest-django" / "base.in").read_text().splitlines()
    assert "django>=5.2,<5.3" in (place / ".venv-newest" / "base.in").read_text().splitlines()
    assert "base.txt" not in (place / ".venv-newest" / "test.in").read_text()
