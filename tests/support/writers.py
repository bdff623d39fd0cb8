"""People who save again and again over the network, and know to the version what they were promised.

A save whose answer did not come is sent again, as a browser does, until it is acknowledged: its id stays, so it may count
once only. The version that a draft is told then has to be the number of saves so far; a receipt tells none.
"""

from __future__ import annotations

import hashlib
import http.client
import json
import re
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from support.respondent import URLENCODED, Form

_RECEIPT = "Dit svar er registreret"
_ASKED = re.compile(r'name="u\.([^"]+)"')
_SENT_EACH = 10  # every so many saves is an answer, the others are drafts


@dataclass
class Promised:
    """What one person was acknowledged last, and what is asked and not answered yet."""

    version: int = 0
    submitted: dict[str, int] | None = None
    draft: dict[str, int] | None = None
    pending: tuple[str, dict[str, int]] | None = None

    def after(self, act: str, values: dict[str, int]) -> Promised:
        """Return what holds when one more save has gone through."""
        submitted = values if act == "send" else self.submitted
        return Promised(self.version + 1, submitted, values if act == "draft" else None)

    def allows(self, found: Sequence[Any]) -> bool:
        """Whether what is stored is what was promised; what was asked last may have gone through, or not."""
        allowed = [self] + ([self.after(*self.pending)] if self.pending else [])
        return any(list(found) == [one.version, one.submitted, one.draft] for one in allowed)


@dataclass
class Writers:
    """Everybody who writes. `wrong`: acknowledgements of another version than the number of saves."""

    ports: Sequence[int]
    promised: dict[str, Promised]
    most: int
    pause: float = 0.0
    wrong: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    refused: int = 0  # the round is closed
    retried: int = 0
    busy: int = 0  # told to try again
    stop: threading.Event = field(default_factory=threading.Event)

    @property
    def acknowledged(self) -> int:
        """How many saves were acknowledged so far."""
        assert not self.failed, self.failed[:3]
        return sum(one.version for one in self.promised.values())

    @contextmanager
    def at_work(self) -> Iterator[list[threading.Thread]]:
        """Let them write meanwhile; then each ends with the save in hand."""
        threads = [
            threading.Thread(target=self._write, args=(n, link)) for n, link in enumerate(self.promised)
        ]
        for thread in threads:
            thread.start()
        try:
            yield threads
        finally:
            self.stop.set()
            for thread in threads:
                thread.join()
        assert not self.failed, self.failed[:3]

    def compare(self, found: Mapping[str, Any]) -> tuple[list[str], list[str]]:
        """Compare with what is stored; returns what is lost and what is doubled."""
        lost: list[str] = []
        doubled = list(self.wrong)
        for link, promised in self.promised.items():
            stored = found["people"].get(link, [0, None, None])
            if not promised.allows(stored):
                (doubled if stored[0] > promised.version else lost).append(f"{stored}, promised {promised}")
        if found["rows"] > sum(one.version > 0 or one.pending is not None for one in self.promised.values()):
            doubled.append(f"{found['rows']} rows")
        return lost, doubled

    def _write(self, number: int, link: str) -> None:
        try:
            _Writer(self, number, link).write()
        except Exception as error:
            self.failed.append(f"{type(error).__name__}: {error}")


class _Writer:
    def __init__(self, all_: Writers, number: int, link: str) -> None:
        self._all, self._link, self._turn = all_, link, number
        self._connection: http.client.HTTPConnection | None = None
        self._resent = False  # what is asked now

    def write(self) -> None:
        _, page = self._ask("GET", f"/svar/{self._link}/")
        status, page = self._ask("POST", "/svar/start/", Form(page).forms["/svar/start/"])
        assert status == 200, page
        fields = Form(page).forms["/svar/side/"]
        items = list(dict.fromkeys(_ASKED.findall(page)))
        number = 0
        while not self._all.stop.is_set() and number < self._all.most:
            number += 1
            if not self._save(fields, items, number):
                break
            self._all.stop.wait(self._all.pause)
        if self._connection is not None:
            self._connection.close()

    def _save(self, fields: dict[str, str], items: list[str], number: int) -> bool:
        promised = self._all.promised[self._link]
        values = {item: (number // 5**place) % 5 + 1 for place, item in enumerate(items)}
        act = "draft" if number % _SENT_EACH else "send"
        drawn = hashlib.sha256(f"{self._link} {number}".encode()).hexdigest()[:32]
        fields |= {f"u.{item}": str(value) for item, value in values.items()}
        fields |= {"gem": drawn, "version": str(promised.version), "aendret": "1"}
        promised.pending = (act, values)
        path = "/svar/side/" if act == "draft" else "/svar/send/"
        status, body = self._ask("POST", path, fields, accept="application/json" if act == "draft" else "*/*")
        if (
            status == 404
        ):  # no more answers are taken; what was sent more than once may have gone through before
            self._all.refused += 1
            promised.pending = promised.pending if self._resent else None
            return False
        assert status == 200, f"{status} {body[:500]}"
        told = json.loads(body) if act == "draft" else {}
        if told and told["version"] != promised.version + 1:
            self._all.wrong.append(f"version {told['version']} after {promised.version}")
        assert told or _RECEIPT in body, body[:500]
        self._all.promised[self._link] = promised.after(act, values)
        fields |= {name: str(value) for name, value in told.items()}
        return True

    def _ask(
        self, method: str, path: str, fields: Mapping[str, str] | None = None, accept: str = "text/html"
    ) -> tuple[int, str]:
        """Ask until somebody answers with something else than "later": another node each time nobody does."""
        body = None if fields is None else urlencode(fields)
        headers = {"Host": "localhost", "Accept": accept, "Content-Type": URLENCODED}
        end, self._resent = time.monotonic() + 120, False
        while True:
            try:
                if self._connection is None:
                    port = self._all.ports[self._turn % len(self._all.ports)]
                    self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
                self._connection.request(method, path, body, headers)
                answer = self._connection.getresponse()
                page = answer.read().decode()
                if answer.status != 503:
                    return answer.status, page
                self._all.busy += 1
                time.sleep(0.5)
            except (OSError, http.client.HTTPException):
                if self._connection is not None:
                    self._connection.close()
                self._connection = None
                self._turn, self._resent = self._turn + 1, True
                self._all.retried += 1
                time.sleep(0.05)
            assert time.monotonic() < end, "nobody has answered for two minutes"
