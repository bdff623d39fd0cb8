"""The PDF draws the charts of the web page: same shapes, same places, same colours."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest

from fagspejl.reporting.page_types.charts import DotChart, ScaleChart, StackedBar
from fagspejl.reporting.render import svg
from fagspejl.reporting.render.standalone import standalone
from fagspejl.web import inline
from rendering import sample_folder, sample_pages

PLACES = ("x", "x1", "x2", "width")
MARK = sample_pages.scale_chart(
    "c", sample_pages.mark("employee", "Medarbejdere", 34), sample_pages.mark("self", "Du selv", 40)
)
CHARTS = pytest.mark.parametrize(
    "chart", [MARK, sample_pages.dot_chart("d", (1, 4, 0, 30, 2)), sample_folder.bar("b", (1, 6, 11, 20, 10))]
)


def _drawn(chart: ScaleChart | DotChart | StackedBar) -> ET.Element:
    return ET.fromstring(f"<svg>{standalone(chart)[1]}</svg>")


@CHARTS
def test_every_part_stands_where_the_page_has_it(chart: ScaleChart | DotChart | StackedBar) -> None:
    """Karen's mark, dots and bars stand at the same shares of the width on paper as on her screen."""
    page = ET.fromstring(svg.picture(chart))[0]
    drawn = _drawn(chart)
    for name in PLACES:
        shares = [part.get(name) for part in page.iter() if part is not page]
        assert [part.get(name) for part in drawn.iter() if part.get(name)] == [x for x in shares if x]


@CHARTS
def test_looks_are_written_into_it(chart: ScaleChart | DotChart | StackedBar) -> None:
    """Nothing is left to a style sheet that the paper does not have: every colour is one of the web's own."""
    text = standalone(chart)[1]
    assert "class=" not in text
    assert "var(" not in text
    colours = set(re.findall(r'(?:fill|stroke)="([^"]*)"', text)) - {"none", "#fff"}
    assert colours
    assert all(f":{colour}" in inline.sheet("tokens.css").replace(": ", ":") for colour in colours)


def test_closest_rule_wins() -> None:
    """Karen's own mark is full and edged in white, though marks are white and edged in their colour."""
    own = next(part for part in _drawn(MARK).iter("use") if part.get("href") == "#mark-self")
    group = next(part for part in _drawn(MARK).iter("use") if part.get("href") == "#mark-employee")
    assert (own.get("fill"), own.get("stroke"), own.get("stroke-width")) == ("#1a1a1a", "#fff", "1.5")
    assert (group.get("fill"), group.get("stroke"), group.get("stroke-width")) == ("#fff", "#08306b", "2.5")


def test_a_single_dot_has_a_length() -> None:
    """The one who chose »Helt uenig« is drawn: a lone point of no length would be left out of the PDF."""
    dots = [part.get("d", "") for part in _drawn(sample_pages.dot_chart("d", (1, 4, 0, 30, 2))).iter("path")]
    drawn = [re.findall(r"M[^M]*", path) for path in dots if "H" not in path]
    assert [len(points) for points in drawn] == [1, 4, 0, 30, 2]
    assert all(point.endswith("h.01") for points in drawn for point in points)
