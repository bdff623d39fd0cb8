"""PostgreSQL is away: whoever starts waits or is told in one sentence, and what runs goes on when it is back."""

from __future__ import annotations

import http.client
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from support.forked import wait_until
from support.postgres import PostgresServer, server_folder, started
from support.site_process import command, environment, fagspejl, free_port, served


class Server:
    """A PostgreSQL of this test's own that can be stopped and started again with the same databases."""

    def __init__(self, folder: Path) -> None:
        self.folder, self._runs = folder, started(folder)
        self._runs.__enter__().new_database("fagspejl")

    @property
    def site(self) -> dict[str, str]:
        return {"FAGSPEJL_DATABASE": PostgresServer(self.folder).address("fagspejl")}

    def stop(self) -> None:
        self._runs.__exit__(None, None, None)

    def start(self) -> None:
        self._runs = started(self.folder, again=True)
        self._runs.__enter__()


@pytest.fixture
def server() -> Iterator[Server]:
    with server_folder() as folder:
        made = Server(folder)
        yield made
        made.stop()


def _status(port: int, path: str) -> tuple[int, str | None]:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as web:
        web.request("GET", path, headers={"Cookie": "fagspejl=abcdefgh"})
        answer = web.getresponse()
        answer.read()
        return answer.status, answer.getheader("Retry-After")


def _lines(folder: Path, name: str) -> list[str]:
    return (folder / name).read_text(encoding="utf-8").splitlines()


def test_from_start_to_end(tmp_path: Path, server: Server) -> None:
    """Per restarts PostgreSQL under a running site, and starts everything while it is away: no traceback anywhere."""
    assert (
        fagspejl(tmp_path, "user", "add", "per@egedal.example", "--name", "Per", **server.site).returncode
        == 0
    )
    with served(tmp_path, **server.site) as port, (tmp_path / "work").open("wb") as log:
        worker = subprocess.Popen(
            command("worker", "--every", "1"),
            cwd=tmp_path,
            env=environment(tmp_path, **server.site),
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            assert _status(port, "/")[0] == 302
            wait_until(lambda: "Worker kører" in "".join(_lines(tmp_path, "work")))
            server.stop()
            assert {_status(port, path) for path in ("/", "/login/")} <= {
                (503, "30"),
                (404, None),
                (200, None),
            }
            assert _status(port, "/svar/" + "a" * 26 + "/") == (503, "5")
            wait_until(lambda: "Databasen svarer ikke" in "".join(_lines(tmp_path, "work")))
            time.sleep(3)  # some more rounds of the worker: told once
            away = fagspejl(tmp_path, "user", "list", **server.site)
            assert (away.returncode, away.stdout) == (1, "")
            assert [line[:21] for line in away.stderr.splitlines()] == ["Databasen svarer ikke"]
            server.start()
            wait_until(lambda: _status(port, "/")[0] == 302)
            assert _status(port, "/svar/" + "a" * 26 + "/") == (404, None)
        finally:
            worker.send_signal(signal.SIGINT)
            worker.wait(30)
        said = _lines(tmp_path, "work")
        assert len([line for line in said if "Databasen svarer ikke" in line]) == 1, said
        assert said[-1] == "Worker er stoppet."
    for name in ("log", "work"):
        assert "Traceback" not in "\n".join(_lines(tmp_path, name))


def test_serve_waits_for_it(tmp_path: Path, server: Server) -> None:
    """Per's machine starts Fagspejl before PostgreSQL: it says so once, waits, and serves when it is there."""
    server.stop()

    def come_back() -> None:
        wait_until(
            lambda: (tmp_path / "log").exists() and "venter på den" in "".join(_lines(tmp_path, "log"))
        )
        server.start()

    back = threading.Thread(target=come_back)
    back.start()
    with served(tmp_path, **server.site) as port:
        assert _status(port, "/svar/")[0] == 200
    back.join()
    said = [line for line in _lines(tmp_path, "log") if "atabasen" in line]
    assert len(said) == 2
    assert "Fagspejl venter på den" in said[0]
    assert said[1] == "Databasen svarer."


def test_a_wrong_name_is_not_waited_for(tmp_path: Path, server: Server) -> None:
    """Per mistypes the database's name: `serve` ends with one sentence instead of waiting for ever."""
    wrong = {"FAGSPEJL_DATABASE": PostgresServer(server.folder).address("fagspjel")}
    done = subprocess.run(
        command("serve", "--port", str(free_port())),
        cwd=tmp_path,
        env=environment(tmp_path, **wrong),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert '"fagspjel" does not exist' in done.stderr
