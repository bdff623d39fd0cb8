"""A first start is interrupted at any moment: the site works afterwards, or the next command says what to do."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from support.site_process import command, environment, execute, fagspejl, free_port, own_database, served

SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
# The first `serve` of a site, which gets a signal when so many migrations are noted and the next one is about to be:
# its tables are made by then.
INTERRUPTED = """
import os, sys
from django.db.migrations.recorder import MigrationRecorder
left, number = int(sys.argv.pop(1)), int(sys.argv.pop(1))
note = MigrationRecorder.record_applied

def interrupted(*given, **more):
    global left
    if not left:
        os.kill(os.getpid(), number)
    left -= 1
    return note(*given, **more)

MigrationRecorder.record_applied = interrupted
from fagspejl.commands.cli import main
main()
"""


def _interrupted(folder: Path, site: dict[str, str], *, after: int, by: signal.Signals) -> str:
    """Begin a site and interrupt it; returns what it said."""
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED, str(after), str(int(by)), "serve", "--port", str(free_port())],
        cwd=folder,
        env=environment(folder, **site),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == (1 if by is signal.SIGINT else -by), done.stderr
    return done.stderr


@pytest.mark.stores
@pytest.mark.either
@pytest.mark.parametrize(
    ("after", "by"),
    [
        (1, SIGNALS[0]),
        (26, SIGNALS[2]),
        pytest.param(12, SIGNALS[1], marks=pytest.mark.slow),
        pytest.param(31, SIGNALS[0], marks=pytest.mark.slow),
    ],
)
def test_killed_while_tables_are_made(tmp_path: Path, after: int, by: signal.Signals) -> None:
    """Per's machine goes down while the tables are made: he starts again, and the site is there."""
    site = own_database(f"begun{after}")
    said = _interrupted(tmp_path, site, after=after, by=by)
    assert "Traceback" not in said
    if by is signal.SIGINT:
        assert said == "Afbrudt. Kør kommandoen igen, når du vil gå videre.\n"
    with served(tmp_path, **site):
        pass
    assert fagspejl(tmp_path, "round", "status", **site).stdout == "Der er ingen runder endnu.\n"


@pytest.mark.stores
@pytest.mark.either
def test_what_only_looks_says_what_to_do(tmp_path: Path) -> None:
    """A command that makes no site does not finish a half-made one: it names the command that does, and that works."""
    site = own_database("looks")
    _interrupted(tmp_path, site, after=17, by=signal.SIGKILL)
    refused = fagspejl(tmp_path, "user", "list", **site)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "fagspejl serve --migrate" in refused.stderr
    with served(tmp_path, "--migrate", **site):
        pass
    assert fagspejl(tmp_path, "user", "list", **site).returncode == 0


@pytest.mark.stores
@pytest.mark.either
def test_a_used_site_is_not_taken_for_a_new_one(tmp_path: Path) -> None:
    """With one account in it an older database is Bente's: nothing is changed before there is a backup."""
    site = own_database("used")
    assert fagspejl(tmp_path, "user", "add", "b@egedal.example", "--name", "Bente", **site).returncode == 0
    forgotten = "DELETE FROM django_migrations WHERE app = 'sessions'"
    execute(tmp_path, site, forgotten)
    refused = fagspejl(tmp_path, "user", "add", "p@egedal.example", "--name", "Per", **site)
    assert refused.returncode == 1
    assert "Tag en sikkerhedskopi" in refused.stderr


@pytest.mark.slow
def test_killed_at_any_moment(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Forty first starts, each cut off at a moment of its own; Per's second start works every time."""
    rng = random.Random(9)
    told = []
    for turn in range(40):
        folder, by = tmp_path / str(turn), SIGNALS[turn % 3]
        folder.mkdir()
        first = subprocess.Popen(
            command("serve", "--port", str(free_port()), "--workers", "1"),
            cwd=folder,
            env=environment(folder),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        moment = rng.uniform(0.05, 5)
        time.sleep(moment)
        first.send_signal(by)
        first.communicate(timeout=60)
        made = sorted(one.name for one in folder.rglob("*") if one.is_file())
        with served(folder):
            pass
        status = fagspejl(folder, "round", "status")
        assert status.stdout == "Der er ingen runder endnu.\n", (moment, by, status.stderr)
        told.append(f"{moment:5.2f} s  {by.name:8}  {', '.join(made) or 'nothing yet'}")
    with capsys.disabled():
        print("\n" + "\n".join(told) + f"\n{len(told)} first starts interrupted, {len(told)} sites work")
