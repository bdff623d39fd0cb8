"""The course that ships is played against a fresh demo by the command that everybody can run: `make course`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from support.demo_site import served_demo
from support.shared_demo import BuiltDemo

PLAY = Path(__file__).parents[2] / "scripts" / "play_course.py"


def _played(built_demo: BuiltDemo, folder: Path, phones: int) -> str:
    with served_demo(built_demo.folder, folder) as site:
        command = [sys.executable, str(PLAY), f"--site={site.url}", f"--phones={phones}"]
        played = subprocess.run(command, capture_output=True, text=True, check=False, timeout=500)
    assert played.returncode == 0, played.stdout + played.stderr
    return played.stdout


@pytest.mark.browser
def test_with_a_few_phones(built_demo: BuiltDemo, tmp_path: Path) -> None:
    """Underviseren holds the course with fourteen phones and a real one: every sentence holds."""
    told = _played(built_demo, tmp_path, 14)
    assert "NOT SO" not in told
    assert "No vote counted twice" in told


@pytest.mark.browser
@pytest.mark.slow
def test_with_sixty_phones(built_demo: BuiltDemo, tmp_path: Path) -> None:
    """The same with sixty."""
    assert "All 25 checks held." in _played(built_demo, tmp_path, 60)
