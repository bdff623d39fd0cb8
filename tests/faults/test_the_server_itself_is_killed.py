"""The server's own process is killed, not a worker: its workers end too, so that it can be started again."""

from __future__ import annotations

import time
from pathlib import Path

from support.nodes import node
from support.served_round import served_round
from support.site_process import own_database


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_it_can_be_started_again(tmp_path: Path) -> None:
    """Per's machine kills the server, and his service manager starts it anew: no old worker holds the port."""
    with (
        served_round(tmp_path, own_database("server_killed"), people=2) as made,
        node(tmp_path, **made.extra) as at,
    ):
        workers = at.wait_for_workers()
        at.kill_server()
        end = time.monotonic() + 60
        while any(_alive(pid) for pid in workers):
            assert time.monotonic() < end, "a worker outlives its server"
            time.sleep(0.05)
        at.start()
        assert at.answers(patience=30)
        assert at.stop() == 0
