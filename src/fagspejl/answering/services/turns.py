"""Whose turn it is to write: a database that is locked must not take every thread of a web process with it.

So few save at the same moment; so many more may wait for their turn as long as the database itself would let them.
Whoever comes when the waiting room is full waits as long as things move, and is asked to try again when they do not:
threads are left for everybody who only reads.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from fagspejl.answering.errors import NotSaved

_PATIENCE: Final = 20.0  # seconds; as long as SQLite waits for a lock (config/environment.py)
_STILL: Final = 0.5  # seconds without anybody's turn beginning or ending: somebody holds the database


class Turns:
    """The turns of one process. `at_once` write at the same moment, `waiting` more may wait to the end."""

    def __init__(self, *, at_once: int, waiting: int) -> None:
        self._free, self._room, self._waiting = at_once, waiting, 0
        self._changed = threading.Condition()
        self._moved = time.monotonic()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for a turn, and give it on afterwards. Raises NotSaved when it does not come in time."""
        self._take()
        try:
            yield
        finally:
            with self._changed:
                self._free += 1
                self._moved = time.monotonic()
                self._changed.notify()

    def _take(self) -> None:
        with self._changed:
            end = time.monotonic() + _PATIENCE
            stays = self._waiting < self._room
            self._waiting += 1
            try:
                while not self._free:
                    left = (end if stays else min(end, self._moved + _STILL)) - time.monotonic()
                    if left <= 0:
                        raise NotSaved
                    self._changed.wait(left)
            finally:
                self._waiting -= 1
            self._free -= 1
            self._moved = time.monotonic()
