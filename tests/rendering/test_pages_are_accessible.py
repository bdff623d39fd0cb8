"""Pages can be read by everybody: small screens, large letters, keyboard, screen readers."""

from pathlib import Path

import pytest

from fagspejl.reporting.page_types.organisation import OrganisationPage
from fagspejl.reporting.page_types.report import IndexPage, ReportPage
from fagspejl.reporting.render.html import render_html
from rendering import sample_folder, sample_pages
from support.browser import OpenPage, axe_faults, overflow

pytestmark = pytest.mark.browser
Page = ReportPage | OrganisationPage | IndexPage
PAGES = pytest.mark.parametrize("page", sample_folder.all_pages(), ids=lambda page: page.head.title)


def saved(page: Page, folder: Path) -> Path:
    path = folder / "page.html"
    path.write_text(render_html(page), encoding="utf-8")
    return path


@PAGES
@pytest.mark.parametrize("width", [320, 1280])
def test_no_violation(page: Page, width: int, tmp_path: Path, open_page: OpenPage) -> None:
    """Karen reads on her phone or at 400 % enlargement, and nothing needs sideways scrolling or breaks a rule."""
    tab = open_page(saved(page, tmp_path), width=width)
    tab.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert axe_faults(tab) == []
    assert overflow(tab) == 0


def test_keyboard_reaches_the_text_first(tmp_path: Path, open_page: OpenPage) -> None:
    """Mads uses no mouse: the first stop skips to the text, and what is in focus can be seen."""
    tab = open_page(saved(sample_pages.karens_report(), tmp_path))
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skipnav"
    assert tab.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "main-content"


def test_tables_open_without_a_script(tmp_path: Path, open_page: OpenPage) -> None:
    """The numbers behind a chart open from the keyboard, also where scripts are forbidden."""
    tab = open_page(saved(sample_pages.karens_report(), tmp_path), scripts=False)
    tab.locator("summary", has_text=sample_pages.LABELS.show_table).first.focus()
    tab.keyboard.press("Enter")
    assert tab.locator("table").first.is_visible()


def test_paper_holds_what_the_screen_folds_away(tmp_path: Path, open_page: OpenPage) -> None:
    """Bente prints the page: explanations are on paper; what only repeats a drawing in a table is not."""
    page = sample_pages.karens_report()
    tab = open_page(saved(page, tmp_path))
    tab.emulate_media(media="print")
    assert tab.get_by_text(page.themes[0].what[0]).is_visible()
    assert tab.get_by_text(page.expert.paragraphs[0]).is_visible()
    assert not tab.locator("table").first.is_visible()
    assert not tab.locator("nav.contents").is_visible()
