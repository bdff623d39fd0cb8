"""`fagspejl analyse`: from real answers to a page and a table, and the self-test of all statistics."""

from __future__ import annotations

import csv
import json
import shutil
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fagspejl.commands.cli import main

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "tests" / "reference"


def analyse(*options: object) -> Result:
    return CliRunner().invoke(main, ["analyse", *map(str, options)])


@pytest.fixture(scope="module")
def lq2002(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("analyse") / "out"
    result = analyse(
        "--answers", REFERENCE / "data" / "lq2002_lead.csv",
        "--instrument", ROOT / "examples" / "lq2002",
        "--mapping", ROOT / "examples" / "lq2002" / "mapping.toml",
        "--out", out,
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    assert str(out / "analysis.html") in result.output
    return out


def test_the_table_holds_the_known_coefficients(lq2002) -> None:
    """Asta finds ICC(1) .088 by ANOVA and .108 by REML, as published, and alpha .902."""
    rows = list(csv.DictReader((lq2002 / "coefficients.csv").open(encoding="utf-8")))
    values = {row["statistic"]: row["value"] for row in rows}
    assert values["icc1_anova"] == "0.088"
    assert values["icc1_reml"] == "0.108"
    assert values["alpha"] == "0.902"
    assert values["omega"] == ""
    assert next(row for row in rows if row["statistic"] == "omega")["reason"] == "poor_fit"


def test_the_page_tells_of_the_whole_and_of_no_company(lq2002) -> None:
    """The page shows the coefficients in Danish and names none of the 49 companies."""
    page = (lq2002 / "analysis.html").read_text(encoding="utf-8")
    body = page[page.index("<body>") :]
    assert "<td>0,108</td>" in body
    assert "Der er forskel på lederne ud over det tilfældige." in body
    assert "!" not in body.replace("<!", "")
    assert 'src="http' not in page
    assert 'href="http' not in page
    assert body.count("<tr>") < 30


def test_small_groups_give_less(tmp_path) -> None:
    """A dozen answers: the command works and says that there are too few to show any figure."""
    rows = ["leader,perspective,person,shared_quality,dilemmas,follow_up,dialogue,development"]
    rows += [f"karen,employee,p{i},3,4,{i % 3 + 2},4,3" for i in range(12)]
    (tmp_path / "answers.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    result = analyse(
        "--answers", tmp_path / "answers.csv", "--instrument", "faglig-ledelse", "--out", tmp_path / "out",
        "--language", "en",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    assert "too few answers" in result.output
    page = (tmp_path / "out" / "analysis.html").read_text(encoding="utf-8")
    assert "Too few to say anything." in page
    assert "karen" not in page


def test_missing_options_are_told(tmp_path) -> None:
    """Per forgets --out and is told what to give; a folder that is none of ours is left alone."""
    result = analyse("--answers", tmp_path / "x.csv", "--instrument", "faglig-ledelse", "--language", "en")
    assert result.exit_code == 2
    assert "--out" in result.output
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("keep", encoding="utf-8")
    result = analyse("--answers", "x", "--instrument", "faglig-ledelse", "--out", tmp_path / "mine")
    assert result.exit_code == 1
    assert (tmp_path / "mine" / "letter.txt").read_text(encoding="utf-8") == "keep"


def test_selftest_prints_a_line_per_statistic(tmp_path) -> None:
    """Lone, who trusts nobody, compares the statistics with R's and sees how far apart they are."""
    folder = tmp_path / "reference"
    (folder / "values").mkdir(parents=True)
    shutil.copytree(REFERENCE / "data", folder / "data")
    shutil.copy(REFERENCE / "values" / "change.json", folder / "values")
    shutil.copy(REFERENCE / "values" / "noise.json", folder / "values")
    result = analyse("--selftest", folder, "--language", "en")
    assert result.exit_code == 0, result.output
    assert "largest relative deviation" in result.output
    assert "18 cases agree, 0 differ, 0 are skipped." in result.output


def test_selftest_notices_a_difference(tmp_path) -> None:
    """One wrong number in the reference: exit code 1 and a line that says so."""
    folder = tmp_path / "reference"
    (folder / "values").mkdir(parents=True)
    content = json.loads((REFERENCE / "values" / "noise.json").read_text(encoding="utf-8"))
    content["cases"] = content["cases"][:1]
    content["cases"][0]["value"]["ordinal"] += 0.001
    (folder / "values" / "noise.json").write_text(json.dumps(content), encoding="utf-8")
    result = analyse("--selftest", folder, "--language", "en")
    assert result.exit_code == 1
    assert "1 DIFFER" in result.output
    assert analyse("--selftest", tmp_path).exit_code == 2


@pytest.mark.parametrize(
    ("language", "words"), [("da", "Hent kildekoden"), ("en", "Get the Fagspejl source")]
)
def test_without_the_source_the_selftest_is_told_where_to_be(monkeypatch, language: str, words: str) -> None:
    """Lone, whose installation holds no reference cases, is told in one line where to get them."""
    monkeypatch.setitem(sys.modules, "fagspejl_selftest", None)
    result = analyse("--selftest", REFERENCE, "--language", language)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr
    assert len(result.stderr.splitlines()) == 1
