"""20,000 invitations through a mail server that refuses, breaks off and stalls, by workers that are killed 20 times.

On SQLite one worker sends, on PostgreSQL two at once. What arrived is compared with the invitations in the database by
code that shares nothing with Fagspejl's own, and the figures are printed.
"""

from __future__ import annotations

import hashlib
import random
import sqlite3
import subprocess
import sys
import time
from collections import Counter, defaultdict
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest

from support.ahead import worker_ahead
from support.served_round import ServedRound, served_round
from support.site_process import fagspejl, own_database
from support.wilful_sink import Sink, Told, Wilful, wilful_sink

pytestmark = [pytest.mark.stores, pytest.mark.slow]
PEOPLE, TWO_LEADERS, KILLS = 20_000, 2_000, 20
WILL = Wilful(seed=20261130)
_BETWEEN = (
    PEOPLE * 3 // 4 // KILLS
)  # mails between two kills, on the average: the last one falls before the end
_PAST_A_LEASE = timedelta(minutes=11)  # also past the wait after »try again later«
_TURNS = 8  # of workers that are left alone, an eleven minutes later each, until nothing waits
_HELD_UP = 240.0  # seconds without a mail, then something is wrong


@dataclass
class Crew:
    """The workers that send, `many` at once, by a clock that is put ahead between them."""

    made: ServedRound
    sink: Sink
    many: int
    ahead: timedelta = timedelta(0)
    kills: int = 0
    running: list[tuple[subprocess.Popen[bytes], Path]] = field(default_factory=list)  # and what each says
    logs: list[Path] = field(default_factory=list)  # of all workers, also those that were killed

    def start(self) -> None:
        """Start workers until as many run as there should be."""
        sends = {
            "FAGSPEJL_SMTP": f"smtp+plain://127.0.0.1:{self.sink.port}",
            "FAGSPEJL_MAIL_FROM": "svar@fjordby.example",
            "FAGSPEJL_MAIL_PER_MINUTE": "none",
            "FAGSPEJL_MAIL_PAUSE": "1",
        }
        while len(self.running) < self.many:
            log = self.made.folder / f"worker-{len(self.logs)}.log"
            told = {**self.made.extra, **sends}
            process = worker_ahead(self.made.folder, self.ahead, "--every", "1", log=log, **told)
            self.running.append((process, log))
            self.logs.append(log)

    def kill(self, chance: random.Random) -> None:
        """Kill one at a moment that falls anywhere in a mail; alone, its leases run out before the next begins."""
        victim, _ = self.running.pop(chance.randrange(len(self.running)))
        time.sleep(chance.uniform(0, 0.02))
        assert victim.poll() is None, self.said()
        victim.kill()
        victim.wait(30)
        self.kills += 1
        if not self.running:
            self.ahead += _PAST_A_LEASE

    def stop(self) -> None:
        """Ask all to stop, as a service is stopped, once they are at work: before that they would just die."""
        began = time.monotonic()
        while not all(log.stat().st_size for _, log in self.running):
            assert time.monotonic() - began < _HELD_UP, "a worker does not begin"
            time.sleep(0.1)
        for process, _ in self.running:
            process.terminate()
        assert [process.wait(120) for process, _ in self.running] == [0] * len(self.running)
        self.running.clear()

    def work_in_peace(self) -> None:
        """Let eleven minutes pass, and send until nothing is left but what waits for another try."""
        self.ahead += _PAST_A_LEASE
        self.start()
        left, since = -1, time.monotonic()
        while (now := self._left()) and not _finished(self.made):
            if now != left:
                left, since = now, time.monotonic()
            assert time.monotonic() - since < _HELD_UP, self.said()
            time.sleep(0.2)
        self.stop()

    def _left(self) -> int:
        """How many mails are free to go by the workers' clock, or in somebody's hands."""
        rows = _rows(self.made, "SELECT state, lease FROM outbox WHERE state IN ('queued', 'claimed')")
        now = datetime.now(UTC) + self.ahead  # noqa: TID251 - the workers' clock
        return sum(state == "claimed" or lease is None or _moment(lease) <= now for state, lease in rows)

    def said(self) -> str:
        """What the workers told."""
        return "".join(log.read_text("utf-8") for log in self.logs)


def _wait_for(sink: Sink, mails: int) -> None:
    """Wait until the sink has kept so many mails."""
    taken, since = sink.taken(), time.monotonic()
    while taken < mails:
        time.sleep(0.005)
        if sink.taken() != taken:
            taken, since = sink.taken(), time.monotonic()
        assert time.monotonic() - since < _HELD_UP, f"nothing arrives after {taken} mails"


def _rows(made: ServedRound, query: str) -> list[tuple[Any, ...]]:
    """Ask the database itself."""
    if address := made.extra.get("FAGSPEJL_DATABASE"):
        plain = address.replace("postgresql://postgres@/", "postgresql:///", 1)
        with psycopg.connect(plain, user="postgres") as server:
            return server.execute(query).fetchall()
    with closing(sqlite3.connect(made.folder / "data" / "fagspejl.sqlite3")) as database:
        return database.execute(query).fetchall()


