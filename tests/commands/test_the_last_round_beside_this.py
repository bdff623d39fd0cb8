"""`fagspejl report --previous`: the last round stands beside this one, or its file is refused by name, nothing written."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from commands.small_round import LEADERS, answer, elsewhere, report, write_round
from support.pdf import pdf_text

MAPPING = '[round]\ntitle = "{title}"\norganisation = "{organisation}"\nfrom = {opened}\nto = {closed}\n'
ASKED = LEADERS.replace(
    "karen,Karen Birkemose,familie,Familieområdet,boern,8",
    "karen,Karen Birkemose,familie,Familieområdet,boern,14",
)
Options = list[str]


def _answers(level: int, tag: str, n: int = 12) -> list[str]:
    """Karen's people answer about `level`, not alike; Mads has five, of whom one does so too, to one statement."""
    found = [
        answer("karen", "employee", f"k{tag}{i}", [level + (i + j) % 3 - 1 for j in range(5)])
        for i in range(n)
    ]
    found += [
        answer("mads", "employee", f"m{tag}{i}", [2 if i else level, 3, 4, 3, i % 2 + 3]) for i in range(5)
    ]
    return found


def _round(
    folder: Path,
    level: int,
    year: int,
    *,
    organisation: str = "Fjordby Kommune",
    leaders: str = ASKED,
    months: tuple[str, str] = ("03-01", "03-14"),
    n: int = 12,
) -> Options:
    options = write_round(folder, _answers(level, str(year), n), leaders)
    told = {"title": f"Evaluering {year}", "organisation": organisation}
    told |= {"opened": f"{year}-{months[0]}", "closed": f"{year}-{months[1]}"}
    (folder / "runde.toml").write_text(MAPPING.format(**told), "utf-8")
    return [*options, "--mapping", str(folder / "runde.toml")]


@pytest.fixture
def last(tmp_path: Path) -> Path:
    """The release of last year's round."""
    made = report(*_round(tmp_path / "2025", 2, 2025), "--out", tmp_path / "sidste", "--formats", "json")
    assert made.exit_code == 0, made.output
    return tmp_path / "sidste" / "release.json"


def test_the_reports_show_what_has_changed(tmp_path: Path, last: Path) -> None:
    """Karen's page and PDF hold both rounds and the word; Mads with five people has the word alone."""
    out = tmp_path / "nye"
    made = report(*_round(tmp_path / "2026", 3, 2026), "--previous", last, "--out", out)
    assert made.exit_code == 0, made.output
    assert f"De to runder er kontrolleret sammen: {last}." in made.stdout
    text = (out / "leaders" / "2-karen.html").read_text("utf-8").replace("\u00a0", " ")
    assert "Sidst: Evaluering 2025 (1.–14. marts 2025). Nu: Evaluering 2026 (1.–14. marts 2026)." in text
    assert "Op: Svarene er højere end sidst." in text
    printed = pdf_text((out / "leaders" / "2-karen.pdf").read_bytes())
    assert "Op: Svarene er højere end sidst." in " ".join(printed.split())
    mads = (out / "leaders" / "1-mads.html").read_text("utf-8")
    assert "Ingen tydelig ændring siden sidst." in mads
    assert "change-chart" in text
    assert 'class="change-chart"' not in mads
    assert 'id="udvikling"' in (out / "organisation.html").read_text("utf-8")


def test_the_figures_are_the_same_with_and_without(tmp_path: Path, last: Path) -> None:
    """The last round changes no figure of this one: the release is the same, line for line."""
    options = _round(tmp_path / "2026", 3, 2026)
    for name, more in (("med", ["--previous", last]), ("uden", [])):
        made = report(*options, *more, "--out", tmp_path / name, "--formats", "json")
        assert made.exit_code == 0, made.output
    one, other = ((tmp_path / name / "release.json").read_bytes() for name in ("med", "uden"))
    assert one == other


