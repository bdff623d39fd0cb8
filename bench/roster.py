"""A roster from a file into the database, against bare SQLite given the same rows, and the peak memory of reading.

Run `python bench/roster.py [PEOPLE]`. It is taken in by the command line, and through the planner's desk by what its
pages call: uploaded, its columns said, looked at with faults, decisions and difference kept, taken in. Each way writes
into a file of its own with the same tables, each in a process of its own; processor time, with that of the process
that reads an upload apart; medians of three turns.
"""

from __future__ import annotations

import csv
import json
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

from _site import start_django

PEOPLE = 20_000
MANY = 100_000
MOST_TIMES_SQLITE = 6.0
MOST_BYTES = 250_000_000
_TABLES = ("unit", "person", "assignment")
_HEAD = "medarbejdernummer;navn;e-mail;enhed;enhedsnavn;overordnet_enhed;rolle;leder;ansat_siden;faggruppe"
_FIRST = ("Karen", "Mads", "Sofie", "Omar", "Bente", "Lone", "Ida", "Per", "Åse", "Jørgen")
_LAST = ("Lund", "Holm", "Berg", "Said", "Kjær", "Bro", "Skov", "Dahl", "Østergård", "Nygaard")


def write_roster(path: Path, people: int) -> None:
    """Write a roster of that many: a leader for every twelve employees, a unit each, one level above."""
    rng = random.Random(20260101)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(_HEAD.split(";"))
        writer.writerow(["1", "Anne Top", "top@egedal.example", "top", "Egedal", "", "leder", "", "", ""])
        for number in range(2, people + 1):
            leader = 2 + (number - 2) // 13 * 13
            leads = number == leader
            name = f"{rng.choice(_FIRST)} {rng.choice(_LAST)} {number}"
            role, above = ("leder", "1") if leads else ("medarbejder", str(leader))
            since = f"{rng.randint(1990, 2025)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
            unit = [f"e{leader}", f"Enhed {leader}", "top"]
            mail = f"p{number}@egedal.example"
            writer.writerow([str(number), name, mail, *unit, role, above, since, "Hjemmepleje"])


def by_fagspejl(folder: Path) -> None:
    """The whole way: read, compare, store."""
    start_django(folder)
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from fagspejl.audit.types import Actor
    from fagspejl.instrument.loader import load
    from fagspejl.intake.roster.read import read_roster
    from fagspejl.organisation.services import apply_import

    asked = load("faglig-ledelse")
    started = time.process_time()
    roster = read_roster(folder / "liste.csv", asked)
    read = time.process_time()
    apply_import(roster, actor=Actor("bench", "bench"), accepted=True)
    done = time.process_time()
    again = read_roster(folder / "liste.csv", asked)
    apply_import(again, actor=Actor("bench", "bench"), accepted=True)
    print(json.dumps([done - started, read - started, time.process_time() - done]))


def by_desk(folder: Path) -> None:
    """The whole way of the pages: upload, columns, faults and difference, taking in. Prints the seconds of each."""
    start_django(folder)
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from fagspejl.audit.types import Actor
    from fagspejl.config import wsgi  # collects garbage as the web process does
    from fagspejl.intake import HeldFile
    from fagspejl.lib.clock import utc_now
    from fagspejl.operations.services import imports

    assert wsgi.application
    actor, now, took = Actor("bench", "bench"), utc_now(), [_spent()]
    file = HeldFile("liste.csv", (folder / "liste.csv").read_bytes())
    draft = imports.upload([file], actor=actor, now=now)
    took.append(_spent())
    _, said = imports.recognition_of(draft)
    draft = imports.say_columns(draft, draft.version, said, source="Bench", actor=actor, now=now)
    took.append(_spent())
    draft = imports.read_draft(draft, now)
    assert draft.told is not None
    if draft.told["asked"]:
        draft = imports.decide(draft, draft.version, draft.told["asked"], "Bench", actor=actor, now=now)
    took.append(_spent())
    imports.take_in(draft, draft.version, planner=None, actor=actor, now=now)
    took.append(_spent())
    print(json.dumps([took[-1] - took[0], *(later - before for before, later in pairwise(took))]))


