"""The look from outside reads SQLite's pages itself: it must miss none, and read the log as SQLite does."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from fagspejl.inspection.pages import Pages, PagesUnreadable
from fagspejl.inspection.sqlite_dump import SqliteDump, transactions


def _filled(path: Path, page_size: int) -> sqlite3.Connection:
    """Tables of every build, rows of every length, and many rows deleted again; the log stays."""
    base = sqlite3.connect(path, isolation_level=None)
    base.execute(f"PRAGMA page_size = {page_size}")
    base.execute("PRAGMA journal_mode = WAL")
    base.execute("PRAGMA synchronous = OFF")
    base.execute("PRAGMA secure_delete = ON")
    base.execute("CREATE TABLE plain (a TEXT, b BLOB)")
    base.execute("CREATE INDEX by_a ON plain (a)")
    base.execute("CREATE TABLE bare (a BLOB PRIMARY KEY, b BLOB) WITHOUT ROWID")
    chance = random.Random(5)
    for number in range(150):
        long = chance.randbytes(chance.choice((1, 40, 900, 5000, 20000)))
        base.execute("INSERT INTO plain VALUES (?, ?)", (f"{number:05}" * chance.randint(1, 90), long))
        base.execute("INSERT INTO bare VALUES (?, ?)", (chance.randbytes(32), long))
    base.execute("DELETE FROM plain WHERE rowid % 3 = 0")
    base.execute("DELETE FROM bare WHERE a < ?", (b"\x55",))
    return base


@pytest.mark.parametrize("page_size", [512, 4096, 65536])
@pytest.mark.parametrize("in_log", [True, False])
def test_every_page_is_accounted_for(tmp_path: Path, page_size: int, in_log: bool) -> None:
    """Asta counts: each page belongs to one table, or is freed and empty, and none is missing."""
    path = tmp_path / "fagspejl.sqlite3"
    with closing(_filled(path, page_size)) as base:
        if not in_log:
            base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        with closing(SqliteDump(path)) as dump:
            owned, freed = dump.owners(), dict(dump.pages.freed())
            assert set(owned) | set(freed) == set(range(1, dump.pages.count + 1))
            assert not set(owned) & set(freed)
            assert freed
            assert not any(any(data) for data in freed.values())


def test_a_stolen_file_with_its_log_reads_as_the_database(tmp_path: Path) -> None:
    """Lone copies file and log without the index between them; every row is there, and nothing is written beside."""
    with closing(_filled(tmp_path / "fagspejl.sqlite3", 4096)) as base:
        stolen = tmp_path / "stolen"
        stolen.mkdir()
        for name in ("fagspejl.sqlite3", "fagspejl.sqlite3-wal"):
            (stolen / name).write_bytes((tmp_path / name).read_bytes())
        wanted = base.execute("SELECT a, b FROM bare ORDER BY a").fetchall()
    with closing(SqliteDump(stolen / "fagspejl.sqlite3")) as dump:
        assert sorted(dump.rows("bare", ("a", "b"))) == wanted
    assert sorted(path.name for path in stolen.iterdir()) == ["fagspejl.sqlite3", "fagspejl.sqlite3-wal"]


def test_transactions_are_told_apart(tmp_path: Path) -> None:
    """Two rows written together are one transaction in the log; two written one after the other are two."""
    path = tmp_path / "fagspejl.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None)) as base:
        base.execute("PRAGMA journal_mode = WAL")
        base.execute("CREATE TABLE a (x)")
        base.execute("CREATE TABLE b (x)")
        base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        base.execute("INSERT INTO a VALUES (1)")
        base.execute("INSERT INTO b VALUES (1)")
        base.execute("BEGIN")
        base.execute("INSERT INTO a VALUES (2)")
        base.execute("INSERT INTO b VALUES (2)")
        base.execute("COMMIT")
        with closing(SqliteDump(path)) as dump:
            owners = dump.owners()
            groups = [{owners[frame.number] for frame in group} for group in transactions(dump.pages.frames)]
    assert groups == [{"a"}, {"b"}, {"a", "b"}]


@pytest.mark.parametrize("cut", [0, 50, 100, 5000])
def test_a_broken_file_is_said_to_be_broken(tmp_path: Path, cut: int) -> None:
    """Per's copy broke off half way: it is named as unreadable, and nothing crashes."""
    path = tmp_path / "fagspejl.sqlite3"
    with closing(_filled(path, 4096)) as base:
        base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises((PagesUnreadable, sqlite3.Error)), closing(SqliteDump(path)) as dump:  # noqa: PT012
        assert Pages(path).count
        dump.owners()
