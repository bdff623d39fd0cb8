"""VACUUM copies the whole database: the copy lies beside it without a name, not in memory and not anywhere else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import connection

from fagspejl.answering.services import open_answer, storage, submit
from support.site_process import environment
from support.small_round import small_round

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'sqlite'", reason="is about SQLite's temporary files"),
]
_MEGABYTES = 60
_GROWTH = """
import os, sys, threading
import django
django.setup()
from django.core.management import call_command
from django.db import connection
from fagspejl.answering.services import storage
call_command("migrate", verbosity=0)
with connection.cursor() as cursor:
    for _ in range({rows} // 100):
        rows = [(os.urandom(32), os.urandom(16), os.urandom(4124)) for _ in range(100)]
        cursor.executemany("INSERT INTO response (locator, round, blob) VALUES (%s, %s, %s)", rows)
def most():
    return int([line for line in open("/proc/self/status") if line.startswith("VmHWM")][0].split()[1]) // 1024
if sys.argv[1] == "full":
    storage._COPIES = 1e9
files, done = set(), threading.Event()
def watch():
    while not done.wait(0.001):
        for number in os.listdir("/proc/self/fd"):
            try:
                files.add(os.readlink("/proc/self/fd/" + number))
            except OSError:
                pass
thread = threading.Thread(target=watch)
thread.start()
before = most()
storage.rewrite_storage()
print(most() - before)
done.set()
thread.join()
print(*{{name for name in files if "etilqs" in name}}, sep="\\n")
"""

_GONE = " (deleted)"  # of a file that has no name any more, as /proc tells it


def _grown(folder: Path, how: str) -> tuple[int, list[str]]:
    """Rewrite a large database in a process of its own: megabytes that it grew by, and temporary files it opened."""
    (folder / "data").mkdir()
    settings = {"DJANGO_SETTINGS_MODULE": "fagspejl.config.settings"}
    done = subprocess.run(
        [sys.executable, "-c", _GROWTH.format(rows=_MEGABYTES * 1_000_000 // 4172), how],
        env={**environment(folder), **settings},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    grown, *files = done.stdout.split("\n")
    return int(grown), [name for name in files if name]


@pytest.mark.skipif(sys.platform != "linux", reason="reads the open files of a process from /proc")
def test_a_large_database_is_not_held_in_memory(tmp_path: Path) -> None:
    """A night's work of a national round: the copy is a nameless file in the data folder; on a full disk, memory."""
    for folder in ("roomy", "full"):
        (tmp_path / folder).mkdir()
    grown, files = _grown(tmp_path / "roomy", "roomy")
    held, none = _grown(tmp_path / "full", "full")
    assert grown < _MEGABYTES / 3 < _MEGABYTES * 2 / 3 < held
    assert {Path(name).parent for name in files} == {tmp_path / "roomy" / "data"}
    gone = {name.removesuffix(_GONE) for name in files if name.endswith(_GONE)}
    assert {
        name.removesuffix(_GONE) for name in files
    } == gone  # each may be seen once before its name is taken away
    assert none == []


def test_afterwards_temporary_tables_are_in_memory_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether VACUUM goes well or the disk is full: nothing else of Fagspejl's ever gets a temporary file."""
    made = small_round({"Karen": {"employee": ["Sofie"]}})
    submit(made.place("Sofie", "Karen"), {"shared_quality": 4}, save_id="s")

    def stands() -> tuple[int, str]:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA temp_store")
            store = cursor.fetchone()[0]
            cursor.execute("PRAGMA temp_store_directory")
            return store, (cursor.fetchone() or ("",))[0]

    assert stands() == (2, "")
    storage.rewrite_storage()
    assert stands() == (2, "")

    def fills_the_disk() -> None:
        with connection.cursor() as cursor, storage._room_for_a_copy(cursor):
            assert stands()[0] == 1
            raise OSError("full")

    with pytest.raises(OSError, match="full"):
        fills_the_disk()
    assert stands() == (2, "")
    no_room = SimpleNamespace(disk_usage=lambda _: SimpleNamespace(free=0))
    monkeypatch.setattr(storage, "shutil", no_room)
    with connection.cursor() as cursor, storage._room_for_a_copy(cursor):
        assert stands() == (2, "")
    assert open_answer(made.place("Sofie", "Karen")).has_submitted
