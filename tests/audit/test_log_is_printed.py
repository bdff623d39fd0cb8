"""`fagspejl access-log`: what the data protection officer gets from Per."""

from __future__ import annotations

import csv
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner, Result

from fagspejl.audit.models import AccessEntry
from fagspejl.audit.selectors import chain_state
from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.commands.cli import main

NOON = datetime(2026, 3, 15, 12, tzinfo=UTC)


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["access-log", *arguments])


@pytest.fixture
def log(db: None) -> None:
    """Three lines, one of them by somebody with a name that a spreadsheet would run."""
    record(
        actor=Actor("1", "Karen Holm"), event=Event.REPORT_READ, object="r", facts={"comments": True}, at=NOON
    )
    record(
        actor=Actor("2", "=cmd()"), event=Event.REPORT_READ, object="r", facts={"comments": False}, at=NOON
    )
    record(actor=Actor("1", "Karen Holm"), event=Event.LOGGED_OUT, at=NOON)


def test_lines_as_a_table(log: None) -> None:
    """Every line is there, oldest first; no cell is a formula; the head is told beside the table."""
    result = _run()
    rows = list(csv.DictReader(result.stdout.splitlines()))
    assert [(row["name"], row["event"], row["facts"]) for row in rows] == [
        ("Karen Holm", "report_read", "comments=True"),
        ("'=cmd()", "report_read", "comments=False"),
        ("Karen Holm", "logged_out", ""),
    ]
    assert rows[0]["at"] == "2026-03-15T12:00:00+00:00"
    assert chain_state().head in result.stderr
    assert result.exit_code == 0


def test_about_one_thing_or_by_one_person(log: None) -> None:
    """The officer asks about one report, or about one person, and gets just that."""
    assert len(_run("--about", "r").stdout.splitlines()) == 3
    assert len(_run("--by", "1").stdout.splitlines()) == 3
    assert len(_run("--by", "1", "--about", "r").stdout.splitlines()) == 2


def test_check_alone(log: None) -> None:
    """Per checks the chain every night and prints no line of it."""
    result = _run("--check", "--language", "en")
    assert result.stdout.startswith("The 3 lines of the log are intact.")


def test_broken_chain_is_a_refusal(log: None) -> None:
    """A line that does not fit is named, with exit code 1."""
    AccessEntry.objects.create(
        at=NOON, actor="3", actor_name="Lone", event="report_read", object="r", facts={}, chain="0" * 64
    )
    result = _run("--check")
    assert result.exit_code == 1
    assert "Loggen er ændret: Linje " in result.stderr
