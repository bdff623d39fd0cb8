"""Two web servers and two workers on one PostgreSQL database: through kills, a restart and the close nothing is lost.

Each node has a data folder of its own and the site's one secret; both workers hold the round's key. The whole run is a slow
test, and prints its figures.
"""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from support.nodes import Node, node
from support.postgres import PostgresServer
from support.served_round import ServedRound, served_round
from support.site_process import command, environment
from support.writers import Promised, Writers

_SECONDS = 120


def _second_folder(made: ServedRound) -> Path:
    """Set the other node up as the guide says: a folder of its own, and the site's secrets; no key of any round."""
    folder = made.folder / "second"
    (folder / "keys").mkdir(parents=True, mode=0o700)
    (folder / "data").mkdir(mode=0o700)
    shutil.copyfile(made.folder / "keys" / "site.secret", folder / "keys" / "site.secret")
    return folder


@contextmanager
def _working(made: ServedRound, name: str) -> Iterator[None]:
    """Run a worker that looks every second, and stop it."""
    said = made.folder / name
    with said.open("wb") as log:
        process = subprocess.Popen(
            command("worker", "--every", "1"),
            cwd=made.folder,
            env=environment(made.folder, **made.extra),
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        yield
        assert process.poll() is None, said.read_text()
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(_SECONDS)


def _until(what: Any, threads: list[Any] | None = None) -> None:
    end = time.monotonic() + _SECONDS
    while not what():
        assert time.monotonic() < end, "it never happened"
        assert threads is None or any(thread.is_alive() for thread in threads), "everybody has stopped"
        time.sleep(0.1)


def _through_everything(
    folder: Path, server: PostgresServer, *, people: int, saves: int, every: float
) -> dict[str, Any]:
    """Save on both nodes while workers of both are killed; restart one half-way; let the time run out; compare."""
    chance = random.Random(20261129)
    name = f"nodes_{people}"
    server.new_database(name)
    database = {"FAGSPEJL_DATABASE": server.address(name)}
    with ExitStack() as stack:
        made = stack.enter_context(served_round(folder, database, people))
        first = stack.enter_context(node(folder, **made.extra))
        second = stack.enter_context(node(_second_folder(made), **made.extra))
        for one in ("worker-1", "worker-2"):
            stack.enter_context(_working(made, one))
        ports = [first.port, second.port]
        writers = Writers(ports, {link: Promised() for link in made.links}, most=1_000_000)
        began, kills, restarted = time.monotonic(), 0, False
        with writers.at_work() as threads:
            while writers.acknowledged < saves:
                kills += _kill_one(chance.choice((first, second)), chance)
                if not restarted and writers.acknowledged > saves // 2:
                    assert second.stop() == 0
                    second.start()
                    restarted = True
                assert any(thread.is_alive() for thread in threads), "everybody has stopped"
                assert time.monotonic() - began < 30 * 60, "it takes for ever"
                time.sleep(every)
            took = time.monotonic() - began
            made.run("pass_deadline")
            _until(lambda: not any(thread.is_alive() for thread in threads))
        _until(lambda: made.run("how_far")[1] >= 8)
        found = made.run("closed", backups=str(folder / "data" / "backups"), links=made.links)
    lost, doubled = writers.compare(found)
    unknown = sum(one.pending is not None for one in writers.promised.values())
    answered = sum(one.submitted is not None for one in writers.promised.values())
    return {
        "writers": writers,
        "lost": lost,
        "doubled": doubled,
        "found": found,
        "kills": kills,
        "took": took,
        "unknown": unknown,
        "answered": answered,
    }


def _kill_one(at: Node, chance: random.Random) -> int:
    if not (pids := at.pids()):
        return 0
    at.kill(chance.choice(pids))
    return 1


def _holds(came: dict[str, Any], people: int) -> None:
    """Nothing lost or doubled; closed once, and everybody who sent an answer is counted."""
    found, writers = came["found"], came["writers"]
    assert (came["lost"], came["doubled"]) == ([], [])
    assert (found["releases"], found["left"]) == (1, 0)
    assert found["record"]["counted"] == came["answered"] > people // 2
    assert writers.refused == people
    assert came["kills"] > 0


def test_two_nodes_through_kills_a_restart_and_the_close(
    tmp_path: Path, postgres_server: PostgresServer
) -> None:
    """Sofie and nineteen others save on Per's two nodes; workers die, one node restarts, the round closes: all is there."""
    _holds(_through_everything(tmp_path, postgres_server, people=20, saves=600, every=0.5), 20)


@pytest.mark.slow
def test_twenty_thousand_saves_on_two_nodes(
    tmp_path: Path, postgres_server: PostgresServer, capfd: pytest.CaptureFixture[str]
) -> None:
    """Per's two nodes and two workers take 20,000 saves of 48 people through kills, a restart and the close: 0 lost."""
    came = _through_everything(tmp_path, postgres_server, people=48, saves=20_000, every=1.2)
    writers = came["writers"]
    with capfd.disabled():
        print(
            f"\ntwo nodes, two workers: {writers.acknowledged} saves of 48 people in {came['took']:.0f} s, "
            f"{came['kills']} kills of a web worker, a restart and the close; {writers.retried} sent again, "
            f"{writers.refused} people refused at the close, {came['unknown']} saves open there; "
            f"{len(came['lost'])} lost, {len(came['doubled'])} doubled, {came['found']['record']['counted']} of "
            f"{came['answered']} answers counted",
            file=sys.stderr,
            flush=True,
        )
    _holds(came, 48)
