"""A roster is read as people write it, and says who is asked about whom."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from fagspejl.instrument.loader import load
from fagspejl.intake.errors import IntakeRefused
from fagspejl.intake.roster.columns import NEEDED
from fagspejl.intake.roster.read import read_roster
from fagspejl.intake.roster.types import RosterData, RosterPerson
from fagspejl.intake.sentences import sentence
from fagspejl.intake.types import Notice
from support.roster import CAST, HEAD, KAREN, MADS, SOFIE, read, roster_text


def _person(data: RosterData, key: str) -> RosterPerson:
    (found,) = [person for person in data.people if person.id == key]
    return found


def _pairs(data: RosterData) -> set[tuple[str, str, str]]:
    return {(a.rater, a.leader, a.perspective) for a in data.assignments}


def _codes(notices: tuple[Notice, ...]) -> list[tuple[str, int | None, str | None]]:
    return [(notice.code, notice.row, notice.column) for notice in notices]


def test_everybody_is_read(tmp_path: Path) -> None:
    """Sofie's row says who she is, where she works, in which language she reads, and whom she answers about."""
    data = read(tmp_path, *CAST)
    sofie = _person(data, "sofie")
    assert (sofie.name, sofie.email, sofie.language, sofie.unit) == (
        "Sofie Berg",
        "sofie@egedal.example",
        "da",
        "fam",
    )
    assert (sofie.leads, sofie.profession, sofie.leaders) == (False, "family_casework", ("karen",))
    omar = _person(data, "omar")
    assert (omar.email, omar.language, omar.profession) == ("", "en", "")
    assert [(unit.id, unit.name, unit.parent) for unit in data.units] == [
        ("boern", "Børn og Unge", -1),
        ("fam", "Familieområdet", 0),
        ("kraeft", "Kræftafdelingen", 0),
    ]


def test_who_is_asked_about_whom(tmp_path: Path) -> None:
    """Karen answers about herself and Mads, Mads about Karen; nobody had to write the last two."""
    assert _pairs(read(tmp_path, *CAST)) == {
        ("mads", "mads", "self"),
        ("karen", "karen", "self"),
        ("ida", "ida", "self"),
        ("karen", "mads", "subordinate_leader"),
        ("ida", "mads", "subordinate_leader"),
        ("mads", "karen", "superior"),
        ("mads", "ida", "superior"),
        ("ida", "karen", "peer"),
        ("sofie", "karen", "employee"),
        ("omar", "karen", "employee"),
    }


def test_two_leaders_at_once(tmp_path: Path) -> None:
    """Sofie, who works for Karen and Ida, answers about both."""
    both = SOFIE.replace(";karen;", ';"karen; ida";')
    assert {pair for pair in _pairs(read(tmp_path, *CAST[:3], both)) if pair[0] == "sofie"} == {
        ("sofie", "karen", "employee"),
        ("sofie", "ida", "employee"),
    }


def test_danish_headings_in_a_workbook(tmp_path: Path) -> None:
    """Bente's workbook has Danish headings, dates as dates, numbers as ids, and a column nobody asked for."""
    rows = [
        [
            "Medarbejdernummer",
            "Navn",
            "E-mail",
            "Enhed",
            "Rolle",
            "Leder",
            "Ansat siden",
            "Faggruppe",
            "Lokale",
        ],
        [7, "Mads Holm", "mads@egedal.example", 10, "Leder", "", None, "", "B2"],
        [8, "Sofie Berg", "", 10, "Medarbejder", 7, date(2020, 3, 1), "Hjemmepleje", "B3"],
    ]
    with xlsxwriter.Workbook(str(tmp_path / "liste.xlsx")) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, date):
                    sheet.write_datetime(row, column, cell, day)  # type: ignore[arg-type]
                else:
                    sheet.write(row, column, cell)
    data = read_roster(tmp_path / "liste.xlsx", load("faglig-ledelse"))
    sofie = _person(data, "8")
    assert (sofie.leaders, sofie.employed_since, sofie.profession) == (("7",), date(2020, 3, 1), "home_care")
    assert ("columns_left_out", 1, None) in _codes(data.warnings)


def test_names_are_one_line(tmp_path: Path) -> None:
    """A name with a line break and a control sign cannot add a line to the head of a mail."""
    row = 'sofie;"Sofie\r\nBcc: lone@example.org\x07";;;fam;;;medarbejder;;karen;;;;'
    assert _person(read(tmp_path, MADS, KAREN, row), "sofie").name == "Sofie Bcc: lone@example.org"


