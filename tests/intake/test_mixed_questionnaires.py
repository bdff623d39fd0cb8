"""Statements of another questionnaire in the same file are told by that questionnaire's name."""

from __future__ import annotations

from pathlib import Path

from fagspejl.instrument.loader import load
from intake.files import facts, refusal, tiny


def test_statement_of_another(tmp_path: Path) -> None:
    """Bente exported two questionnaires into one file; the columns that do not belong are named with theirs."""
    other = load("faglig-ledelse")
    head = f"leader,perspective,quality,{other.items[0].id.upper()}\n"
    refused = refusal(tmp_path, head + "karen,employee,4,4\n", instrument=tiny())
    assert [(n.code, n.column) for n in refused.notices] == [("foreign_item", other.items[0].id.upper())]
    assert facts(refused.notices[0])["instrument"].startswith("faglig-ledelse ")


def test_statements_of_its_own(tmp_path: Path) -> None:
    """A column unknown to all is simply unknown, also when the questionnaire is a shipped one."""
    own = load("faglig-ledelse")
    head = f"leader,perspective,{own.items[0].id},humør\n"
    refused = refusal(tmp_path, head + "karen,employee,4,4\n", instrument=own)
    assert [n.code for n in refused.notices] == ["unknown_column"]
