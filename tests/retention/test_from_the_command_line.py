"""`fagspejl retention`: what goes, what went and what goes next, without a name."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.conf import settings

from fagspejl.audit.models import AccessEntry
from fagspejl.audit.types import Event
from fagspejl.commands.retention import retention
from fagspejl.commands.round.status import status
from fagspejl.evaluation.models import Invitation, Round
from fagspejl.evaluation.types import RoundState
from fagspejl.lib.clock import ZONE, utc_now
from fagspejl.operations.services.night_lock import one_at_a_time
from support.small_round import small_round

pytestmark = [pytest.mark.stores, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A round that was over thirty days ago, and one that was over yesterday."""
    monkeypatch.setattr(settings, "EMAIL_FILE_PATH", tmp_path / "mailbox")
    small_round({"Karen": {"employee": ["Sofie", "Omar"]}})
    today = utc_now().astimezone(ZONE).date()
    Round.objects.update(state=RoundState.PUBLISHED, keys_destroyed_on=today - timedelta(days=30))


def _run(*options: str) -> Result:
    result = CliRunner().invoke(retention, list(options), catch_exceptions=False)
    assert not {"Sofie", "Omar", "Karen"} & set(result.output.split())
    return result


def test_dry_run_deletes_nothing() -> None:
    """Bente looks first: two people's list would go now, and it is still there afterwards, and no line says otherwise."""
    told = _run("--dry-run").output
    assert "Hvem der blev spurgt om hvem: 30 dage fra den dag, nøglen blev slettet" in told
    assert "  skal slettes nu: 2" in told
    assert "Intet er slettet." in told
    assert Invitation.objects.count() == 2
    assert not AccessEntry.objects.filter(event=Event.DATA_DELETED).exists()


def test_it_deletes_and_tells_what_went() -> None:
    """Bente lets it go, and reads what went and when, as sentences and as JSON, in English too."""
    assert "  deleted now: 2" in _run("--language", "en").output
    assert not Invitation.objects.exists()
    lines = {one["rule"]: one for one in json.loads(_run("--dry-run", "--json").output)}
    asked = lines["invitations"]
    assert (asked["due"], asked["last"], asked["days"], asked["next"]) == (0, 2, 30, None)
    assert str(asked["last_at"]).startswith(str(utc_now().astimezone(ZONE).date()))


def test_two_never_delete_at_once() -> None:
    """The worker is at the night's work: Bente is told to try again, and nothing is deleted."""
    with one_at_a_time() as alone:
        assert alone
        result = _run()
    assert (result.exit_code, Invitation.objects.count()) == (1, 2)
    assert "Prøv igen om lidt" in result.output


def test_status_of_a_round_says_why_nobody_is_listed() -> None:
    """Bente looks at last year's round, and reads that the list of who was asked is deleted."""
    _run()
    made = Round.objects.get()
    told = CliRunner().invoke(status, ["--language", "en", str(made.id)], catch_exceptions=False).output
    assert "The list of who was asked has been deleted." in told
    assert "0 people" not in told
    Round.objects.update(reports_deleted_on=utc_now().astimezone(ZONE).date())
    told = CliRunner().invoke(status, [str(made.id)], catch_exceptions=False).output
    assert "Rapporter og tal blev slettet" in told
