"""The self-test names what it cannot read and compares the rest."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from fagspejl.commands.cli import main
from fagspejl_selftest import selftest

REFERENCE = Path(__file__).parents[1] / "reference"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two cases of noise, one that lacks its data, one that is no case, and a file that is no JSON."""
    made = tmp_path / "reference"
    (made / "values").mkdir(parents=True)
    (made / "data").mkdir()
    for name in ("video.csv", "wine.csv"):
        if (REFERENCE / "data" / name).exists():
            shutil.copy(REFERENCE / "data" / name, made / "data")
    content = json.loads((REFERENCE / "values" / "noise.json").read_text(encoding="utf-8"))
    lost = dict(content["cases"][0], id="lost.kalpha", input={}, data="data/nowhere.csv")
    content["cases"] = [content["cases"][0], lost, "no case"]
    (made / "values" / "noise.json").write_text(json.dumps(content), encoding="utf-8")
    (made / "values" / "broken.json").write_text("{", encoding="utf-8")
    return made


def test_unreadable_cases_are_named_and_the_others_run(folder: Path) -> None:
    """Lone's folder holds one sound case, two spoilt ones and a spoilt file: three are named, one agrees."""
    rows = selftest(folder)
    unread = [(case.file, case.case) for row in rows for case in row.unread]
    assert unread == [("broken.json", "broken.json"), ("noise.json", "#3"), ("noise.json", "lost.kalpha")]
    assert sum(row.cases for row in rows) == 4
    assert not any(row.failed for row in rows)
    assert all(case.fact for row in rows for case in row.unread)


@pytest.mark.parametrize(("language", "said"), [("da", "kunne ikke læses"), ("en", "could not be read")])
def test_the_command_says_which_and_goes_on(folder: Path, language: str, said: str) -> None:
    """Per sees each case that could not be read, the count of those that agree, and exit code 1."""
    result = CliRunner().invoke(main, ["analyse", "--selftest", str(folder), "--language", language])
    assert result.exit_code == 1
    lines = [line for line in result.output.splitlines() if said in line]
    assert any("lost.kalpha" in line for line in lines)
    assert any("broken.json" in line for line in lines)
    assert lines[-1].startswith("1 ")
