"""A mapping written from a file says the same as the file was understood to say, and is asked for what it does not."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fagspejl.instrument.loader import load
from fagspejl.intake import IntakeRefused, read_round
from fagspejl.intake.answers.questions import recognised
from fagspejl.intake.findings import Findings
from fagspejl.intake.recognition.written_mapping import mapping_text
from fagspejl.intake.types import AnswerFile
from intake.truth import CASES, MEANS, means

INSTRUMENT = load("faglig-ledelse")
FILES = [
    *(
        "formbricks.csv",
        "googleforms.csv",
        "kobo_labels.csv",
        "limesurvey_full.csv",
        "msforms.xlsx",
        "own.csv",
    ),
    *("own_labels.csv", "own_wording.csv", "qualtrics_text.csv", "redcap_labels.csv", "surveyxact.xlsx"),
]


def mapping_of(one: AnswerFile, folder: Path) -> Path:
    """Write the mapping of a file."""
    found = recognised(one, INSTRUMENT, Findings(50))
    assert found is not None
    path = folder / "mapping.toml"
    path.write_text(mapping_text(found, INSTRUMENT, "da"), encoding="utf-8")
    return path


@pytest.mark.parametrize("file", FILES)
def test_read_back_it_gives_the_same_answers(file: str, tmp_path: Path) -> None:
    """Bente writes the mapping of an export, and next year's export is read by it to the same answers."""
    mapping = mapping_of(AnswerFile(CASES / file), tmp_path)
    data = read_round(CASES / file, INSTRUMENT, mapping=mapping)
    assert means(data) == MEANS
    assert data.played is not None
    assert {column.why for part in data.played.files for column in part.columns} <= {"told", "name"}


def test_a_mapping_is_written_from_a_mapping(tmp_path: Path) -> None:
    """What Bente said of LimeSurvey's codes stands in the mapping that is written, with the rule for unfinished forms."""
    told = AnswerFile(CASES / "limesurvey_partial.csv", mapping=CASES / "maps" / "limesurvey_codes.toml")
    mapping = mapping_of(told, tmp_path)
    assert 'column = "submitdate"' in mapping.read_text(encoding="utf-8")
    assert means(read_round(told.path, INSTRUMENT, mapping=mapping)) == MEANS


def test_what_nobody_said_is_refused_until_somebody_does(tmp_path: Path) -> None:
    """Numbers under words have no direction, and the mapping written of them is no answer to that."""
    head, *rows = (CASES / "own_wording.csv").read_text(encoding="utf-8").splitlines()
    text = "\n".join([head, *rows])
    for number, label in enumerate(
        ("Helt uenig", "Hverken enig eller uenig", "Helt enig", "Uenig", "Enig"), 1
    ):
        text = text.replace(f";{label}", f";{number}")
    path = tmp_path / "svar.csv"
    path.write_text(text, encoding="utf-8")
    mapping = mapping_of(AnswerFile(path), tmp_path)
    with pytest.raises(IntakeRefused) as refused:
        read_round(path, INSTRUMENT, mapping=mapping)
    assert [notice.code for notice in refused.value.notices] == ["mapping_direction"]
    said = mapping.read_text(encoding="utf-8").replace('direction = "?"', 'direction = "low-to-high"')
    mapping.write_text(said, encoding="utf-8")
    assert read_round(path, INSTRUMENT, mapping=mapping).table.rows == 14


@settings(max_examples=40, deadline=None)
@given(heading=st.text(min_size=1, max_size=12))
def test_any_heading_stands_in_a_mapping(heading: str) -> None:
    """Whatever Mads' system calls its columns, the mapping is TOML that says the same."""
    found = recognised(AnswerFile(CASES / "own_labels.csv"), INSTRUMENT, Findings(50))
    assert found is not None
    columns = (replace(found.columns[0], heading=heading), *found.columns[1:])
    written = tomllib.loads(mapping_text(replace(found, columns=columns), INSTRUMENT, "da"))
    assert written["columns"]["leader"] == heading
    labels = INSTRUMENT.wordings["da"].options
    assert [written["values"]["items"][label] for label in labels] == [1, 2, 3, 4, 5]
