"""`fagspejl report` on the demo's files: every leader's report, and a summary that is true."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from python_calamine import CalamineWorkbook

from commands.demo_round import DemoRound
from commands.small_round import content, report, without_identity
from fagspejl.commands.cli import main
from fagspejl.demo.write import DemoFiles
from fagspejl.lib.files import MARKER
from support.pdf import pdf_text
from support.shared_demo import BuiltDemo


@dataclass(frozen=True, slots=True)
class Made:
    """What one run left behind."""

    folder: Path
    said: str
    document: dict[str, Any]

    def withheld(self, place: str, reason: str) -> int:
        """Count the places that the release itself lists as withheld, in leaders' reports or the organisation's."""
        return sum(
            row["status"] == "withheld" and row["reason"] == reason and place in row
            for section in ("figures", "comments")
            for row in self.document[section]
        )


def _options(demo: DemoFiles) -> list[object]:
    return [
        "--answers",
        demo.answers,
        "--leaders",
        demo.leaders,
        "--mapping",
        demo.mapping,
        "--instrument",
        "faglig-ledelse",
    ]


@pytest.fixture(scope="module")
def made(demo_files: DemoFiles, tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("out") / "rapporter"
    result = report(*_options(demo_files), "--out", folder)
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    return Made(folder, result.stdout, json.loads((folder / "release.json").read_text("utf-8")))


class _Links(HTMLParser):
    """Collects what a page points to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in ("href", "src") and value]


def _links(page: Path) -> Iterator[str]:
    parser = _Links()
    parser.feed(page.read_text("utf-8"))
    return (link for link in parser.found if not link.startswith(("#", "data:")))


def _number(said: str, pattern: str) -> int:
    found = re.search(pattern, said)
    assert found, f"{pattern} is not in {said}"
    return int(found[1].replace(".", ""))


def test_every_leader_has_a_page_and_a_pdf(made: Made) -> None:
    """All sixty leaders, also the one nobody answered about, get a page and a PDF; the organisation gets its own."""
    names = set(content(made.folder))
    leaders = {name for name in names if name.startswith("leaders/")}
    assert sum(name.endswith(".html") for name in leaders) == 60
    assert sum(name.endswith(".pdf") for name in leaders) == 60
    units = {name for name in names if name.startswith("organisation/")}
    assert sum(name.endswith(".html") for name in units) == len(made.document["units"]) - 1
    assert names - leaders - units == {
        "index.html",
        "organisation.html",
        "organisation.pdf",
        "organisation-board.html",
        "organisation-board.pdf",
        "organisation.xlsx",
        "next-step.html",
        "next-step.pdf",
        "next-step.ics",
        "release.json",
    }
    assert {Path(name).stem for name in leaders if name.endswith(".html")} == {
        Path(name).stem for name in leaders if name.endswith(".pdf")
    }


def test_file_names_are_safe_everywhere(made: Made) -> None:
    """Leaders are called Ørnhede and Åstrand; their files are not, and no two are alike."""
    for name in content(made.folder):
        assert re.fullmatch(r"[a-z0-9/.\-]+", name), name
    assert (made.folder / "leaders" / "03-karen-birkemose.html").exists()


def test_each_file_is_what_it_says(made: Made) -> None:
    """Karen's page carries her name, her PDF is one, and the workbook opens."""
    page = (made.folder / "leaders" / "03-karen-birkemose.html").read_text("utf-8")
    assert "Karen Birkemose" in page
    assert "Familieområdet" in page
    for pdf in made.folder.rglob("*.pdf"):
        assert pdf.read_bytes().startswith(b"%PDF-")
    book = CalamineWorkbook.from_path(made.folder / "organisation.xlsx")
    assert book.sheet_names


def test_the_index_leads_everywhere(made: Made) -> None:
    """Bente opens index.html and reaches every file of the folder from there."""
    reached, left = set[Path](), {made.folder / "index.html"}
    while left:
        page = left.pop()
        reached.add(page)
        if page.suffix == ".html":
            left |= {(page.parent / link).resolve() for link in _links(page)} - reached
    assert {path.relative_to(made.folder).as_posix() for path in reached} == set(content(made.folder))


def test_no_page_lists_more_than_one_level_down(made: Made) -> None:
    """Bente opens any unit: its table holds the unit and those right below it, in tree order, fifty at most."""
    units = made.document["units"]
    below: dict[str, list[str]] = {unit["id"]: [] for unit in units}
    for unit in units[1:]:
        below[unit["parent"]].append(unit["name"])
    pages = [made.folder / "organisation.html", *sorted((made.folder / "organisation").glob("*.html"))]
    for unit, page in zip(units, pages, strict=True):
        text = unescape(page.read_text("utf-8"))
        tables = text.split('class="overview"')[1:]
        assert len(tables) == len(made.document["groups"])
        for table in tables:
            rows = re.findall(r'<th scope="row"[^>]*>(?:<a [^>]*>)?(.+?)<', table.split("</table>")[0])
            assert rows == [unit["name"], *below[unit["id"]]]


