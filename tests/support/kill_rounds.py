"""Rounds of kill -9: work is begun, killed at a random moment while it is known to be in flight, and looked at."""

from __future__ import annotations

import os
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from support.forked import ForkServer, Job, fork_server, wait_until
from support.killed_work import PEOPLE

ITEMS = ("shared_quality", "dilemmas", "follow_up", "dialogue", "development")


@dataclass
class Person:
    """What one person was promised: the answer as it must be, and the save that may or may not have gone through."""

    version: int = 0
    submitted: dict[str, Any] | None = None
    draft: dict[str, Any] | None = None

    def after(self, act: str, values: dict[str, Any]) -> Person:
        """Return what holds when one more save has gone through."""
        if act == "draft":
            return Person(self.version + 1, self.submitted, values)
        return Person(self.version + 1, values if act == "submit" else None, None)


@dataclass
class Tally:
    """What the rounds came to. In flight: killed between the beginning of a piece of work and its acknowledgement."""

    rounds: int = 0
    in_flight: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    half_closed: list[str] = field(default_factory=list)

    def sentence(self) -> str:
        """Return the line that is printed."""
        return (
            f"{self.rounds} kill -9 rounds ({self.in_flight} with work in flight): {len(self.lost)} lost, "
            f"{len(self.doubled)} doubled, {len(self.half_closed)} half closed"
        )


class Bases:
    """Databases to kill work on: files, or databases of the PostgreSQL that the tests run on."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.server = os.environ.get("FAGSPEJL_DATABASE", "")
        self._number = 0

    def new(self, copied_from: str | None = None) -> str:
        """Return an empty database, or a copy of another at which nobody is at work."""
        self._number += 1
        if not self.server:
            path = self.folder / f"{self._number}.sqlite3"
            if copied_from is not None:
                for ending in ("", "-wal"):
                    if Path(copied_from + ending).exists():
                        shutil.copyfile(copied_from + ending, f"{path}{ending}")
            return str(path)
        name = f"killed_{os.getpid()}_{self._number}"
        template = psycopg.sql.Identifier(copied_from or "template1")
        self._ask(
            psycopg.sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(psycopg.sql.Identifier(name), template)
        )
        return name

    def forget(self, base: str) -> None:
        """Remove a database."""
        if self.server:
            self._ask(psycopg.sql.SQL("DROP DATABASE {} WITH (FORCE)").format(psycopg.sql.Identifier(base)))
        else:
            for path in self.folder.glob(Path(base).name + "*"):
                path.unlink()

    def _ask(self, sql: psycopg.sql.Composed) -> None:
        with psycopg.connect(self.server.replace("/fagspejl?", "/postgres?"), autocommit=True) as connection:
            connection.execute(sql)


class Killer:
    """Begins work, and kills it. Times are measured first, so that kills fall inside the work and not beside it."""

    def __init__(self, server: ForkServer, bases: Bases, seed: int) -> None:
        self.server, self.bases = server, bases
        self.chance = random.Random(seed)
        self.tally = Tally()
        self._took: dict[str, list[float]] = {}

    def killed(self, task: str, base: str, begins: str, nth: int, **facts: Any) -> list[list[Any]]:
        """Start work, wait until it tells the nth time that it begins something, wait a moment more, and kill it.

        Returns everything that was told. The moment is random, up to the time that such a thing usually takes.
        """
        job = self.server.start(task, base, stay=True, **facts)
        told: list[list[Any]] = []
        for words in job.heard():
            told.append(words)
            if words[0] == begins:
                nth -= 1
                if nth == 0:
                    break
        else:
            raise AssertionError(f"{task} ended before it was killed: {job.error}")
        self._pause(
            self.chance.uniform(0, 1.1) * self._usual(f"{task} {told[-1][1:2] if begins == 'step' else ''}")
        )
        told += job.kill()
        assert not job.error, job.error
        self.tally.rounds += 1
        if self.bases.server:
            wait_until(lambda: bool(self.server.run("idle", base)))
        return told

    def measure(self, task: str, base: str, begins: str, **facts: Any) -> list[list[Any]]:
        """Let the work run to its end and keep the time between things told."""
        job: Job = self.server.start(task, base, **facts)
        told: list[list[Any]] = []
        before: tuple[str, float] | None = None
        for words in job.heard():
            now = time.perf_counter()
            if before is not None:
                self._took.setdefault(before[0], []).append(now - before[1])
                before = None
            if words[0] == begins:
                before = (f"{task} {words[1:2] if begins == 'step' else ''}", now)
            told.append(words)
        assert not job.error, job.error
        return told

    def _usual(self, what: str) -> float:
        return statistics.median(self._took.get(what, [0.002]))

    @staticmethod
    def _pause(seconds: float) -> None:
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:  # sleeping is too coarse for a save of a few milliseconds
            pass


@contextmanager
def killer(seed: int) -> Iterator[Killer]:
    """Make one with a folder and a server of its own."""
    with tempfile.TemporaryDirectory(prefix="fagspejl-kill-") as folder:
        bases = Bases(Path(folder))
        with fork_server("support.killed_work", {}) as server:
            yield Killer(server, bases, seed)


def some_steps(chance: random.Random, people: dict[str, Person], first: int, many: int) -> list[list[Any]]:
    """Return saves to try: (save id, person, act, values, version seen). Versions follow as if all went through."""
    expected = {who: person.version for who, person in people.items()}
    steps = []
    for number in range(first, first + many):
        who = chance.choice(PEOPLE)
        act = chance.choice(("draft", "draft", "submit", "submit", "delete"))
        values = {item: chance.randint(1, 5) for item in ITEMS}
        steps.append([f"save-{number}", who, act, values, expected[who]])
        expected[who] += 1
    return steps
