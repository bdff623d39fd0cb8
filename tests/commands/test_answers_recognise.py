"""`fagspejl answers recognise`, and what `report` says and asks of files from other systems."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from fagspejl.commands.from_files import answer_files
from fagspejl.commands.from_files.answers import answers
from fagspejl.commands.report import report
from intake.truth import CASES

MIRRORED = ("Helt enig", "Enig", "Hverken enig eller uenig", "Uenig", "Helt uenig")


def recognised(*given: str) -> tuple[int, str]:
    """Run `answers recognise`, and return its exit code and all it says."""
    made = CliRunner().invoke(answers, ["recognise", *given])
    return made.exit_code, made.output


def reported(out: Path, *given: str, typed: str | None = None) -> tuple[int, str]:
    """Run `report` to a release alone."""
    fixed = ["--instrument", "faglig-ledelse", "--out", str(out), "--formats", "json"]
    made = CliRunner().invoke(report, [*given, *fixed], input=typed)
    return made.exit_code, made.output


@pytest.fixture(name="mirrored")
def mirrored_file(tmp_path: Path) -> Path:
    """A file with our words as headings and numbers whose 1 is the most agreeing answer."""
    text = (CASES / "own_wording.csv").read_text(encoding="utf-8")
    for number, label in enumerate(MIRRORED, 1):
        text = text.replace(f";{label}", f";{number}")
    path = tmp_path / "svar.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_is_told_in_words() -> None:
    """Bente sees what a Qualtrics export was taken to mean, and nothing is made of it."""
    code, said = recognised(str(CASES / "qualtrics_text.csv"))
    assert code == 0
    assert "qualtrics_text.csv, fra Qualtrics:" in said
    assert "14 svar om 2 ledere" in said


def test_the_same_for_other_programs() -> None:
    """Another program reads what was understood as JSON."""
    code, said = recognised(str(CASES / "own_wording.csv"), "--json")
    told = json.loads(said)
    assert code == 0
    assert (told["understood"], told["answers"], told["leaders"]) == (True, 14, 2)
    assert [step["count"] for step in told["scale"]] == [15, 10, 5, 25, 11, 2]


def test_what_it_does_not_prove_is_refused(mirrored: Path, tmp_path: Path) -> None:
    """Numbers without words are no answers until somebody says which way they run, and --yes does not say it."""
    code, said = recognised(str(mirrored), "--yes", "--json")
    assert code == 2
    assert (
        json.loads(said.split("\nFilerne")[0].split("\nDer ")[0])["questions"][0]["option"]
        == "--scale-direction"
    )
    code, said = reported(tmp_path / "out", "--answers", str(mirrored), "--yes")
    assert (code, (tmp_path / "out").exists()) == (2, False)
    assert "--scale-direction" in said


def test_the_option_answers(mirrored: Path, tmp_path: Path) -> None:
    """With the direction told, five means most disagreeing, and the report is made."""
    given = ("--answers", str(mirrored), "--scale-direction", "high-to-low")
    code, said = reported(tmp_path / "out", *given)
    assert code == 0
    assert "5 = Helt uenig: 15 svar" in said


def test_a_mapping_is_written_once_and_used(mirrored: Path, tmp_path: Path) -> None:
    """Bente says the direction once; the mapping remembers it, and is never written over."""
    mapping = str(tmp_path / "m.toml")
    given = (str(mirrored), "--scale-direction", "high-to-low", "--write-mapping", mapping)
    assert recognised(*given)[0] == 0
    assert recognised(*given)[0] == 1
    code, _ = reported(tmp_path / "out", "--answers", str(mirrored), "--mapping", mapping)
    assert code == 0


def test_somebody_at_a_terminal_is_asked(
    mirrored: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At a terminal Bente is asked for the direction, sees what follows from it, and may say no."""
    monkeypatch.setattr(answer_files, "_somebody_there", lambda: True)
    code, said = reported(tmp_path / "out", "--answers", str(mirrored), typed="high-to-low\nnej\n")
    assert "Er det rigtigt forstået?" in said
    assert (code, (tmp_path / "out").exists()) == (1, False)
    code, _ = reported(tmp_path / "out", "--answers", str(mirrored), typed="high-to-low\nja\n")
    assert code == 0


def test_our_own_format_is_not_asked_about(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file in the documented format goes on as it always has."""
    monkeypatch.setattr(answer_files, "_somebody_there", lambda: True)
    code, said = reported(tmp_path / "out", "--answers", str(CASES / "own.csv"), typed="")
    assert code == 0
    assert "forstået" not in said


def test_two_files_are_both_read(tmp_path: Path) -> None:
    """A second --answers is never dropped: leaders' own answers stand beside their employees'."""
    own = tmp_path / "selv.csv"
    head = (CASES / "own.csv").read_text(encoding="utf-8").splitlines()[0].replace("perspektiv;", "")
    own.write_text(f"{head}\nL01;L01;4;4;4;4;4\n", encoding="utf-8")
    employees = tmp_path / "svar.csv"
    lines = (CASES / "own.csv").read_text(encoding="utf-8").splitlines()
    employees.write_text(
        "\n".join(line.replace("perspektiv;", "").replace("medarbejder;", "") for line in lines)
    )
    given = ("--answers", str(employees), "--answers", str(own), "--perspective", "employee")
    code, said = reported(tmp_path / "out", *given, "--perspective", "self")
    assert code == 0, said
    released = json.loads((tmp_path / "out" / "release.json").read_text(encoding="utf-8"))
    assert {row["leader"] for row in released["blocks"] if row["kind"] == "own"} == {"L01", "L02"}
    code, said = reported(tmp_path / "other", *given, "--perspective", "self", "--perspective", "peer")
    assert code == 2
    assert "--perspective er givet 3 gange" in said
