"""The analyst's page has words in both languages for every code it can meet."""

from __future__ import annotations

from typing import get_args

import pytest

from fagspejl.analysis.study import GroupFacts, Study
from fagspejl.analysis.study_parts import RATERS_SHOWN, Coefficient, Section, Verdict
from fagspejl.lib.language import LANGUAGES
from fagspejl.lib.wording import wording
from fagspejl.reporting.analyst.files import coefficients_csv, render_page
from fagspejl.reporting.analyst.page import WORDS, About, build_page

ABOUT = About("Runde", "Åkær", "Skema (x 1.0)", False, "0", {"t": "Tema <b>"}, 100, 0.6)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_words(language) -> None:
    """A verdict that Asta's page cannot put into words would be an empty cell."""
    words = wording(language, WORDS)
    for verdict in get_args(Verdict):
        assert f"verdict.{verdict}" in words.keys
    for section in get_args(Section):
        assert {f"section.{section}", f"about.{section}"} <= words.keys
    assert {f"statistic.reliability_{n}" for n in RATERS_SHOWN} <= words.keys
    texts = [text for section in words.sections.values() for text in section.values()]
    assert all(texts)
    assert "!" not in "".join(texts)


@pytest.mark.parametrize("language", LANGUAGES)
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
    assert wording(language, WORDS).say("page.nothing_here") in empty


def test_numbers_are_written_as_people_read_them() -> None:
    """Danish has a comma and a true minus; the CSV has a point."""
    assert wording("da").number(-0.105, 2) in {"−0,10", "−0,11"}
    assert wording("en").number(0.5, 3) == "0.500"
    study = Study(
        (), (Coefficient("icc", "employee", "t", "icc1_reml", 0.1084, None, None, 60, "differ"),), 50
    )
    assert coefficients_csv(study).splitlines()[1] == "icc,employee,t,icc1_reml,0.108,,,60,differ,"
