"""The database is locked, full, or gone: a save is then not acknowledged and not half there, and later it works."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, connection

from fagspejl.answering.services import open_answer, save_draft, submit
from fagspejl.answering.services.custody import count_rows
from fagspejl.answering.types import Place
from fagspejl.disclosure.services import close_round
from fagspejl.disclosure.services.storage import DiskTooFull
from fagspejl.evaluation.models import Round
from support.closing import desk
from support.dumped import server_parameters
from support.forked import wait_until
from support.kill_rounds import Killer, Person, killer, some_steps
from support.killed_work import PEOPLE
from support.small_round import SmallRound, small_round

SQLITE_ONLY = "PostgreSQL has a disk of its own, not ours"


@pytest.fixture
def made(transactional_db: None) -> SmallRound:
    return small_round({"Karen": {"employee": ["Sofie", "Omar"]}})


@pytest.fixture
def place(made: SmallRound) -> Place:
    return made.place("Sofie", "Karen")


@contextmanager
def _locked() -> Iterator[Callable[[], None]]:
    """Somebody else holds the database (SQLite) or its answers (PostgreSQL); yields how to let go."""
    if connection.vendor == "sqlite":
        other: Any = sqlite3.connect(
            connection.settings_dict["NAME"], isolation_level=None, check_same_thread=False
        )
        other.execute("BEGIN IMMEDIATE")
    else:
        other = psycopg.connect(**server_parameters())
        other.execute("LOCK TABLE response IN EXCLUSIVE MODE")
    try:
        yield lambda: other.execute("ROLLBACK")
    finally:
        other.close()


def _impatient(*, patient: bool = False) -> None:
    """Wait a moment only, where the product waits for twenty seconds."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"PRAGMA busy_timeout = {20000 if patient else 50}")
        else:
            cursor.execute(f"SET lock_timeout = {0 if patient else 50}")


def test_a_lock_that_outlasts_our_patience(place: Place) -> None:
    """Sofie saves while a backup holds the database for too long: not saved. She tries again, and it is, once."""
    save_draft(place, {"shared_quality": 3}, save_id="a", version=0)
    _impatient()
    try:
        with _locked():
            with pytest.raises(DatabaseError):
                submit(place, {"shared_quality": 4}, save_id="b")
            assert open_answer(place).version == 1
        assert submit(place, {"shared_quality": 4}, save_id="b").version == 2
        assert submit(place, {"shared_quality": 4}, save_id="b").repeated
    finally:
        _impatient(patient=True)


def test_a_lock_that_ends_in_time(place: Place) -> None:
    """Sofie saves while something else is being written: her save waits its turn and is acknowledged."""

    def save() -> int:
        try:
            return submit(place, {"shared_quality": 4}, save_id="a").version
        finally:
            connection.close()

    with _locked() as let_go, ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(save)
        assert not waiting.done()
        let_go()
        assert waiting.result(60) == 1


@pytest.fixture(params=["no larger file", "a small disk"])
def small(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """A folder in which a database runs out of room, and what the work is told for it."""
    if request.param == "no larger file":
        yield tmp_path, {"largest": 48 * 1024}
        return
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1900k", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("only root may mount a small disk; the other way was tried")
    try:
        yield folder, {}
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk(small: tuple[Path, dict[str, Any]]) -> None:
    """The disk runs full while people answer: what was acknowledged is there, the rest is refused whole; then it goes on."""
    if os.environ.get("FAGSPEJL_DATABASE"):
        pytest.skip(SQLITE_ONLY)
    folder, limit = small
    with killer(seed=1) as work:
        empty = work.bases.new()
        work.server.run("prepare", empty)
        base = str(folder / "full.sqlite3")
        with closing(sqlite3.connect(empty)) as whole:
            whole.execute("VACUUM INTO ?", [base])
        people = {who: Person() for who in PEOPLE}
        steps = some_steps(work.chance, people, 0, 400)
        job = work.server.start("save", base, steps=steps, **limit)
        told = list(job.heard())
        assert "full" in job.error or "disk I/O" in job.error
        acked = [words[1] for words in told if words[0] == "ack"]
        assert 0 < len(acked) < len(steps)
        if not limit:
            _make_room(folder, base)
        _same(work, base, people, steps[: len(acked)])
        rest = steps[len(acked) : len(acked) + 30]
        work.server.run("save", base, steps=rest)
        _same(work, base, people, rest)


def _make_room(folder: Path, base: str) -> None:
    """Give the small disk more room."""
    subprocess.run(["mount", "-o", "remount,size=8m", str(folder)], check=True)
    assert Path(base).exists()


def _same(work: Killer, base: str, people: dict[str, Person], done: list[list[Any]]) -> None:
    """What is stored is what was acknowledged, no more and no less, and the file is whole."""
    for _, who, act, values, _ in done:
        people[who] = people[who].after(act, values)
    stored = work.server.run("state", base)["people"]
    found = {
        who: Person(answer["ver"], answer["submitted"], answer["draft"])
        for who in PEOPLE
        if (answer := stored[who]["answer"])
    }
    assert found == {who: person for who, person in people.items() if person.version}
    with sqlite3.connect(base) as check:
        assert check.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_closing_wants_room_first(
    made: SmallRound, place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bente closes with a disk that is nearly full: it is refused before anything is frozen, and people can answer on."""
    submit(place, {"shared_quality": 4}, save_id="a")
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1000))
    with pytest.raises(DiskTooFull):
        close_round(round_id=made.round.id, desk=desk(tmp_path, made))
    assert Round.objects.get().state == "open"
    assert submit(place, {"shared_quality": 5}, save_id="b").version == 2


def test_the_server_crashes(made: SmallRound, place: Place) -> None:
    """PostgreSQL dies and starts again: what was acknowledged before is there, and the next save goes through once."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no server")
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = on")  # as it is in earnest; tests switch it off for speed
        submit(place, {"shared_quality": 3}, save_id="a")
        cursor.execute("SELECT pg_backend_pid()")
        (backend,) = cursor.fetchone()
    os.kill(backend, signal.SIGKILL)  # one killed process makes the whole server recover from its log
    with pytest.raises(DatabaseError):
        submit(place, {"shared_quality": 4}, save_id="b")
    wait_until(_back)
    assert open_answer(place).version == 1
    assert submit(place, {"shared_quality": 4}, save_id="b").version == 2
    assert submit(place, {"shared_quality": 4}, save_id="b").repeated
    assert count_rows(made.round.id) == 1


def _back() -> bool:
    connection.close()  # as at the end of a request whose connection has failed
    try:
        connection.ensure_connection()
    except DatabaseError:
        return False
    return True
