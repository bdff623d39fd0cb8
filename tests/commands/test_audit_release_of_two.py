"""`fagspejl audit-release A B`: an outsider looks at two releases together."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from commands.small_round import LEADERS, answer, elsewhere, report, rows, write_round
from fagspejl.commands.cli import main
from fagspejl.disclosure.document.codec import loads
from fagspejl.disclosure.document.organisation_part import organisation_document, organisation_text
from fagspejl.disclosure.document.parts import parts_of

CASES = Path(__file__).parents[1] / "cases" / "figures"
JSON = ("--formats", "json")


def _audit(one: Path, other: Path, *more: str) -> Result:
    return CliRunner().invoke(main, ["audit-release", str(one), str(other), *more])


def _released(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch, *more: str) -> Path:
    """Release a case on an installation of its own, which knows of no other release."""
    elsewhere(monkeypatch, folder / "liste")
    files = ("--answers", CASES / name / "answers.csv", "--leaders", CASES / name / "leaders.csv")
    made = report(*files, "--instrument", "faglig-ledelse", "--out", folder / "ud", *JSON, *more)
    assert made.exit_code == 0, made.output
    return folder / "ud" / "release.json"


@pytest.mark.parametrize(
    ("case", "other", "finding"),
    [
        ("two_k", ("--k", "8"), "pair_difference"),
        ("merged_and_separate", ("--separate-subordinate-leaders",), "pair_difference"),
    ],
)
def test_what_can_be_subtracted_is_named(
    case: str, other: tuple[str, ...], finding: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two installations released the same answers in two ways: each file passes, and both together do not."""
    one = _released(case, tmp_path / "a", monkeypatch)
    two = _released(case, tmp_path / "b", monkeypatch, *other)
    for pair in ((one, two), (two, one)):
        result = _audit(*pair)
        assert result.exit_code == 1
        assert result.stdout.count("Ingen fejl.") == 2
        assert f"[{finding}]" in result.stdout
        assert "Og for de to filer" not in result.stdout


def test_a_release_with_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same release twice gives nothing away; what that proves and does not is said, in Danish and English."""
    one = _released("root_total", tmp_path / "a", monkeypatch)
    result = _audit(one, one)
    assert result.exit_code == 0
    assert (
        "De to frigivelser set sammen:\n\nIngen fejl: Trækker man den ene fra den anden, viser det intet om færre end 5 personer"
        in result.stdout
    )
    assert "Den tror også på det, filerne selv siger" in result.stdout
    english = _audit(one, one, "--language", "en")
    assert (
        "No faults: subtracting one from the other reveals nothing about fewer than 5 people"
        in english.stdout
    )
    assert "It also trusts what the files say" in english.stdout


def test_a_late_answer_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Karen's group grew by one between the two files: that one's answers would follow."""
    paths = []
    for name, answers in (
        ("a", rows()),
        ("b", [*rows(), answer("karen", "employee", "k9", [1, 2, 1, 2, 1])]),
    ):
        elsewhere(monkeypatch, tmp_path / f"liste-{name}")
        assert (
            report(
                *write_round(tmp_path / f"{name}-ind", answers, LEADERS), "--out", tmp_path / name, *JSON
            ).exit_code
            == 0
        )
        paths.append(tmp_path / name / "release.json")
    result = _audit(*paths)
    assert result.exit_code == 1
    assert "[pair_difference]" in result.stdout


def test_a_faulty_file_is_not_looked_at_with_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One of the files has been tampered with: that is told, and nothing is said of both together."""
    one = _released("root_total", tmp_path / "a", monkeypatch)
    document = json.loads(one.read_text("utf-8"))
    document["blocks"][0]["n"] = 4
    (tmp_path / "b.json").write_text(json.dumps(document), "utf-8")
    result = _audit(one, tmp_path / "b.json")
    assert result.exit_code == 1
    assert "De to frigivelser er ikke set sammen" in result.stdout
    assert _audit(one, tmp_path / "findes-ikke.json").exit_code == 2
    assert _audit(one, tmp_path / "findes-ikke.json").stdout == ""


def test_two_rounds_are_not_subtracted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Spring and autumn, by what the files say: it is said that nothing was subtracted, and nothing is proven of both."""
    paths = []
    for name, days in (("a", ("2026-03-01", "2026-03-14")), ("b", ("2026-09-01", "2026-09-14"))):
        elsewhere(monkeypatch, tmp_path / f"liste-{name}")
        mapping = tmp_path / f"{name}.toml"
        mapping.write_text("[round]\nfrom = {}\nto = {}\n".format(*days), "utf-8")
        options = (*write_round(tmp_path / f"{name}-ind"), "--mapping", mapping, "--out", tmp_path / name)
        assert report(*options, *JSON).exit_code == 0
        paths.append(tmp_path / name / "release.json")
    result = _audit(*paths)
    assert result.exit_code == 0
    assert "Derfor er de ikke trukket fra hinanden" in result.stdout
    assert "Og for de to filer" not in result.stdout


def test_an_organisations_part_cannot_be_subtracted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lone has only the organisation's part of one: she is told that nobody can tell, and nothing is called proved."""
    whole = _released("root_total", tmp_path / "a", monkeypatch)
    part = tmp_path / "part.json"
    kept = organisation_document(parts_of(loads(whole.read_text("utf-8"))), lambda part: part.key.encode())
    part.write_text(organisation_text(kept), "utf-8")
    for pair in ((part, whole), (whole, part), (part, part)):
        result = _audit(*pair, "--language", "en")
        assert result.exit_code == 1, result.output
        assert "They could not be checked together" in result.stdout
        assert "What this shows" not in result.stdout


@pytest.mark.parametrize("change", ["capitals", "zeros", "new ids"])
def test_a_leader_is_known_in_both(change: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Karen's id is written in another way, or new, in the release with one late answer: the difference is found."""
    late = answer("karen", "employee", "late", [1, 2, 3, 4, 5])
    new = {"capitals": "KAREN", "zeros": "017", "new ids": "x-9"}[change]
    first = "17" if change == "zeros" else "karen"
    files = []
    for name, given, own in (("a", rows(), first), ("b", [*rows(), late], new)):
        elsewhere(monkeypatch, tmp_path / name / "liste")
        answers = [row.replace("karen,", f"{own},", 1) if row.startswith("karen,") else row for row in given]
        leaders = "\n".join(
            line.replace("karen,", f"{own},", 1) if line.startswith("karen,") else line
            for line in LEADERS.split("\n")
        )
        made = report(*write_round(tmp_path / name, answers, leaders), "--out", tmp_path / name / "ud", *JSON)
        assert made.exit_code == 0, made.output
        files.append(tmp_path / name / "ud" / "release.json")
    result = _audit(*files)
    assert result.exit_code == 1
    assert "[pair_difference]" in result.stdout
