"""A place that is not shown looks the same everywhere and has no drawing."""

from fagspejl.reporting.render.html import render_html
from rendering import sample_pages


def test_nothing_is_drawn_for_a_small_team() -> None:
    """Jonas has three employees: his page has the neutral mark and text, advice, and no empty chart."""
    html = render_html(sample_pages.withheld_report())
    assert 'role="img"' not in html
    assert html.count(f'<p class="withheld">{sample_pages.NEUTRAL}</p>') == 8
    assert "Når svarene ikke vises" in html


def test_a_withheld_statement_has_the_mark() -> None:
    """Karen's fifth statement is not shown: the same mark and text as any other."""
    html = render_html(sample_pages.karens_report())
    assert html.count(f'<p class="withheld">{sample_pages.NEUTRAL}</p>') == 2


def test_no_colour_of_traffic_lights() -> None:
    """No result is judged by colour: the styles of charts hold neither red nor green of the design system."""
    html = render_html(sample_pages.karens_report()).lower()
    assert not [
        colour for colour in ("#cc0000", "#358000", "#ddf7ce", "#ffe0e0", "#febb30") if colour in html
    ]
