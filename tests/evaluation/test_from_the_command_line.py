"""Bente runs a round from the command line: each command says what it did, or what is wrong and what to do."""

from __future__ import annotations

import stat
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from click.testing import CliRunner, Result
from django.conf import settings
from django.core import mail

from fagspejl.audit.models import AccessEntry
from fagspejl.commands.cli import main
from fagspejl.evaluation.keys.store import KeyStore
from fagspejl.evaluation.models import Invitation, Round
from fagspejl.evaluation.types import RoundState
from fagspejl.lib.clock import ZONE, utc_now
from fagspejl.mailing.models import Mailing
from fagspejl.operations.services.post_office import MailLimitWrong, limits
from support.roster import CAST, SOFIE, roster_text

pytestmark = pytest.mark.django_db(transaction=True)
SOON = f"{utc_now() + timedelta(days=14):%Y-%m-%d} 12:00"


def run(*arguments: object, code: int = 0, answer: str | None = None) -> Result:
    """Run a command and check its exit code."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments], input=answer)
    assert result.exit_code == code, result.output
    return result


@pytest.fixture(autouse=True)
def _no_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAGSPEJL_MAIL_PER_MINUTE", "none")


@pytest.fixture
def liste(tmp_path: Path) -> Path:
    """The cast's roster as a file."""
    file = tmp_path / "liste.csv"
    file.write_text(roster_text(*CAST), encoding="utf-8")
    return file


@pytest.fixture
def draft(liste: Path) -> str:
    """A draft, with the roster taken in."""
    run("roster", "import", liste, "--apply", "--accept", "--quiet")
    named = ("--title", "Faglig ledelse 2026", "--organisation", "Egedal", "--quiet")
    return run("round", "create", *named, "--deadline", SOON).output.strip()


@pytest.fixture
def opened(draft: str) -> str:
    """An open round."""
    run("round", "open", draft, "--quiet")
    return draft


def test_checking_a_roster_stores_nothing(liste: Path) -> None:
    """Checking says who is new and what to decide; so does importing, until somebody has decided."""
    said = run("roster", "check", liste).output
    assert "5 personer, heraf 3 ledere, i 3 enheder." in said
    assert "Nye: 5" in said
    assert "Sofie Berg (sofie), Familieområdet" in said
    assert "»ida« står som leder, men er ikke leder for nogen på listen." in said
    assert "--apply --accept" in said
    assert "Intet er gemt" in run("roster", "import", liste).output
    refused = run("roster", "import", liste, "--apply", code=1)
    assert "1 ting at tage stilling til" in refused.stderr
    assert not AccessEntry.objects.exists()
    assert "Listen er taget i brug." in run("roster", "import", liste, "--apply", "--accept").output
    assert (
        "There was nothing to change."
        in run("roster", "import", liste, "--apply", "--accept", "--language", "en").output
    )


def test_a_roster_with_faults(tmp_path: Path) -> None:
    """A file with faults ends with exit code 2 and a line for each, and nothing is stored."""
    file = tmp_path / "liste.csv"
    file.write_text(
        roster_text(*CAST, SOFIE.replace("sofie;", "s2;").replace("Sofie Berg", "Sofie Bak")),
        encoding="utf-8",
    )
    said = run("roster", "import", file, "--apply", "--accept", code=2).stderr
    assert "liste.csv, række 7, kolonne »email«: »sofie@egedal.example« er også adressen i række 5." in said
    assert "findes ikke" in run("roster", "check", tmp_path / "mangler.csv", code=2).stderr


def test_from_draft_to_reminder(opened: str) -> None:
    """Bente opens, invites, reminds and looks: links go out, and what she sees names nobody."""
    assert Round.objects.get().state == RoundState.OPEN
    said = run("round", "invite", opened, "--now").output
    assert "Sendt nu: 4." in said
    assert {message.to[0] for message in mail.outbox} == {
        f"{name}@egedal.example" for name in ("ida", "karen", "mads", "sofie")
    }
    assert all(f"{settings.BASE_URL}/svar/" in message.body for message in mail.outbox)
    assert "Den bliver ikke sendt to gange." in run("round", "invite", opened, "--now").output
    assert "Påmindelse 1" in run("round", "remind", opened).output
    assert run("worker", "--once").output.splitlines()[0] == "Mails sendt: 4."
    status = run("round", "status", "Faglig ledelse 2026").output
    assert "5 personer bliver spurgt om 3 ledere. 1 af dem får brev." in status
    assert "Invitationen: færdig" in status
    assert "Påmindelse 1: færdig" in status
    assert not any(name in status for name in ("Sofie", "Karen", "Omar"))
    assert opened in run("round", "status").output