def test_the_short_version_has_two_pages(made: Made) -> None:
    """The board gets two pages, not more, and they name no leader."""
    pdf = (made.folder / "organisation-board.pdf").read_bytes()
    pages = pdf_text(pdf).split("\f")
    assert len(pages) == 2
    text = " ".join(" ".join(pages).split())
    assert [row["name"] for row in made.document["leaders"] if row["name"] in text] == []


def test_the_index_names_every_leader(made: Made) -> None:
    """Bente finds all sixty in the index."""
    text = unescape((made.folder / "index.html").read_text("utf-8"))
    for leader in made.document["leaders"]:
        assert leader["name"] in text


def test_pages_point_nowhere_else(made: Made) -> None:
    """Karen may move her page anywhere: it fetches nothing and leads to nobody else's report."""
    for page in (made.folder / "leaders").glob("*.html"):
        assert [link for link in _links(page) if not link.startswith("mailto:")] == []


def test_no_page_speaks_of_another_leader(made: Made) -> None:
    """Lone's name and figures stand in nobody else's report: a page names no leader but its own."""
    names = {row["id"]: row["name"] for row in made.document["leaders"]}
    for page in (made.folder / "leaders").glob("*.html"):
        text = unescape(page.read_text("utf-8"))
        own = page.stem.split("-", 1)[1]
        assert names[own] in text
        assert [name for leader, name in names.items() if leader != own and name in text] == []


def test_the_organisation_report_names_no_leader(made: Made) -> None:
    """Mads reads the organisation's report and finds units, never a leader."""
    text = unescape((made.folder / "organisation.html").read_text("utf-8"))
    assert [row["name"] for row in made.document["leaders"] if row["name"] in text] == []


def test_the_release_passes_the_audit(made: Made) -> None:
    """The file beside the reports passes the audit that anybody may run."""
    result = CliRunner().invoke(main, ["audit-release", str(made.folder / "release.json")])
    assert result.exit_code == 0, result.output


def test_the_summary_is_true(made: Made) -> None:
    """Every number of the closing summary is counted again on the release itself."""
    own = {block["leader"] for block in made.document["blocks"] if block["kind"] == "own"}
    shown = {row["leader"] for row in made.document["comments"] if row["status"] == "shown"}
    said = made.said
    assert _number(said, r"rapporter til (\d+) ledere") == 60
    assert _number(said, r"(\d+) ledere kan se svar") == len(own)
    assert _number(said, r"(\d+) ledere kan ikke se") == 60 - len(own)
    assert _number(said, r"([\d.]+) steder i ledernes") == made.withheld("leader", "anonymity") > 0
    assert (
        _number(said, r"([\d.]+) steder i organisationsrapporten") == made.withheld("unit", "anonymity") > 0
    )
    assert _number(said, r"(\d+) sted er tomt, fordi") == made.withheld("leader", "not_asked")
    assert _number(said, r"Kommentarer står i rapporten til (\d+) ledere") == len(shown) > 0
    assert "Ingen gruppes tal hviler på færre end 5." in said
    assert f"Begynd her: {made.folder / 'index.html'}\n" in said


SHOWN = (
    "exactly_five",
    "exactly_nine",
    "exactly_ten",
    "unanimous_small",
    "divided",
    "low_response",
    "matrix",
    "unsure",
)
HIDDEN = ("group_of_one", "group_of_two", "group_of_three", "group_of_four", "no_answers")


@pytest.mark.parametrize("case", [*SHOWN, *HIDDEN])
def test_five_answers_make_a_group(made: Made, demo_round: DemoRound, case: str) -> None:
    """Five employees and more are a group of their own in their leader's report; one to four never are."""
    own = {
        block["leader"]
        for block in made.document["blocks"]
        if (block["kind"], block["perspective"]) == ("own", "employee")
    }
    assert (demo_round.case(case).id in own) == (case in SHOWN)


def test_pages_where_nothing_is_shown_still_help(made: Made) -> None:
    """The leader nobody answered about gets a page like the others, with the one neutral text."""
    unit = next(row for row in made.document["units"] if row["name"] == "Plejecenter Vestervang")
    leader = next(row for row in made.document["leaders"] if row["unit"] == unit["id"])
    (page,) = (made.folder / "leaders").glob(f"*-{leader['id']}.html")
    assert "Vises ikke af hensyn til anonymiteten." in page.read_text("utf-8")


def test_the_folder_lists_its_own_files(made: Made) -> None:
    """The list by which the next run knows the folder for ours holds exactly what was written."""
    listed = json.loads((made.folder / MARKER).read_text("utf-8"))
    assert set(listed["files"]) == set(content(made.folder))


def test_the_same_files_give_the_same_bytes(made: Made, built_demo: BuiltDemo) -> None:
    """Bente makes the reports of the demo's files: every file is the same, byte for byte, but for the release's id."""
    once, again = content(built_demo.folder), content(made.folder)
    for files in (once, again):
        files["release.json"] = without_identity(files["release.json"])
    assert [name for name in again if once.get(name) != again[name]] == []
    assert [path.name for path in made.folder.parent.iterdir()] == ["rapporter"]
