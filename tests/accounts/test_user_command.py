"""`fagspejl user`, as Per runs it on the server."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fagspejl.commands.cli import main
from support.roster import CAST, roster_text
from support.site_process import fagspejl

Run = Callable[..., Result]


@pytest.fixture
def user(db: None, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return user("list"), which runs `fagspejl user list` on a new site with one planner."""

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(main, ["user", *arguments], standalone_mode=True)

    made = run("add", "Bente@fjordby.dk", "--name", "Bente Skov", "--role", "planner")
    assert made.exit_code == 0, made.stderr
    assert "Bente Skov (bente@fjordby.dk) kan nu logge ind på http://localhost:8000" in made.stdout
    assert "Første gang skal Bente Skov slå totrinslogin til." in made.stdout
    assert "hører ikke til nogen på deltagerlisten" in made.stdout
    monkeypatch.setenv("FAGSPEJL_ACTOR", "bente@fjordby.dk")
    return run


def test_list_tells_roles_and_missing_factors(user: Run) -> None:
    """Per sees at a glance who may do what, and who still lacks a second factor."""
    listed = user("list")
    assert "bente@fjordby.dk  Bente Skov  planlægger, mangler totrinslogin\n" in listed.stdout
    english = user("list", "--language", "en")
    assert "bente@fjordby.dk  Bente Skov  planner, no two-step login\n" in english.stdout


def test_roles_come_and_go(user: Run) -> None:
    """Per gives Omar a role and takes it away again."""
    user("add", "omar@fjordby.dk", "--name", "Omar")
    given = user("role", "omar@fjordby.dk", "operator")
    assert given.stdout == "omar@fjordby.dk har nu rollen drift.\n"
    assert "omar@fjordby.dk  Omar  drift" in user("list").stdout
    taken = user("role", "omar@fjordby.dk", "operator", "--remove")
    assert taken.stdout == "omar@fjordby.dk har ikke længere rollen drift.\n"
    assert "omar@fjordby.dk  Omar\n" in user("list").stdout


def test_closing_and_opening(user: Run) -> None:
    """Per closes an account and opens it again."""
    user("add", "lone@fjordby.dk", "--name", "Lone")
    assert "logget ud overalt" in user("disable", "lone@fjordby.dk").stdout
    assert "lone@fjordby.dk  Lone  lukket\n" in user("list").stdout
    assert "åben igen" in user("disable", "lone@fjordby.dk", "--undo").stdout
    assert "lone@fjordby.dk  Lone\n" in user("list").stdout
    assert "ikke længere totrinslogin" in user("reset-factor", "lone@fjordby.dk").stdout


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (
            ("add", "bente@fjordby.dk", "--name", "B"),
            1,
            "Der er allerede en konto med adressen bente@fjordby.dk.",
        ),
        (("add", "bente", "--name", "B"), 1, "'bente' er ikke en e-mailadresse."),
        (("add", "x@fjordby.dk", "--name", "X", "--person", "17"), 1, "Ingen på deltagerlisten har id 17."),
        (("role", "nobody@fjordby.dk", "planner"), 1, "Ingen konto har adressen nobody@fjordby.dk."),
        (("disable", "nobody@fjordby.dk"), 1, "Ingen konto har adressen nobody@fjordby.dk."),
        (("role", "bente@fjordby.dk", "king"), 2, "king"),
        (("add", "x@fjordby.dk"), 2, "--name"),
    ],
)
def test_mistakes_are_told(user: Run, arguments: tuple[str, ...], code: int, said: str) -> None:
    """Per mistypes and is told what, in one line and without a traceback."""
    result = user(*arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert said in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("user", "list"), "Nøglemappen {data}/keys ligger i datamappen {data}. Vælg en anden med --keys.\n"),
        (("serve",), "Nøglemappen {data}/keys ligger i datamappen {data}. Vælg en anden med --keys.\n"),
        (("roster", "import", "liste.csv"), "Nøglemappen {data}/keys ligger i datamappen {data}."),
        (
            ("user", "list", "--language", "en"),
            "The key folder {data}/keys is inside the data folder {data}.",
        ),
    ],
)
def test_keys_inside_the_data_are_refused(tmp_path: Path, command: tuple[str, ...], said: str) -> None:
    """Per names a key folder inside the data folder: refused in his language, before anything is made."""
    (tmp_path / "liste.csv").write_text(roster_text(*CAST), encoding="utf-8")
    result = fagspejl(tmp_path, *command, "--data", "data", "--keys", "data/keys")
    assert (result.returncode, result.stdout) == (2, "")
    assert said.format(data=tmp_path / "data") in result.stderr
    assert not (tmp_path / "data").exists()