def test_dry_run_of_opening(draft: str) -> None:
    """Before opening Bente sees who would be asked; nothing is made, not even a key."""
    said = run("round", "open", draft, "--dry-run").output
    assert "5 personer bliver spurgt om 3 ledere, 10 gange i alt:" in said
    assert Round.objects.get().state == RoundState.DRAFT
    assert not list(settings.KEYS.glob(f"{draft}*"))


def test_every_reason_against_opening(tmp_path: Path) -> None:
    """An empty roster and no folder for the second key: both are told, and the draft stays a draft."""
    named = ("--title", "R", "--organisation", "E", "--escrow", "offline", "--quiet")
    made = run("round", "create", *named, "--deadline", SOON).output.strip()
    said = run("round", "open", made, code=1).stderr
    assert "Runden kan ikke åbnes endnu:" in said
    assert "Ingen på deltagerlisten bliver spurgt om nogen." in said
    assert "--escrow" in said
    inside = run("round", "open", made, "--escrow", settings.KEYS / "kopi", code=2).stderr
    assert "Kopien af nøglen må ikke ligge i" in inside
    assert "ligger i datamappen" in run("round", "open", made, "--escrow", settings.DATA / "k", code=2).stderr


def test_escrow_on_a_stick(liste: Path, tmp_path: Path) -> None:
    """With the copy on a stick the round opens; the copy is the key."""
    run("roster", "import", liste, "--apply", "--accept", "--quiet")
    named = ("--title", "R", "--organisation", "E", "--escrow", "offline", "--quiet")
    made = run("round", "create", *named, "--deadline", SOON).output.strip()
    run("round", "open", made, "--escrow", tmp_path / "stik", "--quiet")
    copy = (tmp_path / "stik" / f"{made}.key").read_bytes()
    assert KeyStore(settings.KEYS, None).create(UUID(made)) == copy


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (("--deadline", "2027-03-28 02:30"), 2, "findes ikke, fordi uret stilles frem"),
        (("--deadline", "2027-10-31 02:30"), 2, "findes to gange, fordi uret stilles tilbage"),
        (("--deadline", "2020-01-01 12:00"), 1, "så alle har mindst et døgn"),
        (("--deadline", "i morgen"), 2, "er ikke en dag og et klokkeslæt"),
        (("--deadline", SOON, "--k", "4"), 2, "--k"),
        (("--deadline", SOON, "--k", "7", "--k-comments", "6"), 2, "6"),
        (("--deadline", SOON, "--report-readers", "superior"), 2, "report_readers"),
        (
            ("--deadline", SOON, "--report-readers", "leader", "--comment-readers", "superior"),
            2,
            "comment_readers",
        ),
        (("--deadline", SOON, "--report-readers", "hr"), 2, "Vælg en eller flere af leader, superior"),
        (("--deadline", SOON, "--instrument", "findes-ikke"), 2, "findes-ikke"),
    ],
)
def test_drafts_that_are_refused(options: tuple[str, ...], code: int, said: str) -> None:
    """A draft with an impossible time, fewer than five, or a promise against itself is not made."""
    result = run("round", "create", "--title", "R", "--organisation", "E", *options, code=code)
    assert said in result.output + result.stderr
    assert not Round.objects.exists()


def test_the_promise_is_what_was_asked_for(liste: Path) -> None:
    """Every option of the draft stands in the stored promise."""
    options = (
        "--k 6 --no-comments --separate-subordinate-leaders --report-readers leader --reminders everyone"
    )
    more = "--no-drafts --escrow offline --languages da"
    run(
        "round",
        "create",
        "--title",
        "R",
        "--organisation",
        "E",
        "--deadline",
        SOON,
        *options.split(),
        *more.split(),
    )
    policy = Round.objects.get().policy
    assert (policy.k, policy.k_comments) == (6, 6)
    assert policy.values["access"] == {
        "comments": False,
        "separate_subordinate_leaders": True,
        "report_readers": ["leader"],
        "comment_readers": ["leader"],
        "reminder_mode": "everyone",
        "show_drafts": False,
        "escrow": "offline",
        "languages": ["da"],
    }


def test_letters_go_into_a_new_file_of_the_owner_alone(opened: str, tmp_path: Path) -> None:
    """The letters' file is readable by Bente alone, is never written over, and its making is logged."""
    file = tmp_path / "breve.pdf"
    run("round", "invite", opened, "--letters", file)
    assert file.read_bytes().startswith(b"%PDF-")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "findes i forvejen" in run("round", "invite", opened, "--letters", file, code=1).stderr
    assert AccessEntry.objects.filter(event="letters_made").count() == 1
    assert not Mailing.objects.exists()


