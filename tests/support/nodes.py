"""`fagspejl serve` as a process that tests kill parts of, and what its visitors see of that."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from support.site_process import command, environment, free_port

_PATIENCE = 60.0


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
        visitor = http.client.HTTPConnection("127.0.0.1", self.port, timeout=patience)
        try:
            visitor.request("GET", path, headers={"Host": "localhost"})
            return visitor.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            visitor.close()

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
    """Asks for a page again and again; remembers how long it took and how long nobody answered."""

    def __init__(self, at: Node, path: str = "/svar/", *, pause: float = 0.05, patience: float = 2.0) -> None:
        self.seconds: list[float] = []  # of each page that came
        self.outages: list[float] = []
        self._at, self._path, self._pause, self._patience = at, path, pause, patience
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._visit)

    def __enter__(self) -> Visitor:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _visit(self) -> None:
        gone_since: float | None = None
        while not self._stop.wait(self._pause):
            began = time.monotonic()
            if self._at.answers(self._path, self._patience):
                self.seconds.append(time.monotonic() - began)
                if gone_since is not None:
                    self.outages.append(time.monotonic() - gone_since)
                gone_since = None
            elif gone_since is None:
                gone_since = began
        if gone_since is not None:
            self.outages.append(time.monotonic() - gone_since)
