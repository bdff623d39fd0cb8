"""A release that nobody got is replaced: its files go, what somebody changed stays, and the new reports say so."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from commands.small_round import LEADERS, answer, content, report, rows, write_round
from fagspejl.operations.services import file_release
from fagspejl.operations.services.ledger import NAME
from support.pdf import pdf_text

JSON = ("--formats", "json")
LATE = [*rows(), answer("karen", "employee", "k9", [1, 1, 1, 1, 1])]


def _document(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "release.json").read_text("utf-8"))
    return found


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Reports that nobody has got."""
    made = report(*write_round(tmp_path / "før"), "--out", tmp_path / "gamle", "--formats", "json,html,xlsx")
    assert made.exit_code == 0, made.output
    return tmp_path / "gamle"


def _replace(tmp_path: Path, old: Path, out: Path, *more: str) -> str:
    options = write_round(tmp_path / "nu", LATE)
    made = report(*options, "--out", out, "--replaces", old / "release.json", *(more or JSON))
    assert made.exit_code == 0, made.output
    return made.output


def test_its_files_are_deleted_and_no_others(tmp_path: Path, old: Path) -> None:
    """Bente forgot an answer: the old reports go, but for one that she wrote in and a file of her own."""
    was = _document(old)["id"]
    (old / "leaders" / "2-karen.html").write_text("Bentes noter", "utf-8")
    (old / "noter.txt").write_text("mine", "utf-8")
    said = _replace(tmp_path, old, tmp_path / "nye")
    assert content(old) == {"leaders/2-karen.html": b"Bentes noter", "noter.txt": b"mine"}
    assert f"{old / 'leaders' / '2-karen.html'} er ændret af nogen siden" in said
    assert f"De erstatter frigivelse {was[:8]} fra " in said
    new = _document(tmp_path / "nye")
    assert new["replaces"] == was
    assert new["id"] != was


def test_in_the_same_folder(tmp_path: Path, old: Path) -> None:
    """The new reports take the place of the old ones: none of theirs is left, none of the new is deleted."""
    was = _document(old)["id"]
    said = _replace(tmp_path, old, old, "--formats", "json,html")
    assert _document(old)["replaces"] == was
    assert {"release.json", "index.html", "leaders/1-mads.html"} <= content(old).keys()
    assert "organisation.xlsx" not in content(old)
    assert "er ikke slettet" not in said


def test_every_copy_of_it_goes(tmp_path: Path, old: Path) -> None:
    """The old reports were made in two folders: both are emptied."""
    assert report(*write_round(tmp_path / "før"), "--out", tmp_path / "kopi", *JSON).exit_code == 0
    _replace(tmp_path, old, tmp_path / "nye")
    assert content(old) == content(tmp_path / "kopi") == {}


def test_what_replaced_it_counts_from_then_on(tmp_path: Path, old: Path) -> None:
    """The old answers are no release any more: made again they would be another one beside the new."""
    _replace(tmp_path, old, tmp_path / "nye")
    made = report(*write_round(tmp_path / "før"), "--out", tmp_path / "igen", *JSON)
    assert made.exit_code == 1
    assert str(tmp_path / "nye") in made.stderr


def test_the_same_command_once_more(tmp_path: Path, old: Path) -> None:
    """Bente runs it twice: the second time nothing is left to replace, and the same reports are made."""
    _replace(tmp_path, old, tmp_path / "nye")
    before = content(tmp_path / "nye")
    _replace(tmp_path, old, tmp_path / "nye")
    assert content(tmp_path / "nye") == before


@pytest.mark.parametrize(("language", "words"), [("da", "Erstatter frigivelse"), ("en", "Replaces release")])
def test_the_new_reports_name_it(tmp_path: Path, old: Path, language: str, words: str) -> None:
    """At the foot of Karen's new report, on the web and on paper, stands which release it replaces, and of when."""
    was = _document(old)["id"]
    _replace(tmp_path, old, tmp_path / "nye", "--formats", "json,html,pdf", "--language", language)
    date = _document(tmp_path / "nye")["replaces_date"]
    for name in ("leaders/2-karen", "organisation"):
        page = (tmp_path / "nye" / f"{name}.html").read_text("utf-8").replace("\N{NO-BREAK SPACE}", " ")
        paper = " ".join(pdf_text((tmp_path / "nye" / f"{name}.pdf").read_bytes()).split())
        for text in (page, paper):
            assert f"{words} {was[:8]}" in text
            assert date[:4] in text.split(f"{words} {was[:8]}")[1][:40]


