"""A page about one theme is light: Karen reads it where the net is slow."""

from __future__ import annotations

from fagspejl.reporting.render.html import render_html
from fagspejl.reporting.steps.build import build_stage
from reporting import cast_pages
from support.tiny import Form, team

_MOST = 60 * 1024
PEOPLE: list[Form] = [
    *team("Karen", [[2 + (i + k) % 4 for k in range(5)] for i in range(24)]),
    *team("Karen", [[3 + (i + k) % 3 for k in range(5)] for i in range(12)], "peer"),
    ("Karen", "self", "Karen", [4, 4, 4, 5, 4]),
    ("Karen", "superior", "Mads", [4, 4, 3, 4, 4]),
]


def test_report_of_one_theme_is_light() -> None:
    """Nine of Karen's twelve answered, her peers, she herself and Mads too: the whole report is below 60 KB."""
    peers = team("Karen", [[3, 4, 3, 2, 3 + i % 2] for i in range(6)], "peer")
    page = cast_pages.page([*cast_pages.employees(9), *peers, *PEOPLE[-2:]], None)
    assert len(render_html(page, style_href="/site.css").encode()) <= _MOST


def test_step_of_a_theme_is_light() -> None:
    """Two groups whose dots are all drawn: the step that holds the theme stays below 60 KB."""
    page = cast_pages.page(PEOPLE, None)
    step = build_stage(page, "tema-1", address=lambda to: f"/{to}/", whole="/alt/")
    assert len(render_html(step, style_href="/site.css").encode()) <= _MOST
