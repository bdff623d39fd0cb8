"""`fagspejl serve` as a process that tests kill parts of, and what its visitors see of that."""

from __future__ import annotations

import http.client
import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from support.site_process import command, environment, free_port

_PATIENCE = 180.0  # seconds: the machine may be busy
_PAUSE = 0.05  # seconds between two visits


class Node:
    """A web server on a site: started, stopped, its workers killed. What it says is in `log`."""

    def __init__(self, folder: Path, *, workers: int = 2, **extra: str) -> None:
        self.folder, self.workers, self.port = folder, workers, free_port()
        self.log = folder / f"log-{self.port}"
        self._extra = extra
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        assert self._process is None
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                command("serve", "--port", str(self.port), "--workers", str(self.workers)),
                cwd=self.folder,
                env=environment(self.folder, **self._extra),
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self.wait_until_answers()

    def stop(self) -> int:
        """Stop it as a service manager does; returns its exit code."""
        assert self._process is not None
        process, self._process = self._process, None
        process.send_signal(signal.SIGTERM)
        return process.wait(_PATIENCE)

    def kill_server(self) -> None:
        """Kill the server's own process, and leave its workers alone."""
        assert self._process is not None
        process, self._process = self._process, None
        process.kill()
        process.wait(_PATIENCE)

    def running(self) -> bool:
        """Whether the server itself is there."""
        return self._process is not None and self._process.poll() is None

    def pids(self) -> list[int]:
        """Return its workers."""
        assert self._process is not None
        pid = self._process.pid
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    def kill(self, *pids: int) -> None:
        """Kill workers at the same moment, as the system does that has no memory left."""
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def answers(self, path: str = "/svar/", patience: float = 2.0) -> bool:
        """Whether a visitor who comes now gets the page."""
        return came(self.port, path, patience)

    def wait_until_answers(self) -> float:
        """Wait until a visitor gets a page; returns the seconds."""
        began = time.monotonic()
        while not self.answers():
            assert self.running(), self.log.read_text()
            assert time.monotonic() - began < _PATIENCE, self.log.read_text()
            time.sleep(0.02)
        return time.monotonic() - began

    def wait_for_workers(self) -> list[int]:
        """Wait until as many workers are there as there should be."""
        began = time.monotonic()
        while len(pids := self.pids()) < self.workers:
            assert self.running(), self.log.read_text()
            assert time.monotonic() - began < _PATIENCE, self.log.read_text()
            time.sleep(0.02)
        return pids


@contextmanager
def node(folder: Path, *, workers: int = 2, **extra: str) -> Iterator[Node]:
    """Serve a site, and stop it."""
    made = Node(folder, workers=workers, **extra)
    made.start()
    try:
        yield made
    finally:
        if made.running():
            made.stop()


class Visitor:
    """Asks for a page again and again, in a process of its own: how busy the tests are is not the server's fault.

    Afterwards `seconds` holds how long each page took that came, `outages` how long nobody answered each time.
    """

    def __init__(self, at: Node, path: str = "/svar/", *, patience: float = 2.0) -> None:
        self.seconds: list[float] = []
        self.outages: list[float] = []
        self._work = f"from support.nodes import visit; visit({at.port}, {path!r}, {patience})"
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Visitor:
        self._process = subprocess.Popen(
            [sys.executable, "-c", self._work],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == "begins\n"
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process is not None
        told, _ = self._process.communicate("end\n", timeout=_PATIENCE)
        self.seconds, self.outages = json.loads(told)


def visit(port: int, path: str, patience: float) -> None:
    """Ask until somebody writes a line, then print both lists of a `Visitor`."""
    seconds: list[float] = []
    outages: list[float] = []
    gone_since: float | None = None
    print("begins", flush=True)
    while not select.select([sys.stdin], [], [], _PAUSE)[0]:
        began = time.monotonic()
        if came(port, path, patience):
            seconds.append(time.monotonic() - began)
            outages += [] if gone_since is None else [time.monotonic() - gone_since]
            gone_since = None
        elif gone_since is None:
            gone_since = began
    outages += [] if gone_since is None else [time.monotonic() - gone_since]
    print(json.dumps([seconds, outages]))


def came(port: int, path: str, patience: float) -> bool:
    """Whether a visitor who comes now, on a new connection, gets the page."""
    visitor = http.client.HTTPConnection("127.0.0.1", port, timeout=patience)
    try:
        visitor.request("GET", path, headers={"Host": "localhost"})
        return visitor.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        visitor.close()
