"""PDF files: tagged, the same when made twice, dated by the round."""

import io
from datetime import date

import pypdf
import pytest

from fagspejl.reporting.page_types.organisation import OrganisationPage
from fagspejl.reporting.page_types.report import IndexPage, ReportPage
from fagspejl.reporting.render.pdf import PdfWriter
from rendering import sample_folder, sample_pages
from support.pdf import pdf_a_faults, pdf_text, pdf_ua_faults

CLOSED = date(2026, 3, 14)
PAGES = pytest.mark.parametrize(
    "page",
    [page for page in sample_folder.all_pages() if not isinstance(page, IndexPage)],
    ids=lambda page: page.head.title,
)


@PAGES
def test_obeys_every_rule(page: ReportPage | OrganisationPage) -> None:
    """Ida listens to her PDF: it passes every machine-checked rule of PDF/UA-1."""
    assert pdf_ua_faults(PdfWriter(CLOSED).render(page)) == []


@PAGES
def test_can_be_archived(page: ReportPage | OrganisationPage) -> None:
    """Lone hands reports over to the archive: a file with a date passes every rule of PDF/A-2a, one without does not."""
    assert pdf_a_faults(PdfWriter(CLOSED).render(page)) == []
    undated = PdfWriter(None).render(page)
    assert pdf_ua_faults(undated) == []
    assert pdf_a_faults(undated) != []


@PAGES
def test_is_byte_identical_when_made_twice(page: ReportPage | OrganisationPage) -> None:
    """Per makes the folder again after a crash and gets the same files, whatever was made in between."""
    first, other = PdfWriter(CLOSED), PdfWriter(CLOSED)
    other.render(sample_pages.withheld_report())
    assert first.render(page) == other.render(page)


def test_holds_the_words_of_the_page() -> None:
    """Karen can search her PDF for a statement, a number and a comment."""
    text = " ".join(pdf_text(PdfWriter(CLOSED).render(sample_pages.karens_report())).split())
    for words in (
        "Karen Holm",
        "3,4",
        "4,5 eller højere",
        "Lederen spørger til sagen",
        sample_pages.NEUTRAL,
        "Side 1 af",
    ):
        assert words in text


def test_speaks_its_language_and_names_itself() -> None:
    """A screen reader starts in Danish with the document's title."""
    reader = pypdf.PdfReader(io.BytesIO(PdfWriter(CLOSED).render(sample_pages.karens_report())))
    assert reader.trailer["/Root"]["/Lang"].startswith("da")
    assert reader.metadata is not None
    assert reader.metadata.title == "Ledelsesevaluering: Karen Holm"


def test_is_dated_by_the_round() -> None:
    """The date in the file is the day the round closed; without one the file has none."""
    dated, undated = (
        pypdf.PdfReader(io.BytesIO(PdfWriter(day).render(sample_pages.karens_report()))).metadata
        for day in (CLOSED, None)
    )
    assert dated is not None
    assert undated is not None
    assert dated.creation_date is not None
    assert dated.creation_date.date() == CLOSED
    assert undated.creation_date is None


def test_charts_have_alternative_texts() -> None:
    """Every drawing of Karen's PDF carries its description: the first page's lines, and each statement's once more."""
    page = sample_pages.karens_report()
    assert page.first.profile is not None
    rows = page.first.profile.rows
    again = [row for row, item in zip(rows, page.themes[0].items, strict=False) if item.chart is not None]
    wanted = sorted(f"{c.title}. {c.description}" for c in (*rows, *again))
    reader = pypdf.PdfReader(io.BytesIO(PdfWriter(CLOSED).render(page)))
    found = sorted(
        str(node["/Alt"])
        for node in (reader.get_object(k) for k in range(1, reader.trailer["/Size"]))
        if isinstance(node, dict) and node.get("/S") == "/Figure"
    )
    assert found == wanted
