"""Commands on a data folder of their own, each in its own process, as an operator runs them."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg

from fagspejl.accounts import migrations

_PROGRAM = "from fagspejl.commands.cli import main; main()"
# The last migration of a room: without it a database is one of an older version.
NEWEST_OF_ACCOUNTS = max(path.stem for path in Path(migrations.__path__[0]).glob("0*.py"))


def environment(folder: Path, **extra: str) -> dict[str, str]:
    """Return an environment whose data and keys lie below `folder`, on SQLite, without what tests set."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name == "FAGSPEJL_STATE" or not name.startswith(("FAGSPEJL_", "DJANGO_", "PYTEST", "COV_"))
    }
    data, keys = str(folder / "data"), str(folder / "keys")
    return {**kept, "FAGSPEJL_DATA": data, "FAGSPEJL_KEYS": keys, **extra}


def command(*arguments: str) -> list[str]:
    """Return what runs a command of Fagspejl."""
    return [sys.executable, "-c", _PROGRAM, *arguments]


def fagspejl(folder: Path, *arguments: str, **extra: str) -> subprocess.CompletedProcess[str]:
    """Run a command and return what it said."""
    return subprocess.run(
        command(*arguments),
        cwd=folder,
        env=environment(folder, **extra),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(folder: Path, *arguments: str, **extra: str) -> Iterator[int]:
    """Serve the site below `folder`, give the port once it answers, and stop it by Ctrl-C. What it says is in `log`."""
    port = free_port()
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            command("serve", "--port", str(port), "--workers", "1", *arguments),
            cwd=folder,
            env=environment(folder, **extra),
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        deadline = time.monotonic() + 180  # on a loaded machine making the tables takes long
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                assert process.poll() is None, (folder / "log").read_text()
                assert time.monotonic() < deadline, (folder / "log").read_text()
                time.sleep(0.1)
        yield port
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)


def own_database(name: str) -> dict[str, str]:
    """Return the settings of a new, empty database where tests run on PostgreSQL; none on SQLite, where a folder does."""
    address = os.environ.get("FAGSPEJL_DATABASE", "")
    if not address:
        return {}
    host, mine = address.partition("?host=")[2], f"{name}_{os.getpid()}"
    with psycopg.connect(f"host={host} user=postgres dbname=postgres", autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {mine}")
        server.execute(f"CREATE DATABASE {mine}")
    return {"FAGSPEJL_DATABASE": f"postgresql://postgres@/{mine}?host={host}"}


def execute(folder: Path, site: dict[str, str], statement: str) -> None:
    """Do one statement in the database of a site, `site`: its settings beside the folder."""
    if site:
        address = site["FAGSPEJL_DATABASE"].replace("postgresql://postgres@/", "postgresql:///", 1)
        with psycopg.connect(address, user="postgres") as server:
            server.execute(statement)
        return
    with closing(sqlite3.connect(folder / "data" / "fagspejl.sqlite3")) as database, database:
        database.execute(statement)
