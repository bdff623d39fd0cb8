"""Between draft and closing Bente is told what she would otherwise find out too late."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.conf import settings

from fagspejl.commands.cli import main
from fagspejl.evaluation.models import Round
from fagspejl.evaluation.types import RoundState
from fagspejl.lib.clock import utc_now
from fagspejl.organisation.models import Person
from support.roster import CAST, roster_text

pytestmark = pytest.mark.django_db(transaction=True)
SOON = f"{utc_now() + timedelta(days=14):%Y-%m-%d} 12:00"
PROMISE = ("--comment-readers", "leader", "--k", 6, "--reminders", "everyone", "--no-drafts")


def run(*arguments: object, code: int = 0, answer: str | None = None) -> Result:
    """Run a command and check its exit code."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments], input=answer)
    assert result.exit_code == code, result.output
    return result


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A draft that differs from the usual, with the roster taken in."""
    monkeypatch.setenv("FAGSPEJL_MAIL_PER_MINUTE", "none")
    file = tmp_path / "liste.csv"
    file.write_text(roster_text(*CAST), encoding="utf-8")
    run("roster", "import", file, "--apply", "--accept", "--quiet")
    named = ("--title", "Faglig ledelse 2026", "--organisation", "Egedal", "--quiet")
    return run("round", "create", *named, *PROMISE, "--deadline", SOON).output.strip()


@pytest.fixture
def opened(draft: str) -> str:
    """The round, open."""
    run("round", "open", draft, "--quiet")
    return draft


def test_a_draft_can_be_looked_over(draft: str) -> None:
    """Told to look the draft over, Bente sees what it will promise and the command that opens it."""
    said = run("round", "status", draft).output
    assert "Bag hvert tal står mindst 6 personer." in said
    assert "Rapporten læses af lederen og lederens leder." in said
    assert "Kommentarer læses af lederen, når mindst 6 har svaret." in said
    assert "Påmindelser går til alle." in said
    assert "En kladde bliver aldrig vist igen." in said
    assert f"fagspejl round open {draft}" in said


def test_those_who_need_a_letter_are_not_forgotten(opened: str) -> None:
    """Omar has no address: when Bente invites by mail she is told that one letter is to be made, and how."""
    said = run("round", "invite", opened).output
    assert "så de får ingen mail: 1." in said
    assert f"fagspejl round invite {opened} --letters breve.pdf" in said


@pytest.mark.parametrize(
    ("address", "warned"), [("http://localhost:8000", 1), ("https://svar.egedal.example", 0)]
)
def test_links_that_only_work_here(
    opened: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str, warned: int
) -> None:
    """Per forgot to say what the site is called: Bente is told before she prints links that lead nowhere."""
    monkeypatch.setattr(settings, "BASE_URL", address)
    for given in ((), ("--letters", tmp_path / "breve.pdf")):
        assert run("round", "invite", opened, *given).stderr.count("virker kun på denne maskine") == warned


def test_a_reminder_right_behind_the_invitation(opened: str) -> None:
    """The invitation still waits for the worker: Bente learns that the reminder would follow at once."""
    run("round", "invite", opened)
    assert "Invitationen er ikke sendt til alle endnu" in run("round", "remind", opened).stderr
    run("worker", "--once")
    assert run("round", "remind", opened).stderr == ""


@pytest.mark.parametrize(
    ("typed", "code"), [("j\n", 0), ("hvad?\nja\n", 0), ("\n", 1), ("n\n", 1), (None, 1)]
)
def test_yes_is_ja(opened: str, typed: str | None, code: int) -> None:
    """Bente answers in the language she is asked in; nothing typed is no."""
    said = run("round", "cancel", opened, answer=typed, code=code).output
    assert "Fortsæt? [j/N]:" in said
    assert (Round.objects.get().state == RoundState.CANCELLED) is (code == 0)


def test_rounds_go_by_their_title_to_the_end(opened: str) -> None:
    """Bente types the title, as in every other command: closing and publishing know it too."""
    assert "Runden tager imod svar endnu." in run("round", "close", "Faglig ledelse 2026", code=1).stderr
    assert f"fagspejl round close {opened}" in run("round", "publish", "faglig ledelse 2026", code=1).stderr
    assert "Ingen runde hedder" in run("round", "close", "En anden", code=2).stderr


def test_dropping_a_draft_is_no_cancelling(draft: str) -> None:
    """A draft has no answers and no keys: Bente is told that it is gone, and nothing about what never was."""
    said = run("round", "cancel", draft, answer="ja\n").output
    assert "Kladden til »Faglig ledelse 2026« bliver slettet." in said
    assert "Kladden er slettet." in said
    assert "nøglerne" not in said
    assert not Round.objects.exists()


@pytest.mark.parametrize(
    ("language", "during", "after", "letters_during", "letters_after"),
    [
        (
            "da",
            "bliver spurgt om 3 ledere",
            "blev spurgt om 3 ledere",
            ". 1 af dem får brev",
            ". 1 af dem har ingen",
        ),
        (
            "en",
            "are asked about 3 leaders",
            "were asked about 3 leaders",
            ", 1 of them by",
            ", 1 of them without",
        ),
    ],
)
def test_what_is_over_is_told_as_over(
    opened: str, language: str, during: str, after: str, letters_during: str, letters_after: str
) -> None:
    """Bente looks at an open round and at one that is over: the tense fits, and letters that nobody gets are not named."""

    def asked(email: str) -> str:
        Person.objects.filter(key="omar").update(email=email)
        return run("round", "status", opened, "--language", language).output.splitlines()[1]

    assert f"{during}{letters_during}" in asked("")
    assert asked("omar@egedal.example").endswith(f"{during}.")
    for state in (RoundState.CLOSING, RoundState.SEALED, RoundState.KEYS_GONE, RoundState.PUBLISHED):
        Round.objects.update(state=state)
        assert f"{after}{letters_after}" in asked("")
        assert asked("omar@egedal.example").endswith(f"{after}.")
