"""The examples of real answers: what their README tells people to type works."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from commands.small_round import content, report
from support.source import ROOT

DATA = ROOT / "tests" / "reference" / "data"
MAPPINGS = {"lq2002": ("fetch.py", 2042), "lq2002-small": ("make.py", 294)}


@pytest.mark.parametrize("name", MAPPINGS)
def test_forty_nine_reports(tmp_path: Path, name: str) -> None:
    """Asta makes reports of 49 companies' real answers, whole and in groups of three to nine."""
    script, answers = MAPPINGS[name]
    file, out = tmp_path / "answers.csv", tmp_path / "reports"
    made = subprocess.run(
        [sys.executable, ROOT / "examples" / name / script, "--from", DATA, "--to", file],
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    assert len(file.read_text("utf-8").splitlines()) == answers + 1
    result = report(
        "--answers", file,
        "--instrument", ROOT / "examples" / "lq2002",
        "--mapping", ROOT / "examples" / name / "mapping.toml",
        "--out", out,
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    names = content(out)
    assert sum(name.startswith("leaders/") and name.endswith(".html") for name in names) == 49
    assert sum(name.startswith("leaders/") and name.endswith(".pdf") for name in names) == 49
    assert {"organisation.html", "organisation.pdf", "organisation.xlsx", "release.json"} <= set(names)
    document = json.loads(names["release.json"])
    own = [block["n"] for block in document["blocks"] if block["kind"] == "own"]
    assert min(own) >= 5
    assert len(own) == (49 if name == "lq2002" else 35)
    assert sum(block["n"] for block in document["blocks"]) == answers