def test_addresses_are_tidied_and_told(tmp_path: Path) -> None:
    """An address with capitals and spaces around is read without, and its row is named."""
    data = read(tmp_path, MADS, KAREN, SOFIE.replace("sofie@egedal.example", " Sofie@Egedal.example "))
    assert _person(data, "sofie").email == "sofie@egedal.example"
    (notice,) = [notice for notice in data.warnings if notice.code == "roster_addresses_tidied"]
    assert dict(notice.facts) == {"count": "1", "rows": "4"}


@pytest.mark.parametrize(
    ("rows", "faults"),
    [
        ([MADS, MADS.replace("Holm", "Bro")], [("roster_person_twice", 3, "person")]),
        ([";Sofie;;;fam;;;medarbejder;;;;;;"], [("roster_no_person", 2, "person")]),
        (["a;;;;x;;;leder;;;;;;"], [("roster_blank_name", 2, "name")]),
        (["a;A;;;;;;leder;;;;;;"], [("roster_blank_unit", 2, "unit")]),
        (["a;A;;;x;;;chef;;;;;;"], [("roster_role", 2, "role")]),
        (["a;A;;;x;;;;;;;;;"], [("roster_role", 2, "role")]),
        (["a;A;;tysk;x;;;leder;;;;;;"], [("roster_language", 2, "language")]),
        (["a;A;;;x;;;leder;;;;1. marts;;"], [("roster_day", 2, "employed_since")]),
        (["a;A;;;x;;;leder;;;;;2026-02-30;"], [("roster_day", 2, "leader_since")]),
        (["a;A;;;x;;;leder;;;;;;måske"], [("roster_exempt", 2, "exempt")]),
        (["a;A;hansen@;;x;;;leder;;;;;;"], [("roster_address", 2, "email")]),
        (["a;A;ha nsen@x.dk;;x;;;leder;;;;;;"], [("roster_address", 2, "email")]),
        (["a;A;hånsen@x.dk;;x;;;leder;;;;;;"], [("roster_address", 2, "email")]),
        (["a;A;a@x.dk,b@x.dk;;x;;;leder;;;;;;"], [("roster_address", 2, "email")]),
        ([MADS, KAREN.replace("karen@", "Mads@")], [("roster_shared_address", 3, "email")]),
        (["a;A;;;x;;;leder;;lone;;;;"], [("roster_unknown_leader", 2, "leader")]),
        (["a;A;;;x;;;leder;;a;;;;"], [("roster_own_leader", 2, "leader")]),
        ([MADS, KAREN, SOFIE, "o;O;;;x;;;medarbejder;;sofie;;;;"], [("roster_not_a_leader", 5, "leader")]),
        ([MADS, KAREN, "o;O;;;x;;;medarbejder;;karen;mads;;;"], [("roster_peer_no_leader", 4, "peer_of")]),
        ([MADS, KAREN.replace(";mads;;", ";mads;mads;")], [("roster_two_roles", 3, "peer_of")]),
        ([MADS.replace(";leder;;;", ";leder;;karen;"), KAREN], [("roster_two_roles", 3, "leader")] * 2),
        (["a;A;;;x;X;y;leder;;;;;;", "b;B;;;y;Y;x;leder;;;;;;"], [("unit_cycle", 2, "parent_unit")]),
        (["a;A;;;x;X;;leder;;;;;;", "b;B;;;x;Y;;leder;;;;;;"], [("unit_name_conflict", 3, "unit_name")]),
        (["=1+1;A;;;x;;;leder;;;;;;"], [("formula", 2, "person"), ("roster_no_person", 2, "person")]),
        (["a;" + "A" * 201 + ";;;x;;;leder;;;;;;"], [("roster_too_long", 2, "name")]),
        ([], [("header_only", 1, None)]),
    ],
)
def test_faults_are_named(tmp_path: Path, rows: list[str], faults: list[tuple[str, int, str]]) -> None:
    """Bente is told row, column and what to do, in both languages, and nothing else."""
    with pytest.raises(IntakeRefused) as refused:
        read(tmp_path, *rows)
    found = _codes(refused.value.notices)
    assert sorted(found, key=str) == sorted(faults, key=str)
    for notice in refused.value.notices:
        for language in ("da", "en"):
            assert "{" not in sentence(notice, language)


def test_missing_columns(tmp_path: Path) -> None:
    """A file without addresses and leaders is refused, and both columns are named."""
    (tmp_path / "liste.csv").write_text("person;name;unit\nk;Karen;fam\n", encoding="utf-8")
    with pytest.raises(IntakeRefused) as refused:
        read_roster(tmp_path / "liste.csv", load("faglig-ledelse"))
    assert [dict(notice.facts)["name"] for notice in refused.value.notices] == ["email", "leader"]


