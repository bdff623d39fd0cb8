"""The machine that checks the rooms: it passes today, and it notices each kind of forbidden import."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from support.source import PACKAGE, ROOT


def _lint(source: Path) -> subprocess.CompletedProcess[str]:
    program = "import sys; from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", program, "--config", str(ROOT / ".importlinter"), "--no-cache"],
        cwd=source,
        env={**os.environ, "PYTHONPATH": str(source)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_contracts_hold() -> None:
    """No room of the project imports upwards."""
    result = _lint(ROOT / "src")
    assert result.returncode == 0, result.stdout


# what is planted -> (file, its text, the words by which the machine names the broken contract)
PLANTED = {
    "upwards": ("lib/planted.py", "import fagspejl.commands.cli", "Imports run only downwards"),
    "the door from below": ("intake/planted.py", "import fagspejl.disclosure", "Imports run only downwards"),
    "the look knows the door": ("web/planted.py", "import fagspejl.disclosure", "Imports run only downwards"),
    "neighbours": ("instrument/planted.py", "import fagspejl.analysis.types", "Imports run only downwards"),
    "inside a function": (
        "analysis/planted.py",
        "def f():\n    import fagspejl.reporting",
        "Imports run only downwards",
    ),
    "for types only": (
        "instrument/planted.py",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import fagspejl.disclosure",
        "Imports run only downwards",
    ),
    "a room to come": ("workspace/__init__.py", "import fagspejl.commands.cli", "Imports run only downwards"),
    "a room nobody placed": ("surprise/__init__.py", "", "Imports run only downwards"),
    "Django in a pure room": (
        "analysis/planted.py",
        "import django.db",
        "The pure rooms know no web framework",
    ),
    "Django behind a neighbour": (
        "intake/planted.py",
        "from django.utils import timezone",
        "The pure rooms know no web framework",
    ),
    "an oracle": ("analysis/planted.py", "import pingouin", "What only tests may use"),
    "another oracle": ("reporting/planted.py", "import krippendorff", "What only tests may use"),
}


@pytest.mark.parametrize("what", PLANTED)
def test_planted_import_is_found(what: str, tmp_path: Path) -> None:
    """Somebody in a hurry plants one forbidden import, and the machine names the contract it breaks."""
    file, text, contract = PLANTED[what]
    shutil.copytree(PACKAGE, tmp_path / "fagspejl", ignore=shutil.ignore_patterns("__pycache__"))
    target = tmp_path / "fagspejl" / file
    target.parent.mkdir(exist_ok=True)
    target.write_text(f'"""Planted."""\n\n{text}\n', encoding="utf-8")
    result = _lint(tmp_path)
    assert result.returncode == 1, result.stdout + result.stderr
    broken = [line for line in result.stdout.splitlines() if line.endswith("BROKEN")]
    assert any(line.startswith(contract) for line in broken), result.stdout
