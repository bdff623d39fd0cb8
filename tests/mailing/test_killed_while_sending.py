"""A worker that is killed in the middle loses no invitation and sends nobody another person's."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import threading
from collections import Counter, defaultdict
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import psycopg
import pytest

from support.post import Server, body, serving
from support.roster import CAST, employees, roster_text
from support.site_process import command, environment, fagspejl, own_database

pytestmark = [
    pytest.mark.stores,
    pytest.mark.either,
]  # on PostgreSQL in a database of its own, among the slow tests
PEOPLE = 40
KILLS = 6
LINK = re.compile(r"/svar/([a-z2-7]{26})/")


@pytest.fixture
def site() -> dict[str, str]:
    """Settings of a site of its own: a folder, and on PostgreSQL a database."""
    settings = {"FAGSPEJL_MAIL_PER_MINUTE": "none", "FAGSPEJL_MAIL_FROM": "svar@egedal.example"}
    return settings | own_database("killed")


def _done(run: subprocess.CompletedProcess[str]) -> str:
    assert run.returncode == 0, run.stderr
    return run.stdout


def _open_round(folder: Path, site: dict[str, str]) -> str:
    (folder / "liste.csv").write_text(roster_text(*CAST[:4], *employees(PEOPLE)), encoding="utf-8")
    _done(fagspejl(folder, "roster", "import", "liste.csv", "--apply", "--accept", "--quiet", **site))
    soon = datetime.now(UTC) + timedelta(days=14)  # noqa: TID251 - the commands use the machine's clock
    deadline = ("--deadline", f"{soon:%Y-%m-%d} 12:00")
    named = ("--title", "Runde", "--organisation", "Egedal")
    made = _done(fagspejl(folder, "round", "create", *named, *deadline, "--quiet", **site)).strip()
    _done(fagspejl(folder, "round", "open", made, "--quiet", **site))
    _done(fagspejl(folder, "round", "invite", made, "--quiet", **site))
    return made


def _let_leases_run_out(folder: Path, site: dict[str, str]) -> None:
    """Ten minutes pass, as far as the outbox can tell."""
    change = "UPDATE outbox SET lease = '2020-01-01 00:00:00+00:00' WHERE state = 'claimed'"
    address = site.get("FAGSPEJL_DATABASE", "")
    if address:
        with psycopg.connect(
            address.replace("postgresql://postgres@/", "postgresql:///", 1), user="postgres"
        ) as server:
            server.execute(change)
        return
    with closing(sqlite3.connect(folder / "data" / "fagspejl.sqlite3", timeout=20)) as database, database:
        database.execute(change.replace("+00:00", ""))


def _kill_after(server: Server, mails: int, folder: Path, site: dict[str, str]) -> bool:
    """Run a worker and kill it when it has handed over that many mails; whether it was still at work then."""
    before, reached = len(server.received), threading.Event()

    def count(_: str) -> None:
        if len(server.received) - before >= mails:
            reached.set()

    server.answer = count
    smtp = {"FAGSPEJL_SMTP": f"smtp+plain://127.0.0.1:{server.port}"}
    process = subprocess.Popen(
        command("worker", "--once", "--quiet"), cwd=folder, env=environment(folder, **site, **smtp)
    )
    while process.poll() is None and not reached.wait(0.01):
        pass
    at_work = process.poll() is None
    process.kill()
    process.wait(30)
    return at_work


def test_nothing_is_lost_and_little_comes_twice(tmp_path: Path, site: dict[str, str]) -> None:
    """Six workers are killed in mid-sending: everybody gets the own links, at most one mail a kill comes twice."""
    _open_round(tmp_path, site)
    rng = Random(7)
    with serving() as server:
        kills = 0
        for _ in range(KILLS):
            kills += _kill_after(server, rng.randint(1, 6), tmp_path, site)
            _let_leases_run_out(tmp_path, site)
        assert kills >= KILLS // 2, "too few workers were killed at work for this to show anything"
        server.answer = lambda _: None
        smtp = {"FAGSPEJL_SMTP": f"smtp+plain://127.0.0.1:{server.port}"}
        _done(fagspejl(tmp_path, "worker", "--once", **site, **smtp))
        sent = len(server.received)
        _done(fagspejl(tmp_path, "worker", "--once", **site, **smtp))
        assert len(server.received) == sent, "a finished mailing is sent no further"
    counts = Counter(server.addresses)
    assert len(counts) == PEOPLE + 4
    assert sum(counts.values()) - len(counts) <= kills
    texts = defaultdict(set)
    for mail in server.received:
        texts[mail["X-Envelope-To"]].add((str(mail["Message-ID"]), *LINK.findall(body(mail))))
    assert {len(versions) for versions in texts.values()} == {1}
    links = [link for versions in texts.values() for version in versions for link in version[1:]]
    assert len(set(links)) == len(links), "two people got the same link"


def test_asked_to_stop_it_finishes_the_mail_in_hand(tmp_path: Path, site: dict[str, str]) -> None:
    """Per stops the service: the worker ends by itself with exit code 0, and no mail comes twice afterwards."""
    _open_round(tmp_path, site)
    with serving() as server:
        began = threading.Event()
        server.answer = lambda _: began.set() if len(server.received) >= 3 else None
        smtp = {"FAGSPEJL_SMTP": f"smtp+plain://127.0.0.1:{server.port}"}
        process = subprocess.Popen(
            command("worker", "--quiet"), cwd=tmp_path, env=environment(tmp_path, **site, **smtp)
        )
        assert began.wait(60)
        process.terminate()
        assert process.wait(60) == 0
        server.answer = lambda _: None
        _done(fagspejl(tmp_path, "worker", "--once", **site, **smtp))
    assert set(Counter(server.addresses).values()) == {1}
    assert len(server.received) == PEOPLE + 4
