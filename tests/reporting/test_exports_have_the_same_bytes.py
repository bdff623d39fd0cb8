"""Per exports the same figures twice and gets the same files, byte by byte."""

from __future__ import annotations

from pathlib import Path

from fagspejl.disclosure.document.codec import dumps, loads
from fagspejl.reporting.exports.figures import FigureTable
from fagspejl.reporting.figure_files import FILES, write_figures
from fagspejl.reporting.pages.of_units.organisation import build_organisation
from fagspejl.reporting.workbook import write_workbook
from reporting.questionnaires import fitting
from support.rounds import make_round


def test_same_release_same_bytes(tmp_path: Path) -> None:
    """No clock and no chance in any file: neither in the SPSS header nor in the packages of the spreadsheets."""
    text, kept = dumps(make_round(7, leaders=5).release()), []
    for number in range(2):
        folder = tmp_path / str(number)
        folder.mkdir()
        released = loads(text)
        instrument = fitting(released)
        table = FigureTable(released, instrument, "en", leaders=released.leader_ids)
        page = build_organisation(released, instrument, "en")
        write_figures(table, page, folder, FILES)
        write_workbook(page, folder / "organisation.xlsx", table)
        kept.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert kept[0] == kept[1]
    assert set(kept[0]) == {*FILES.values(), "organisation.xlsx"}
    assert b"01 Jan 0000:00:00" in kept[0]["figures.sav"][:180]
