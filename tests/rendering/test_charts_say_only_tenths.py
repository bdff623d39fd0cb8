"""Every place in a drawing is a whole tenth of the scale or a count, so a drawing says nothing finer than its words."""

import re
import xml.etree.ElementTree as ET
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from fagspejl.reporting.page_types import charts
from fagspejl.reporting.render import svg
from rendering import sample_folder, sample_pages

TENTHS = st.integers(10, 50)
KINDS = ("employee", "subordinate_leader", "peer", "self", "superior")
SIDEWAYS = {"x", "x1", "x2", "cx", "width"}


@st.composite
def scale_charts(draw: st.DrawFn) -> charts.ScaleChart:
    """Any marks with bands, bounds or open segments."""
    marks = []
    for kind in draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=6)):
        ends = sorted((draw(TENTHS), draw(TENTHS)))
        stretch = charts.Segment(*ends)
        form = draw(st.sampled_from(("point", "band", "bounds", "segment")))
        if kind in svg.SINGLE:
            form = "point"
        if form == "segment":
            marks.append(sample_pages.mark(kind, kind, None, segment=stretch, open_end="high"))
        else:
            more = {} if form == "point" else {form: stretch}
            marks.append(sample_pages.mark(kind, kind, draw(TENTHS), **more))
    return sample_pages.scale_chart("c", *marks)


def sideways(drawing: str) -> list[str]:
    """Return every horizontal place and length of a drawing that is a share of its width."""
    values = [
        value
        for element in ET.fromstring(drawing).iter()
        for name, value in element.items()
        if name in SIDEWAYS
    ]
    return [value for value in values if value.endswith("%")]


@given(scale_charts())
def test_every_place_on_the_scale_is_a_whole_tenth(chart: charts.ScaleChart) -> None:
    """Lone measures the drawing with a ruler and learns the printed tenths, nothing more."""
    tenths = [Fraction(value[:-1]) * 40 / 100 for value in sideways(svg.picture(chart))]
    assert tenths
    assert all(tenth.denominator == 1 for tenth in tenths)


@given(scale_charts())
def test_every_mark_is_drawn_where_it_is(chart: charts.ScaleChart) -> None:
    """Karen sees each perspective at the place its number says, and an open segment has no point."""
    drawn = ET.fromstring(svg.picture(chart))
    uses = [element for element in drawn.iter() if element.tag == "use"]
    places = sorted((u.get("href"), Fraction((u.get("x") or "")[:-1]) * 40 / 100 + 10) for u in uses)
    assert places == sorted(
        (f"#mark-{m.kind}", Fraction(m.tenths)) for m in chart.marks if m.tenths is not None
    )
    assert svg.picture(chart).count("segment") == sum(m.segment is not None for m in chart.marks)


@given(st.lists(st.integers(0, 90), min_size=5, max_size=5))
def test_one_dot_per_person(counts: list[int]) -> None:
    """Ida counts as many dots above an option as people chose it."""
    drawn = ET.fromstring(svg.picture(sample_pages.dot_chart("d", tuple(counts))))
    columns = [element for element in drawn.iter() if element.tag == "svg" and element.get("x")]
    assert [sum((e.get("d") or "").count("h0") for e in column) for column in columns] == counts


@given(st.lists(st.integers(0, 4000), min_size=5, max_size=5).filter(sum))
def test_a_bar_is_the_whole(counts: list[int]) -> None:
    """Mads sees parts of a bar that follow the counts and fill it."""
    bar = sample_folder.bar("b", tuple(counts))
    widths = [Fraction(w[:-1]) for w in re.findall(r'width="([\d.]+%)" height="30"/', svg.picture(bar))]
    exact = [Fraction(100 * count, sum(counts)) for count in counts if count]
    assert len(widths) == len(exact)
    assert all(abs(a - b) < Fraction(1, 10_000) for a, b in zip(widths, exact, strict=True))


def test_a_drawing_has_a_name_and_a_description() -> None:
    """Who cannot see the chart hears its title and every value in it."""
    chart = sample_pages.karens_report().themes[0].chart
    assert chart is not None
    drawn = ET.fromstring(svg.picture(chart))[0]
    assert drawn.get("role") == "img"
    title, description = (drawn.find(tag) for tag in ("title", "desc"))
    assert title is not None
    assert description is not None
    assert drawn.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert (title.text, description.text) == (chart.title, chart.description)


def test_no_two_perspectives_look_alike_in_black_and_white() -> None:
    """Mads prints in grey: every perspective has a shape of its own."""
    assert len(set(svg.SHAPES.values())) == len(svg.SHAPES) == len(KINDS)
