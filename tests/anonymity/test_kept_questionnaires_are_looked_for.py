"""Answers to a questionnaire that the database keeps are known in a file beside it, and the questionnaire is no fault."""

from __future__ import annotations

from fagspejl.evaluation.services.composing import keep_own
from fagspejl.inspection.types import Finding
from support.dumped import Loot
from support.instruments import file_text
from support.roster import BENTE, NOW
from support.small_round import small_round

STATEMENTS = ("lytter", "taler", "ser_os")


def _kept() -> None:
    items = [{"id": name} for name in STATEMENTS]
    themes = [{"id": "trivsel", "items": items}]
    structure = {"id": "trivsel", "version": "1.0", "scale": {"lo": 1, "hi": 5}, "themes": themes}
    said = {"title": "Trivsel", "items": {"employee": dict.fromkeys(STATEMENTS, "Min leder er til stede.")}}
    words = {"title": "Trivsel", "themes": {"trivsel": said}}
    files = {"instrument.toml": file_text(structure).encode(), "da.toml": file_text(words).encode()}
    keep_own(files, actor=BENTE, now=NOW)


def test_a_table_of_answers_to_it_is_named(loot: Loot) -> None:
    """Somebody leaves a table of answers to Bente's own theme in the data folder: it is named; the theme is not."""
    small_round({"Karen": {"employee": ["Sofie", "Omar"]}})
    _kept()
    loot.folder.mkdir()
    assert Finding.ANSWER_IN_FILE not in loot.findings()
    table = f"leader;{';'.join(STATEMENTS)}\nKaren;4;4;4\n"
    (loot.folder / "svar.csv").write_text(table, encoding="utf-8")
    found = [(fault.where, fault.finding) for fault in loot.look().faults]
    assert ("svar.csv", Finding.ANSWER_IN_FILE) in found
