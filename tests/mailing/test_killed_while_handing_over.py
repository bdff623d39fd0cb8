"""A worker that is killed while it hands messages over loses none, and repeats one a kill at most."""

from __future__ import annotations

import sqlite3
import subprocess
from collections import Counter, defaultdict
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import psycopg
import pytest

from support.hook import keeping, kept_in
from support.post import serving
from support.roster import CAST, roster_text
from support.site_process import command, environment, fagspejl, own_database

pytestmark = [
    pytest.mark.stores,
    pytest.mark.either,
]  # on PostgreSQL in a database of its own, among the slow tests
PEOPLE = 30
KILLS = 5


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


def _killed_at_work(folder: Path, messages: int, environ: dict[str, str]) -> bool:
    """Run a worker and kill it when it has handed over that many messages; whether it was still at work then."""
    before = len(kept_in(folder))
    process = subprocess.Popen(command("worker", "--once", "--quiet"), cwd=folder, env=environ)
    place = folder / "kept.jsonl"
    while process.poll() is None:
        if place.exists() and place.read_bytes().count(b"\n") - before >= messages:
            break
    at_work = process.poll() is None
    process.kill()
    process.wait(30)
    return at_work


@pytest.mark.slow
def test_everybody_is_handed_over(tmp_path: Path) -> None:
    """Five workers are killed in mid-sending: thirty people without an address each get the own link all the same."""
    site = {"FAGSPEJL_MAIL_PER_MINUTE": "none", "FAGSPEJL_MAIL_FROM": "svar@egedal.example"}
    site |= own_database("handed")
    site["FAGSPEJL_HOOK"] = str(keeping(tmp_path))
    rows = [f"q{n};Person {n};;da;fam;;;medarbejder;;karen;;;;" for n in range(PEOPLE)]
    (tmp_path / "liste.csv").write_text(roster_text(*CAST[:4], *rows), encoding="utf-8")
    soon = datetime.now(UTC) + timedelta(days=14)  # noqa: TID251 - the commands use the machine's clock
    deadline = ("--deadline", f"{soon:%Y-%m-%d} 12:00")
    named = ("--title", "Runde", "--organisation", "Egedal")
    fagspejl(tmp_path, "roster", "import", "liste.csv", "--apply", "--accept", "--quiet", **site)
    made = fagspejl(tmp_path, "round", "create", *named, *deadline, "--quiet", **site).stdout.strip()
    fagspejl(tmp_path, "round", "open", made, "--quiet", **site)
    invited = fagspejl(tmp_path, "round", "invite", made, **site)
    assert f"Uden e-mailadresse: {PEOPLE}" in invited.stdout, invited.stderr
    rng, kills = Random(11), 0
    with serving() as server:
        site["FAGSPEJL_SMTP"] = f"smtp+plain://127.0.0.1:{server.port}"
        for _ in range(KILLS):
            kills += _killed_at_work(tmp_path, rng.randint(1, 4), environment(tmp_path, **site))
            _let_leases_run_out(tmp_path, site)
        assert kills >= KILLS // 2, "too few workers were killed at work for this to show anything"
        left = PEOPLE - len({one["person"] for one in kept_in(tmp_path)})
        last = fagspejl(tmp_path, "worker", "--once", **site)
        assert last.returncode == 0, last.stderr
        if left:  # on a quick machine those that were killed did it all
            assert "Lagt videre ad den anden vej (FAGSPEJL_HOOK):" in last.stdout
    told = kept_in(tmp_path)
    counts = Counter(one["person"] for one in told)
    assert len(counts) == PEOPLE
    assert len(told) - PEOPLE <= kills
    versions = defaultdict(set)
    for one in told:
        versions[one["person"]].add((one["id"], one["text"]))
    assert {len(same) for same in versions.values()} == {1}, "a message that comes twice is the same"
    links = [
        link["address"]
        for person in versions
        for link in next(o for o in told if o["person"] == person)["links"]
    ]
    assert len(set(links)) == PEOPLE, "two people got the same link"


def test_per_is_told_of_a_program_that_is_not_there(tmp_path: Path) -> None:
    """Per mistypes the program's name: the worker says so and ends with exit code 1, and the mails have gone."""
    site = {"FAGSPEJL_MAIL_PER_MINUTE": "none", "FAGSPEJL_MAIL_FROM": "svar@egedal.example"}
    site |= own_database("mistyped")
    site["FAGSPEJL_HOOK"] = str(tmp_path / "findes-ikke")
    (tmp_path / "liste.csv").write_text(roster_text(*CAST), encoding="utf-8")
    soon = datetime.now(UTC) + timedelta(days=14)  # noqa: TID251 - the commands use the machine's clock
    fagspejl(tmp_path, "roster", "import", "liste.csv", "--apply", "--accept", "--quiet", **site)
    facts = ("--title", "Runde", "--organisation", "Egedal", "--deadline", f"{soon:%Y-%m-%d} 12:00")
    made = fagspejl(tmp_path, "round", "create", *facts, "--quiet", **site).stdout.strip()
    fagspejl(tmp_path, "round", "open", made, "--quiet", **site)
    fagspejl(tmp_path, "round", "invite", made, "--quiet", **site)
    with serving() as server:
        site["FAGSPEJL_SMTP"] = f"smtp+plain://127.0.0.1:{server.port}"
        run = fagspejl(tmp_path, "worker", "--once", **site)
        assert len(server.received) == 4
    assert run.returncode == 1
    assert "FAGSPEJL_HOOK" in run.stderr
    assert "/svar/" not in run.stdout + run.stderr
