"""Numbers under recognised statements count only where the file, or a person, says which way they run."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fagspejl.intake import IntakeRefused
from fagspejl.intake.mapping.types import FileMapping
from fagspejl.intake.tables import Codebook
from fagspejl.intake.types import ScaleDirection
from intake.recognition.shapes import (
    BLANK,
    ITEMS,
    Form,
    Round,
    forms_of,
    questions,
    read,
    spss,
    surveyxact,
    table_of,
)

CODES = st.sampled_from([1, 2, 3, 4, 5, BLANK])
ANSWERED = st.tuples(st.integers(1, 5), *[CODES] * (len(ITEMS) - 1))
FORMS = st.lists(st.builds(Form, st.sampled_from(["L01", "L02"]), ANSWERED), min_size=1, max_size=8)
ROUNDS = st.builds(lambda forms: Round(tuple(forms)), FORMS)
DIRECTIONS: list[ScaleDirection] = ["low-to-high", "high-to-low"]
KAREN = Round((Form("L01", (1, 2, 3, 4, 5)), Form("L01", (5, 4, 3, 2, 1))))


def _headed(given: Round, rows: list[list[str]]) -> list[list[str]]:
    return [["leder", *given.statements], *rows]


@settings(max_examples=12)
@given(ROUNDS, st.booleans())
def test_never_taken_without_a_yes(asked: Round, turned: bool) -> None:
    """Whatever Sofie and Omar answered, plain numbers are asked about, and read as Bente says."""
    table = table_of(_headed(asked, asked.numbered(turned=turned)))
    assert questions(table) == ["scale_direction"]
    assert forms_of(read(table, direction=DIRECTIONS[turned])) == list(asked.forms)
    told = FileMapping(file="m.toml", direction=DIRECTIONS[turned])
    assert forms_of(read(table, told=told)) == list(asked.forms)


@settings(max_examples=12)
@given(
    ROUNDS,
    st.booleans(),
    st.sampled_from(["{n} = {label}", "{n} - {label}", "{n} ({label})", "{label} ({n})"]),
)
def test_ends_with_words_prove_it(asked: Round, turned: bool, form: str) -> None:
    """Where only the ends of the scale have words, they say which way the numbers between them run."""
    ends = {
        code: form.format(n=asked.number(code, turned=turned), label=asked.label(code)) for code in (1, 5)
    }
    first = Form("L01", (1, 5, 2, 3, 4))
    forms = (first, *asked.forms)
    rows = [[f.leader, *(ends.get(c) or asked.number(c, turned=turned) for c in f.codes)] for f in forms]
    assert forms_of(read(table_of(_headed(asked, rows)))) == list(forms)


def test_words_without_numbers_beside_numbers_prove_nothing() -> None:
    """The ends in words alone do not say whether 2 lies near the one or the other."""
    rows = [["L01", "Helt uenig", "2", "3", "4", "Helt enig"]]
    assert questions(table_of(_headed(KAREN, rows))) == ["scale_direction"]


def test_words_that_contradict_one_another() -> None:
    """One label says that 5 agrees, another that 1 does: the numbers between them are asked about."""
    rows = [["L01", "5 - Helt enig", "1 - Helt enig", "2", "3", "4"]]
    assert questions(table_of(_headed(KAREN, rows))) == ["scale_contradicts"]


def test_words_that_contradict_our_own_format() -> None:
    """The columns bear our names, but a label turns the scale: its numbers are read as the label says."""
    rows = [
        ["leder", "perspektiv", *ITEMS],
        ["L01", "medarbejder", "1 = Helt enig", "2", "3", "4", "5 = Helt uenig"],
    ]
    assert forms_of(read(table_of(rows))) == [Form("L01", (5, 4, 3, 2, 1))]


def test_our_own_format_needs_no_question() -> None:
    """Our documented columns hold our documented numbers."""
    rows = [["leder", "perspektiv", *ITEMS], ["L01", "medarbejder", "1", "2", "3", "4", "5"]]
    assert forms_of(read(table_of(rows))) == [Form("L01", (1, 2, 3, 4, 5))]


def test_codes_with_numbers_in_them() -> None:
    """LimeSurvey's A1 to A5 are numbers too."""
    rows = [[f.leader, *(f"A{code}" for code in f.codes)] for f in KAREN.forms]
    table = table_of(_headed(KAREN, rows))
    assert questions(table) == ["scale_direction"]
    assert forms_of(read(table, direction="low-to-high")) == list(KAREN.forms)


def test_a_codebook_of_the_ends() -> None:
    """SPSS labels only 1 and 5; that is enough, each column for itself."""
    names = [f"v{number}" for number in range(1, 6)]
    rows = [["leder", *names], ["L01", "1", "2", "3", "4", "5"]]
    labels = {name: {"1": "Helt enig", "5": "Helt uenig"} for name in names}
    labels["v5"] = {"1.0": "Helt uenig", "5.0": "Helt enig"}
    book = Codebook(dict(zip(names, KAREN.statements, strict=True)), labels)
    assert forms_of(read(table_of(rows, codebook=book))) == [Form("L01", (5, 4, 3, 2, 5))]


def test_a_codebook_with_words_we_do_not_know() -> None:
    """Labels of another questionnaire prove nothing."""
    tables = spss(KAREN)
    strange = {"1": "Slet ikke", "5": "I høj grad"}
    book = Codebook(tables[0].codebook.texts, dict.fromkeys(tables[0].codebook.labels, strange))
    rows = [list(record.cells) for record in tables[0].head]
    assert questions(table_of(rows, codebook=book)) == ["scale_direction"]


def test_a_number_far_down() -> None:
    """Plain numbers that begin below what is looked at are refused, not guessed."""
    rows = [["L01", *["Enig"] * 5]] * 80 + [["L01", *["4"] * 5]]
    with pytest.raises(IntakeRefused) as refused:
        read(table_of(_headed(KAREN, rows)))
    assert {notice.code for notice in refused.value.notices} == {"number_without_direction"}


def test_a_mapping_of_every_number_is_a_yes() -> None:
    """Bente's own list of values counts."""
    told = FileMapping(file="m.toml", item_values={str(number): 6 - number for number in range(1, 6)})
    table = table_of(_headed(KAREN, KAREN.numbered(turned=True)))
    assert forms_of(read(table, told=told)) == list(KAREN.forms)


def test_mirrored_books_are_read_by_label() -> None:
    """SurveyXact numbered the scale from the other end, and says so."""
    assert forms_of(read(*surveyxact(KAREN, turned=True))) == list(KAREN.forms)


@pytest.mark.parametrize(
    "explained",
    [
        "(1 = Helt uenig, 5 = Helt enig)",
        "[1: Helt uenig; 5: Helt enig]",
        "(5 - Helt enig til 1 - Helt uenig)",
    ],
)
def test_a_scale_explained_in_the_heading(explained: str) -> None:
    """Google's linear scale says in the question what its ends mean."""
    head = ["leder", *(f"{text} {explained}" for text in KAREN.statements)]
    assert forms_of(read(table_of([head, *KAREN.numbered()]))) == list(KAREN.forms)
    turned = ["leder", *(f"{text} (1 = Helt enig, 5 = Helt uenig)" for text in KAREN.statements)]
    assert forms_of(read(table_of([turned, *KAREN.numbered(turned=True)]))) == list(KAREN.forms)
