"""A report holds together: anchors, contents, purpose, limits, versions, and nothing of another language."""

from __future__ import annotations

import json
import re

import pytest

from fagspejl.lib.language import LANGUAGES, Language
from fagspejl.reporting.page_types.charts import DotChart, ProfileRow, ScaleChart, StackedBar
from fagspejl.reporting.pages.frame import NoSuchLanguage
from fagspejl.reporting.pages.of_units.organisation import build_organisation
from fagspejl.reporting.pages.plain import dumps
from fagspejl.reporting.pages.report import build_report
from fagspejl.reporting.words import words_in
from reporting.questionnaires import fitting, plain, texts
from support.rounds import INFO, make_round

ROUND = make_round(11, leaders=12, units=5, themes=(5, 3, 2))
RELEASE = ROUND.release()
INSTRUMENT = fitting(RELEASE)
ENGLISH = re.compile(
    r"\b(the|and|of|your|answered|average|shown|scale|employees|leader's|statement|band from)\b"
)
DANISH = re.compile(r"\b(og|af|din|dine|svarede|gennemsnit|vises|skalaen|medarbejdere|udsagn|bånd)\b")


def pages(language: Language) -> list[object]:
    """All pages of the round."""
    reports = [build_report(RELEASE, leader, INSTRUMENT, language) for leader in RELEASE.leader_ids]
    return [*reports, build_organisation(RELEASE, INSTRUMENT, language)]


def test_no_english_in_danish_and_no_danish_in_english() -> None:
    """Karen's page is Danish to the last alt text; her English colleague's is English."""
    own = (INFO.report_readers, INFO.organisation, INFO.title)
    said = {
        language: {plain(text) for page in pages(language) for text in texts(page)} - set(own)
        for language in LANGUAGES
    }
    assert [text for text in said["da"] if ENGLISH.search(text)] == []
    assert [text for text in said["en"] if DANISH.search(text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_slot_is_left_open(language: Language) -> None:
    """No brace, no "None" and no double space reaches a reader."""
    for page in pages(language):
        for text in texts(page):
            assert not re.search(r"[{}~]|\bNone\b|  ", text), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_contents_lead_somewhere(language: Language) -> None:
    """Every line of the contents has its section, and no two parts share an anchor."""
    for leader in RELEASE.leader_ids:
        page = build_report(RELEASE, leader, INSTRUMENT, language)
        parts = [
            page.first, page.withheld, page.reading, page.asked, page.strengths, *page.themes, page.comments,
            page.work, page.next_steps, page.limits, page.expert,
        ]  # fmt: skip
        anchors = [part.id for part in parts if part is not None]
        assert [entry.id for entry in page.contents] == anchors
        charts = [chart.id for chart in _charts(page)]
        assert len({*anchors, *charts}) == len(anchors) + len(charts)
        assert all(re.fullmatch(r"[a-z0-9_-]+", anchor) for anchor in (*anchors, *charts))


@pytest.mark.parametrize("language", LANGUAGES)
def test_chart_ids_of_the_organisation_report_are_unique(language: Language) -> None:
    """Two charts never share an id, whatever the units are called."""
    ids = [chart.id for chart in _charts(build_organisation(RELEASE, INSTRUMENT, language))]
    assert len(ids) == len(set(ids)) > 0


def _charts(page: object) -> list[ScaleChart | DotChart | StackedBar | ProfileRow]:
    if isinstance(page, ScaleChart | DotChart | StackedBar | ProfileRow):
        return [page]
    if isinstance(page, tuple):
        return [chart for part in page for chart in _charts(part)]
    if hasattr(page, "__slots__"):
        return [chart for name in page.__slots__ for chart in _charts(getattr(page, name))]
    return []


def test_every_chart_says_what_it_draws() -> None:
    """Someone who hears the page hears every mark's value, and finds it in the table too."""
    for page in pages("da"):
        for chart in _charts(page):
            if isinstance(chart, ScaleChart):
                cells = {cell.text for row in chart.table.rows for cell in row}
                assert all(mark.text in chart.description and mark.text in cells for mark in chart.marks)
                for mark in chart.marks:
                    places = [
                        mark.tenths,
                        *((mark.segment.lower, mark.segment.upper) if mark.segment else ()),
                    ]
                    assert all(
                        10 * chart.lo <= place <= 10 * chart.hi for place in places if place is not None
                    )


def test_purpose_and_limits_stand_on_the_page() -> None:
    """Development, not pay; and over half of the difference is each person's way of rating."""
    page = build_report(RELEASE, "l0", INSTRUMENT, "da")
    assert "løn" in page.head.purpose[0]
    assert "Over halvdelen" in page.limits.paragraphs[0]


def test_versions_stand_at_the_foot() -> None:
    """The hash of the rules that were promised stands at the foot of every page."""
    for page in (
        build_report(RELEASE, "l0", INSTRUMENT, "da"),
        build_organisation(RELEASE, INSTRUMENT, "da"),
    ):
        assert RELEASE.policy_sha[:12] in page.footer[-1]
        assert any(RELEASE.policy_sha.startswith(fact.text) for fact in page.expert.facts)


def test_the_page_is_json() -> None:
    """The same page reaches the PDF as JSON, field by field."""
    page = build_report(RELEASE, "l0", INSTRUMENT, "da")
    document = json.loads(dumps(page))
    assert document["head"]["title"] == page.head.title
    assert len(document["themes"]) == len(page.themes)
    with pytest.raises(TypeError):
        dumps({"no": object()})


def test_an_unknown_language_is_an_error() -> None:
    """The questionnaire has Danish words only: an English report is refused by name."""
    danish = fitting(RELEASE, {"da": INSTRUMENT.wordings["da"].options})
    with pytest.raises(NoSuchLanguage):
        build_report(RELEASE, "l0", danish, "en")
    assert words_in("en").language == "en"
