"""The real answers of lq2002 are read through the example's mapping, whole and in small groups."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections import Counter
from pathlib import Path

import numpy as np

from fagspejl.instrument.loader import load
from fagspejl.intake import read_round
from fagspejl.intake.types import RoundData
from support.source import ROOT

EXAMPLES = ROOT / "examples"


def _made(script: str, target: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(EXAMPLES / script), "--to", str(target), *more],
        check=False,
        capture_output=True,
        text=True,
    )


def _read(answers: Path, folder: str) -> RoundData:
    return read_round(answers, load(EXAMPLES / "lq2002"), mapping=EXAMPLES / folder / "mapping.toml")


def test_whole(tmp_path: Path) -> None:
    """Asta gets 49 leaders and every answer of the data set, through the mapping and nothing else."""
    path = tmp_path / "new" / "lq2002_lead.csv"
    assert _made("lq2002/fetch.py", path).returncode == 0
    data = _read(path, "lq2002")
    assert (data.table.rows, data.table.n_leaders, data.has_person) == (2042, 49, True)
    (warning,) = data.warnings  # soldier 2 is in company 2: both are only counted
    assert (warning.code, dict(warning.facts)["rows"]) == ("numbers_shared", "3")
    with path.open(encoding="utf-8", newline="") as file:
        raw = [[int(cell) for cell in row[2:]] for row in list(csv.reader(file))[1:]]
    assert np.array_equal(data.table.values, raw)
    assert len(set(data.table.person.tolist())) == 2042


def test_small_groups(tmp_path: Path) -> None:
    """The small groups have 3 to 9 answers, each size seven times, and their rows are rows of the data set."""
    whole, small, again = (tmp_path / name for name in ("whole.csv", "small.csv", "again.csv"))
    for script, path in (
        ("lq2002/fetch.py", whole),
        ("lq2002-small/make.py", small),
        ("lq2002-small/make.py", again),
    ):
        assert _made(script, path).returncode == 0
    assert small.read_bytes() == again.read_bytes()
    assert set(small.read_text("utf-8").splitlines()) <= set(whole.read_text("utf-8").splitlines())
    sizes = Counter(Counter(_read(small, "lq2002-small").table.leader.tolist()).values())
    assert sizes == dict.fromkeys(range(3, 10), 7)


def test_data_elsewhere(tmp_path: Path) -> None:
    """Without the data the scripts say which folder they looked in, and write nothing."""
    for script in ("lq2002/fetch.py", "lq2002-small/make.py"):
        done = _made(script, tmp_path / "x.csv", "--from", str(tmp_path))
        assert done.returncode == 1
        assert str(tmp_path / "lq2002_lead.csv") in done.stderr
    assert list(tmp_path.iterdir()) == []
