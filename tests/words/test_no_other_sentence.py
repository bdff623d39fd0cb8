"""A report prints sentences of the catalogue, texts of the questionnaire, names, comments and figures: nothing else."""

from __future__ import annotations

import io
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from fagspejl.disclosure.types import Code, FigureKind, Reason
from fagspejl.lib.language import LANGUAGES, Language
from fagspejl.lib.wording import wording
from fagspejl.reporting.exports.figures import FigureTable
from fagspejl.reporting.pages.of_units.organisation import build_organisation
from fagspejl.reporting.pages.report import build_report
from fagspejl.reporting.render.html import render_html
from fagspejl.reporting.render.pdf import PdfWriter
from fagspejl.reporting.workbook import write_workbook
from reporting.cast_pages import ALL, board_page, organisation_release, unit_page
from reporting.questionnaires import fitting
from support.pdf import pdf_text
from support.rounds import Round, make_round
from words.explained import texts_of, unsaid_in_print, values_of
from words.rounds_told import explainer, random_round

RANDOM = (0, 2, 3)  # Danish twice and English once; many more in the slow lane


@pytest.mark.parametrize("seed", RANDOM)
def test_every_text_of_a_leaders_page_is_explained(seed: int) -> None:
    """Lone reads leaders' pages in a random round, what is heard and not seen too: all of it is explained."""
    _check_leaders(random_round(seed), LANGUAGES[seed % 2])


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 140))
def test_every_text_of_many_leaders_pages_is_explained(seed: int) -> None:
    """Lone reads leaders' pages of many random rounds, in both languages."""
    for language in LANGUAGES:
        _check_leaders(random_round(seed), language)


def _check_leaders(made: Round, language: Language) -> None:
    released = made.release()
    instrument = fitting(released)
    explained = explainer(released, instrument, language)
    for leader in released.leader_ids:
        html = render_html(build_report(released, leader, instrument, language))
        assert explained.unexplained(texts_of(html)) == []


@pytest.mark.parametrize("seed", RANDOM)
def test_every_text_of_the_organisations_page_and_workbook_is_explained(seed: int) -> None:
    """Asta reads the organisation's page and every cell of its workbook in a random round: all of it is explained."""
    released, language = random_round(seed).release(), LANGUAGES[seed % 2]
    instrument = fitting(released)
    explained = explainer(released, instrument, language)
    page = build_organisation(released, instrument, language)
    assert explained.unexplained(texts_of(render_html(page))) == []
    target = io.BytesIO()
    write_workbook(page, target, FigureTable(released, instrument, language))
    book = CalamineWorkbook.from_filelike(io.BytesIO(target.getvalue()))
    cells = {
        str(cell)
        for sheet in book.sheet_names
        for row in book.get_sheet_by_name(sheet).to_python()
        for cell in row
        if not isinstance(cell, (float, int))
    }
    printed = released.printed
    columns = {
        key for key in wording(language, "fagspejl.reporting.words.exports").keys if key[:7] == "column."
    }
    ids = {*released.leader_ids, *(unit.id for unit in printed.organisation.units), *printed.item_ids}
    ids |= {theme.id for theme in released.themes}
    ids |= {*Code, *FigureKind, *Reason, *released.groups, "shown", "withheld", "unit", "leader"}
    ids |= {name.split(".")[1] for name in columns} | {f"option_{number}" for number in range(1, 6)}
    assert explained.unexplained({*book.sheet_names, *cells} - ids) == []


def test_every_text_of_a_units_page_and_the_short_version_is_explained() -> None:
    """Asta reads one unit's page and the short version for the board: all of it is explained."""
    released = organisation_release(ALL)
    explained = explainer(released, fitting(released), "da")
    for page in (unit_page(released), board_page(released)):
        assert explained.unexplained(texts_of(render_html(page))) == []


def test_a_pdf_file_says_what_its_page_says() -> None:
    """Karen's PDF file holds the texts of her page and the numbers of its sheets, and no other sentence."""
    released = make_round(3, leaders=2).release()
    page = build_report(released, "l0", fitting(released), "da")
    printed = pdf_text(PdfWriter(date(2026, 3, 14)).render(page))
    assert unsaid_in_print(printed, values_of(page)) == []
    assert "Dubørlyttemere" in "".join(unsaid_in_print(f"{printed} Du bør lytte mere.", values_of(page)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_from_elsewhere_is_found(language: Language) -> None:
    """Somebody writes a verdict into a page, whole or beside a true sentence: it is found."""
    released = make_round(3, leaders=2).release()
    explained = explainer(released, fitting(released), language)
    foreign = {"da": "Du bør lytte mere.", "en": "You should listen more."}[language]
    true = {"da": "Alle svarede.", "en": "Everybody answered."}[language]
    assert explained.unexplained([true]) == []
    told = [foreign, f"{true} {foreign}", f"{foreign} {true}", "Leder 1 er for lav", "3,4 er lavt"]
    assert explained.unexplained(told) == told
