"""What each option of `fagspejl report` changes, and what it leaves alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from commands.small_round import LEADERS, answer, content, elsewhere, report, rows, write_round


def _release(folder: Path) -> dict[str, Any]:
    document = json.loads((folder / "release.json").read_text("utf-8"))
    assert isinstance(document, dict)
    return document


def _holding(folder: Path, words: str) -> list[str]:
    """Return the files in which the words stand; in PDF files lines may break anywhere."""
    found = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        if path.suffix == ".pdf":
            pages = pypdfium2.PdfDocument(path)
            text = " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())
        else:
            text = path.read_bytes().decode("utf-8", "replace")
        if words in text:
            found.append(path.name)
    return found


@pytest.mark.parametrize(
    ("formats", "files"),
    [
        ("json", {"release.json"}),
        ("xlsx", {"organisation.xlsx"}),
        (
            "html",
            {
                "organisation.html",
                "organisation-board.html",
                "next-step.html",
                "index.html",
                ".html",
            },
        ),
        ("pdf", {"organisation.pdf", "organisation-board.pdf", "next-step.pdf", ".pdf"}),
        (
            " PDF , json ",
            {
                "organisation.pdf",
                "organisation-board.pdf",
                "next-step.pdf",
                "release.json",
                ".pdf",
            },
        ),
        ("json,json", {"release.json"}),
    ],
)
def test_only_the_formats_asked_for(tmp_path: Path, formats: str, files: set[str]) -> None:
    """Bente wants PDF files only, Asta only the release: nothing else is made."""
    out = tmp_path / "rapporter"
    result = report(*write_round(tmp_path / "nu"), "--out", out, "--formats", formats)
    assert result.exit_code == 0, result.output
    found = content(out)
    assert {name for name in found if not name.startswith(("leaders/", "organisation/"))} | {
        Path(name).suffix for name in found if name.startswith("leaders/")
    } == files
    assert sum(name.startswith("leaders/") for name in found) in (0, 3)
    assert ("Begynd her:" in result.stdout) == ("html" in formats)


def test_the_index_links_only_what_was_made(tmp_path: Path) -> None:
    """Without PDF files the index does not promise any."""
    out = tmp_path / "rapporter"
    report(*write_round(tmp_path / "nu"), "--out", out, "--formats", "html")
    index = (out / "index.html").read_text("utf-8")
    assert ".pdf" not in index
    assert "release.json" not in index


def test_in_english(tmp_path: Path) -> None:
    """Asta's colleague abroad gets reports and summary in English."""
    out = tmp_path / "reports"
    result = report(*write_round(tmp_path / "nu"), "--out", out, "--language", "en", "--formats", "html,json")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith(f"{out}: reports for 3 leaders.\n")
    assert "2 leaders can see answers from at least one separate group.\n" in result.stdout
    assert "1 leader cannot see any group's answers. This protects anonymity.\n" in result.stdout
    page = next((out / "leaders").glob("*karen*.html")).read_text("utf-8")
    assert '<html lang="en"' in page


def test_a_higher_limit_hides_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bente has promised seven: Karen's seven answers are shown, Mads' five are not."""
    options = write_round(tmp_path / "nu")
    usual, strict = tmp_path / "fem", tmp_path / "syv"
    report(*options, "--out", usual, "--formats", "json")
    elsewhere(monkeypatch, tmp_path / "andetsteds")
    result = report(*options, "--out", strict, "--formats", "json", "--k", "7")
    assert result.exit_code == 0, result.output
    assert "Ingen gruppes tal hviler på færre end 7." in result.stdout
    own = [
        {block["leader"] for block in _release(folder)["blocks"] if block["kind"] == "own"}
        for folder in (usual, strict)
    ]
    assert own == [{"karen", "mads"}, {"karen"}]
    limits = _release(strict)["policy"]["disclosure"]
    assert (limits["k"], limits["k_comments"]) == (7, 7)


def test_comments_have_a_limit_of_their_own(tmp_path: Path) -> None:
    """Karen has seven answers: with a limit of eight for comments, hers are not shown, and her figures are."""
    out = tmp_path / "rapporter"
    result = report(*write_round(tmp_path / "nu"), "--out", out, "--formats", "json", "--k-comments", "8")
    assert "Ingen rapport har kommentarer.\n" in result.stdout
    assert "Hun går selv med ud." not in (out / "release.json").read_text("utf-8")
    assert "karen" in {block["leader"] for block in _release(out)["blocks"]}


def test_no_comments_means_in_no_file(tmp_path: Path) -> None:
    """Bente has promised that nobody reads the comments: none stands in any file."""
    options = write_round(tmp_path / "nu")
    shown, left_out = tmp_path / "med", tmp_path / "uden"
    assert "Kommentarer står i rapporten til 1 leder.\n" in report(*options, "--out", shown).stdout
    result = report(*options, "--out", left_out, "--no-comments")
    assert "Kommentarerne er ikke med.\n" in result.stdout
    said = "Hun går selv med ud."
    assert {Path(name).suffix for name in _holding(shown, said)} == {".html", ".json", ".pdf"}
    assert _holding(left_out, said) == []


def test_subordinate_leaders_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Mads has five employees and five leaders below him: together by default, apart when Bente asks."""
    below = [answer("mads", "subordinate_leader", f"u{number}", [4, 4, 3, 4, 4]) for number in range(5)]
    leaders = LEADERS.replace("invited_employee", "invited_employee,invited_subordinate_leader").replace(
        ",6\n", ",6,5\n"
    )
    leaders = leaders.replace(",8\n", ",8,0\n").replace(",boern,5\n", ",boern,5,0\n")
    options = write_round(tmp_path / "nu", [*rows(), *below], leaders)
    together, apart = tmp_path / "sammen", tmp_path / "adskilt"
    for out, more in ((together, []), (apart, ["--separate-subordinate-leaders"])):
        elsewhere(monkeypatch, tmp_path / f"liste-{out.name}")
        assert report(*options, "--out", out, "--formats", "json", *more).exit_code == 0
    groups = [
        {
            block["perspective"]: block["n"]
            for block in _release(folder)["blocks"]
            if block["leader"] == "mads"
        }
        for folder in (together, apart)
    ]
    assert groups == [{"employee": 10}, {"employee": 5, "subordinate_leader": 5}]


