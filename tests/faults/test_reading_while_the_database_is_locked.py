"""Somebody holds the database: whoever reads is answered all the same, and who saves waits or is asked to try again.

The lock run is a slow test, and prints its figures: 20 seconds, 48 writers.
"""

from __future__ import annotations

import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

from support.nodes import Visitor, node
from support.served_round import ServedRound, served_round
from support.site_process import own_database
from support.writers import Promised, Writers

pytestmark = [pytest.mark.stores]
LOCKED, WRITERS = 20.0, 48
_WITHIN = 1.0  # seconds: the lock run


@contextmanager
def _locked(made: ServedRound) -> Iterator[None]:
    """Hold the whole database (SQLite), or all answers (PostgreSQL), against everybody who writes."""
    address = made.extra.get("FAGSPEJL_DATABASE")
    other: Any
    if address is None:
        other = sqlite3.connect(made.folder / "data" / "fagspejl.sqlite3", isolation_level=None, timeout=60)
        other.execute("BEGIN IMMEDIATE")
    else:
        other = psycopg.connect(address)
        other.execute("LOCK TABLE response IN EXCLUSIVE MODE")
    try:
        yield
        other.execute("ROLLBACK")
    finally:
        other.close()


def _at_work(writers: Writers, each: int) -> None:
    end = time.monotonic() + 120
    while any(one.version < each for one in writers.promised.values()):
        assert time.monotonic() < end, "nobody gets to save"
        assert not writers.failed, writers.failed[:3]
        time.sleep(0.05)


def test_more_writers_than_threads_leave_room_for_readers(tmp_path: Path) -> None:
    """Sofie opens her link while 30 others save and Per's backup holds the database: she reads before it lets go."""
    with (
        served_round(tmp_path, own_database("locked_few"), people=31) as made,
        node(tmp_path, workers=1, **made.extra) as at,
    ):
        sofie, *others = made.links
        writers = Writers([at.port], {link: Promised() for link in others}, most=1_000_000)
        with writers.at_work():
            _at_work(writers, 1)
            with _locked(made):
                time.sleep(1)  # everybody's next save stands before the lock now
                for _ in range(3):
                    assert at.answers(f"/svar/{sofie}/", patience=15)
        assert writers.compare(made.run("stored")) == ([], [])


@pytest.mark.slow
def test_twenty_seconds_of_lock_under_48_writers(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Per's backup holds the database for 20 seconds under 48 writers: readers wait less than a second each."""
    with (
        served_round(tmp_path, own_database("locked_many"), people=WRITERS + 1) as made,
        node(tmp_path, **made.extra) as at,
    ):
        sofie, *others = made.links
        writers = Writers([at.port], {link: Promised() for link in others}, most=1_000_000)
        at.wait_for_workers()
        with writers.at_work():
            _at_work(writers, 2)
            with _locked(made):
                time.sleep(0.2)
                before = writers.acknowledged
                with Visitor(at, f"/svar/{sofie}/", patience=30) as visitor:
                    time.sleep(LOCKED)
                during = writers.acknowledged - before
            _at_work(writers, 1 + max(one.version for one in writers.promised.values()))
        lost, doubled = writers.compare(made.run("stored"))
    seconds = sorted(visitor.seconds)
    with capfd.disabled():
        print(
            f"\nlock run: {LOCKED:.0f} s under {WRITERS} writers: {len(seconds)} pages read, median "
            f"{1000 * seconds[len(seconds) // 2]:.0f} ms, slowest {1000 * seconds[-1]:.0f} ms, "
            f"{len(visitor.outages)} not answered; {during} saves acknowledged meanwhile, {writers.busy} times asked to "
            f"try again, {writers.acknowledged} saves in all, {len(lost)} lost, {len(doubled)} doubled",
            file=sys.stderr,
            flush=True,
        )
    assert (lost, doubled) == ([], [])
    assert not visitor.outages
    assert seconds[-1] < _WITHIN