@pytest.mark.parametrize("kind", ["missing", "not an unchanged release", "changed", "of others", "a folder"])
def test_what_cannot_be_replaced(tmp_path: Path, old: Path, kind: str) -> None:
    """Bente names something else: told what, and nothing is written or deleted."""
    path = old / "release.json"
    if kind == "missing":
        path = tmp_path / "findes-ikke.json"
    elif kind == "not an unchanged release":
        path = tmp_path / "tal.json"
        path.write_text("[1]", "utf-8")
    elif kind == "a folder":
        path = old
    elif kind == "changed":
        path = tmp_path / "release.json"
        path.write_bytes((old / "release.json").read_bytes() + b"\n")
    else:
        answers = [answer("lone", "employee", f"l{number}", [4, 4, 3, 4, 4]) for number in range(6)]
        leaders = "leader,leader_name,unit,unit_name,parent_unit,invited_employee\nlone,Lone Kær,syd,Syd,,6\n"
        other = report(*write_round(tmp_path / "o", answers, leaders), "--out", tmp_path / "andre", *JSON)
        assert other.exit_code == 0
        path = tmp_path / "andre" / "release.json"
    before = content(tmp_path)
    options = write_round(tmp_path / "nu", LATE)
    made = report(*options, "--out", tmp_path / "nye", "--replaces", path, *JSON)
    assert made.exit_code == 1
    assert made.stderr.startswith(f"--replaces: {path} ")
    assert {name: text for name, text in content(tmp_path).items() if not name.startswith("nu/")} == before


@pytest.mark.parametrize("moment", ["before the exchange", "after the exchange", "half deleted"])
def test_killed_half_way(tmp_path: Path, old: Path, monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    """The power goes while the old reports are replaced: the next run finds out how far it came, and finishes it."""
    options = [*write_round(tmp_path / "nu", LATE), "--out", tmp_path / "nye", *JSON]
    process = os.fork()
    if process == 0:
        _die_at(moment, monkeypatch)
        report(*options, "--replaces", old / "release.json")
        os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 9
    gone = moment != "before the exchange"
    assert (tmp_path / "nye").exists() == gone
    if gone:
        done = report(*options)  # the very same: whatever was to be deleted goes now
        assert done.exit_code == 0, done.output
        assert content(old) == {}
    else:
        assert report(*options).exit_code == 1  # the old release stands as if nothing had been tried
        assert {"release.json", "index.html"} <= content(old).keys()
    list_of_releases = json.loads((Path(os.environ["FAGSPEJL_STATE"]) / NAME).read_text("utf-8"))
    entries = json.loads(list_of_releases["body"])["entries"]
    assert len({entry["id"] for entry in entries}) == 1
    assert all(entry["confirmed"] for entry in entries)


def _die_at(moment: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if moment == "before the exchange":
        noted = file_release._noted

        def last(*given: Any) -> Any:
            noted(*given)
            os._exit(9)

        monkeypatch.setattr(file_release, "_noted", last)
    elif moment == "after the exchange":
        monkeypatch.setattr(file_release.Ledger, "settled", _dies_when_noted(file_release.Ledger.settled))
    else:
        unlink, gone = Path.unlink, []

        def one_only(path: Path, *more: Any, **options: Any) -> None:
            if path.suffix in (".json", ".html", ".xlsx") and gone:
                os._exit(9)
            gone.append(path)
            unlink(path, *more, **options)

        monkeypatch.setattr(Path, "unlink", one_only)


def _dies_when_noted(settled: Any) -> Any:
    def dies(ledger: Any) -> Any:
        if not all(entry.confirmed for entry in ledger.entries):
            os._exit(9)
        return settled(ledger)

    return dies


def test_leaders_only_is_the_same_scope(old: Path, tmp_path: Path) -> None:
    """Ida's small group alone, in a file of its own, is no other release: she stands in the first."""
    answers = [row for row in rows() if row.startswith("ida")]
    leaders = "\n".join(line for line in LEADERS.splitlines() if "Kar" not in line) + "\n"
    made = report(*write_round(tmp_path / "nu", answers, leaders), "--out", tmp_path / "ida", *JSON)
    assert made.exit_code == 1
