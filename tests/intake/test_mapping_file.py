"""With a mapping, the export of another system works as it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from fagspejl.analysis.types import Missing, Perspective
from fagspejl.intake import read_round
from intake.files import HEAD, facts, places, read, refusal, tiny, written

EXPORT = "Starttid;Leder-ID;Rolle;Q1;Q2;Q7 tekst\n08:00;karen;Chef;Helt enig;-99;Mere ro\n08:01;karen;Ansat;3;Ved ikke/ikke relevant;\n"
MAPPING = """
[columns]
leader = "Leder-ID"
perspective = "rolle"
quality = "Q1"
dilemmas = "Q2"
comment_more_of = "Q7 tekst"
[values]
"Helt enig" = 5
"Ved ikke/ikke relevant" = "ved_ikke"
"-99" = ""
"Chef" = "superior"
"ansat" = "employee"
[round]
title = "Evaluering 2026"
organisation = "Egedal"
from = 2026-03-01
to = "2026-03-14"
report_readers = "dig og din leder"
"""


def test_export_of_another_system(tmp_path: Path) -> None:
    """Bente's export is read untouched; the column nobody mentions is left alone, and she is told."""
    data = read(tmp_path, EXPORT, mapping=MAPPING)
    assert data.table.values[:, :2].tolist() == [[5, 0], [3, 0]]
    assert data.table.missing[:, :2].tolist() == [[0, Missing.BLANK], [0, Missing.DONT_KNOW]]
    assert data.table.group.tolist() == [Perspective.SUPERIOR, Perspective.EMPLOYEE]
    assert [c.text for c in data.comments] == ["Mere ro"]
    left_out = next(w for w in data.warnings if w.code == "columns_left_out")
    assert facts(left_out)["names"] == "Starttid"


def test_facts_of_the_round(tmp_path: Path) -> None:
    """Title, organisation, dates and readers come from the mapping."""
    told = read(tmp_path, EXPORT, mapping=MAPPING).round
    assert (told.title, told.organisation, told.report_readers) == (
        "Evaluering 2026",
        "Egedal",
        "dig og din leder",
    )
    assert (told.opened, told.closed) == (date(2026, 3, 1), date(2026, 3, 14))


def test_constant_perspective(tmp_path: Path) -> None:
    """A file of employees only needs no column for it."""
    data = read(tmp_path, "leader,quality\nkaren,4\n", mapping='[constants]\nperspective = "medarbejder"\n')
    assert data.table.group.tolist() == [Perspective.EMPLOYEE]


def test_special_values_win(tmp_path: Path) -> None:
    """A word may mean one thing as an answer and another as a perspective; swapped numbers are swapped once."""
    data = read(
        tmp_path,
        "leader,perspective,quality,dilemmas\nkaren,1,1,5\n",
        mapping='[values.items]\n1 = 5\n5 = 1\n[values.perspective]\n1 = "self"\n',
    )
    assert data.table.values[0, :2].tolist() == [5, 1]
    assert data.table.group.tolist() == [Perspective.SELF]


def test_ignored_columns(tmp_path: Path) -> None:
    """A column under [ignore] is not read even when its name is ours, and is not warned of."""
    data = read(
        tmp_path,
        "leader,perspective,quality,person,Dato\nkaren,employee,4,,2026\n",
        mapping='[ignore]\ncolumns = ["person", "Dato"]\n',
    )
    assert not data.has_person
    assert [w.code for w in data.warnings] == ["items_not_asked"]


def test_leaders_columns(tmp_path: Path) -> None:
    """The leaders file of another system is mapped too."""
    data = read(
        tmp_path,
        f"{HEAD}\nkaren,employee,p,4,4,4\n",
        leaders="Lnr,Navn,Afd,By,invited_employee\nkaren,Karen Lund,fam,Egedal,3\n",
        mapping='[leaders.columns]\nleader = "Lnr"\nleader_name = "Navn"\nunit = "Afd"\n',
    )
    assert (data.leaders[0].name, data.units[0].id) == ("Karen Lund", "fam")
    assert [(w.code, w.file) for w in data.warnings] == [("columns_left_out", "ledere.csv")]


