"""Names that look like formulas, or hold what XML cannot, arrive in every file as the names that they are."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from fagspejl.reporting.exports.figures import FigureTable
from fagspejl.reporting.figure_files import FILES, write_figures
from fagspejl.reporting.pages.of_units.organisation import build_organisation
from fagspejl.reporting.workbook import write_workbook
from reporting.questionnaires import fitting
from support.exported import read_table
from support.rounds import make_round

NAMES = (
    "=1+1",
    "+45 12",
    "-Nord",
    "@SUM(A1)",
    "＝1+1",
    "  =to",
    "\u202eGalt",
    "<b>&amp;\"'",
    "æ" * 200 + "🙂",
)
TABLES = ("figures.csv", "figures.json", "figures.sav", "organisation.ods", "organisation.xlsx")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every file of an organisation whose units have such names."""
    made, place = make_round(5, leaders=6, units=len(NAMES)), tmp_path_factory.mktemp("inert")
    units = tuple(replace(unit, name=name) for unit, name in zip(made.organisation.units, NAMES, strict=True))
    released = replace(made, organisation=replace(made.organisation, units=units)).release()
    table = FigureTable(released, fitting(released), "da")
    page = build_organisation(released, fitting(released), "da")
    write_figures(table, page, place, FILES)
    write_workbook(page, place / "organisation.xlsx", table)
    return place


@pytest.mark.parametrize("file", TABLES)
def test_every_name_is_read_back_as_text(folder: Path, file: str) -> None:
    """Asta finds the units under their own names; in CSV those that a spreadsheet would compute begin with a mark."""
    found = dict.fromkeys(row["unit_name"] for row in read_table(folder / file))
    expected = NAMES
    if file.endswith(".csv"):
        expected = tuple(f"'{name}" if name.strip()[0] in "=+-@＝" else name for name in NAMES)
    assert tuple(found) == expected


@pytest.mark.parametrize("file", ["organisation.ods", "organisation.xlsx"])
def test_no_spreadsheet_holds_a_formula(folder: Path, file: str) -> None:
    """Lone opens the file, and nothing in it is computed."""
    with zipfile.ZipFile(io.BytesIO((folder / file).read_bytes())) as archive:
        inside = "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))
    assert "<f>" not in inside
    assert "table:formula" not in inside
    assert "=1+1" in inside
