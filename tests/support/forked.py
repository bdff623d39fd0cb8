"""Processes that do real work on a real database and may be killed with SIGKILL at any moment.

One process starts the program once and then makes a copy of itself (fork) for each piece of work, so that hundreds of
kills are cheap. A piece of work reports each thing it begins and each thing it was promised, before anything else
happens; what was reported is what a respondent would have seen.
"""

from __future__ import annotations

import importlib
import json
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

Say = Callable[..., None]
_SECONDS = 120


class Job:
    """One piece of work in a process of its own."""

    def __init__(self, server: ForkServer) -> None:
        self._server = server
        (kind, number) = server.message()
        assert kind == "pid"
        self._process = os.pidfd_open(number)  # a number may be given to another process, this may not
        server.tell("go")
        self.result: Any = None
        self.error = ""

    def heard(self) -> Iterator[list[Any]]:
        """Yield what the work reports, until it ends or dies."""
        while True:
            kind, *rest = self._server.message()
            if kind == "said":
                yield rest
            elif kind == "result":
                (self.result,) = rest
            elif kind == "failed":
                (self.error,) = rest
            else:
                os.close(self._process)
                return

    def kill(self) -> list[list[Any]]:
        """Kill it, and return what it had still reported."""
        signal.pidfd_send_signal(self._process, signal.SIGKILL)
        return list(self.heard())


class ForkServer:
    """The process that makes the others. `tasks`: the module with the pieces of work."""

    def __init__(self, tasks: str, environ: dict[str, str]) -> None:
        paths = os.pathsep.join(path for path in sys.path if path)
        code = f"from support.forked import serve; serve({tasks!r})"
        self._process = subprocess.Popen(
            [sys.executable, "-c", code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **environ, "PYTHONPATH": paths},
        )
        assert self._process.stdout is not None
        self._reader = selectors.DefaultSelector()
        self._reader.register(self._process.stdout, selectors.EVENT_READ)
        self._rest = b""

    def message(self) -> list[Any]:
        """Return the next message. Fails when nothing comes for a long time."""
        assert self._process.stdout is not None
        while b"\n" not in self._rest:
            assert self._reader.select(_SECONDS), "the working process says nothing"
            part = os.read(self._process.stdout.fileno(), 1 << 16)
            assert part, "the process that makes the others has ended"
            self._rest += part
        line, self._rest = self._rest.split(b"\n", 1)
        message: list[Any] = json.loads(line)
        return message

    def tell(self, message: Any) -> None:
        """Send a message."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(message).encode() + b"\n")
        self._process.stdin.flush()

    def start(self, task: str, base: str, *, stay: bool = False, **facts: Any) -> Job:
        """Begin a piece of work on a database (file, or name in PostgreSQL). `stay`: at its end it waits to be killed."""
        self.tell([task, base, facts, stay])
        return Job(self)

    def run(self, task: str, base: str, **facts: Any) -> Any:
        """Do a piece of work to its end and return its result."""
        job = self.start(task, base, **facts)
        for _ in job.heard():
            pass
        assert not job.error, job.error
        return job.result

    def close(self) -> None:
        """End it."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(_SECONDS)


@contextmanager
def fork_server(tasks: str, environ: dict[str, str]) -> Iterator[ForkServer]:
    """Run one, and end it."""
    server = ForkServer(tasks, environ)
    try:
        yield server
    finally:
        server.close()


def serve(tasks: str) -> None:
    """Take pieces of work from standard input, each in a copy of this process."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "fagspejl.config.settings"
    django.setup()
    work = importlib.import_module(tasks)
    work.warm()  # whatever is loaded at first use is loaded once, and not in each copy
    out = os.dup(1)
    os.dup2(2, 1)  # whatever is printed does not mix with messages

    def send(*message: Any) -> None:
        os.write(out, json.dumps(message).encode() + b"\n")

    while line := sys.stdin.readline():
        task, base, facts, stay = json.loads(line)
        ready, go = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.read(ready, 1)
            _work(getattr(work, task), base, facts, send)
            if stay:
                signal.pause()
            os._exit(0)
        send("pid", pid)
        sys.stdin.readline()  # whoever may kill it holds on to it first
        os.write(go, b"x")
        os.close(ready)
        os.close(go)
        _, status = os.waitpid(pid, 0)
        send("gone", status)


def _work(task: Callable[..., Any], base: str, facts: dict[str, Any], send: Say) -> None:
    from django.db import connection

    connection.settings_dict["NAME"] = base
    try:
        send("result", task(lambda *words: send("said", *words), **facts))
    except BaseException as error:
        import traceback

        send("failed", f"{type(error).__name__}: {error}\n{traceback.format_exc()[-3000:]}")


def wait_until(what: Callable[[], bool]) -> None:
    """Wait for another process to come to an end; fails after a long time."""
    for _ in range(_SECONDS * 100):
        if what():
            return
        time.sleep(0.01)
    raise AssertionError("it never happened")
