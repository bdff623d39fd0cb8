"""Page one of a report: marks stand where their numbers say, none covers another, and the whole PDF stays short."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fagspejl.reporting.page_types.charts import ProfileRow
from fagspejl.reporting.page_types.report import ReportPage
from fagspejl.reporting.pages.report import build_report
from fagspejl.reporting.render import svg
from fagspejl.reporting.render.html import render_html
from fagspejl.reporting.render.pdf import PdfWriter
from rendering import sample_pages
from reporting import cast_pages
from reporting.questionnaires import fitting
from support.rounds import make_round

KINDS = ("employee", "subordinate_leader", "peer", "self", "superior", "superior")
MARK = re.compile(r'href="#mark-([a-z_]+)" x="([\d.]+)%" y="(\d+)"')


def rows() -> st.SearchStrategy[ProfileRow]:
    """Any line of a profile, everybody's mark anywhere on the scale."""
    found = st.lists(st.integers(10, 50), min_size=len(KINDS), max_size=len(KINDS))
    return found.map(
        lambda values: replace(
            sample_pages.row(1, None, "Udsagn", whole=False),
            note="",
            marks=tuple(sample_pages.mark(kind, kind, v) for kind, v in zip(KINDS, values, strict=True)),
        )
    )


@given(rows())
def test_every_mark_is_drawn_and_none_covers_another(row: ProfileRow) -> None:
    """Karen finds everybody's mark at its tenth, even where all six answer alike on her phone."""
    drawn = [
        (kind, Fraction(x) * 40 / 100 + 10, int(y)) for kind, x, y in MARK.findall(svg.drawing(row).parts)
    ]
    assert sorted((kind, tenths) for kind, tenths, _ in drawn) == sorted(
        (m.kind, Fraction(m.tenths or 0)) for m in row.marks
    )
    for k, (_, x, y) in enumerate(drawn):
        assert all(abs(x - other) >= 2 or abs(y - lane) >= 19 for _, other, lane in drawn[k + 1 :])


@given(rows())
def test_only_the_led_group_has_its_value_written(row: ProfileRow) -> None:
    """The one number above a line is that of Karen's employees; where it is not shown no other takes its place."""
    assert re.findall(r'class="value[^"]*"[^>]*>([^<]*)', svg.drawing(row).parts) == [row.marks[0].text]
    hidden = replace(row, marks=row.marks[1:], note=sample_pages.NEUTRAL)
    assert 'class="value' not in svg.drawing(hidden).parts


def pages_of(page: ReportPage) -> int:
    """How many sheets the PDF has."""
    return len(pypdf.PdfReader(io.BytesIO(PdfWriter(date(2026, 3, 14)).render(page))).pages)


@pytest.mark.parametrize(("themes", "most"), [((5,), 4), ((5, 5, 5, 5, 5), 10)])
def test_a_report_stays_short(themes: tuple[int, ...], most: int) -> None:
    """Karen prints one theme on four sheets at most, and five themes on ten."""
    made = make_round(11, leaders=6, units=2, themes=themes).release()
    for leader in made.leader_ids:
        assert pages_of(build_report(made, leader, fitting(made), "da")) <= most


def test_the_shipped_theme_takes_four_sheets() -> None:
    """Nine of Karen's twelve answered the shipped questionnaire, with all its texts: four sheets."""
    assert pages_of(cast_pages.page(cast_pages.employees(9), 12)) <= 4


def test_the_answer_stands_before_the_explanation() -> None:
    """The first number that Karen meets on her page belongs to the chart, and the guide comes after it."""
    html = render_html(cast_pages.page(cast_pages.employees(9), 12))
    body = html[html.index("<main") :]
    first = re.search(r">\s*\d,\d\s*<", body)
    assert first is not None
    assert body.index('class="profile"') < first.start() < body.index('id="laesning"')
