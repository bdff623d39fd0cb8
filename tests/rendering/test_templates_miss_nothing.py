"""Templates name only what the page model holds."""

import pytest
from django.template import Engine

from fagspejl.reporting.page_types.organisation import OrganisationPage
from fagspejl.reporting.page_types.report import IndexPage, ReportPage
from fagspejl.reporting.render import html
from rendering import sample_folder

MISSED = "NOT-IN-THE-PAGE-MODEL"


@pytest.mark.parametrize("page", sample_folder.all_pages(), ids=lambda page: page.head.title)
def test_no_name_is_unknown(
    page: ReportPage | OrganisationPage | IndexPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A field that somebody renames shows in the tests, not as an empty place in Karen's report."""
    engine = Engine(dirs=html._engine().dirs, libraries=html._engine().libraries, string_if_invalid=MISSED)
    monkeypatch.setattr(html, "_engine", lambda: engine)
    assert MISSED not in html.render_html(page)


def test_the_judge_sees_an_unknown_name() -> None:
    """A template with a wrong name would be found by the test above."""
    engine = Engine(string_if_invalid=MISSED)
    assert engine.from_string("{{ page.titel }}").render(html.Context({"page": object()})) == MISSED
