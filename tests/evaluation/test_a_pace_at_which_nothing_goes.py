"""A pace of 0, or below: every command that would mail refuses as wrong use, and has then done nothing at all."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from click.testing import CliRunner
from django.conf import settings
from django.core import mail

from fagspejl.audit.models import AccessEntry
from fagspejl.commands.cli import main
from fagspejl.evaluation.models import Invitation, Round
from fagspejl.lib.clock import utc_now
from fagspejl.mailing.models import Mailing, Outbox
from support.roster import CAST, employees, opened

pytestmark = pytest.mark.django_db(transaction=True)
LATER = f"{utc_now() + timedelta(days=40):%Y-%m-%d} 12:00"
MAILING = {
    "invite": ("invite",),
    "invite --now": ("invite", "--now"),
    "remind": ("remind",),
    "remind --now": ("remind", "--now"),
    "extend --announce": ("extend", "--announce", "--deadline", LATER),
    "cancel": ("cancel", "--yes"),
    "reissue": ("reissue", "sofie"),
    "resume": ("resume",),
}
PACES = {
    "FAGSPEJL_MAIL_PER_MINUTE": ("0", "-5", "mange"),
    "FAGSPEJL_MAIL_PER_SECOND": ("0", "-0.1"),
    "FAGSPEJL_MAIL_PER_DAY": ("0", "0.5"),
}


@pytest.fixture
def invited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> UUID:
    """An open round to which everybody is invited."""
    monkeypatch.setenv("FAGSPEJL_MAIL_PER_MINUTE", "none")
    now = utc_now()
    made, keys = opened(tmp_path, *CAST, *employees(6), now=now, deadline=now + timedelta(days=14))
    monkeypatch.setattr(settings, "KEYS", keys.folder)
    monkeypatch.setenv("FAGSPEJL_ESCROW", str(keys.escrow))
    sent = CliRunner().invoke(main, ["round", "invite", str(made)])
    assert sent.exit_code == 0, sent.output
    return made


def _state() -> tuple[object, ...]:
    """Everything that a mailing command could have changed."""
    return (
        sorted(Mailing.objects.values_list("id", "kind", "number", "finished", "halted")),
        sorted(Outbox.objects.values_list("mailing", "person", "state")),
        sorted(Invitation.objects.values_list("id", "generation", "revoked")),
        list(Round.objects.values_list("state", "deadline")),
        AccessEntry.objects.count(),
        len(mail.outbox),
    )


@pytest.mark.parametrize("command", MAILING)
@pytest.mark.parametrize(("limit", "pace"), [(name, pace) for name, paces in PACES.items() for pace in paces])
def test_nothing_is_queued(
    invited: UUID, command: str, limit: str, pace: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Per's pace of 0 ends Bente's command as wrong use, names the variable, and nothing stands in the outbox."""
    before = _state()
    monkeypatch.setenv(limit, pace)
    name, *rest = MAILING[command]
    refused = CliRunner().invoke(main, ["round", name, str(invited), *rest])
    assert refused.exit_code == 2, refused.output
    assert limit in refused.stderr
    assert _state() == before


def test_an_invitation_that_never_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first invitation of a round is not queued either; once Per mends the pace, the same command queues it."""
    monkeypatch.setenv("FAGSPEJL_MAIL_PER_MINUTE", "0")
    now = utc_now()
    made, keys = opened(tmp_path, *CAST, *employees(6), now=now, deadline=now + timedelta(days=14))
    monkeypatch.setattr(settings, "KEYS", keys.folder)
    assert CliRunner().invoke(main, ["round", "invite", str(made), "--now"]).exit_code == 2
    assert not Mailing.objects.exists()
    monkeypatch.setenv("FAGSPEJL_MAIL_PER_MINUTE", "25")
    assert CliRunner().invoke(main, ["round", "invite", str(made)]).exit_code == 0
    assert Outbox.objects.count() > 0


def test_what_sends_no_mail_is_done(invited: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    """Extending in silence and letters need no pace, so Bente is not held up by it."""
    monkeypatch.setenv("FAGSPEJL_MAIL_PER_MINUTE", "0")
    quiet = CliRunner().invoke(main, ["round", "extend", str(invited), "--deadline", LATER])
    assert quiet.exit_code == 0, quiet.output
    stopped = CliRunner().invoke(main, ["round", "cancel", str(invited), "--yes", "--silent"])
    assert stopped.exit_code == 0, stopped.output


@pytest.mark.parametrize("command", ["invite --now", "extend --announce"])
def test_a_sender_that_is_no_address(invited: UUID, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Per has set a name without an address as the sender: Bente's command ends as wrong use and nothing is queued."""
    before = _state()
    monkeypatch.setattr(settings, "DEFAULT_FROM_EMAIL", "Egedal Kommune")
    name, *rest = MAILING[command]
    refused = CliRunner().invoke(main, ["round", name, str(invited), *rest])
    assert refused.exit_code == 2, refused.output
    assert "FAGSPEJL_MAIL_FROM" in refused.stderr
    assert _state() == before
