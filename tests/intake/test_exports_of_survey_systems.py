"""Files as survey systems write them are read untouched where the questionnaire's own words stand in them."""

from __future__ import annotations

import pytest

from fagspejl.instrument.loader import load
from fagspejl.intake import IntakeRefused, read_round
from intake.truth import CASES, MEANS, means

UNTOUCHED = [
    "formbricks.csv",
    "googleforms.csv",
    "kobo_labels.csv",
    "limesurvey_full.csv",
    "msforms.xlsx",
    "own.csv",
    "own_labels.csv",
    "own_wording.csv",
    "qualtrics_text.csv",
    "redcap_labels.csv",
    "surveymonkey.csv",
    "surveyxact.xlsx",
    "surveyxact_lastsheet.xlsx",
    "x_title_rows.xlsx",
]
MAPPED = {
    "formbricks.csv": "formbricks",
    "googleforms.csv": "googleforms",
    "kobo_labels.csv": "kobo_labels",
    "limesurvey_codes.csv": "limesurvey_codes",
    "limesurvey_full.csv": "limesurvey_full",
    "msforms.xlsx": "msforms",
    "qualtrics_text.csv": "qualtrics_text",
    "redcap_labels.csv": "redcap_labels",
    "surveymonkey.csv": "surveymonkey",
    "surveyxact.csv": "surveyxact",
    "surveyxact.xlsx": "surveyxact",
    "surveyxact_lastsheet.xlsx": "surveyxact",
}
ASKED = {
    "limesurvey_codes.csv": "codes_of_system",
    "limesurvey_partial.csv": "codes_of_system",
    "pandas_turned.csv": "codes_without_texts",
    "surveyxact.csv": "codes_of_system",
}
INSTRUMENT = load("faglig-ledelse")


@pytest.mark.parametrize("file", UNTOUCHED)
def test_read_without_a_mapping(file: str) -> None:
    """Bente drops the file as her survey system wrote it, and the means are right."""
    assert means(read_round(CASES / file, INSTRUMENT)) == MEANS


@pytest.mark.parametrize(("file", "mapping"), MAPPED.items())
def test_read_with_a_mapping(file: str, mapping: str) -> None:
    """What Bente wrote in a mapping counts, and the rest is recognised."""
    data = read_round(CASES / file, INSTRUMENT, mapping=CASES / "maps" / f"{mapping}.toml")
    assert means(data) == MEANS


@pytest.mark.parametrize(("file", "code"), ASKED.items())
def test_one_sentence_where_the_file_does_not_say(file: str, code: str) -> None:
    """Where the file cannot say what its columns mean, Bente reads one sentence, not a list of consequences."""
    with pytest.raises(IntakeRefused) as refused:
        read_round(CASES / file, INSTRUMENT)
    assert [notice.code for notice in refused.value.notices] == [code]


def test_unfinished_forms_are_left_out_by_a_rule() -> None:
    """Omar never sent his form: it is left out and told of, since LimeSurvey gave it no date."""
    data = read_round(
        CASES / "limesurvey_partial.csv", INSTRUMENT, mapping=CASES / "maps" / "limesurvey_codes.toml"
    )
    assert means(data) == MEANS
    assert "left_out_unfinished" in {notice.code for notice in data.warnings}
