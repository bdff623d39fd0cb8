"""Random answers written in each system's shape are read back as the same answers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fagspejl.analysis.types import Perspective
from fagspejl.intake.tables import Table
from intake.recognition.shapes import (
    BLANK,
    DONT_KNOW,
    ITEMS,
    WORDED,
    Form,
    Round,
    forms_of,
    kobo_names,
    read,
    spss,
    surveyxact,
    table_of,
    understood,
)

CODES = st.sampled_from([1, 2, 3, 4, 5, DONT_KNOW, BLANK])
ANSWERED = st.tuples(st.integers(1, 5), *[CODES] * (len(ITEMS) - 1))
FORMS = st.lists(
    st.builds(Form, st.sampled_from(["L01", "Karen Holm", "17"]), ANSWERED), min_size=1, max_size=8
)
ROUNDS = st.builds(
    lambda forms, language, perspective: Round(tuple(forms), language, perspective),
    FORMS,
    st.sampled_from(["da", "en"]),
    st.sampled_from(["employee", "self"]),
)
BOOKS: dict[str, Callable[[Round], list[Table]]] = {"surveyxact": surveyxact, "spss": spss}


def _noisy(draw: st.DrawFn, text: str) -> str:
    """The same text as another program might have kept it."""
    kind = draw(st.integers(0, 6))
    changed = {
        1: text.upper(),
        2: text.lower(),
        3: text.replace(" ", "\u00a0"),
        4: f"  {text} ",
        5: text.replace(" ", "  ", 1),
        6: text[:1] + "\u200b" + text[1:],
    }
    return changed.get(kind, text) if text else text


@pytest.mark.parametrize("system", WORDED)
@settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow])
@given(ROUNDS)
def test_answers_in_words(system: str, asked: Round) -> None:
    """What Sofie and Omar answered is what is read, whichever system asked them, in either language."""
    rows = WORDED[system](asked)
    answers = read(table_of(rows))
    assert forms_of(answers) == list(asked.forms)
    assert set(answers.group.tolist()) == {int(Perspective[asked.perspective.upper()])}
    found = understood([table_of(rows)])
    assert found is not None
    assert (found.system or "") == system


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("system", BOOKS)
@settings(max_examples=6)
@given(ROUNDS)
def test_numbers_with_a_codebook(system: str, turned: bool, asked: Round) -> None:
    """Numbers are read by their labels, also where 1 is the strongest agreement."""
    tables = (surveyxact if system == "surveyxact" else spss)(asked, turned=turned)
    assert forms_of(read(*tables)) == list(asked.forms)


@settings(max_examples=6)
@given(ROUNDS)
def test_our_names_with_answers_as_names(asked: Round) -> None:
    """Bente gave her Kobo questions our names: nobody needs their words, but who answers must be said."""
    answers = read(table_of(kobo_names(asked)), perspective=Perspective.EMPLOYEE)
    assert forms_of(answers) == list(asked.forms)


@settings(max_examples=15)
@given(ROUNDS, st.sampled_from(sorted(WORDED)), st.data())
def test_noise_changes_nothing(asked: Round, system: str, data: st.DataObject) -> None:
    """Spaces, case and unseen signs in headings and answers change nothing."""
    rows = WORDED[system](asked)
    plain = read(table_of(rows))
    wanted = {*asked.statements, *(asked.label(code) for code in range(1, 6)), asked.label(DONT_KNOW)}

    def noisy(cell: str) -> str:
        touched = any(text and text in cell for text in wanted) and "ImportId" not in cell
        return _noisy(data.draw, cell) if touched else cell

    changed = read(table_of([[noisy(cell) for cell in row] for row in rows]))
    assert forms_of(changed) == forms_of(plain)


@settings(max_examples=10)
@given(ROUNDS)
def test_unfinished_forms_are_left_out(asked: Round) -> None:
    """A form that Qualtrics calls unfinished is not read."""
    forms = tuple(Form(form.leader, form.codes, bool(n)) for n, form in enumerate(asked.forms))
    if len(forms) > 1:
        rows = WORDED["qualtrics"](Round(forms, asked.language, asked.perspective))
        assert forms_of(read(table_of(rows))) == list(asked.forms[1:])
