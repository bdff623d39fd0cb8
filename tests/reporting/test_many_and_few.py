"""Questionnaires and comments of unusual size: whole on the page and on paper, nothing cut in silence."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest

from fagspejl.analysis.types import ItemSpec
from fagspejl.reporting.page_types.report import ReportPage
from fagspejl.reporting.pages.report import build_report
from fagspejl.reporting.render.html import render_html
from fagspejl.reporting.render.pdf import PdfWriter
from reporting.cast_pages import employees
from reporting.questionnaires import fitting, shipped
from support.pdf import pdf_text, pdf_ua_faults
from support.rounds import make_round
from support.tiny import tiny_round

MANY_COMMENTS = 1_000
MANY_THEMES = 40


def _on_paper(page: ReportPage) -> str:
    written = PdfWriter(date(2026, 3, 16)).render(page)
    assert pdf_ua_faults(written) == []
    return pdf_text(written)


@pytest.mark.parametrize("themes", [(1,), (2,) * MANY_THEMES], ids=["one statement", "forty themes"])
def test_every_statement_is_there(themes: tuple[int, ...]) -> None:
    """Karen answered a questionnaire of one statement, Mads one of forty themes: each statement stands in the report."""
    released = make_round(3, leaders=2, themes=themes, sizes=(14,)).release()
    instrument = fitting(released)
    page = build_report(released, next(iter(released.leader_ids)), instrument, "da")
    assert [len(theme.items) for theme in page.themes] == list(themes)
    html, paper = render_html(page), _on_paper(page)
    for theme in instrument.wordings["da"].themes.values():
        assert theme.title in unescape(html)
        assert theme.title in paper


def test_a_thousand_comments_are_all_there() -> None:
    """A thousand employees wrote to Karen: she finds every comment, each once, on the page and on paper."""
    written = [(n, "good", f"Kommentar-{n}-slut") for n in range(MANY_COMMENTS)]
    items = [ItemSpec(item.id, item.theme) for item in shipped().items]
    made = tiny_round(
        employees(MANY_COMMENTS), items=items, invited={"Karen": (MANY_COMMENTS, 0, 0)}, comments=written
    )
    page = build_report(made.release(), "Karen", shipped(), "da")
    for text in (render_html(page), _on_paper(page)):
        assert [text.count(comment) for _, _, comment in written] == [1] * MANY_COMMENTS
