"""Faulty rows as a workbook: every one of them, whole, the reason beside it and the cell marked."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from fagspejl.instrument.loader import load
from fagspejl.intake import IntakeRefused, Mending, read_round
from fagspejl.intake.cpr import MASK
from fagspejl.intake.roster.read import read_roster
from intake.files import HEAD, tiny
from support.mended import corrected, faults_of, looked_at, saved
from support.roster import CAST, OMAR, SOFIE, roster_text

GOOD = "karen,employee,p{},3,4,2"


def _answers(folder: Path, *rows: str) -> Path:
    path = folder / "svar.csv"
    path.write_text("\n".join((HEAD, *rows)) + "\n", encoding="utf-8")
    return path


def _faults(path: Path, target: str = "fejl.xlsx", **more: object) -> list[list[str]]:
    made = faults_of(lambda m: read_round(path, tiny(), mending=m), [path], path.parent / target, **more)
    (rows,) = looked_at(made).values()
    return rows


def test_all_of_them_not_only_those_listed(tmp_path: Path) -> None:
    """Bente gets all 300 rows with faults, although one sentence tells of them, and none that has no fault."""
    path = _answers(tmp_path, *(f"karen,employee,p{n},{9 if n % 2 else 3},4,2" for n in range(600)))
    rows = _faults(path)
    assert rows[0] == ["Hvad er galt", "Række", *HEAD.split(",")]
    assert [row[1] for row in rows[1:]] == [str(n + 2) for n in range(600) if n % 2]
    assert rows[1][0].startswith("Kolonne »quality«: »9« ligger uden for skalaen.")
    assert rows[1][2:] == ["karen", "employee", "p1", "9", "4", "2"]


def test_the_refusal_is_the_same_as_without(tmp_path: Path) -> None:
    """Whether somebody wants the rows or not, the same faults are counted and told in words."""
    path = _answers(tmp_path, *(f"karen,employee,p{n},9,4,måske" for n in range(80)))
    refusals = []
    for mending in (None, Mending([path], gathers=True)):
        with pytest.raises(IntakeRefused) as refused:
            read_round(path, tiny(), mending=mending)
        refusals.append((refused.value.total, refused.value.notices))
    assert refusals[0] == refusals[1]
    assert refusals[0][0] == 2  # one sentence for each text, however many cells


def test_every_row_of_a_fault_that_is_told_once(tmp_path: Path) -> None:
    """One sentence tells of an unknown leader; all of that leader's rows are in the workbook."""
    path = _answers(
        tmp_path, *(GOOD.format(n) for n in range(3)), *(f"karne,peer,q{n},3,4," for n in range(4))
    )
    leaders = tmp_path / "ledere.csv"
    leaders.write_text("leader\nkaren\n", encoding="utf-8")
    made = faults_of(
        lambda m: read_round(path, tiny(), leaders=leaders, mending=m), [path, leaders], tmp_path / "fejl.ods"
    )
    assert list(looked_at(made)) == ["svar.csv"]
    assert [row[1] for row in looked_at(made)["svar.csv"][1:]] == ["5", "6", "7", "8"]


def test_the_cell_is_marked_by_more_than_colour(tmp_path: Path) -> None:
    """Per, who sees no colours, finds the cell by its frame, its bold type and the comment on it."""
    path = _answers(tmp_path, "karen,employee,p1,9,4,2")
    _faults(path)
    with zipfile.ZipFile(tmp_path / "fejl.xlsx") as book:
        sheet, notes = book.read("xl/worksheets/sheet1.xml").decode(), book.read("xl/comments1.xml").decode()
        styles = book.read("xl/styles.xml").decode()
    assert re.findall(r'comment ref="(\w+)"', notes) == ["F2"]
    (style,) = re.findall(r'<c r="F2" s="(\d+)"', sheet)
    assert sheet.count(f's="{style}"') == 1
    assert "FFFFE699" in styles
    assert "<b/>" in styles
    _faults(path, "fejl.ods")
    with zipfile.ZipFile(tmp_path / "fejl.ods") as book:
        content = book.read("content.xml").decode()
    assert content.count("<office:annotation>") == 1
    assert content.count('table:style-name="marked"') == 1


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    """What begins as a formula, in a cell or in a heading, is a text in the workbook."""
    path = tmp_path / "svar.csv"
    path.write_text(f'{HEAD},=1+1\n"=cmd|x",employee,p1,9,4,2,@SUM(A1)\n', encoding="utf-8")
    rows = _faults(path)
    assert rows[1][2] == "=cmd|x"
    with zipfile.ZipFile(tmp_path / "fejl.xlsx") as book:
        assert "<f>" not in book.read("xl/worksheets/sheet1.xml").decode()
    _faults(path, "fejl.ods")
    with zipfile.ZipFile(tmp_path / "fejl.ods") as book:
        assert "formula" not in book.read("content.xml").decode()


