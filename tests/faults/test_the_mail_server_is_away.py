"""The mail server is away for two hours: pages come as before, orders are carried out, and then every mail goes once.

It refuses connections, or takes them and says nothing. The figures are printed.
"""

from __future__ import annotations

import http.client
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest

from support.ahead import worker_ahead, working_ahead
from support.mail_door import REFUSES, SILENT, MailDoor, mail_door
from support.nodes import Node, node
from support.served_round import ServedRound, served_round
from support.site_process import own_database

pytestmark = [pytest.mark.stores, pytest.mark.slow]
PEOPLE, BESIDE, TIMES, LOG_INS = 60, 8, 25, 12
_RATIO, _ROOM = (
    3.0,
    0.05,
)  # pages may take so many times as long, and so many seconds more: the machine is busy
_WITHIN = 150.0  # seconds for an order, by a worker that waits half a minute for a server that says nothing


def _ask(at: Node, method: str, path: str, body: str = "", **headers: str) -> tuple[int, str]:
    visitor = http.client.HTTPConnection("127.0.0.1", at.port, timeout=60)
    try:
        visitor.request(method, path, body or None, {"Host": "localhost", **headers})
        answer = visitor.getresponse()
        return answer.status, answer.read().decode("utf-8")
    finally:
        visitor.close()


def _post(at: Node, path: str, cookie: str, **fields: str) -> int:
    form = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie}
    return _ask(at, "POST", path, urlencode(fields), Origin="http://localhost", **form)[0]


def _press(at: Node, path: str, cookie: str, **fields: str) -> int:
    """Send the form of a planner's page."""
    _, page = _ask(at, "GET", path, Cookie=cookie)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token is not None, page
    return _post(at, path, cookie, csrfmiddlewaretoken=token[1], **fields)


def _medians(at: Node, made: ServedRound, cookie: str) -> dict[str, float]:
    """How long pages take on the middle: a respondent's, and a planner's."""
    pages = {
        "respondent": (f"/svar/{made.links[0]}/", {}),
        "course": (f"/planlaeg/runde/{made.home}/forloeb/", {"Cookie": cookie}),
        "mails": (f"/planlaeg/runde/{made.home}/aabning/mails/", {"Cookie": cookie}),
    }
    took: dict[str, list[float]] = {name: [] for name in pages}
    for _ in range(TIMES):
        for name, (path, headers) in pages.items():
            began = time.perf_counter()
            assert _ask(at, "GET", path, **headers)[0] == 200, path
            took[name].append(time.perf_counter() - began)
    return {name: statistics.median(seconds) for name, seconds in took.items()}


def _log_ins(at: Node) -> float:
    """Let people ask for codes at the same time, who get none now; returns the longest wait for a page."""

    def one(_: int) -> float:
        began = time.perf_counter()
        assert _post(at, "/log-ind/", "", email="bente@fjordby.dk") in (302, 429)
        return time.perf_counter() - began

    with ThreadPoolExecutor(LOG_INS) as together:
        return max(together.map(one, range(LOG_INS)))


def _until(what: Callable[[], bool]) -> float:
    began = time.monotonic()
    while not what():
        assert time.monotonic() - began < _WITHIN, "it never happened"
        time.sleep(0.2)
    return time.monotonic() - began


def _done(made: ServedRound, round_id: str, kind: str) -> float:
    """Order something about a round and wait until it is done; returns the seconds."""
    placed = made.run("order", home=round_id, kind=kind)

    def is_done() -> bool:
        state, refusals = made.run("ordered", order=placed)
        assert state in ("waiting", "running", "done"), refusals
        return bool(state == "done")

    return _until(is_done)


@pytest.mark.parametrize("how", [REFUSES, SILENT])
def test_two_hours(tmp_path: Path, how: str, capfd: pytest.CaptureFixture[str]) -> None:
    """Nobody takes mail for two hours: Sofie answers, Bente opens and closes a round, and then everybody is invited."""
    with mail_door() as door, served_round(tmp_path, own_database(f"away_{how}"), PEOPLE) as made:
        told = _sends(door)
        cookie, beside = made.run("session"), made.run("beside", people=BESIDE)
        log = tmp_path / "worker.log"
        with node(tmp_path, workers=1, **made.extra, **told) as at:
            with working_ahead(tmp_path, timedelta(0), "--every", "1", log=log, **made.extra, **told):
                _until(lambda: log.stat().st_size > 0)
                before = _medians(at, made, cookie)
                door.fails(how)
                assert _press(at, f"/planlaeg/runde/{made.home}/aabning/mails/", cookie, act="send") == 302
                asked = _log_ins(at)
                during = _medians(at, made, cookie)
                opened = _done(made, beside, "open")
                made.run("pass_deadline", home=beside)
                closed = _done(made, beside, "close")
                after = _medians(at, made, cookie)
            assert door.server.received == []
            assert _once(made, timedelta(hours=1), log, told) == 1, "somebody has to be told"
        door.works()
        for later in (timedelta(hours=2), timedelta(hours=2, seconds=30), timedelta(hours=3)):
            assert _once(made, later, log, told) == 0, log.read_text(
                "utf-8"
            )  # a pause comes after the first mails
        came = Counter(door.server.addresses)
    slower = max(max(during[name], after[name]) / before[name] for name in before)
    with capfd.disabled():
        print(
            f"\nmail server {how}: {len(came)} of {PEOPLE} invited after two hours, "
            f"{sum(came.values()) - len(came)} twice; longest log-in page of {LOG_INS} at once {asked:.2f} s; opened in "
            f"{opened:.1f} s, closed in {closed:.1f} s; pages "
            + ", ".join(f"{name} {before[name]:.3f} -> {during[name]:.3f} s" for name in before)
            + f" (at most {slower:.1f} x)",
            file=sys.stderr,
            flush=True,
        )
    assert came == {f"p{n}@fjordby.example": 1 for n in range(PEOPLE)}
    assert asked < 10, "the log-in page waits for the mail server"
    for name in before:
        assert max(during[name], after[name]) < _RATIO * before[name] + _ROOM, name
    assert "Traceback" not in log.read_text("utf-8")


def _sends(door: MailDoor) -> dict[str, str]:
    return {
        "FAGSPEJL_SMTP": f"smtp+plain://127.0.0.1:{door.port}",
        "FAGSPEJL_MAIL_FROM": "svar@fjordby.example",
        "FAGSPEJL_MAIL_PER_MINUTE": "none",
        "FAGSPEJL_MAIL_PAUSE": "1",
    }


def _once(made: ServedRound, ahead: timedelta, log: Path, told: dict[str, str]) -> int:
    """Let a worker do what is due so much later; returns its exit code."""
    return worker_ahead(made.folder, ahead, "--once", log=log, **made.extra, **told).wait(300)