def test_a_file_from_elsewhere_is_taken_and_that_is_said(
    tmp_path: Path, last: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bente has a new machine: the file passes its audit, and she is told that nobody knows where it comes from."""
    elsewhere(monkeypatch, tmp_path / "anden-liste")
    options = _round(tmp_path / "2026", 3, 2026)
    made = report(*options, "--previous", last, "--out", tmp_path / "nye", "--formats", "html")
    assert made.exit_code == 0, made.output
    assert f"{last} er ikke lavet her, så vi ved ikke, hvor den kommer fra." in made.stdout


def _changed(last: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    document = json.loads(last.read_text("utf-8"))
    change(document)
    other = last.with_name("ændret.json")
    other.write_text(json.dumps(document), "utf-8")
    return other


def _refused(tmp_path: Path, previous: Path, options: Options, *more: str) -> str:
    out = tmp_path / "nye"
    made = report(*options, *more, "--previous", previous, "--out", out)
    assert made.exit_code == 1, made.output
    assert not out.exists()
    said = made.stderr.strip()
    assert said.startswith(f"--previous: {previous} ")
    assert len(said.splitlines()) == 1
    return said


@pytest.fixture
def this(tmp_path: Path) -> Options:
    """The options that name this year's round."""
    return _round(tmp_path / "2026", 3, 2026)


def test_a_tampered_figure(tmp_path: Path, last: Path, this: Options) -> None:
    """Somebody raised one printed figure of last year: the file does not pass its audit."""

    def raise_one(document: dict[str, Any]) -> None:
        theme = next(f for f in document["figures"] if f["kind"] == "theme" and f["value"] is not None)
        theme["value"] += 0.5

    assert "er ændret eller følger ikke reglerne" in _refused(tmp_path, _changed(last, raise_one), this)


def test_a_tampered_file_that_adds_up(tmp_path: Path, last: Path, this: Options) -> None:
    """Somebody changed the round's title alone: every figure is right, but it is not the file that was made here."""
    other = _changed(last, lambda document: document["round"].update(title="Evaluering 2024"))
    assert "er lavet her, men er ændret siden" in _refused(tmp_path, other, this)


def test_another_questionnaire(
    tmp_path: Path, last: Path, this: Options, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Last year's round asked something else."""
    elsewhere(monkeypatch, tmp_path / "anden-liste")
    other = _changed(last, lambda document: document["instrument"].update(id="noget-andet"))
    assert "er fra et andet spørgeskema" in _refused(tmp_path, other, this)

    def of_another_version(document: dict[str, Any]) -> None:
        document["instrument"]["checksum"] = document["promise"]["questionnaire"] = "0" * 64

    other = _changed(last, of_another_version)
    assert "eller en anden udgave af det" in _refused(tmp_path, other, this)


@pytest.mark.parametrize(
    "told",
    [
        {"organisation": "Åkær Kommune"},
        {"leaders": ASKED.replace("Karen Birk", "Sofie Birk").replace("Mads Sten", "Omar Sten").replace("Ida L", "Per L")},
    ],
    ids=["another organisation", "other leaders under the same ids"],
)  # fmt: skip
def test_other_people(tmp_path: Path, last: Path, told: dict[str, str]) -> None:
    """Last year's file is of another organisation, or its ids were other leaders'."""
    options = _round(tmp_path / "2026", 3, 2026, **told)  # type: ignore[arg-type]
    assert "handler om andre ledere eller en anden organisation" in _refused(tmp_path, last, options)


def test_a_newer_round(tmp_path: Path, last: Path) -> None:
    """Bente mixed the files up: the one she names is of the year after."""
    options = _round(tmp_path / "2024", 3, 2024)
    assert "der ikke sluttede, før denne begyndte" in _refused(tmp_path, last, options)


def test_a_round_too_near(tmp_path: Path, last: Path) -> None:
    """Only six weeks lie between the two."""
    options = _round(tmp_path / "maj", 3, 2025, months=("05-01", "05-14"))
    assert "mindre end 90 dage" in _refused(tmp_path, last, options)


def test_the_same_release(tmp_path: Path, last: Path) -> None:
    """Bente names the release that she is making."""
    options = _round(tmp_path / "igen", 2, 2025)
    assert "er de samme svar som denne runde" in _refused(tmp_path, last, options)


def test_the_same_answers_under_another_date(
    tmp_path: Path, last: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Last year's answers are given out as this year's: what they print is the same of everybody."""
    elsewhere(monkeypatch, tmp_path / "anden-liste")
    options = _round(tmp_path / "2026", 2, 2026)
    assert "er de samme svar som denne runde" in _refused(tmp_path, last, options)


@pytest.mark.parametrize("late", ["a late answer", "a new leader beside"])
def test_the_same_answers_and_a_late_one(
    tmp_path: Path, last: Path, monkeypatch: pytest.MonkeyPatch, late: str
) -> None:
    """Last year's answers and one of Mads' people, or Ida's group, go under a new date: Karen's figures tell."""
    elsewhere(monkeypatch, tmp_path / "anden-liste")
    options = _round(tmp_path / "2026", 2, 2026)
    who, count = ("mads", 1) if late == "a late answer" else ("ida", 5)
    with (tmp_path / "2026" / "svar.csv").open("a", encoding="utf-8") as answers:
        answers.writelines(
            answer(who, "employee", f"sen{i}", [5, 5, 4, i % 3 + 2, 5]) + "\n" for i in range(count)
        )
    assert "er de samme svar som denne runde" in _refused(tmp_path, last, options)


def test_subordinate_leaders_counted_in_another_way(tmp_path: Path, last: Path, this: Options) -> None:
    """Last year subordinate leaders counted among employees, this year they stand apart."""
    said = _refused(tmp_path, last, this, "--separate-subordinate-leaders")
    assert "tæller underordnede ledere på en anden måde" in said


def test_rounds_without_dates(tmp_path: Path, last: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody told when this round was open, so nobody can tell that it lies long enough after the last."""
    elsewhere(monkeypatch, tmp_path / "anden-liste")
    options = write_round(tmp_path / "udaterede", _answers(3, "x"), ASKED)
    assert "hvornår den var åben" in _refused(tmp_path, last, options)


@pytest.mark.parametrize(
    "text", ["", "[]", '{"format": "x"}', '{"a": 1, "a": 2}', '{"a": NaN}', "[" * 100_000]
)
def test_no_release_at_all(tmp_path: Path, this: Options, text: str) -> None:
    """The file is anything but a release."""
    other = tmp_path / "noget.json"
    other.write_text(text, "utf-8")
    assert "er ikke en frigivelse" in _refused(tmp_path, other, this)


def test_a_file_that_is_not_there(tmp_path: Path, this: Options) -> None:
    """Bente mistypes the name."""
    assert "kan ikke læses" in _refused(tmp_path, tmp_path / "findes-ikke.json", this)


def test_a_file_in_the_folder_that_is_replaced(tmp_path: Path, last: Path, this: Options) -> None:
    """Last year's release lies in the very folder that the new reports would replace: it would be gone."""
    made = report(*this, "--previous", last, "--out", last.parent)
    assert made.exit_code == 1
    assert last.exists()