def _moment(kept: datetime | str) -> datetime:
    """A moment as the database gave it: SQLite keeps UTC as text."""
    return kept if isinstance(kept, datetime) else datetime.fromisoformat(kept).replace(tzinfo=UTC)


def _finished(made: ServedRound) -> bool:
    return [bool(row[0]) for row in _rows(made, "SELECT finished FROM mailing")] == [True]


def _owned(made: ServedRound) -> dict[str, set[bytes]]:
    """Whose links have which hashes, by address."""
    owned: dict[str, set[bytes]] = defaultdict(set)
    query = "SELECT p.email, i.lookup FROM invitation i JOIN person p ON p.id = i.person_id"
    for address, lookup in _rows(made, query):
        owned[address].add(bytes(lookup))
    return owned


def _wrong_pairs(told: Told, owned: dict[str, set[bytes]]) -> list[dict[str, Any]]:
    """Mails that do not hold all links of whom they came to, and those alone."""
    return [
        mail
        for mail in told.taken
        if mail["head"] != [mail["to"]]
        or {hashlib.sha256(b"fagspejl/1/lookup\0" + link.encode()).digest() for link in mail["links"]}
        != owned[mail["to"]]
    ]


def _kill_and_send(crew: Crew, chance: random.Random) -> int:
    """Send with kills in between, then in peace; returns how many turns in peace it took."""
    crew.start()
    for _ in range(KILLS):
        _wait_for(crew.sink, crew.sink.taken() + chance.randint(1, 2 * _BETWEEN - 1))
        crew.kill(chance)
        crew.start()
    _wait_for(crew.sink, crew.sink.taken() + 20)
    assert not _finished(crew.made), "the last kill came too late to show anything"
    crew.stop()
    for turn in range(1, _TURNS + 1):
        crew.work_in_peace()
        if _finished(crew.made):
            return turn
    raise AssertionError(crew.said())


def test_nothing_is_lost_and_no_pair_is_wrong(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Per's workers are killed 20 times: everybody gets the own links, and Bente sees just who could not be reached."""
    database, began = own_database("twenty"), time.monotonic()
    with served_round(tmp_path, database, PEOPLE, TWO_LEADERS) as made:
        queued = fagspejl(tmp_path, "round", "invite", made.home, **made.extra)
        assert queued.returncode == 0, queued.stderr
        ready = time.monotonic()
        with wilful_sink(WILL) as sink:
            crew = Crew(made, sink, many=2 if database else 1)
            turns = _kill_and_send(crew, random.Random(WILL.seed))
            sent = time.monotonic()
        told, owned, bounced = sink.told, _owned(made), made.run("bounced")
        states = _rows(made, "SELECT DISTINCT state, lease FROM outbox")
        halted = _rows(made, "SELECT halted FROM mailing")
        kept = {row[0] for row in _rows(made, "SELECT email FROM person WHERE address_refused <> ''")}
    refused = {address for address in owned if WILL.is_refused(address)}
    came = Counter(mail["to"] for mail in told.taken)
    lost = set(owned) - refused - set(came)
    twice = sum(came.values()) - len(came)
    unsaid = told.counts["lost_250"] + told.counts["stall_kept"]
    wrong = _wrong_pairs(told, owned)
    ids = defaultdict(set)
    for mail in told.taken:
        ids[mail["to"]].add(mail["id"])
    with capfd.disabled():
        print(
            f"\n{len(owned)} invitations, {crew.many} worker(s) at once, {crew.kills} kills, "
            f"{dict(sorted(told.counts.items()))}: {len(lost)} lost, {len(wrong)} wrong pairs, {twice} twice "
            f"({unsaid} taken without a word from the server, at most {crew.kills} by kills), {len(refused)} refused "
            f"for good and {len(bounced)} shown so; {ready - began:.0f} s to open and queue, {sent - ready:.0f} s to "
            f"send, {turns} turn(s) after the last kill",
            file=sys.stderr,
            flush=True,
        )
    assert (len(owned), len(set().union(*owned.values()))) == (PEOPLE, PEOPLE + TWO_LEADERS)
    assert lost == set()
    assert wrong == []
    assert twice <= crew.kills + unsaid
    assert not refused & set(came)
    assert sorted(bounced) == sorted(refused)
    assert kept == refused
    assert {len(of_one) for of_one in ids.values()} == {1}
    assert len(set().union(*ids.values())) == len(came)
    assert ({str(row[0]) for row in states}, {row[1] for row in states}) == ({"done"}, {None})
    assert halted == [("",)]
    for what in ("put_off", "before_data", "in_data", "lost_250", "after_250", "no_greeting", "stall"):
        assert told.counts[what], what