@pytest.mark.parametrize(
    ("mapping", "code", "key"),
    [
        ('[column]\nleader = "x"\n', "mapping_unknown_key", "column"),
        ("columns = 3\n", "mapping_not_a_table", "columns"),
        ('[columns]\nleder_id = "x"\n', "mapping_unknown_column", "columns.leder_id"),
        ("[columns]\nleader = 3\n", "mapping_not_text", "columns.leader"),
        ('[columns]\nleader = "x"\nperson = "x"\n', "mapping_used_twice", "columns.person"),
        ('[columns]\nleader = "x"\n', "mapped_column_missing", "x"),
        ("[values]\na = 7\n", "mapping_value", "values.a"),
        ("[values]\na = true\n", "mapping_value", "values.a"),
        ('[values.items]\na = "self"\n', "mapping_value", "values.items.a"),
        ("[values.perspective]\na = 4\n", "mapping_value", "values.perspective.a"),
        ("[values.leader]\na = 4\n", "mapping_unknown_key", "values.leader"),
        ('[constants]\nperspective = "chef"\n', "mapping_perspective", "constants.perspective"),
        ('[constants]\nperspective = "self"\n', "constant_and_column", "perspective"),
        ('[constants]\nleader = "x"\n', "mapping_unknown_key", "constants.leader"),
        ('[round]\nfrom = "1. marts"\n', "mapping_day", "round.from"),
        ("[round]\nfrom = 2026-03-02\nto = 2026-03-01\n", "mapping_dates", "round.to"),
        ("[round]\ntitle = 2026\n", "mapping_not_text", "round.title"),
        ('[ignore]\ncolumns = "x"\n', "mapping_not_a_list", "ignore.columns"),
        ('[leaders]\nunit = "x"\n', "mapping_unknown_key", "leaders.unit"),
        ('[leaders.columns]\nchef = "x"\n', "mapping_unknown_column", "leaders.columns.chef"),
    ],
)
def test_faults(tmp_path: Path, mapping: str, code: str, key: str) -> None:
    """A mapping that says something impossible is refused by its key."""
    refused = refusal(tmp_path, f"{HEAD}\nkaren,employee,p,4,4,4\n", mapping=mapping)
    assert [(notice.code, notice.column) for notice in refused.notices] == [(code, key)]


def test_broken_mapping(tmp_path: Path) -> None:
    """A mapping that is no TOML is refused by its line."""
    refused = refusal(tmp_path, f"{HEAD}\n", mapping='[columns]\nleader = "x"\nperson =\n')
    assert places(refused.notices) == [("mapping_syntax", 3, None)]


def test_sheet_and_heading_row(tmp_path: Path) -> None:
    """Bente's workbook has a cover and two lines above the headings; she says where the answers stand."""
    book = tmp_path / "svar.xlsx"
    with xlsxwriter.Workbook(str(book)) as made:
        made.add_worksheet("Forside").write(0, 0, "leder")
        sheet = made.add_worksheet("Alle svar")
        for row, cells in enumerate([["leder"], ["x"], ["Hvem", "q1"], ["karen", "4"]]):
            for column, cell in enumerate(cells):
                sheet.write(row, column, cell)
    told = """
[sheet]
name = "alle  SVAR"
heading_row = 3
[columns]
leader = "Hvem"
quality = "q1"
[constants]
perspective = "employee"
"""
    data = read_round(book, tiny(), mapping=written(tmp_path, "m.toml", told))
    assert data.table.values[:, 0].tolist() == [4]


def test_values_of_one_column_and_direction(tmp_path: Path) -> None:
    """One question was coded from the other end, and 9 meant nothing in it; the rest runs as the scale says."""
    told = MAPPING_OF_VALUES
    data = read(tmp_path, "leader;q1;q2\nkaren;1;2\nkaren;9;5\n", mapping=told)
    assert data.table.values[:, :2].tolist() == [[5, 4], [0, 1]]


MAPPING_OF_VALUES = """
[columns]
quality = "q1"
dilemmas = "q2"
[scale]
direction = "high-to-low"
[values.columns.quality]
"9" = "ved_ikke"
[constants]
perspective = "employee"
"""


def test_columns_of_two_forms(tmp_path: Path) -> None:
    """Each perspective has columns of its own: the first of each list is the employees', the second the leader's."""
    told = """
[columns]
quality = ["q1", "s1"]
dilemmas = ["q2", "s2"]
workload = ["q3", ""]
[constants]
perspective = ["employee", "self"]
"""
    answers = "leader;q1;q2;q3;s1;s2\nkaren;1;2;3;;\nkaren;;;;4;5\n"
    data = read(tmp_path, answers, mapping=told)
    assert data.table.values.tolist() == [[1, 2, 3], [4, 5, 0]]
    assert data.table.group.tolist() == [Perspective.EMPLOYEE, Perspective.SELF]


@pytest.mark.parametrize(
    ("mapping", "code", "key"),
    [
        ("[sheet]\nheading_row = 0\n", "mapping_heading_row", "sheet.heading_row"),
        ("[sheet]\nheading_row = [1, 2, 3, 4]\n", "mapping_heading_row", "sheet.heading_row"),
        ("[sheet]\nnavn = 'x'\n", "mapping_unknown_key", "sheet.navn"),
        ("[scale]\ndirection = 'up'\n", "mapping_direction", "scale.direction"),
        ("[values.columns.quality]\n'a' = 9\n", "mapping_value", "values.columns.quality.a"),
        ("[values.columns.mood]\n'a' = 1\n", "mapping_unknown_column", "values.columns.mood"),
        ("[columns]\nquality = ['', ' ']\n", "mapping_not_text", "columns.quality"),
        ("[columns]\nquality = ['a', 'a']\n", "mapping_used_twice", "columns.quality"),
        ("[constants]\nperspective = ['employee', 'x']\n", "mapping_perspective", "constants.perspective"),
    ],
)
def test_faults_in_what_is_said_of_the_table(tmp_path: Path, mapping: str, code: str, key: str) -> None:
    """Each fault is told with its key."""
    refused = refusal(tmp_path, HEAD + "\nkaren,employee,p1,1,2,3\n", mapping=mapping)
    assert [(notice.code, notice.column) for notice in refused.notices] == [(code, key)]
