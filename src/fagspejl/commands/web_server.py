"""Granian as `fagspejl serve` runs it: a worker that dies is replaced, however often, unless none has ever answered.

Granian replaces workers too, but ends the whole site when the same one dies twice within 5.5 seconds, and may miss one
of several that die at once. Its loop over dead workers is therefore ours; all else is Granian's.
Source: docs/decisions/0010-workers-are-replaced.md.
"""

from __future__ import annotations

import ctypes
import http.client
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from importlib import import_module
from typing import Any, Final

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels

_APPLICATION: Final = "fagspejl.config.wsgi"
_LOOK_SECONDS: Final = 0.2  # between two looks at whether anybody answers, until somebody does
_DEATHS: Final = 3  # so many workers die without an answer before we call it our own fault
_YOUNG_SECONDS: Final = 1.0
_LONGEST_PAUSE: Final = 1.0  # seconds: the site answers again within five
_PARENT_DIES: Final = 1  # PR_SET_PDEATHSIG of Linux's prctl(2)


class WebServer(Granian):  # type: ignore[misc,valid-type]  # which class it is, Granian decides as it is built
    """The site's web server. `fault` says after `serve` how the last worker ended, where none has ever answered."""

    def __init__(self, host: str, port: int, *, workers: int, threads: int) -> None:
        super().__init__(
            f"{_APPLICATION}:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=threads,
            http=HTTPModes.http1,
            websockets=False,
            log_level=LogLevels.error,  # its warnings advise against as many threads as wait for a locked database
            log_access=False,
            respawn_failed_workers=True,
            workers_kill_timeout=10,
        )
        self.fault: int | None = None
        self._answered = multiprocessing.RawValue("b", 0)
        self._quick_deaths = 0

    def run(self) -> None:
        """Serve until Ctrl-C or SIGTERM, or until it is clear that no worker ever answers."""
        import_module(_APPLICATION)  # once: every worker begins as a copy, and a new one is there at once
        from django.db import connections

        connections.close_all()  # no worker may go on with this process's connection
        os.register_at_fork(after_in_child=_stop_when_told)
        try:
            self.serve(target_loader=partial(_application, self._answered, os.getpid()), wrap_loader=False)
        except SystemExit:  # Granian's word for workers that died just now, also where we were told to stop
            if self.fault is None and not self.interrupt_signal:
                raise

    def _serve_loop(self, spawn_target: Any, target_loader: Any) -> None:
        """Stand in for Granian's own loop, which `respawn_failed_workers` and SIGHUP would lead through."""
        deaths = 0
        while True:
            woken = self.main_loop_interrupt.wait(None if self._answered.value else _LOOK_SECONDS)
            self.main_loop_interrupt.clear()  # before looking: who dies from now on wakes us again
            if self.interrupt_signal:
                return
            if not woken:
                self._ask()
            if self.reload_signal:
                self._reload(spawn_target, target_loader)
            while self.interrupt_children:
                number = self.interrupt_children.pop(0)
                deaths += 1
                if deaths >= _DEATHS and not self._answered.value:
                    self.fault = self.wrks[number].inner.exitcode
                    return
                self._pause_after(self.wrks[number])
                self._respawn_workers([number], spawn_target, target_loader)

    def _pause_after(self, worker: Any) -> None:
        """Wait a little, and longer each time, where workers die as soon as they begin."""
        young = time.monotonic() - worker.birth < _YOUNG_SECONDS
        self._quick_deaths = self._quick_deaths + 1 if young else 0
        if young:
            time.sleep(min(0.05 * 2**self._quick_deaths, _LONGEST_PAUSE))

    def _ask(self) -> None:
        """Ask for a page, so that a site nobody has visited yet is known to answer. Any answer will do."""
        asked = http.client.HTTPConnection(self.bind_addr, self.bind_port, timeout=1)
        with suppress(OSError, http.client.HTTPException):
            asked.request("GET", "/svar/")
            asked.getresponse().read()
        asked.close()


def _stop_when_told() -> None:
    """Forget the server's own handlers: a worker told to stop before it has set up its own would not hear of it."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)


def _end_with(server: int) -> None:
    """Let Linux end this worker when the server's own process is killed: alone it would keep the port for ever."""
    if sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(_PARENT_DIES, signal.SIGKILL)
    if os.getppid() != server:  # it died before we asked
        os.kill(os.getpid(), signal.SIGKILL)


def _application(answered: Any, server: int) -> Callable[..., Any]:
    """Return the site's application, in a worker; it notes that it has answered."""
    _end_with(server)
    application: Callable[..., Any] = import_module(_APPLICATION).application

    def noting(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        response = application(environ, start_response)
        answered.value = 1
        return response

    return noting
