"""What was understood of a file is said in words with counts before anything is made of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.files import written

from fagspejl.instrument.loader import load
from fagspejl.intake import read_round
from fagspejl.intake.played import PlayedBack
from fagspejl.intake.played_words import lines
from fagspejl.intake.types import AnswerFile
from intake.truth import CASES

INSTRUMENT = load("faglig-ledelse")


def played(file: str, **given: object) -> PlayedBack:
    """Read a case and return what was understood of it."""
    data = read_round([AnswerFile(CASES / file, **given)], INSTRUMENT)  # type: ignore[arg-type]
    assert data.played is not None
    return data.played


def test_counts_of_each_answer_and_leader() -> None:
    """Bente reads how often each answer was given, and about how many leaders."""
    said = lines(played("qualtrics_text.csv"), INSTRUMENT, "da")
    assert said[0] == "qualtrics_text.csv, fra Qualtrics:"
    assert "  »LederID« er lederen (kendt overskrift)" in said
    assert "  Helt uenig: 15 svar" in said
    assert said[-1] == "14 svar om 2 ledere"


def test_rows_that_were_left_out_are_counted() -> None:
    """The form that Omar never finished is one of fifteen, and is said to be left out."""
    found = played("limesurvey_partial.csv", mapping=CASES / "maps" / "limesurvey_codes.toml")
    assert found.files[0].left_out == (("unfinished", 1),)
    assert lines(found, INSTRUMENT, "da")[-1] == "14 svar om 2 ledere · 1 række udeladt (1 uden afslutning)"
    assert lines(found, INSTRUMENT, "en")[-1] == "14 answers about 2 leaders · 1 row left out (1 unfinished)"


def test_other_words_for_an_answer_stand_beside_ours(tmp_path: Path) -> None:
    """An English export is played back with its own words beside the questionnaire's Danish ones."""
    text = (CASES / "own_labels.csv").read_text(encoding="utf-8").replace("Helt enig", "Strongly agree")
    data = read_round(written(tmp_path, "svar.csv", text), INSTRUMENT)
    assert data.played is not None
    assert "  Strongly agree = Helt enig: 11 svar" in lines(data.played, INSTRUMENT, "da")


def test_numbers_are_said_with_what_they_mean(tmp_path: Path) -> None:
    """Numbers that run from most agreeing to least are played back the way they are counted."""
    head, *rows = (CASES / "own_wording.csv").read_text(encoding="utf-8").splitlines()
    for number, label in enumerate(
        ("Helt enig", "Enig", "Hverken enig eller uenig", "Uenig", "Helt uenig"), 1
    ):
        rows = [";".join(str(number) if cell == label else cell for cell in row.split(";")) for row in rows]
    path = written(tmp_path, "svar.csv", "\n".join([head, *rows]))
    data = read_round([AnswerFile(path, direction="high-to-low")], INSTRUMENT)
    assert data.played is not None
    said = lines(data.played, INSTRUMENT, "da")
    assert "  5 = Helt uenig: 15 svar" in said
    assert "  1 = Helt enig: 11 svar" in said


@pytest.mark.parametrize(("file", "recognised"), [("own.csv", False), ("own_wording.csv", True)])
def test_our_own_format_needs_nobody_to_look(file: str, recognised: bool) -> None:
    """A file in the documented format goes on as ever; one that was recognised is shown first."""
    assert played(file).recognised is recognised
