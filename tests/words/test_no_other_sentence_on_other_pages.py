"""The pages that grow out of a round beside the leader's own report hold sentences of the catalogue and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import get_args

import pytest

from fagspejl.instrument.loader import load
from fagspejl.lib.language import LANGUAGES, Language
from fagspejl.reporting.pages.next_step.sheets import all_sheets
from fagspejl.reporting.render.html import render_html
from fagspejl.reporting.render.kinds import PrintedPage
from fagspejl.reporting.render.pdf import PdfWriter
from reporting.questionnaires import fitting
from support.pdf import pdf_text
from words.explained import Explainer, texts_of, unsaid_in_print, values_of
from words.other_pages import federated, federation, of_leaders, of_round, of_units, years
from words.rounds_told import REPORT_WORDS, brought, random_round

KINDS = {"above", "own", "stage", "employees", "projector", "unit", "sheets", "index", "below", "beside"}


def test_every_text_of_the_other_pages_is_explained() -> None:
    """Mads, Karen's employees, Asta and Bente read every page that grows out of a round: all of it is explained."""
    told, kinds = _told(0, "da")
    assert told == []
    assert kinds >= KINDS - {"employees", "projector"}


@pytest.mark.slow
def test_every_text_of_the_other_pages_of_many_rounds_is_explained() -> None:
    """The same of thirty rounds in both languages, and every kind of page is met."""
    met: set[str] = set()
    for seed in range(300, 330):
        for language in LANGUAGES:
            told, kinds = _told(seed, language)
            assert told == [], (seed, language)
            met |= kinds
    assert met >= KINDS


def _told(seed: int, language: Language) -> tuple[list[tuple[str, str]], set[str]]:
    """What nothing explains, with the page on which it stands; and the kinds of pages that were read."""
    now, before = years(random_round(seed), seed)
    instrument = fitting(now)
    known = (*brought(now, instrument), before.info.title)
    explained, read = Explainer(language, known, *REPORT_WORDS), dict[str, dict[str, None]]()
    for pages in (of_leaders, of_units):
        for kind, page in pages(now, before, instrument, language):
            read.setdefault(kind, {}).update(dict.fromkeys(texts_of(render_html(page))))
    for kind, texts in of_round(now, instrument, language):
        read.setdefault(kind, {}).update(dict.fromkeys(texts))
    return [(kind, text) for kind, texts in read.items() for text in explained.unexplained(texts)], set(read)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_several_organisations_is_explained(language: Language) -> None:
    """Bente reads the sum of three organisations' totals: all of it is explained."""
    instrument, (added, ones) = load("faglig-ledelse"), federation()
    names = [*(one.name for one in ones), *(unit.name for unit in added.printed.organisation.units)]
    known = [
        *names,
        *values_of(instrument),
        added.info.title,
        added.software,
        added.stamp.version,
        "Fagspejl",
    ]
    explained = Explainer(language, known, *REPORT_WORDS)
    for page in federated(instrument, language):
        assert explained.unexplained(texts_of(render_html(page))) == []


def test_a_printed_page_says_what_the_page_says() -> None:
    """Mads prints the report as he reads it, with the year before: no other sentence than the page's."""
    page = next(page for kind, page in _printed(3, "da") if kind == "above")
    assert _unsaid(page) == []


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_printed_page_says_what_the_page_says(language: Language) -> None:
    """Every page that may be printed, of two rounds: no other sentence than the page's, and every kind is met."""
    met: dict[str, int] = {}
    for seed in (3, 304):
        for kind, page in _printed(seed, language):
            if met.setdefault(kind, 0) < 4:
                met[kind] += 1
                assert _unsaid(page) == [], (kind, seed)
    assert met.keys() >= {"above", "own", "employees", "unit", "sheets"}


def _printed(seed: int, language: Language) -> Iterator[tuple[str, PrintedPage]]:
    now, before = years(random_round(seed), seed)
    instrument = fitting(now)
    for pages in (of_leaders, of_units):
        for kind, page in pages(now, before, instrument, language):
            if isinstance(page, get_args(PrintedPage)):
                yield kind, page  # type: ignore[misc]
    yield "sheets", all_sheets(now, instrument, language)


def _unsaid(page: PrintedPage) -> list[str]:
    return unsaid_in_print(pdf_text(PdfWriter(date(2026, 3, 14)).render(page)), values_of(page))
