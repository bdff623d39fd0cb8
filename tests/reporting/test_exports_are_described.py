"""The DDI description names every column of the figures, and every code that stands in them."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from fagspejl.disclosure.types import Code
from fagspejl.reporting.exports.figures import FigureTable
from fagspejl.reporting.figure_files import FILES, write_figures
from fagspejl.reporting.pages.of_units.organisation import build_organisation
from reporting.questionnaires import fitting
from support.exported import read_table
from support.rounds import make_round

DDI = "{ddi:codebook:2_5}"
# Children in the order in which the schema wants them.
ORDER = {
    "codeBook": ["stdyDscr", "fileDscr", "dataDscr"],
    "stdyDscr": ["citation", "stdyInfo", "dataAccs", "notes"],
    "citation": ["titlStmt", "rspStmt", "prodStmt"],
    "sumDscr": ["collDate", "anlyUnit", "dataKind"],
    "fileTxt": ["fileName", "fileType"],
    "var": ["labl", "catgry", "varFormat"],
    "catgry": ["catValu", "labl"],
}


def test_columns_and_codes_are_described(tmp_path: Path) -> None:
    """Asta's archive knows each column of the CSV file in its order, and what each code in it means."""
    released = make_round(3, leaders=12, themes=(5, 2)).release()
    instrument = fitting(released)
    table = FigureTable(released, instrument, "en", leaders=released.leader_ids)
    write_figures(table, build_organisation(released, instrument, "en"), tmp_path, FILES)
    rows = read_table(tmp_path / "figures.csv")
    root = ElementTree.parse(tmp_path / "figures.ddi.xml").getroot()
    assert (root.tag, root.get("version")) == (f"{DDI}codeBook", "2.5")
    columns = {found.get("name"): found for found in root.iter(f"{DDI}var")}
    assert list(columns) == list(rows[0])
    for name in ("level", "perspective", "kind", "theme", "statement", "status", "reason", "code"):
        known = {code.findtext(f"{DDI}catValu") for code in columns[name].iter(f"{DDI}catgry")}
        assert {row[name] for row in rows} - {""} <= known
    assert {code.findtext(f"{DDI}catValu") for code in columns["code"].iter(f"{DDI}catgry")} == set(Code)
    for parent in root.iter():
        order = ORDER.get(parent.tag.removeprefix(DDI))
        if order is not None:
            places = [order.index(child.tag.removeprefix(DDI)) for child in parent]
            assert places == sorted(places)
