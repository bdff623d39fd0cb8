"""Faulty rows are written where somebody asks for them, and come back with the same command."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from commands.small_round import answer, content, report, rows, write_round
from fagspejl.commands.cli import main
from support.mended import corrected, looked_at

WRONG = answer("karen", "employee", "k0", [9, 4, 2, 4, 3])
RIGHT = answer("karen", "employee", "k0", [3, 4, 2, 4, 3])


def _run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def test_a_report_of_mended_rows(tmp_path: Path) -> None:
    """Bente gets one row back, mends it, and the reports are those of a file without the fault."""
    out, faults = tmp_path / "rapporter", tmp_path / "fejl.xlsx"
    files = write_round(tmp_path, [WRONG, *rows()[1:]])
    refused = report(*files, "--out", out, "--formats", "json", "--faults", faults)
    assert refused.exit_code == 2
    assert f"Rækken med fejl står nu i {faults}." in refused.output.replace("\u00a0", " ")
    assert f"--corrected {faults}" in refused.output
    assert not out.exists()
    assert looked_at(faults)["svar.csv"][1][1] == "2"
    mended = corrected(faults, {2: RIGHT.split(",")}, tmp_path / "rettet.ods")
    made = report(*files, "--out", out, "--formats", "json", "--corrected", mended, "--yes")
    assert made.exit_code == 0, made.output


def test_never_over_a_file(tmp_path: Path) -> None:
    """Nothing that is there is written over: not the answers, not a workbook somebody has begun to mend."""
    files = write_round(tmp_path, [WRONG])
    (tmp_path / "fejl.xlsx").write_bytes(b"mine")
    for target, code in (("fejl.xlsx", 1), ("svar.csv", 2)):
        before = content(tmp_path)
        refused = report(*files, "--out", tmp_path / "ud", "--faults", tmp_path / target)
        assert refused.exit_code == code
        assert content(tmp_path) == before
    assert "skal ende på .xlsx eller .ods" in refused.output


def test_nothing_is_written_of_other_faults(tmp_path: Path) -> None:
    """A file without leaders has no single row to mend: Bente is told so, and there is no workbook."""
    files = write_round(tmp_path)
    (tmp_path / "svar.csv").write_text("chef,dilemmas\nx,1\n", encoding="utf-8")
    refused = report(*files, "--out", tmp_path / "ud", "--faults", tmp_path / "fejl.ods")
    assert refused.exit_code == 2
    assert "Ingen af fejlene er fejl i enkelte rækker" in refused.output.replace("\u00a0", " ")
    assert not (tmp_path / "fejl.ods").exists()


def test_a_round_of_templates(tmp_path: Path) -> None:
    """Per writes the two files to begin from, in either language, and none over one that is there."""
    for name in ("liste.xlsx", "liste.ods"):
        assert _run("roster", "template", tmp_path / name, "--language", "en").exit_code == 0
        assert _run("roster", "template", tmp_path / name).exit_code == 1
    made = _run("answers", "template", tmp_path / "svar.ods")
    assert made.exit_code == 0
    assert _run("answers", "recognise", tmp_path / "svar.ods", "--yes").exit_code == 0
    assert set(looked_at(tmp_path / "liste.xlsx")) == {"Roster", "Guide"}
