"""One theme a page, in the rater's words, with the example of the rater's own profession."""

from __future__ import annotations

import pytest

from fagspejl.answering.questionnaire import form_of
from fagspejl.instrument.loader import load

LEADERSHIP = load("faglig-ledelse@1.0")
PROFESSIONALS = load("ledelse-af-fagprofessionelle@0.1")


def test_example_of_the_profession() -> None:
    """A nurse reads of the end of a shift, a caseworker of a family; who has no profession reads no example."""
    nurse = form_of(LEADERSHIP, "employee", "cancer_nursing", "da", languages=("da",), comments=True)
    caseworker = form_of(LEADERSHIP, "employee", "family_casework", "da", languages=("da",), comments=True)
    nobody = form_of(LEADERSHIP, "employee", "-", "da", languages=("da",), comments=True)
    assert "før en vagt slutter" in nurse.pages[0].intro
    assert "en familie" in caseworker.pages[0].intro
    assert "Et eksempel" not in nobody.pages[0].intro
    assert "{example}" not in nobody.pages[0].intro


def test_words_of_the_role() -> None:
    """Sofie reads "Min leder", Karen "Jeg", Mads "Lederen"."""
    first = {
        role: form_of(LEADERSHIP, role, "-", "da", languages=("da",), comments=True)
        .pages[0]
        .statements[0]
        .text
        for role in ("employee", "self", "superior")
    }
    assert [text.split()[0] for text in first.values()] == ["Min", "Jeg", "Lederen"]


def test_comments_come_last() -> None:
    """Of two pages only the last asks for words of one's own."""
    form = form_of(PROFESSIONALS, "employee", "-", "da", languages=("da", "en"), comments=True)
    assert [len(page.statements) for page in form.pages] == [3, 6]
    assert [len(page.questions) for page in form.pages] == [0, 2]


@pytest.mark.parametrize("perspective", LEADERSHIP.perspectives)
def test_every_statement_can_be_passed_by(perspective: str) -> None:
    """Everybody has seven choices: five to agree or not, and two to say neither."""
    form = form_of(LEADERSHIP, perspective, "-", "da", languages=("da",), comments=True)  # type: ignore[arg-type]
    assert [label for _, label in form.choices][-2:] == ["Ved ikke", "Ønsker ikke at oplyse"]
    assert [value for value, _ in form.choices][:5] == ["1", "2", "3", "4", "5"]