def test_stop_and_go_on(opened: str) -> None:
    """Stopped, the worker sends nothing and the status says who stopped it; then it goes on."""
    run("round", "invite", opened, "--quiet")
    assert "Stoppet." in run("round", "halt", opened).output
    run("worker", "--once")
    assert mail.outbox == []
    assert "stoppet af" in run("round", "status", opened).output
    assert "Udsendelsen fortsætter." in run("round", "resume", opened).output
    run("worker", "--once", "--quiet")
    assert len(mail.outbox) == 4


def test_a_later_deadline_is_announced(opened: str) -> None:
    """Bente gives people a week more and tells them; an earlier deadline is refused."""
    run("round", "invite", opened, "--now", "--quiet")
    mail.outbox.clear()
    later = datetime.fromisoformat(SOON) + timedelta(days=7)
    run("round", "extend", opened, "--deadline", f"{later:%Y-%m-%d %H:%M}", "--announce", "--quiet")
    run("worker", "--once", "--quiet")
    assert Round.objects.get().deadline.astimezone(ZONE).replace(tzinfo=None) == later
    assert {message.subject for message in mail.outbox} == {"Ny frist: Faglig ledelse 2026"}
    assert len(mail.outbox) == 4
    assert (
        "kan kun flyttes til et senere" in run("round", "extend", opened, "--deadline", SOON, code=1).stderr
    )


def test_cancelling_asks_first(opened: str) -> None:
    """Bente is asked; no leaves everything, yes ends the round and tells those who were written to."""
    run("round", "invite", opened, "--now", "--quiet")
    mail.outbox.clear()
    run("round", "cancel", opened, code=1, answer="n\n")
    assert Round.objects.get().state == RoundState.OPEN
    run("round", "cancel", opened, answer="y\n")
    assert Round.objects.get().state == RoundState.CANCELLED
    run("worker", "--once", "--quiet")
    assert {message.subject for message in mail.outbox} == {"Aflyst: Faglig ledelse 2026"}
    assert "Rundens tilstand er »aflyst«" in run("round", "remind", opened, code=1).stderr


def test_an_unknown_round(draft: str) -> None:
    """A round that is none is told so; the beginning of an id is enough for one that is."""
    assert "»findes-ikke«" in run("round", "status", "findes-ikke", code=2).stderr
    assert "kladde" in run("round", "status", draft[:8]).output


def test_a_reminder_before_the_invitation(opened: str) -> None:
    """Nobody is reminded of a mail that was never sent."""
    assert "Der er ikke sendt nogen invitation endnu." in run("round", "remind", opened, code=1).stderr


def test_a_lost_key(opened: str) -> None:
    """Without the key no link can be made; the worker says which folder misses it, and the round is as it was."""
    run("round", "invite", opened, "--quiet")
    (settings.KEYS / f"{opened}.key").unlink()
    assert "Rundens nøgle findes ikke i" in run("round", "invite", opened, "--now", code=1).stderr
    assert "Rundens nøgle findes ikke i" in run("worker", "--once", code=1).stderr
    assert Invitation.objects.exclude(lookup=None).count() == 10
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("environ", "interval", "day"),
    [
        ({}, 2.4, None),
        ({"FAGSPEJL_MAIL_PER_SECOND": "10"}, 0.1, None),
        ({"FAGSPEJL_MAIL_PER_MINUTE": "none"}, 0, None),
        ({"FAGSPEJL_MAIL_PER_SECOND": "10", "FAGSPEJL_MAIL_PER_MINUTE": "60"}, 1, None),
        ({"FAGSPEJL_MAIL_PER_DAY": "500"}, 2.4, 500),
    ],
)
def test_limits_from_the_environment(environ: dict[str, str], interval: float, day: int | None) -> None:
    """A mailbox takes 25 a minute unless Per says otherwise; the slower of two limits holds."""
    found = limits(environ, demo=False)
    assert found.interval == timedelta(seconds=interval)
    assert (found.per_day, found.first, found.pause) == (day, 50, timedelta(minutes=5))


@pytest.mark.parametrize("value", ["0", "-1", "mange", "nan", "inf"])
def test_a_limit_that_is_none(value: str) -> None:
    """What is no number above 0 is refused, instead of lifting the limit."""
    with pytest.raises(MailLimitWrong):
        limits({"FAGSPEJL_MAIL_PER_MINUTE": value}, demo=False)
