"""On paper a statement, its chart and its sentences stand in one column of one sheet."""

from __future__ import annotations

from datetime import date

import pypdfium2

from fagspejl.reporting.pages.report import build_report
from fagspejl.reporting.render.pdf import PdfWriter
from reporting.questionnaires import fitting
from support.rounds import make_round


def columns_of(pdf: bytes) -> list[str]:
    """The text of each half of each sheet, with single blanks."""
    halves = []
    for page in pypdfium2.PdfDocument(pdf):
        width, height = page.get_size()
        text = page.get_textpage()
        for left, right in ((0, width / 2), (width / 2, width)):
            found = text.get_text_bounded(left=left, right=right, bottom=0, top=height)
            halves.append(" ".join(found.split()))
    return halves


def test_statement_and_sentences_share_a_column() -> None:
    """Ida reads a statement and what was answered to it without turning the sheet, for all 25 statements."""
    made = make_round(11, leaders=2, units=2, themes=(5, 5, 5, 5, 5), sizes=(23,)).release()
    page = build_report(made, made.leader_ids[0], fitting(made), "da")
    halves = columns_of(PdfWriter(date(2026, 3, 14)).render(page))
    for theme in page.themes:
        for item in theme.items:
            told = [" ".join(text.split()) for text in (item.text, *item.sentences)]
            assert any(all(text in half for text in told) for half in halves), told
