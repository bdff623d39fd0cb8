"""Phones of one room that change their answer again and again over the network, and know what they were told is kept."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlencode

from support.respondent import URLENCODED
from support.served_rooms import ServedRoom

_SAVED = "Dit svar er gemt"


class RoomWriters:
    """Each phone sends until it is told that its answer is kept, with the same key, as a form that is sent again."""

    def __init__(self, port: int, room: ServedRoom) -> None:
        self.acknowledged: dict[str, int] = {}
        self.saved = self.again = 0
        self._port, self._room = port, room
        self._stop, self._lock = threading.Event(), threading.Lock()
        self._failed: list[str] = []

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Let them write meanwhile; then each ends with the answer in hand."""
        threads = [threading.Thread(target=self._write, args=(token,)) for token in self._room.phones]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self._stop.set()
            for thread in threads:
                thread.join()
        assert not self._failed, self._failed[:3]

    def wait_for(self, number: int) -> None:
        """Wait until so many answers were acknowledged."""
        end = time.monotonic() + 120
        while self.saved < number:
            assert not self._failed, self._failed[:3]
            assert time.monotonic() < end, "nothing is saved any more"
            time.sleep(0.02)

    def _write(self, token: str) -> None:
        number = 0
        while not self._stop.is_set() and not self._failed:
            number += 1
            value = number % 11
            form = {"act": "answer", "key": f"{number}", "item": "0", "round": "1", "v0": str(value)}
            status, page = self._until_answered(f"/d/{self._room.code}/{token}/", urlencode(form))
            with self._lock:
                if status != 200 or _SAVED not in page:
                    self._failed.append(f"{status} {page[:500]}")
                self.acknowledged[token] = value
                self.saved += 1

    def _until_answered(self, path: str, body: str) -> tuple[int, str]:
        end = time.monotonic() + 120
        while time.monotonic() < end:
            with suppress(OSError, http.client.HTTPException):
                web = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
                try:
                    web.request("POST", path, body, {"Host": "localhost", "Content-Type": URLENCODED})
                    answer = web.getresponse()
                    page = answer.read().decode()
                finally:
                    web.close()
                if answer.status != 503:
                    return answer.status, page
            with self._lock:
                self.again += 1
            time.sleep(0.05)
        return 0, "nobody has answered for two minutes"
