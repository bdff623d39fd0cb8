"""Every number that any file of a release prints is the Release's, found by code that shares nothing with reporting."""

from __future__ import annotations

import json
import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from independent.harvest import harvest, numbers_in
from independent.random_organisation import write_organisation
from independent.spread_by_definition import write_questionnaire
from support.exported import as_released, figures_of, read_table
from support.shared_demo import BuiltDemo

THEMES = {"ramme": ["a1", "a2", "a3"], "samtale": ["b1", "b2"]}
FORMATS = "html,pdf,xlsx,json,ods,csv,figures,sav"


def test_the_pages_of_the_demo_hold_its_figures_and_no_other(
    built_demo: BuiltDemo, capsys: pytest.CaptureFixture[str]
) -> None:
    """Asta reads every twelfth leader's files and all of the units' and the board's: 0 numbers too many, 0 too few."""
    found = harvest(built_demo.folder, every=12)
    with capsys.disabled():
        print(f"\n{found.table()}", file=sys.stderr, flush=True)
    assert (found.strange, found.missing) == ([], [])
    assert {
        "leader html",
        "leader pdf",
        "unit html",
        "unit pdf",
        "board html",
        "board pdf",
    } <= found.read.keys()
    assert sum(found.read.values()) > 2000


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A random organisation's files in every format, with versions for employees."""
    place = tmp_path_factory.mktemp("harvest")
    write_questionnaire(
        place / "questionnaire", dict(THEMES), 1, 5, (), ("employee", "self", "superior", "peer")
    )
    write_organisation(place, [item for items in THEMES.values() for item in items], 2, shared=False)
    files = {"answers": "answers.csv", "leaders": "leaders.csv", "instrument": "questionnaire", "out": "out"}
    options = [part for name, file in files.items() for part in (f"--{name}", str(place / file))]
    command = [str(Path(sys.executable).with_name("fagspejl")), "report", *options, "--formats", FORMATS]
    done = subprocess.run(
        [*command, "--team-version", "--closed", "2027-03-14", "--quiet"],
        capture_output=True,
        text=True,
        env={**os.environ, "FAGSPEJL_STATE": str(place / "state")},
        check=False,
    )
    assert done.returncode == 0, done.stderr + done.stdout
    return place / "out"


@pytest.mark.slow
def test_every_file_holds_the_figures_of_the_release_and_no_other(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Asta does the same with all files of small, silent and divided groups, employees' pages and workbooks too."""
    found = harvest(folder)
    with capsys.disabled():
        print(f"\n{found.table()}", file=sys.stderr, flush=True)
    assert (found.strange, found.missing) == ([], [])
    assert {
        "employees html",
        "employees pdf",
        "projector html",
        "xlsx",
        "ods",
        "next step pdf",
    } <= found.read.keys()


@pytest.mark.slow
def test_every_table_is_the_release(folder: Path) -> None:
    """Asta opens the tables for other programs: row by row they are the units' figures of release.json."""
    figures = figures_of(json.loads((folder / "release.json").read_text("utf-8")))
    for name in ("figures.csv", "figures.json", "figures.sav", "organisation.ods", "organisation.xlsx"):
        assert [as_released(row) for row in read_table(folder / name)] == figures, name


@pytest.mark.slow
def test_last_rounds_figures_stand_beside_these(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Asta reads two years side by side: each number of a leader or a unit is one of its own, of this year or the last."""
    scripts = Path(__file__).resolve().parents[2] / "scripts"
    monkeypatch.syspath_prepend(str(scripts))
    out = runpy.run_path(str(scripts / "pictures.py"))["reports"](tmp_path)
    (last,) = (path for path in tmp_path.glob("reports-*/release.json") if path.parent != out)
    found = harvest(out, previous=last)
    with capsys.disabled():
        print(f"\n{found.table()}", file=sys.stderr, flush=True)
    assert (found.strange, found.missing) == ([], [])
    assert harvest(out).strange, "nothing of last year stands there"


def test_a_planted_number_is_found(built_demo: BuiltDemo, tmp_path: Path) -> None:
    """Asta plants a tenth and a count on one leader's page, takes a figure off another's, and is told of all three."""
    (tmp_path / "leaders").mkdir()
    (tmp_path / "release.json").write_bytes((built_demo.folder / "release.json").read_bytes())
    first, second = sorted((built_demo.folder / "leaders").glob("*.html"))[:2]
    page = first.read_text("utf-8").replace("</main>", "<p>I alt 1,7 af 613 svar.</p></main>")
    (tmp_path / "leaders" / first.name).write_text(page, "utf-8")
    whole = second.read_text("utf-8")
    gone = next(
        number for number in numbers_in(whole) if "," in number and number not in ("0,5", "1,5", "4,5")
    )
    (tmp_path / "leaders" / second.name).write_text(whole.replace(gone, "x"), "utf-8")
    found = harvest(tmp_path)
    assert found.strange == [(first.name, "1,7"), (first.name, "613")]
    assert {name for name, _ in found.missing} <= {second.name}
