"""Bente closes from the command line: what she reads holds, and the command she is told to run next works as it stands."""

from __future__ import annotations

import os
import re
import shlex
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from click.testing import CliRunner, Result
from django.conf import settings

from fagspejl.audit.models import AccessEntry
from fagspejl.commands.cli import main
from fagspejl.evaluation.models import Round
from fagspejl.evaluation.types import RoundState
from fagspejl.evaluation.types.policy import AccessPolicy, RoundPolicyValues
from support.roster import CAST, NOW, opened

pytestmark = pytest.mark.django_db(transaction=True)
NEXT = re.compile(r"fagspejl (round publish .*)$", re.MULTILINE)


def run(*arguments: object, code: int = 0) -> Result:
    """Run a command and check its exit code."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exit_code == code, result.output + result.stderr
    return result


@pytest.fixture
def spaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A key folder with a space and braces in its name; what a command writes to the environment goes away again."""
    keys = tmp_path / "mine {nøgler}"
    for name in ("FAGSPEJL_DATA", "FAGSPEJL_KEYS"):
        monkeypatch.setenv(name, os.environ[name])
    monkeypatch.setattr(settings, "KEYS", keys / "keys")
    monkeypatch.setenv("FAGSPEJL_ESCROW", str(keys / "escrow"))
    return keys


def _over(folder: Path, **access: object) -> UUID:
    """A round of the cast whose deadline has passed."""
    folder.mkdir()
    policy = RoundPolicyValues(access=AccessPolicy(**access))  # type: ignore[arg-type]
    return opened(
        folder, *CAST, now=NOW - timedelta(days=3650), deadline=NOW - timedelta(days=3600), policy=policy
    )[0]


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_next_command_works_when_it_is_pasted(spaced: Path, language: str) -> None:
    """Bente named her folders when she closed; the command she is told to publish with names them too."""
    round_id = _over(spaced)
    places = ("--data", settings.DATA, "--keys", settings.KEYS)
    said = run("round", "close", round_id, *places, "--language", language).output
    (told,) = NEXT.findall(said)
    assert shlex.split(told) == [str(part) for part in ("round", "publish", *places, round_id)]
    run(*shlex.split(told))
    assert Round.objects.get().state == RoundState.PUBLISHED


def test_what_was_not_named_is_not_named(spaced: Path) -> None:
    """Without options Bente works with her environment, and so does the next command."""
    round_id = _over(spaced)
    assert NEXT.findall(run("round", "close", round_id).output) == [f"round publish {round_id}"]


def test_a_log_of_the_closing_begins_with_words(spaced: Path) -> None:
    """Per lets a script close the round: where no terminal is, neither output begins with an empty line."""
    closed = run("round", "close", _over(spaced))
    assert closed.stdout.splitlines()[0] == "  Tæller med i grupperne: 0"
    assert closed.stderr == ""


def test_the_log_tells_no_numbers_of_answers(spaced: Path) -> None:
    """The line of the closing says who closed and when; how many had answered stands in no log."""
    run("round", "close", _over(spaced))
    (line,) = AccessEntry.objects.filter(event="round_closed")
    assert line.facts == {}


def test_publishing_too_early_names_the_round(spaced: Path) -> None:
    """Before closing, publishing is refused, and the command that comes first stands there whole."""
    round_id = _over(spaced)
    said = run("round", "publish", round_id, "--data", settings.DATA, code=1).stderr
    assert f"fagspejl round close --data {settings.DATA} {round_id}" in said


def test_no_such_round(spaced: Path) -> None:
    """Bente pasted the id of another installation: she is told so."""
    missing = "00000000-0000-4000-8000-000000000000"
    assert f"Der findes ingen runde {missing}." in run("round", "close", missing, code=1).stderr


def test_nobody_is_promised_too_much_while_a_person_holds_a_copy(spaced: Path) -> None:
    """Lone still has the stick: closing says what is left to do, and not that nobody can."""
    said = run("round", "close", _over(spaced, escrow="offline")).output
    assert "Den, der har kopien af nøglen, skal slette den og bekræfte det" in said
    assert "Kopien af nøglen er endnu ikke bekræftet slettet." in said
    assert "Ingen kan nu" not in said
    assert len(NEXT.findall(said)) == 1