def _roster_faults(folder: Path, *rows: str) -> tuple[Path, Path]:
    """A roster with a CPR column and a number in its name, and its faulty rows."""
    path = folder / "010180-1234.csv"
    text = roster_text(*(f"{row};{number}" for row, number in zip(rows, NUMBERS, strict=False)))
    path.write_text(text.replace("\n", ";CPR\n", 1), encoding="utf-8")
    instrument = load("faglig-ledelse")
    return path, faults_of(lambda m: read_roster(path, instrument, mending=m), [path], folder / "fejl.xlsx")


NUMBERS = ("0101801234", "020281-1234", "030382 1234", "", "0505851234")


def _all_of(book: Path) -> str:
    with zipfile.ZipFile(book) as parts:
        return "".join(parts.read(name).decode() for name in parts.namelist())


def test_no_cpr_number_leaves(tmp_path: Path) -> None:
    """A roster's CPR column, and a number inside a name, are dots in the workbook."""
    row = SOFIE.replace("Berg", "Berg 020281-1234").replace(";medarbejder;", ";medarbejdr;")
    _, made = _roster_faults(tmp_path, *CAST[:2], row)
    assert not re.search(r"[0-3]\d{5}[- ]?1234", _all_of(made))
    _, mended = looked_at(made)[f"{MASK}.csv"]
    assert (mended[3], mended[-1]) == (f"Sofie Berg {MASK}", MASK)


def test_dots_are_no_id(tmp_path: Path) -> None:
    """A CPR number was somebody's id: the dots that come back in its place are refused."""
    path, made = _roster_faults(tmp_path, *CAST[:2], SOFIE, OMAR.replace("omar;", "0404831234;"))
    assert not re.search(r"0404831234", _all_of(made))
    with pytest.raises(IntakeRefused) as refused:
        read_roster(path, load("faglig-ledelse"), mending=Mending([path], corrected=made))
    assert [(n.code, n.file, n.column) for n in refused.value.notices] == [
        ("corrected_dots", "fejl.xlsx", "person")
    ]


def test_what_is_mended_stays_mended(tmp_path: Path) -> None:
    """Bente mends one of two rows; the next workbook holds both, so that it alone is enough the time after."""
    path = _answers(tmp_path, "karen,employee,p1,9,4,2", GOOD.format(2), "karen,employee,p3,7,4,2")
    first = faults_of(lambda m: read_round(path, tiny(), mending=m), [path], tmp_path / "fejl.xlsx")
    half = corrected(first, {2: ["karen", "employee", "p1", "5", "4", "2"]}, tmp_path / "halv.xlsx")
    rows = _faults(path, "fejl2.xlsx", corrected=half)
    assert [(row[0], row[1], row[5]) for row in rows[1:]] == [
        ("Rettet.", "2", "5"),
        (
            "Kolonne »quality«: »7« ligger uden for skalaen. Skriv et helt tal fra 1 til 5, eller lad feltet stå tomt.",
            "4",
            "7",
        ),
    ]
    whole = corrected(
        tmp_path / "fejl2.xlsx", {4: ["karen", "employee", "p3", "1", "4", "2"]}, tmp_path / "hel.ods"
    )
    data = read_round(path, tiny(), mending=Mending([path], corrected=whole))
    assert data.table.values[:, 0].tolist() == [5, 3, 1]


