"""However a program writes an answer, the mapping finds it: numbers, spaces, case and dashes are set aside first."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fagspejl.instrument.loader import load
from fagspejl.intake import read_round
from intake.files import facts, places, read, refusal
from intake.truth import CASES, MEANS, means

VALUES = '[values]\n"Helt uenig" = 1\n"Uenig" = 2\n"3" = 5\n"-99" = ""\n"99" = "ved_ikke"\n'
WRITTEN = {  # what stands in the mapping -> how else a program may write it, and its place on the scale
    "Helt uenig": ("helt uenig", "Helt  uenig", "Helt\u00a0uenig", "HELT UENIG ", "\u200bHelt\tuenig"),
    "Uenig": ("uenig", " Uenig", "U\u00adenig", "UENIG"),
    "3": ("3.0", "3,0", "03", "3.000000000000001", " 3", "+3"),
    "-99": ("-99.0", "\u221299", "-99,00"),
    "99": ("99.0", "099", "99,"),
    "4": ("4.0", "4,00", "04", "3.9999999999999996"),
}
PLACES = {"Helt uenig": 1, "Uenig": 2, "3": 5, "-99": 0, "99": 0, "4": 4}


@pytest.mark.parametrize(
    ("answers", "mapping"),
    [
        ("pandas_turned.csv", "pandas_turned"),
        ("v_6float.csv", "v_6"),
        ("c_labels_nbsp.csv", "labels"),
        ("l_two_lang.csv", "l_two_lang"),
    ],
)
def test_the_fourteen_answers(answers: str, mapping: str) -> None:
    """Karen's file holds the fourteen answers, whatever pandas or a spreadsheet did to them on the way."""
    data = read_round(CASES / answers, load("faglig-ledelse"), mapping=CASES / "maps" / f"{mapping}.toml")
    assert means(data) == MEANS


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=st.lists(st.sampled_from(list(WRITTEN)), min_size=3, max_size=3), chosen=st.data())
def test_noise_changes_nothing(tmp_path: Path, said: list[str], chosen: st.DataObject) -> None:
    """Sofie's three answers are the same three answers in every way to write them."""
    noisy = [chosen.draw(st.sampled_from((text, *WRITTEN[text]))) for text in said]
    head = "leader;perspective;person;quality;dilemmas;workload\n"
    tail = "karen;employee;x;1;1;1\n"
    one = read(tmp_path, f"{head}karen;employee;p;{';'.join(said)}\n{tail}", mapping=VALUES)
    other = read(tmp_path, f"{head}karen;employee;p;{';'.join(noisy)}\n{tail}", mapping=VALUES)
    if any(PLACES[text] for text in said):
        assert one.table.values[0, :2].tolist() == [PLACES[text] for text in said[:2]]
    assert (other.table.values == one.table.values).all()
    assert (other.table.missing == one.table.missing).all()


def test_one_answer_translated_twice(tmp_path: Path) -> None:
    """A mapping in which 5 and 5.0 are two things is refused, since Bente's file may write either."""
    mapping = '[values]\n"5" = 1\n"5.0" = 2\n"Enig" = 4\n"ENIG" = 4\n'
    refused = refusal(tmp_path, "leader;perspective;quality\nkaren;self;5\n", mapping=mapping)
    assert places(refused.notices) == [("mapping_values_alike", None, "values.5.0")]
    assert facts(refused.notices[0]) == {"value": "5.0", "other": "5"}
