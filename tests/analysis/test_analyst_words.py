"""The analyst's page has words in both languages for every code it can meet."""

from __future__ import annotations

from typing import get_args

import pytest

from fagspejl.analysis.study import GroupFacts, Study
from fagspejl.analysis.study_parts import RATERS_SHOWN, Coefficient, Section, Verdict
from fagspejl.reporting.analyst.files import coefficients_csv, render_page
from fagspejl.reporting.analyst.page import About, build_page
from fagspejl.reporting.analyst.words import SENTENCES, number

ABOUT = About("Runde", "Åkær", "Skema (x 1.0)", False, "0", {"t": "Tema <b>"}, 100, 0.6)


def test_every_code_has_words() -> None:
    """A verdict that Asta's page cannot put into words would be an empty cell."""
    for verdict in get_args(Verdict):
        assert f"verdict_{verdict}" in SENTENCES
    for section in get_args(Section):
        assert {f"section_{section}", f"about_{section}"} <= SENTENCES.keys()
    assert all(f"statistic_reliability_{n}" in SENTENCES for n in RATERS_SHOWN)
    for danish, english in SENTENCES.values():
        assert danish
        assert english
        assert "!" not in danish + english


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_page_is_made_of_a_study(language) -> None:
    """A study with every verdict becomes one page; titles from the questionnaire are escaped."""
    coefficients = tuple(
        Coefficient("reliability", "employee", "t", "alpha", 0.8, -0.1, 0.9, 60, verdict)
        for verdict in get_args(Verdict)
    )
    study = Study((GroupFacts("employee", 60, 61, 9),), coefficients, 50)
    page = render_page(build_page(study, ABOUT, language))
    assert "Tema &lt;b&gt;" in page
    assert page.count("<circle") == len(coefficients)
    empty = render_page(build_page(Study((), (), 50), ABOUT, language))
    assert SENTENCES["nothing_here"][language == "en"] in empty


def test_numbers_are_written_as_people_read_them() -> None:
    """Danish has a comma and a true minus; the CSV has a point."""
    assert number(-0.105, "da", 2) in {"−0,10", "−0,11"}
    assert number(0.5, "en", 3) == "0.500"
    study = Study(
        (), (Coefficient("icc", "employee", "t", "icc1_reml", 0.1084, None, None, 60, "differ"),), 50
    )
    assert coefficients_csv(study).splitlines()[1] == "icc,employee,t,icc1_reml,0.108,,,60,differ,"