def _spent() -> float:
    """Processor seconds of this process and of those that it waited for."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def by_sqlite(folder: Path) -> None:
    """What we are measured against: the rows that were stored, written by `executemany` into the same tables."""
    ours = sqlite3.connect(next(folder.glob("data/*.sqlite3")))
    rows = {table: ours.execute(f"SELECT * FROM {table}").fetchall() for table in _TABLES}
    plans = ours.execute(
        "SELECT sql FROM sqlite_master WHERE tbl_name IN ('unit', 'person', 'assignment') AND sql NOT NULL"
    ).fetchall()
    (folder / "bare.sqlite3").unlink(missing_ok=True)
    bare = sqlite3.connect(folder / "bare.sqlite3", isolation_level=None)
    bare.execute("PRAGMA journal_mode=WAL")
    for (plan,) in sorted(plans, reverse=True):
        bare.execute(plan)
    started = time.process_time()
    bare.execute("BEGIN IMMEDIATE")
    for table, found in rows.items():
        marks = ", ".join("?" * len(found[0]))
        bare.executemany(f"INSERT INTO {table} VALUES ({marks})", found)
    bare.execute("COMMIT")
    print(json.dumps([time.process_time() - started]))


def memory(folder: Path) -> None:
    """Read alone; prints the peak of this process in bytes."""
    from fagspejl.instrument.loader import load
    from fagspejl.intake.roster.read import read_roster

    found = read_roster(folder / "liste.csv", load("faglig-ledelse"))
    assert found.people
    print(json.dumps([resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024]))


def measured(name: str, folder: Path) -> list[float]:
    """Return what one way prints, run in a process of its own."""
    command = [sys.executable, __file__, name, str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return [float(figure) for figure in json.loads(done.stdout.splitlines()[-1])]


def main(people: int) -> int:
    """Print the figures and return how many are above their limit."""
    ours, desk, bare = [], [], []
    for _ in range(3):
        with tempfile.TemporaryDirectory() as place, tempfile.TemporaryDirectory() as other:
            folder = Path(place)
            write_roster(folder / "liste.csv", people)
            write_roster(Path(other) / "liste.csv", people)
            ours.append(measured("by_fagspejl", folder))
            desk.append(measured("by_desk", Path(other)))
            bare.append(measured("by_sqlite", folder)[0])
    whole, read, again = (statistics.median(turn[place] for turn in ours) for place in range(3))
    paged, upload, columns, look, taking = (statistics.median(turn[at] for turn in desk) for at in range(5))
    plain = statistics.median(bare)
    ratio, taken, through = (
        statistics.median(turn[at] / least for turn, least in zip(way, bare, strict=True))
        for way, at in ((ours, 0), (desk, 4), (desk, 0))
    )
    with tempfile.TemporaryDirectory() as place:
        write_roster(Path(place) / "liste.csv", MANY)
        peak = measured("memory", Path(place))[0]
    print(f"roster: {people:,} people")
    print(
        f"  bare SQLite {plain:.2f} s, from the file into the database {whole:.2f} s (reading {read:.2f} s): "
        f"{ratio:.1f} x (at most {MOST_TIMES_SQLITE:.0f}); the same file again {again:.2f} s"
    )
    print(
        f"  through the desk: taking in what was looked at {taking:.2f} s: {taken:.1f} x (at most "
        f"{MOST_TIMES_SQLITE:.0f}); with uploading {upload:.2f} s, columns {columns:.2f} s and looking {look:.2f} s, "
        f"{paged:.2f} s: {through:.1f} x"
    )
    print(f"  {MANY:,} rows read: {peak / 1e6:.0f} MB at most (at most {MOST_BYTES / 1e6:.0f})")
    return (ratio > MOST_TIMES_SQLITE) + (taken > MOST_TIMES_SQLITE) + (peak > MOST_BYTES)


if __name__ == "__main__":
    if sys.argv[1:2] and sys.argv[1] in ("by_fagspejl", "by_desk", "by_sqlite", "memory"):
        {"by_fagspejl": by_fagspejl, "by_desk": by_desk, "by_sqlite": by_sqlite, "memory": memory}[
            sys.argv[1]
        ](Path(sys.argv[2]))
    else:
        sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE))