@pytest.mark.parametrize("missing", NEEDED)
def test_a_missing_column_is_called_what_it_may_be_called(tmp_path: Path, missing: str) -> None:
    """Bente reads the Danish name and ours beside it, and the file is read when she adds a column of either name."""
    file, cells = tmp_path / "liste.csv", {"person": "k", "name": "Karen", "unit": "fam"}

    def write(headings: list[str]) -> None:
        row = ";".join(cells.get(name, "") for name in (*NEEDED, "person"))
        file.write_text(";".join([*headings, "person"]) + "\n" + row + "\n", encoding="utf-8")

    write(["x" if name == missing else name for name in NEEDED])
    with pytest.raises(IntakeRefused) as refused:
        read_roster(file, load("faglig-ledelse"))
    (notice,) = refused.value.notices
    found = re.search(r"mangler kolonnen (\S+) \((\S+)\)\.", sentence(notice, "da"))
    assert found is not None
    assert f"has no column {missing}." in sentence(notice, "en")
    assert found[2] == missing
    for added in found.groups():
        write([added if name == missing else name for name in NEEDED])
        assert [person.id for person in read_roster(file, load("faglig-ledelse")).people] == ["k"]


@pytest.mark.parametrize(
    ("name", "content"),
    [("liste.pdf", b"%PDF-1.7\n"), ("liste.csv", b"%PDF-1.7\n"), ("liste.docx", b"PK\x03\x04")],
)
def test_a_document_is_no_roster(tmp_path: Path, name: str, content: bytes) -> None:
    """Bente has the list as a PDF: she is told which files can be read."""
    (tmp_path / name).write_bytes(content)
    with pytest.raises(IntakeRefused) as refused:
        read_roster(tmp_path / name, load("faglig-ledelse"))
    (notice,) = refused.value.notices
    assert "Kun tabeller kan læses" in sentence(notice, "da")
    assert "Only tables can be read" in sentence(notice, "en")


@pytest.mark.parametrize(
    ("rows", "decision"),
    [
        (
            [MADS, KAREN, SOFIE.replace("egedal.example", "egeda1.example")],
            ("roster_lookalike_domain", 4, "email"),
        ),
        (
            [MADS, KAREN, SOFIE.replace("egedal.example", "egdeal.example")],
            ("roster_lookalike_domain", 4, "email"),
        ),
        (
            [MADS, KAREN, SOFIE.replace("egedal.example", "gmial.com")],
            ("roster_lookalike_domain", 4, "email"),
        ),
        (
            [MADS, KAREN, SOFIE.replace("egedal.example", "xn--gedal-eya.example")],
            ("roster_foreign_letters_domain", 4, "email"),
        ),
        ([MADS, KAREN, SOFIE, "ny;Ny Leder;;;fam;;;leder;;;;;;"], ("roster_leads_nobody", 5, "role")),
        (
            [MADS, KAREN, SOFIE, "s2;SOFIE BERG;;;fam;;;medarbejder;;karen;;;;"],
            ("roster_same_name", 5, "name"),
        ),
    ],
)
def test_what_may_be_right_is_to_be_decided(
    tmp_path: Path, rows: list[str], decision: tuple[str, int, str]
) -> None:
    """An address that looks mistyped, a leader of nobody, one name twice: shown to Bente, who decides."""
    assert _codes(read(tmp_path, *rows).decisions) == [decision]


def test_an_ordinary_roster_needs_no_decision(tmp_path: Path) -> None:
    """Two domains that are nothing like each other, and leaders of somebody: nothing to decide."""
    rows = (MADS, KAREN, SOFIE.replace("egedal.example", "hospital.example"))
    assert read(tmp_path, *rows).decisions == ()


def test_units_alone_and_several_tops(tmp_path: Path) -> None:
    """A row may name a unit alone; several units at the top get the organisation above them."""
    rows = (";;;;top;Toppen;;;;;;;;", "a;A;;;x;;top;leder;;;;;;", "b;B;;;y;;;leder;;a;;;;")
    (tmp_path / "liste.csv").write_text(roster_text(*rows), encoding="utf-8")
    data = read_roster(tmp_path / "liste.csv", load("faglig-ledelse"), organisation="Egedal")
    assert [(unit.name, unit.parent) for unit in data.units] == [
        ("Egedal", -1),
        ("Toppen", 0),
        ("x", 1),
        ("y", 0),
    ]


def test_order_and_delimiter_do_not_matter(tmp_path: Path) -> None:
    """The same roster with tabs, in Windows' encoding and upside down says the same."""
    first = read(tmp_path, *CAST)
    lines = [HEAD, *reversed(CAST)]
    text = "\r\n".join(line.replace(";", "\t") for line in lines)
    (tmp_path / "anden.csv").write_bytes(text.encode("cp1252"))
    second = read_roster(tmp_path / "anden.csv", load("faglig-ledelse"))
    assert second.assignments == first.assignments
    assert {(p.id, p.name, p.email) for p in second.people} == {(p.id, p.name, p.email) for p in first.people}
