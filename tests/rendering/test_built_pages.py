"""Pages that are built from a release, as Bente gets them: every anchor leads somewhere, everybody can read them."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from fagspejl.reporting.page_types.organisation import BoardPage, OrganisationPage
from fagspejl.reporting.page_types.report import ReportPage
from fagspejl.reporting.pages.report import build_report
from fagspejl.reporting.render.html import render_html
from fagspejl.reporting.render.pdf import PdfWriter
from rendering import sample_pages
from reporting import cast_pages, questionnaires
from support.browser import OpenPage, axe_faults, overflow
from support.pdf import pdf_text, pdf_ua_faults
from support.tiny import tiny_round

Page = ReportPage | OrganisationPage | BoardPage


def in_english() -> ReportPage:
    made = tiny_round(
        cast_pages.employees(12),
        items=cast_pages.ITEMS,
        invited={"Karen": (14, 0, 0)},
        home={"Karen": "root"},
    )
    return build_report(made.release(), "Karen", questionnaires.shipped(), "en")


def built() -> dict[str, Page]:
    return {
        "nine of twelve": cast_pages.page(cast_pages.employees(9), 12),
        "thirty": cast_pages.page(cast_pages.employees(30), None),
        "three": cast_pages.page(cast_pages.employees(3), 3),
        "English": in_english(),
        "organisation": cast_pages.unit_page(cast_pages.organisation_release(cast_pages.ALL)),
        "ward": cast_pages.unit_page(cast_pages.organisation_release(cast_pages.ALL), 2),
        "board": cast_pages.board_page(cast_pages.organisation_release(cast_pages.ALL)),
    }


PAGES = pytest.mark.parametrize("page", built().values(), ids=built())


@PAGES
def test_every_anchor_leads_somewhere(page: Page) -> None:
    """Karen follows each line of the contents, and every drawing finds its shapes."""
    html = render_html(page)
    names = re.findall(r' id="([^"]+)"', html)
    assert len(names) == len(set(names))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(names)
    assert {entry.id for entry in page.contents} <= set(names)


@PAGES
@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1280])
def test_everybody_can_read_it(page: Page, width: int, tmp_path: Path, open_page: OpenPage) -> None:
    """Ida reads on her phone between two patients, with everything unfolded: no rule is broken, nothing is cut off."""
    path = tmp_path / "page.html"
    path.write_text(render_html(page), encoding="utf-8")
    tab = open_page(path, width=width)
    tab.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert axe_faults(tab) == []
    assert overflow(tab) == 0


@PAGES
def test_the_pdf_obeys_every_rule_and_says_the_same(page: Page) -> None:
    """The PDF passes PDF/UA-1, and the leader's name and every withheld place stand in it as on the web page."""
    pdf = PdfWriter(date(2026, 3, 14)).render(page)
    assert pdf_ua_faults(pdf) == []
    text = "".join(pdf_text(pdf).split())
    for fact in page.head.facts:
        assert "".join(fact.text.split()) in text
    assert ("".join(page.labels.withheld.split()) in text) == (page.labels.withheld in render_html(page))


@PAGES
def test_every_finished_text_stands_in_both(page: Page) -> None:
    """What the page model says to Karen she reads on the web page and in the PDF: no part of it is forgotten."""
    html = squeezed(re.sub(r"<[^>]+>", "", unescape(render_html(page))))
    pdf = without_running_lines(page, squeezed(pdf_text(PdfWriter(date(2026, 3, 14)).render(page))))
    said = {squeezed(text) for text in running_text(page)}
    assert len(said) > 20
    assert sorted(text for text in said if text not in html) == []
    assert sorted(text for text in said if text not in pdf) == []


def without_running_lines(page: Page, pdf: str) -> str:
    """The squeezed text without what stands at the head and foot of each page, so that a sentence may cross to the next."""
    pdf = re.sub(rf"{page.labels.page}\d+{page.labels.of}\d+", "", pdf)
    return pdf.replace(squeezed(page.head.document_title + page.head.kicker), "")


def squeezed(text: str) -> str:
    """The text without blanks, line breaks and hyphens, which depend on where lines end."""
    return re.sub(r"[\s\xad\u2060-]", "", text)


def running_text(part: object) -> Iterator[str]:
    """Every sentence of a page model, without codes, drawings, tables and the labels of controls."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from running_text(one)
    elif is_dataclass(part):
        for field in fields(part):
            if field.name not in NOT_READ:
                yield from running_text(getattr(part, field.name))


NOT_READ = {"id", "kind", "language", "labels", "contents", "chart", "dots", "bar", "table", "items_table",
            "description", "ticks", "marks", "document_title", "summary", "files", "href", "hrefs", "result", "answered",
            "invited", "leaders"}  # fmt: skip


@pytest.mark.browser
def test_a_very_long_word_stays_on_the_page(tmp_path: Path, open_page: OpenPage) -> None:
    """A unit's name without a blank breaks instead of pushing the page sideways."""
    page = sample_pages.report(
        "K" * 120, "Familie" * 30, "9 af 12 svarede.", *sample_pages.karens_report().themes
    )
    path = tmp_path / "page.html"
    path.write_text(render_html(page), encoding="utf-8")
    assert overflow(open_page(path, width=320)) == 0


def test_wide_scales_keep_their_dots_apart() -> None:
    """On a scale of eleven options the dots of neighbours never touch, however many people answered."""
    from dataclasses import replace

    from fagspejl.reporting.render import svg

    chart = sample_pages.dot_chart("d", (20, 20, 20, 20, 20))
    eleven = replace(chart, options=(*chart.options, *chart.options, chart.options[0]))
    drawing = svg.picture(eleven)
    furthest = max(abs(float(x)) for x in re.findall(r"M(-?[\d.]+) [\d.]+h0", drawing))
    width = max(float(width) for width in re.findall(r'stroke-width="([\d.]+)"', drawing))
    assert furthest + width / 2 <= 228 / 10 / 2
