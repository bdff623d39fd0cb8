"""The report of several organisations: whose totals it adds, how people are counted, and who stands behind each total."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from python_calamine import CalamineWorkbook

from fagspejl.commands.cli import main
from support.federated import installation
from support.pdf import pdf_text

COUNTED = "Mennesker er talt i hver organisation for sig."
ONES = (
    *(installation(number) for number in range(3)),
    *(installation(n, parts=("Sundhed", "Veje")) for n in (3, 4)),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of five organisations, of which three have schools, made once."""
    place = tmp_path_factory.mktemp("federation")
    for number, one in enumerate(ONES):
        (place / f"{number}.extract").write_bytes(one.extract())
    (place / "keys.txt").write_text("# vores\n" + "\n".join(one.key.line for one in ONES), "utf-8")
    files = [str(place / f"{number}.extract") for number in range(5)]
    done = CliRunner().invoke(
        main, ["federate", *files, "--trust", str(place / "keys.txt"), "--out", str(place / "ud")]
    )
    assert done.exit_code == 0, done.stderr
    return place / "ud"


def _text(page: Path) -> str:
    body = page.read_text("utf-8").partition("<body")[2]
    return " ".join(re.sub(r"<[^>]*>", " ", body).split())


def test_people_are_counted_within_each(folder: Path) -> None:
    """Karen reads on the page, in the PDF and in the workbook whose totals these are and how people are counted."""
    book = CalamineWorkbook.from_path(folder / "federation.xlsx")
    cells = str([book.get_sheet_by_name(name).to_python() for name in book.sheet_names])
    for said in (
        _text(folder / "federation.html"),
        pdf_text((folder / "federation.pdf").read_bytes()),
        cells,
    ):
        assert COUNTED in " ".join(said.split())
        assert all(one.name in " ".join(said.split()) for one in ONES)


def test_a_total_of_some_says_how_many(folder: Path) -> None:
    """Health is of all five; schools of three would leave the roads of two, so one of the parts does not stand."""
    page = _text(folder / "federation.html")
    assert "Sundhed" in page
    assert "Skole" not in page
    assert "Veje" not in page


def test_no_organisation_stands_alone(folder: Path) -> None:
    """Nobody finds Fjordby's own numbers: its name stands at the head alone, never beside a figure."""
    document = json.loads((folder / "federation.json").read_text("utf-8"))
    assert {unit["name"] for unit in document["units"]} == {"Alle organisationer samlet", "Sundhed"}
    assert min(row["installations"] for row in document["figures"] if row["status"] == "shown") >= 3
    assert _text(folder / "federation.html").count("Fjordby Kommune") == 1


def test_three_of_six(tmp_path: Path) -> None:
    """Three have schools and three have none: the page of schools says that it rests on three of six."""
    ones = [installation(number) for number in range(3)]
    others = [installation(number, parts=("Sundhed",)) for number in range(3, 5)]
    late = installation(7, parts=("Sundhed", "Veje"))
    for number, one in enumerate((*ones, *others)):
        (tmp_path / f"{number}.extract").write_bytes(one.extract())
    keys = "\n".join(one.key.line for one in (*ones, *others))
    (tmp_path / "keys.txt").write_text(keys, "utf-8")
    assert late.name in {one.name for one in ones}  # a sixth would be the third one again
    files = [str(tmp_path / f"{number}.extract") for number in range(5)]
    asked = ["--trust", str(tmp_path / "keys.txt"), "--out", str(tmp_path / "ud"), "--formats", "html,xlsx"]
    assert CliRunner().invoke(main, ["federate", *files, *asked]).exit_code == 0
    pages = {path.stem: _text(path) for path in (tmp_path / "ud" / "federation").glob("*.html")}
    assert set(pages) == {"1-sundhed", "2-skole"}
    assert "Tallet bygger på 3 af 5 organisationer." in pages["2-skole"].replace("\u00a0", " ")
    assert "Tallet bygger på" not in pages["1-sundhed"]
    assert COUNTED in pages["2-skole"]
