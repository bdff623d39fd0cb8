"""A key is called destroyed by whoever held and destroyed it: no other folder and no other machine closes a round."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from support.roster import CAST, roster_text
from support.site_process import environment, own_database

pytestmark = [pytest.mark.stores, pytest.mark.either]
HELD = "Rundens nøgle hører til i"
MISSING = "Rundens nøgle findes ikke i"
_LATER = """import datetime
import django
from fagspejl.lib import clock
real = clock.utc_now
clock.utc_now = lambda: real() + datetime.timedelta(days={days})
setup = django.setup
def with_the_database_in_step():
    setup()
    from fagspejl.evaluation.selectors import clocks
    clocks.database_now = clock.utc_now
django.setup = with_the_database_in_step
from fagspejl.commands.cli import main
main()
"""
GONE = "Nøglerne er slettet"


class Machines:
    """One database, one machine with the round's key, and others that may look at the same database."""

    def __init__(self, folder: Path, database: dict[str, str]) -> None:
        self.folder, self.database, self.round = folder, database, ""

    def run(
        self, *words: str, keys: str = "keys", node: str = "raadhus", days: int = 0, code: int = 0
    ) -> str:
        """Run a command as the machine `node` with its key folder, check its exit code, return what it said.

        `days`: how far its clock is ahead, and the database's with it.
        """
        extra = {**self.database, "FAGSPEJL_NODE": node, "FAGSPEJL_MAIL_PER_MINUTE": "none"}
        extra |= {
            "FAGSPEJL_KEYS": str(self.folder / keys),
            "FAGSPEJL_ESCROW": str(self.folder / f"{keys}-escrow"),
        }
        done = subprocess.run(
            [sys.executable, "-c", _LATER.format(days=days), *words],
            cwd=self.folder,
            env=environment(self.folder, **extra),
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == code, (done.stdout, done.stderr)
        return done.stdout + done.stderr

    def sql(self, statement: str, value: str = "") -> list[tuple[object, ...]]:
        """Ask the database in the machine's own process: this test's is another one."""
        if not self.database:
            with (
                closing(sqlite3.connect(self.folder / "data" / "fagspejl.sqlite3")) as connection,
                connection,
            ):
                return connection.execute(statement.replace("%s", "?"), [value] if value else []).fetchall()
        import psycopg

        name = self.database["FAGSPEJL_DATABASE"].removeprefix("postgresql://postgres@/")
        database, _, host = name.partition("?host=")
        with psycopg.connect(f"host={host} user=postgres dbname={database}") as connection:
            cursor = connection.execute(statement, [value] if value else None)  # type: ignore[arg-type]
            return cursor.fetchall() if cursor.description else []

    @property
    def state(self) -> object:
        """Where the round stands."""
        return self.sql("SELECT state FROM round")[0][0]

    def end_of_time_to_answer(self) -> None:
        """Let the deadline lie ten days back: the week of silence is over for whoever works now."""
        self.sql("UPDATE round SET deadline = '2024-09-16 10:00:00+00:00'")


@pytest.fixture
def machines(tmp_path: Path) -> Machines:
    """A fresh installation with Karen's round open for answers, and its key in one folder on the town hall's machine."""
    made = Machines(tmp_path, own_database("fagspejl_holder"))
    (tmp_path / "liste.csv").write_text(roster_text(*CAST), encoding="utf-8")
    made.run("roster", "import", "liste.csv", "--apply", "--accept", "--quiet")
    named = ("--title", "Faglig ledelse", "--organisation", "Egedal", "--quiet")
    made.round = made.run("round", "create", *named, "--deadline", "2099-01-01 12:00").strip()
    assert "raadhus" in made.run("round", "open", made.round)
    made.end_of_time_to_answer()
    return made


def _others(made: Machines) -> Iterator[dict[str, str]]:
    """Folders that do not hold the key: none, an empty one, another round's, and a copy on another machine."""
    folder = made.folder
    (folder / "empty").mkdir(mode=0o700)
    for name in ("wrong", "wrong-escrow"):
        (folder / name).mkdir(mode=0o700)
        (folder / name / f"{made.round}.key").write_bytes(b"x" * 32)
    for name in ("keys", "keys-escrow"):
        shutil.copytree(folder / name, folder / name.replace("keys", "copy"))
    (folder / "marked").mkdir(mode=0o700)
    (folder / "marked" / f"{made.round}.destroyed").write_text(
        f"{made.round} 2026-03-01 {'0' * 64}\n", "ascii"
    )
    for name in ("empty", "wrong", "marked"):  # machines of this site hold its secrets all the same
        for secret in (folder / "keys").glob("*.secret"):
            shutil.copyfile(secret, folder / name / secret.name)
    yield {"keys": "empty"}
    yield {"keys": "wrong"}
    yield {"keys": "marked"}
    yield {"keys": "copy"}
    yield {"keys": "keys", "node": "kopi"}


def _key_lives(made: Machines) -> bool:
    return all((made.folder / name / f"{made.round}.key").is_file() for name in ("keys", "keys-escrow"))


def test_nobody_else_destroys_the_key(machines: Machines) -> None:
    """Per mistypes the key folder, and a second machine has a copy: neither says that the key is gone; the holder does."""
    machines.run("round", "close", machines.round, "--no-confirm")
    assert machines.state == "sealed"
    for other in _others(machines):
        said = machines.run("round", "close", machines.round, "--confirm", **other, code=1)
        assert GONE not in said
        assert (machines.state, _key_lives(machines)) == ("sealed", True), other
    assert MISSING in machines.run("round", "close", machines.round, "--confirm", keys="mistyped", code=1)
    assert HELD in machines.run("round", "close", machines.round, "--confirm", keys="copy", code=1)
    english = machines.run(
        "round", "close", machines.round, "--confirm", "--language", "en", keys="empty", code=1
    )
    assert "The round's key is not in" in english
    assert GONE in machines.run("round", "close", machines.round, "--confirm")
    assert not _key_lives(machines)
    assert "bevis" in machines.run("round", "publish", machines.round, keys="empty", code=1)
    assert machines.state == "keys_gone"
    machines.run("round", "publish", machines.round)
    assert machines.state == "published"


@pytest.mark.slow
def test_nobody_else_seals_or_cancels(machines: Machines) -> None:
    """While the round takes answers no other folder closes or cancels it, and the answers stand."""
    for other in _others(machines):
        if (
            other != {"keys": "copy"} and "node" not in other
        ):  # whoever has the key may count, but not destroy
            machines.run("round", "close", machines.round, "--no-confirm", **other, code=1)
        machines.run("round", "cancel", machines.round, "--yes", **other, code=1)
        assert (machines.state, _key_lives(machines)) == ("open", True), other
    machines.run("round", "cancel", machines.round, "--yes")
    assert (machines.state, _key_lives(machines)) == ("cancelled", False)


def test_a_worker_without_the_key_goes_no_further(machines: Machines) -> None:
    """Other machines' workers a week after closing: they say that the key is not there, the town hall's publishes."""
    machines.run("worker", "--once")
    assert machines.state == "sealed"
    for other in list(_others(machines))[::2]:
        said = machines.run("worker", "--once", days=8, **other, code=1)
        assert GONE not in said
        assert "intet er ændret" in said.lower()
        assert (machines.state, _key_lives(machines)) == ("sealed", True), other
    machines.run("worker", "--once", days=8)
    assert machines.state == "published"
    assert not _key_lives(machines)


@pytest.mark.slow
def test_a_key_that_was_moved(machines: Machines) -> None:
    """Per moves the key to a new machine and says so there: from now on that one closes, the old folder does not."""
    for name in ("keys", "keys-escrow"):
        shutil.copytree(machines.folder / name, machines.folder / f"ny-{name}")
    new = {"keys": "ny-keys", "node": "ny"}
    assert "ny-keys" not in machines.run("round", "status", machines.round)
    machines.run("round", "key-here", machines.round, keys="mistyped", code=1)
    assert "ny-keys" in machines.run("round", "key-here", machines.round, **new)
    assert "ny-keys" in machines.run("round", "status", machines.round)
    machines.run("round", "close", machines.round, "--no-confirm", **new)
    assert HELD in machines.run("round", "close", machines.round, "--confirm", code=1)
    assert GONE in machines.run("round", "close", machines.round, "--confirm", **new)
    assert "ny-keys" not in machines.run("round", "status", machines.round)


def test_a_lost_key_is_not_called_destroyed(machines: Machines) -> None:
    """Both copies are lost: Bente cancels by saying so, and nothing says that the key is destroyed."""
    for name in ("keys", "keys-escrow"):
        (machines.folder / name / f"{machines.round}.key").unlink()
    machines.run("round", "cancel", machines.round, "--yes", code=1)
    assert machines.state == "open"
    said = machines.run("round", "cancel", machines.round, "--yes", "--key-lost")
    assert "Nøglen blev ikke slettet." in said
    assert machines.sql("SELECT state, keys_destroyed_on FROM round") == [("cancelled", None)]
