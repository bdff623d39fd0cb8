"""Every printed figure against the raw answers, by code that shares nothing with the product."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from independent.random_organisation import LARGE, SIZES, write_organisation
from independent.recompute import compare
from independent.spread_by_definition import write_questionnaire
from support.shared_demo import BuiltDemo

THEMES = {"ramme": ["a1", "a2", "a3"], "samtale": ["b1", "b2"], "kvalitet": ["c1", "c2", "c3", "c4", "c5"]}

ASKED = ("employee", "self", "superior", "peer")


def test_the_demo_is_what_its_answers_give(built_demo: BuiltDemo, capsys: pytest.CaptureFixture[str]) -> None:
    """Asta computes the whole demo from its answers alone: web pages, workbook and Release say the same everywhere."""
    found = compare(built_demo.files, built_demo.folder)
    with capsys.disabled():
        print(f"\n{found.table()}", file=sys.stderr, flush=True)  # runs of several workers keep this one
    assert found.different == []
    assert found.compared.total() > 3000


def _report(folder: Path) -> Path:
    files = {"answers": "answers.csv", "leaders": "leaders.csv", "instrument": "questionnaire", "out": "out"}
    options = [part for name, file in files.items() for part in (f"--{name}", str(folder / file))]
    command = [str(Path(sys.executable).with_name("fagspejl")), "report", *options]
    done = subprocess.run(
        [*command, "--formats", "html,xlsx,json", "--quiet"],
        capture_output=True,
        text=True,
        env={**os.environ, "FAGSPEJL_STATE": str(folder / "state")},
        check=False,
    )
    assert done.returncode == 0, done.stderr + done.stdout
    return folder / "out"


@pytest.mark.parametrize(
    ("seed", "shared"), [(1, False), (2, True)], ids=["small groups", "large groups, shared people"]
)
def test_a_random_organisation_is_what_its_answers_give(seed: int, shared: bool, tmp_path: Path) -> None:
    """Asta does the same with organisations full of small, silent, unanimous and divided groups."""
    write_questionnaire(tmp_path / "questionnaire", dict(THEMES), 1, 5, (), ASKED)
    write_organisation(
        tmp_path,
        [item for items in THEMES.values() for item in items],
        seed,
        shared=shared,
        sizes=LARGE if shared else SIZES,
    )
    found = compare(tmp_path, _report(tmp_path))
    assert found.different == []
    kinds = {"unit: theme", "leader: band", "leader: bounds", "leader: gap", "leader: spread"}
    assert kinds | ({"unit: answers"} if shared else set()) <= found.compared.keys()


def test_one_changed_figure_is_found(tmp_path: Path) -> None:
    """Asta changes one tenth of one total in the file, and her own arithmetic points at it and at nothing else."""
    write_questionnaire(tmp_path / "questionnaire", dict(THEMES), 1, 5, (), ASKED)
    write_organisation(tmp_path, [item for items in THEMES.values() for item in items], 3, shared=False)
    file = _report(tmp_path) / "release.json"
    document = json.loads(file.read_text(encoding="utf-8"))
    total = next(
        row for row in document["figures"] if "unit" in row and row["kind"] == "item" and row["value"]
    )
    total["value"] = round(total["value"] + 0.1, 1)
    file.write_text(json.dumps(document), encoding="utf-8")
    assert [kind for kind, *_ in compare(tmp_path, tmp_path / "out").different] == ["unit: item"]
