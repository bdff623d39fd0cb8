"""`fagspejl report --closed`: files that say nothing of dates give PDF files that an archive takes."""

from __future__ import annotations

import json
from pathlib import Path

from commands.small_round import report, write_round
from support.pdf import pdf_a_faults, pdf_ua_faults

MAPPED = '[round]\ntitle = "Evaluering"\nfrom = "2027-03-01"\nto = "2027-03-14"\n'


def test_every_pdf_of_a_closed_round_can_be_archived(tmp_path: Path) -> None:
    """Lone says when the round closed, and each kind of PDF is both accessible and fit for her archive."""
    out = tmp_path / "rapporter"
    result = report(*write_round(tmp_path), "--out", out, "--closed", "2027-03-14", "--team-version")
    assert result.exit_code == 0, result.output
    files = sorted(out.rglob("*.pdf"))
    assert {"organisation", "organisation-board", "next-step", "2-karen", "2-karen-employees"} <= {
        path.stem for path in files
    }
    for path in files:
        pdf = path.read_bytes()
        assert (path.name, pdf_a_faults(pdf), pdf_ua_faults(pdf)) == (path.name, [], [])
    assert json.loads((out / "release.json").read_text("utf-8"))["round"]["closed"] == "2027-03-14"


def test_the_day_is_one(tmp_path: Path) -> None:
    """Lone mistypes the day that her mapping says already, or one before the round began: nothing is made."""
    mapping, out = tmp_path / "mapping.toml", tmp_path / "rapporter"
    mapping.write_text(MAPPED, "utf-8")
    order = [*write_round(tmp_path), "--mapping", mapping, "--out", out, "--formats", "json"]
    for day in ("2027-03-15", "2027-02-28"):
        refused = report(*order, "--closed", day)
        assert (refused.exit_code, out.exists()) == (2, False)
        assert f"--closed siger {day}, men mappingen siger" in refused.output
    assert report(*order, "--closed", "14.3.2027").exit_code == 2
    assert report(*order, "--closed", "2027-03-14").exit_code == 0