def test_an_emptied_row_is_left_out(tmp_path: Path) -> None:
    """A row whose cells Bente empties is no answer."""
    path = _answers(tmp_path, "karen,employee,p1,9,4,2", GOOD.format(2))
    made = faults_of(lambda m: read_round(path, tiny(), mending=m), [path], tmp_path / "fejl.xlsx")
    back = corrected(made, {2: [""] * 6}, tmp_path / "tom.csv")
    assert len(read_round(path, tiny(), mending=Mending([path], corrected=back)).table.group) == 1


OURS = ["Hvad er galt", "Række"]
COLUMNS = HEAD.split(",")
FINE = ["karen", "employee", "p1", "3", "4", "2"]
WRONG: dict[str, tuple[str, list[list[str]]]] = {
    "without our columns": ("corrected_no_columns", [COLUMNS, FINE]),
    "a row that is not there": ("corrected_unknown_row", [[*OURS, *COLUMNS], ["", "9", *FINE]]),
    "the row of headings": ("corrected_unknown_row", [[*OURS, *COLUMNS], ["", "1", *FINE]]),
    "a new row": ("corrected_no_row", [[*OURS, *COLUMNS], ["", "", *FINE]]),
    "a row twice": ("corrected_row_twice", [[*OURS, *COLUMNS], ["", "2", *FINE], ["", "2", *FINE]]),
    "another heading": ("corrected_other_headings", [[*OURS, *COLUMNS[:-1], "pace"], ["", "2", *FINE]]),
    "a column less": ("corrected_other_headings", [[*OURS, *COLUMNS[:-1]], ["", "2", *FINE[:-1]]]),
}


@pytest.mark.parametrize("kind", [".xlsx", ".ods", ".csv"])
@pytest.mark.parametrize("case", WRONG)
def test_a_workbook_that_does_not_belong(tmp_path: Path, case: str, kind: str) -> None:
    """A workbook of another file, or one whose headings or numbers were changed, gets one clear sentence."""
    code, rows = WRONG[case]
    path = _answers(tmp_path, "karen,employee,p1,9,4,2", GOOD.format(2))
    back = saved({"svar.csv": rows}, tmp_path / f"rettet{kind}")
    with pytest.raises(IntakeRefused) as refused:
        read_round(path, tiny(), mending=Mending([path], corrected=back))
    assert code in [notice.code for notice in refused.value.notices]


def test_two_files_in_one_workbook(tmp_path: Path) -> None:
    """Faults of the answers and of the leaders stand on a worksheet each, and come back together."""
    path = _answers(tmp_path, "karen,employee,p1,9,4,2", GOOD.format(2))
    leaders = tmp_path / "ledere.csv"
    leaders.write_text("leader,invited_employee\nkaren,otte\n", encoding="utf-8")
    made = faults_of(
        lambda m: read_round(path, tiny(), leaders=leaders, mending=m),
        [path, leaders],
        tmp_path / "fejl.xlsx",
    )
    sheets = looked_at(made)
    assert set(sheets) == {"svar.csv", "ledere.csv"}
    sheets["svar.csv"][1][5], sheets["ledere.csv"][1][3] = "5", "8"
    back = saved(sheets, tmp_path / "rettet.xlsx")
    data = read_round(path, tiny(), leaders=leaders, mending=Mending([path, leaders], corrected=back))
    assert data.table.values[0, 0] == 5
    assert data.table.invited[0, 0] == 8


def test_faults_that_are_of_no_row(tmp_path: Path) -> None:
    """A missing column is no fault of a row: there is nothing to write."""
    path = tmp_path / "svar.csv"
    path.write_text("chefens nummer,person\n1,2\n", encoding="utf-8")
    mending = Mending([path], gathers=True)
    with pytest.raises(IntakeRefused):
        read_round(path, tiny(), mending=mending)
    assert mending.sheets() == ()