def test_quiet_says_nothing_but_errors(tmp_path: Path) -> None:
    """Per runs the command every night: it is silent unless something is wrong."""
    options = write_round(tmp_path / "nu")
    good = report(*options, "--out", tmp_path / "rapporter", "--formats", "json", "--quiet")
    assert (good.exit_code, good.output) == (0, "")
    bad = report(*options, "--out", tmp_path / "rapporter", "--k", "4", "--quiet")
    assert bad.exit_code == 2
    assert bad.stderr


def test_without_leaders_and_persons(tmp_path: Path) -> None:
    """Bente has only a file of answers: reports are made, and it is said what the files do not tell."""
    write_round(tmp_path / "nu")
    flat = tmp_path / "flad.csv"
    lines = (tmp_path / "nu" / "svar.csv").read_text("utf-8").splitlines()
    flat.write_text("\n".join(",".join(line.split(",")[:2] + line.split(",")[3:]) for line in lines), "utf-8")
    result = report(
        "--answers",
        flat,
        "--instrument",
        "faglig-ledelse",
        "--out",
        tmp_path / "rapporter",
        "--formats",
        "json",
    )
    assert result.exit_code == 0, result.output
    assert "Filerne fortæller ikke, hvor mange der er spurgt." in result.stdout
    assert "ingen kolonne »person«" in result.stdout


def test_warnings_are_listed(tmp_path: Path) -> None:
    """A column of another system is no error, but Bente is told that it was left alone."""
    options = write_round(tmp_path / "nu")
    file = tmp_path / "nu" / "svar.csv"
    file.write_text(file.read_text("utf-8").replace("\n", ",x\n").replace(",x\n", ",starttid\n", 1), "utf-8")
    (tmp_path / "nu" / "kort.toml").write_text('[constants]\n[round]\ntitle = "Forår"\n', "utf-8")
    result = report(
        *options, "--mapping", tmp_path / "nu" / "kort.toml", "--out", tmp_path / "r", "--formats", "json"
    )
    assert result.exit_code == 0, result.output
    assert "at lægge mærke til i filerne:\n  - svar.csv" in result.stdout
    assert "starttid" in result.stdout


def test_a_version_for_employees_only_where_asked_for(tmp_path: Path) -> None:
    """Karen's seven employees get one when Bente asks; Mads' five and Ida's three never, and no comment stands in it."""
    options = write_round(tmp_path / "nu")
    usual, asked = tmp_path / "uden", tmp_path / "med"
    assert report(*options, "--out", usual).exit_code == 0
    assert report(*options, "--out", asked, "--team-version").exit_code == 0
    new = set(content(asked)) - set(content(usual))
    assert {name.split("-", 1)[1] for name in new} == {
        "karen-employees.html",
        "karen-employees.pdf",
        "karen-projector.html",
    }
    held = set(_holding(asked, "Hun går selv med ud."))
    assert held & {Path(name).name for name in new} == set()
    assert (asked / "release.json").read_bytes() == (usual / "release.json").read_bytes()
    index = (asked / "index.html").read_text("utf-8")
    assert all(name in index for name in new)
