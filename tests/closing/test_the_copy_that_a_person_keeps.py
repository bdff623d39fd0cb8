"""Lone keeps a copy of the key on a stick: that it is destroyed is written down once, and publication waits a week at most."""

from __future__ import annotations

import re
import shlex
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from click.testing import CliRunner, Result
from django.conf import settings

from fagspejl.audit.models import AccessEntry
from fagspejl.commands.cli import main
from fagspejl.evaluation.models import Round
from fagspejl.evaluation.selectors import escrow
from fagspejl.evaluation.selectors.escrow import PUBLICATION_WAITS, copy_outside
from fagspejl.evaluation.services.escrow import confirm_escrow_destroyed
from fagspejl.evaluation.services.opening import open_round
from fagspejl.evaluation.types import RoundState
from fagspejl.evaluation.types.policy import AccessPolicy, RoundPolicyValues
from fagspejl.lib.clock import ZONE, utc_now
from fagspejl.operations.services.duties import close_due
from fagspejl.operations.services.keys.key_places import opening_store
from fagspejl.operations.services.rounds.silence import SILENCE
from support.roster import BENTE, CAST, draft, taken_in

pytestmark = pytest.mark.django_db(transaction=True)
OPENED = utc_now() - timedelta(days=40)
DEADLINE = OPENED + timedelta(days=10)
UNCONFIRMED = "Kopien af nøglen er endnu ikke bekræftet slettet."
DAY = re.compile(r"\d\d\.\d\d\.\d{4}")


def run(*arguments: object, code: int = 0) -> Result:
    """Run a command and check its exit code."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exit_code == code, result.output + result.stderr
    return result


@pytest.fixture(autouse=True)
def _folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Key folders of this test's own."""
    monkeypatch.setattr(settings, "KEYS", tmp_path / "keys")
    monkeypatch.setenv("FAGSPEJL_ESCROW", str(tmp_path / "escrow"))


def _over(folder: Path, kept: str = "offline") -> UUID:
    """A round whose deadline passed a month ago."""
    taken_in(folder, *CAST)
    access = AccessPolicy(escrow=kept)  # type: ignore[arg-type]
    made = draft(now=OPENED, deadline=DEADLINE, policy=RoundPolicyValues(access=access))
    stick = folder / "stik" if kept == "offline" else None
    open_round(made, keys=opening_store(made, stick), actor=BENTE, now=OPENED)
    return made


def _closed(folder: Path) -> UUID:
    made = _over(folder)
    run("round", "close", made, "--quiet")
    return made


