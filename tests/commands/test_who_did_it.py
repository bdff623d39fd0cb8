"""Whoever acts at the command line is named, and the access log tells who it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fagspejl.audit.models import AccessEntry
from fagspejl.audit.selectors import chain_state
from fagspejl.commands.cli import main
from fagspejl.commands.console import operator
from support.roster import CAST, roster_text
from support.staff import somebody

pytestmark = pytest.mark.django_db

# Every command that changes something, with arguments that get it as far as the question of who acts.
ACTS = [
    ("roster", "import", "liste.csv", "--apply", "--accept"),
    ("user", "add", "ida@fjordby.dk", "--name", "Ida"),
    ("user", "role", "bente@fjordby.dk", "dpo"),
    ("user", "disable", "bente@fjordby.dk"),
    ("user", "reset-factor", "bente@fjordby.dk"),
    ("round", "create", "--title", "R", "--organisation", "E", "--deadline", "2099-01-01 12:00"),
    ("round", "open", "x"),
    ("round", "extend", "x", "--deadline", "2099-01-01 12:00"),
    ("round", "cancel", "x"),
    ("round", "close", "x"),
    ("round", "publish", "x"),
    ("round", "export", "x", "--out", "ud"),
    ("round", "extract", "x", "--out", "ud"),
    ("round", "research", "x", "--out", "ud"),
    ("reports", "x", "--out", "ud"),
    ("round", "invite", "x"),
    ("round", "remind", "x"),
    ("round", "halt", "x"),
    ("round", "resume", "x"),
    ("round", "reissue", "x", "sofie"),
    ("round", "revoke", "x", "sofie", "--reason", "other"),
    ("round", "escrow-destroyed", "x"),
    ("round", "key-here", "x"),
    ("round", "key-restore", "x"),
    ("retention",),
    ("carry-unit", "--from", "a", "--to", "b"),
    ("notes", "copy", "--to", "ud"),
    ("notes", "restore", "--from", "ud"),
]


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "liste.csv").write_text(roster_text(*CAST), encoding="utf-8")
    monkeypatch.chdir(tmp_path)


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


@pytest.mark.parametrize("arguments", ACTS, ids=" ".join)
def test_every_act_asks_who(arguments: tuple[str, ...]) -> None:
    """Bente is planner here, and Per forgets to say who he is: he is told how, and nothing is done."""
    somebody("Bente Skov", "planner")
    before = AccessEntry.objects.count()
    done = _run(*arguments)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "Skriv, hvem du er: --as og din e-mailadresse" in done.stderr
    assert AccessEntry.objects.count() == before


def test_all_acts_are_on_the_list() -> None:
    """A command that takes --as openly is one of those above, so that none slips by."""

    def found(command: object, *words: str) -> set[tuple[str, ...]]:
        inner = getattr(command, "commands", None)
        if inner is not None:
            return {path for name, one in inner.items() for path in found(one, *words, name)}
        shown = any("--as" in one.opts and not one.hidden for one in command.params)  # type: ignore[attr-defined]
        return {words} if shown else set()

    groups = [main.get_command(None, name) for name in main.list_commands(None)]  # type: ignore[arg-type]
    acting = {path for one in groups if one is not None for path in found(one, str(one.name))}
    alone = {one.name for one in groups if one is not None and not hasattr(one, "commands")}
    assert acting == {path[:1] if path[0] in alone else path[:2] for path in ACTS}


def test_the_log_names_the_person_and_the_user_of_the_machine() -> None:
    """Bente takes the roster in and gives Per his task: the chain tells that it was she, and under which user."""
    bente = somebody("Bente Skov", "planner")
    as_bente = ("--as", "Bente@fjordby.dk")
    assert _run("roster", "import", "liste.csv", "--apply", "--accept", *as_bente).exit_code == 0
    assert _run("user", "add", "per@fjordby.dk", "--name", "Per", *as_bente).exit_code == 0
    assert _run("user", "role", "per@fjordby.dk", "operator", *as_bente).exit_code == 0
    lines = list(AccessEntry.objects.order_by("-number")[:3])
    assert [line.event for line in lines] == ["role_given", "user_added", "roster_imported"]
    for line in lines:
        assert (line.actor, line.actor_name) == (str(bente.staff.id), "Bente Skov")
        assert line.facts["machine_user"] == operator().name
    assert chain_state().broken_at is None


def test_the_environment_names_her_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bente sets FAGSPEJL_ACTOR once in her shell, and every command knows her."""
    bente = somebody("Bente Skov", "planner")
    monkeypatch.setenv("FAGSPEJL_ACTOR", bente.email)
    assert _run("user", "add", "ida@fjordby.dk", "--name", "Ida").exit_code == 0
    assert AccessEntry.objects.latest("number").actor == str(bente.staff.id)


def test_the_first_account_needs_nobody() -> None:
    """A new site has nobody to name: Per makes Bente's account as the user of the machine; the next one names her."""
    added = ("user", "add", "bente@fjordby.dk", "--name", "Bente", "--role", "planner")
    assert _run(*added).exit_code == 0
    assert AccessEntry.objects.latest("number").actor == "command"
    assert _run("user", "add", "per@fjordby.dk", "--name", "Per").exit_code == 1


def test_leaders_alone_lock_nobody_out() -> None:
    """Only Karen has an account, to read her report: she is nobody to name, so Per can still make one for Bente."""
    somebody("Karen Holm")
    assert _run("user", "add", "bente@fjordby.dk", "--name", "Bente", "--role", "planner").exit_code == 0


def test_who_may_not_act() -> None:
    """A stranger, Karen who only reads reports, and Lone whose account is closed are refused, each in a sentence."""
    somebody("Bente Skov", "planner")
    somebody("Karen Holm")
    somebody("Lone Dam", "operator")
    assert _run("user", "disable", "lone@fjordby.dk", "--as", "bente@fjordby.dk").exit_code == 0
    for email, said in (
        ("hanne@fjordby.dk", "Ingen konto har adressen hanne@fjordby.dk."),
        ("karen@fjordby.dk", "karen@fjordby.dk er hverken planlægger eller driftsansvarlig her"),
        ("lone@fjordby.dk", "eller kontoen er lukket. Intet er ændret."),
    ):
        refused = _run("user", "add", "ida@fjordby.dk", "--name", "Ida", "--as", email)
        assert (refused.exit_code, refused.stdout) == (1, "")
        assert said in refused.stderr
    english = _run("user", "disable", "bente@fjordby.dk", "--as", "karen@fjordby.dk", "--language", "en")
    assert "neither a planner nor an operator" in english.stderr


def test_looking_needs_no_name() -> None:
    """Bente looks: lists, the log and a comparison of the roster change nothing and ask for nobody."""
    somebody("Bente Skov", "planner")
    for arguments in (
        ("user", "list"),
        ("round", "status"),
        ("access-log",),
        ("roster", "import", "liste.csv"),
    ):
        assert _run(*arguments).exit_code == 0


def test_the_next_command_names_her_again() -> None:
    """Bente is told what to run next: it names her as this command did, and works as it stands."""
    somebody("Bente Skov", "planner")
    named = ("--title", "R", "--organisation", "E", "--deadline", "2099-01-01 12:00")
    said = _run("round", "create", *named, "--as", "bente@fjordby.dk").output
    assert "fagspejl round open --as bente@fjordby.dk " in said
