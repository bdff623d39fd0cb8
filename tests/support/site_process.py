"""Commands on a data folder of their own, each in its own process, as an operator runs them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import psycopg

_PROGRAM = "from fagspejl.commands.cli import main; main()"


def environment(folder: Path, **extra: str) -> dict[str, str]:
    """Return an environment whose data and keys lie below `folder`, on SQLite, without what tests set."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("FAGSPEJL_", "DJANGO_", "PYTEST", "COV_"))
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