def _shown(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def _today() -> date:
    return utc_now().astimezone(ZONE).date()


def test_it_is_written_down_once(tmp_path: Path) -> None:
    """Lone has crushed the stick: the day stands on the round and in the log; a second time only tells that day."""
    made = _closed(tmp_path)
    assert UNCONFIRMED in run("round", "status", made).output
    first = run("round", "escrow-destroyed", made).output
    assert "Det er skrevet ned" in first
    assert f"fagspejl round publish {made}" in first
    earlier = date(2026, 9, 30)
    assert Round.objects.get().escrow_destruction_confirmed_on == _today()
    Round.objects.update(escrow_destruction_confirmed_on=earlier)
    assert f"blev bekræftet slettet {_shown(earlier)}" in run("round", "escrow-destroyed", made).output
    assert Round.objects.get().escrow_destruction_confirmed_on == earlier
    (line,) = AccessEntry.objects.filter(event="escrow_destroyed")
    assert (line.object, line.facts, line.actor) == (str(made), {}, "command")
    said = run("round", "status", made).output
    assert UNCONFIRMED not in said
    assert f"har bekræftet, at den er slettet ({_shown(earlier)})" in said


@pytest.mark.parametrize("language", ["da", "en"])
def test_what_is_said_between_closing_and_publishing(tmp_path: Path, language: str) -> None:
    """Bente closes, is refused, writes Lone's word down with the command she was told, and publishes."""
    made, said_in = _over(tmp_path), ("--language", language)
    missing = {"da": UNCONFIRMED, "en": "The copy of the key is not yet confirmed as destroyed."}[language]
    until = _today() + PUBLICATION_WAITS
    day = {"da": _shown(until), "en": until.isoformat()}[language]
    places = ("--data", settings.DATA, "--keys", settings.KEYS)
    closed = run("round", "close", made, *places, *said_in).output
    refused = run("round", "publish", made, *places, *said_in, code=1).stderr
    for said in (closed, refused):
        assert missing in said
        assert day in said
        (told,) = re.findall(r"fagspejl (round escrow-destroyed .*)$", said, re.MULTILINE)
        assert shlex.split(told) == [str(part) for part in ("round", "escrow-destroyed", *places, made)]
    assert Round.objects.get().state == RoundState.KEYS_GONE
    assert run(*shlex.split(told), "--quiet").output == ""
    assert missing not in run("round", "close", made, *said_in).output
    assert missing not in run("round", "publish", made, *said_in).output
    assert Round.objects.get().state == RoundState.PUBLISHED


def test_publication_does_not_wait_for_ever(tmp_path: Path) -> None:
    """A week has passed and nobody finds the stick: Bente publishes, and is still told that it is out there."""
    made = _closed(tmp_path)
    Round.objects.update(keys_destroyed_on=_today() - PUBLICATION_WAITS + timedelta(days=1))
    run("round", "publish", made, code=1)
    Round.objects.update(keys_destroyed_on=_today() - PUBLICATION_WAITS)
    said = run("round", "publish", made).output
    assert "Rapporterne er offentliggjort." in said
    assert UNCONFIRMED in said
    status = run("round", "status", made).output
    assert UNCONFIRMED in status
    assert "først offentliggøres" not in status
    assert DAY.search(run("round", "escrow-destroyed", made).output)
    assert UNCONFIRMED not in run("round", "status", made).output


def test_the_worker_waits_as_long(tmp_path: Path) -> None:
    """Nobody says anything: a week after closing the key goes, and a week after that the worker publishes."""
    made, told = _over(tmp_path), []
    closing = DEADLINE + timedelta(minutes=16)

    def work(after: timedelta) -> RoundState:
        close_due(closing + after, lambda key, **facts: told.append((key, facts.get("until"))))
        return RoundState(Round.objects.get().state)

    assert work(timedelta()) is RoundState.SEALED
    assert work(SILENCE) is RoundState.KEYS_GONE
    gone = (closing + SILENCE).astimezone(ZONE).date()
    assert Round.objects.get().keys_destroyed_on == gone
    assert work(SILENCE + PUBLICATION_WAITS - timedelta(days=1)) is RoundState.KEYS_GONE
    assert work(SILENCE + PUBLICATION_WAITS) is RoundState.PUBLISHED
    assert told == [("closed", None), ("confirmed_copy", gone + PUBLICATION_WAITS), ("published", None)]
    assert copy_outside(made) == escrow.CopyOutside(RoundState.PUBLISHED, gone, None)


def test_the_worker_goes_on_at_the_holders_word(tmp_path: Path) -> None:
    """Lone confirms on the second day: the worker publishes at its next look."""
    made = _over(tmp_path)
    closing = DEADLINE + timedelta(minutes=16)
    for after in (timedelta(), SILENCE):
        close_due(closing + after, lambda key, **facts: None)
    later = closing + SILENCE + timedelta(days=2)
    assert confirm_escrow_destroyed(made, actor=BENTE, now=later)
    close_due(later, lambda key, **facts: None)
    assert Round.objects.get().state == RoundState.PUBLISHED


def test_a_cancelled_rounds_copy_too(tmp_path: Path) -> None:
    """The round is called off: its copy is destroyed and confirmed as well, and there is nothing to publish."""
    made = _over(tmp_path)
    assert UNCONFIRMED in run("round", "cancel", made, "--yes").output
    said = run("round", "escrow-destroyed", made).output
    assert "Det er skrevet ned" in said
    assert "publish" not in said
    assert "har bekræftet, at den er slettet" in run("round", "status", made).output


@pytest.mark.parametrize("step", ["open", "counted"])
def test_not_before_the_rounds_own_key_is_destroyed(tmp_path: Path, step: str) -> None:
    """While answers may still have to be opened, the copy must be kept: refused, and nothing is written down."""
    made = _over(tmp_path)
    if step == "counted":
        run("round", "close", made, "--no-confirm", "--quiet")
    refused = run("round", "escrow-destroyed", made, code=1).stderr
    assert "Rundens egen nøgle er ikke slettet endnu" in refused
    assert Round.objects.get().escrow_destruction_confirmed_on is None
    assert not AccessEntry.objects.filter(event="escrow_destroyed").exists()
    assert UNCONFIRMED not in run("round", "status", made).output


def test_not_where_closing_reaches_every_copy(tmp_path: Path) -> None:
    """Bente's round keeps its copy in a folder: nothing waits, nothing is said of it, and there is nothing to confirm."""
    made = _over(tmp_path, "path")
    assert "Kopien af nøglen" not in run("round", "close", made).output
    assert "Ingen person har en kopi" in run("round", "escrow-destroyed", made, code=1).stderr
    run("round", "publish", made, "--quiet")
    assert "Kopien af nøglen" not in run("round", "status", made).output


def test_no_such_round(tmp_path: Path) -> None:
    """Bente mistyped the round."""
    assert "»findes-ikke«" in run("round", "escrow-destroyed", "findes-ikke", code=2).stderr
