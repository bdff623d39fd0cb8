"""A database that was restored from a copy looks written all at once: that is said, and is no false alarm."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from fagspejl.answering.services import submit
from fagspejl.inspection import Site, inspect
from fagspejl.inspection.types import Finding, Inspected, Limit
from support.dumped import Loot, server_parameters
from support.postgres import programs
from support.small_round import SmallRound, small_round

pytestmark = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite is restored page by page")
PEOPLE = [f"p{number}" for number in range(12)]
RESTORED = "restored_copy"


@pytest.fixture
def made(loot: Loot) -> SmallRound:
    """An open round in which everybody has answered, each in a transaction of their own."""
    made = small_round({"Karen": {"employee": PEOPLE}})
    for name in PEOPLE:
        submit(made.place(name, "Karen"), {"shared_quality": 4}, save_id="s")
    return made


@pytest.fixture
def copy() -> Iterator[dict[str, str]]:
    """How to reach an empty database beside the test's."""
    here = server_parameters()
    with psycopg.connect(**{**here, "dbname": "postgres"}, autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {RESTORED}")
        server.execute(f"CREATE DATABASE {RESTORED}")
        yield {**here, "dbname": RESTORED}
        server.execute(f"DROP DATABASE {RESTORED} WITH (FORCE)")


def _restore(folder: Path, copy: dict[str, str], *options: str) -> None:
    """Dump the test's database and load it into the copy, as Per's backup does."""
    bin_folder, here = programs(), server_parameters()
    reach = [f"--host={here['host']}", f"--username={here['user']}"]
    connection.close()
    dump = ["--format=custom", f"--file={folder / 'dump'}", here["dbname"]]
    subprocess.run([bin_folder / "pg_dump", *reach, *dump], check=True, env=os.environ)
    load = [*options, f"--dbname={copy['dbname']}", str(folder / "dump")]
    subprocess.run([bin_folder / "pg_restore", *reach, *load], check=True, env=os.environ)


def _look(folder: Path, copy: dict[str, str]) -> Inspected:
    folder.mkdir(exist_ok=True)
    return inspect(Site(folder, copy))


@pytest.mark.parametrize("options", [(), ("--single-transaction",), ("--jobs=2",)], ids=" ".join)
def test_no_false_alarm(
    made: SmallRound, copy: dict[str, str], tmp_path: Path, options: tuple[str, ...]
) -> None:
    """Per restores last night's dump and Lone looks at it: it is told as restored, and nothing is a fault."""
    _restore(tmp_path, copy, *options)
    look = _look(tmp_path / "data", copy)
    assert look.faults == ()
    limits = {seen.limit for seen in look.limits}
    assert Limit.RESTORED in limits
    assert Limit.MOVES_SEEN not in limits


def test_what_is_planted_afterwards_is_found(made: SmallRound, copy: dict[str, str], tmp_path: Path) -> None:
    """On the restored site somebody writes a person and an answer in one transaction: that is told as ever."""
    _restore(tmp_path, copy, "--single-transaction")
    with psycopg.connect(**copy) as server:
        server.execute("UPDATE response SET blob = blob WHERE locator = (SELECT min(locator) FROM response)")
        server.execute(
            "UPDATE invitation SET revoked = revoked WHERE id = (SELECT min(id::text) FROM invitation)::uuid"
        )
    findings = {fault.finding for fault in _look(tmp_path / "data", copy).faults}
    assert Finding.TRANSACTION_SHARED in findings


def test_what_was_never_restored_is_not_called_so(made: SmallRound, loot: Loot) -> None:
    """The site itself is no copy, and nothing of it is passed over."""
    assert Limit.RESTORED not in {seen.limit for seen in loot.look().limits}
