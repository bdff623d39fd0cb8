"""The web server's workers are killed again and again: the site goes on, and nothing acknowledged is lost or doubled.

The kill run is a slow test, and prints its figures: SECONDS of a kill every 1.2 seconds, then all workers at once, under 48
writers.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

import pytest

from support.nodes import Node, Visitor, node
from support.served_round import ServedRound, served_round
from support.site_process import own_database
from support.writers import Promised, Writers

pytestmark = [pytest.mark.stores, pytest.mark.either]  # long: on PostgreSQL among the slow tests
SECONDS, EVERY, AT_ONCE, WRITERS = 60, 1.2, 8, 48
_WITHIN = 5.0  # seconds until somebody answers again


def _writers(made: ServedRound, at: Node) -> Writers:
    return Writers([at.port], {link: Promised() for link in made.links}, most=1_000_000)


def test_a_site_whose_workers_are_killed_goes_on(tmp_path: Path) -> None:
    """Per's machine kills the same worker three times in a row and then all of them, twice: Sofie's saves all hold."""
    with (
        served_round(tmp_path, own_database("killed_few"), people=6) as made,
        node(tmp_path, **made.extra) as at,
    ):
        writers = _writers(made, at)
        with writers.at_work():
            for _ in range(3):
                at.kill(at.wait_for_workers()[-1])
                at.wait_until_answers()
            for _ in range(2):
                at.kill(*at.wait_for_workers())
                at.wait_until_answers()
            before = writers.acknowledged
            _wait_until_acknowledged(writers, before + 10)
        assert at.running()
        assert writers.compare(made.run("stored")) == ([], [])
        assert at.stop() == 0


def _wait_until_acknowledged(writers: Writers, number: int) -> None:
    end = time.monotonic() + 120
    while writers.acknowledged < number:
        assert time.monotonic() < end, "nothing is saved any more"
        time.sleep(0.05)


@pytest.mark.slow
def test_a_minute_of_kills_under_48_writers(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Per's machine kills a worker every 1.2 s for a minute, then all at once: five seconds at most, nothing lost."""
    chance = random.Random(20261129)
    with (
        served_round(tmp_path, own_database("killed_many"), people=WRITERS) as made,
        node(tmp_path, **made.extra) as at,
    ):
        writers = _writers(made, at)
        at.wait_for_workers()
        with writers.at_work():
            _wait_until_acknowledged(writers, WRITERS)
            kills, again, began = 0, [], time.monotonic()
            with Visitor(at) as visitor:
                while time.monotonic() - began < SECONDS:
                    if pids := at.pids():
                        at.kill(chance.choice(pids))
                        kills += 1
                    time.sleep(EVERY)
            for _ in range(AT_ONCE):
                at.kill(*at.wait_for_workers())
                again.append(at.wait_until_answers())
                time.sleep(chance.uniform(0, 2 * EVERY))
            took = time.monotonic() - began
        lost, doubled = writers.compare(made.run("stored"))
    with capfd.disabled():
        print(
            f"\nkill run: {kills} kills of one worker, {AT_ONCE} of all at once, {WRITERS} writers, {took:.0f} s: "
            f"{writers.acknowledged} saves acknowledged, {writers.retried} sent again, {len(lost)} lost, "
            f"{len(doubled)} doubled; longest without an answer "
            f"{max(visitor.outages, default=0):.2f} s ({len(visitor.seconds)} visits), "
            f"after all at once {max(again):.2f} s",
            file=sys.stderr,
            flush=True,
        )
    assert (lost, doubled) == ([], [])
    assert kills > SECONDS / EVERY / 2
    assert max([*visitor.outages, *again]) < _WITHIN
