"""The organisation report as a workbook: typed cells, one neutral text, no formula, same bytes."""

from __future__ import annotations

import io
import zipfile

import pytest
from python_calamine import CalamineWorkbook

from fagspejl.disclosure.types import RoundInfo
from fagspejl.lib.language import LANGUAGES, Language
from fagspejl.reporting.pages.of_units.organisation import build_organisation
from fagspejl.reporting.workbook import write_workbook
from reporting.cast_pages import ALL
from reporting.cast_pages import organisation_page as page
from reporting.questionnaires import fitting
from support.rounds import make_round

NEUTRAL = {"da": "Vises ikke af hensyn til anonymiteten.", "en": "Not shown, to protect anonymity."}


def written(found: object) -> bytes:
    """The workbook's bytes."""
    target = io.BytesIO()
    write_workbook(found, target)  # type: ignore[arg-type]
    return target.getvalue()


def sheets(data: bytes) -> dict[str, list[list[object]]]:
    """Every sheet's rows."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_sheets() -> None:
    """A guide, an overview, and one sheet for each group."""
    assert list(sheets(written(page(ALL)))) == ["Læs først", "Overblik", "Medarbejderne"]


def test_figures_are_numbers_and_the_rest_is_text() -> None:
    """Asta can calculate with what is shown; what is withheld is the one neutral text."""
    rows = sheets(written(page(ALL)))["Overblik"]
    assert rows[0] == ["Enhed", "Gruppe", "Svar", "Spurgt", "Ledere", "Emne A", "Emne A: svar"]
    by_unit = {str(row[0]).strip(): row for row in rows[1:]}
    assert by_unit["Familieområdet"][2:] == [NEUTRAL["da"]] * 4 + [""]
    assert by_unit["Kræftafdelingen"][2:5] == [36, 42, 3]
    assert by_unit["Kræftafdelingen"][6] == 36
    assert isinstance(by_unit["Kræftafdelingen"][5], float)


def test_every_statement_has_its_row() -> None:
    """Bands, distributions and statements stand beside the unit they belong to."""
    rows = sheets(written(page(ALL)))["Medarbejderne"]
    head = [str(name) for name in rows[0]]
    ward = [dict(zip(head, row, strict=True)) for row in rows[1:] if row[0] == "Kræftafdelingen"]
    assert [row["Række"] for row in ward] == ["Tema", "Udsagn", "Udsagn"]
    assert ward[0]["Bånd fra"] < ward[0]["Gennemsnit"] < ward[0]["Bånd til"]
    assert (ward[1]["Svar i fordelingen"], ward[1]["Enig"], ward[1]["Helt enig"]) == (36, 18, 0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_same_page_same_bytes(language: Language) -> None:
    """Per makes the workbook twice: no clock and no chance in it."""
    released = make_round(3, leaders=12, themes=(5, 2)).release()
    found = build_organisation(released, fitting(released), language)
    assert written(found) == written(found)


def test_texts_are_never_formulas() -> None:
    """An organisation called "=1+1" is text, and so is everything else."""
    made = make_round(3, leaders=12)
    released = made.release()
    released.info = RoundInfo("@SUM(A1)", "=1+1", None, None, "")
    data = written(build_organisation(released, fitting(released), "da"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        inside = "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))
    assert "<f>" not in inside
    assert "=1+1" in inside


def test_written_to_a_path(tmp_path) -> None:
    """The command writes it to a file."""
    target = tmp_path / "organisation.xlsx"
    write_workbook(page(ALL), target)
    assert target.read_bytes() == written(page(ALL))
