"""Sheets to print or show: one page each, the statements word for word, and no figure of anybody's report."""

from __future__ import annotations

from io import BytesIO

import pypdf
import pytest

from fagspejl.lib.language import LANGUAGES, Language
from fagspejl.reporting.pages.frame import frame_for
from fagspejl.reporting.pages.next_step.sheets import all_sheets, statements
from fagspejl.reporting.pages.next_step.suggestion import STEPS
from fagspejl.reporting.render.html import render_html
from fagspejl.reporting.render.pdf import PdfWriter
from reporting.cast_pages import ITEMS, employees
from reporting.questionnaires import fitting, shipped
from support.pdf import pdf_ua_faults
from support.rounds import make_round
from support.tiny import tiny_round

RELEASE = tiny_round(
    employees(9), items=ITEMS, invited={"Karen": (12, 0, 0)}, home={"Karen": "root"}
).release()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sheet_is_one_page(language: Language) -> None:
    """Karen prints one sheet and gets one piece of paper: the contents, and then a page for each."""
    page = all_sheets(RELEASE, shipped(), language)
    file = PdfWriter(None).render(page)
    assert pdf_ua_faults(file) == []
    pages = pypdf.PdfReader(BytesIO(file)).pages
    assert len(page.sheets) == 5 + len(STEPS) - 1  # five statements; the other sheets are about none
    assert len(pages) == 1 + len(page.sheets)
    for sheet, paper in zip(page.sheets, pages[1:], strict=True):
        said = " ".join(paper.extract_text().split())
        assert sheet.title in said
        assert all(step.title in said for step in sheet.steps)
        assert all(f"{line}:" in said for line in sheet.lines)


def test_statements_stand_word_for_word() -> None:
    """Karen shows the third statement: its stem and words are those that were asked, the question is our own."""
    frame = frame_for(shipped(), "da", RELEASE.scale)
    found = statements(frame, RELEASE.themes)
    asked = shipped().wordings["da"].themes["faglig_ledelse"]
    assert [one.text for one in found] == list(asked.items["employee"].values())
    assert {one.stem for one in found} == {asked.stem["employee"]}
    assert len({one.question for one in found}) == 5


def test_other_themes_ask_their_own_question() -> None:
    """Sofie's questionnaire has three themes of its own: each sheet names its theme and asks that theme's question."""
    released = make_round(11, leaders=12, units=5, themes=(5, 3, 2)).release()
    instrument = fitting(released)
    frame = frame_for(instrument, "da", released.scale)
    found = statements(frame, released.themes)
    assert [one.place for one in found][4:7] == ["1.5", "2.1", "2.2"]
    titles = [sheet.title for sheet in all_sheets(released, instrument, "da").sheets]
    assert any(found[5].theme in title and "udsagn 1" in title for title in titles)
    assert all(one.question for one in found)


def test_web_page_and_paper_say_the_same() -> None:
    """Karen projects the file that Mads has on paper: the same words, and nothing that moves or is fetched."""
    page = all_sheets(RELEASE, shipped(), "da")
    html = render_html(page)
    for sheet in page.sheets:
        assert f'id="{sheet.id}"' in html
        assert all(step.text in html.replace("&#x27;", "'") for step in sheet.steps)
    assert "<script" not in html
    assert "http" not in html.split("</style>")[1]


def test_no_sheet_knows_a_report() -> None:
    """The sheets of a round are the same whatever was answered."""
    others = tiny_round(
        employees(11), items=ITEMS, invited={"Karen": (30, 0, 0)}, home={"Karen": "root"}
    ).release()
    assert all_sheets(others, shipped(), "da") == all_sheets(RELEASE, shipped(), "da")
