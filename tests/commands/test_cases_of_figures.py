"""Organisations whose report once said something untrue, made again from their files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from commands.small_round import report
from support.pdf import pdf_text

CASES = Path(__file__).parents[1] / "cases" / "figures"


def _figures(name: str, out: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, dict[str, Any]]:
    """The employees' figures on X's theme in a case, by kind."""
    monkeypatch.setenv("FAGSPEJL_STATE", str(out / "state"))
    files = ("--answers", CASES / name / "answers.csv", "--leaders", CASES / name / "leaders.csv")
    made = report(*files, "--instrument", "faglig-ledelse", "--out", out / "reports", "--formats", "json")
    assert made.exit_code == 0, made.output
    document = json.loads((out / "reports" / "release.json").read_text(encoding="utf-8"))
    rows = [row for row in document["figures"] if row.get("leader") == "X" and row["id"] == "faglig_ledelse"]
    return {row["kind"]: row for row in rows if row["perspective"] == "employee"}


def test_alike_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twelve of fourteen choose the same options; the true mean is 3.6, so 3.0 stands as about, with nothing round it."""
    found = _figures("alike_all", tmp_path, monkeypatch)
    assert (found["theme"]["value"], found["theme"]["code"]) == (3.0, "about")
    assert not {"band", "bounds", "strength"} & found.keys()
    assert found["spread"]["code"] == "spread_alike"


def test_gap_other_statements(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leader and group are identical on every statement shown: she is not told that she rates herself higher."""
    found = _figures("gap_other_statements", tmp_path, monkeypatch)
    assert found["gap"]["code"] == "gap_same"


@pytest.mark.parametrize(
    ("language", "about", "part"),
    [("da", "omkring 3,0", "et sted fra 1 til 3"), ("en", "about 3.0", "somewhere from 1 to 3")],
)
def test_every_form_of_the_report_says_about(
    language: str, about: str, part: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X's web page and printed report both say about 3.0 and name the part of the scale; neither has a band."""
    monkeypatch.setenv("FAGSPEJL_STATE", str(tmp_path / "state"))
    case, out = CASES / "alike_all", tmp_path / "reports"
    files = ("--answers", case / "answers.csv", "--leaders", case / "leaders.csv", "--language", language)
    made = report(*files, "--instrument", "faglig-ledelse", "--out", out, "--formats", "html,pdf,xlsx,json")
    assert made.exit_code == 0, made.output
    page = out / "leaders" / "1-x.html"
    html = " ".join(page.read_text(encoding="utf-8").replace("\xa0", " ").split())
    text = " ".join(pdf_text(page.with_suffix(".pdf").read_bytes()).replace("\xa0", " ").split())
    for said in (html, text):
        assert about in said
        assert part in said
    assert 'class="band' not in html
    assert 'class="bounds' not in html
