"""Many phones and facilitators over the network at once, each on a connection of its own, without a browser's cost."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlencode

from support.respondent import URLENCODED
from support.served_rooms import ServedRoom

_LATER, _MOST_TRIES = 503, 200
Answer = tuple[int, bytes]


class Line:
    """A connection that is opened again when it is gone. What nobody answered is asked again, as people do."""

    def __init__(self, port: int) -> None:
        self._port = port
        self.asked_again = False  # what was asked last: nobody told whether it had been done
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, method: str, path: str, form: dict[str, str] | None = None) -> Answer:
        """Ask once. Raises OSError, asyncio.IncompleteReadError where nobody answers."""
        body = urlencode(form).encode() if form is not None else b""
        head = f"{method} {path} HTTP/1.1\r\nHost: localhost\r\n"
        if form is not None:
            head += f"Content-Type: {URLENCODED}\r\nContent-Length: {len(body)}\r\n"
        try:
            if self._streams is None:
                self._streams = await asyncio.open_connection("127.0.0.1", self._port)
            reader, writer = self._streams
            writer.write(head.encode() + b"\r\n" + body)
            return await self._read(reader)
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            self.close()
            raise

    async def until_answered(self, method: str, path: str, form: dict[str, str]) -> Answer:
        """Ask until somebody answers with something else than "later"."""
        for number in range(_MOST_TRIES):
            self.asked_again = number > 0
            try:
                status, page = await self.ask(method, path, form)
            except (OSError, asyncio.IncompleteReadError):
                status, page = 0, b""
            if status not in (0, 502, _LATER, 504):
                return status, page
            await asyncio.sleep(0.3)
        raise AssertionError("nobody has answered for a minute")

    def close(self) -> None:
        """End the connection."""
        if self._streams is not None:
            self._streams[1].close()
        self._streams = None

    async def _read(self, reader: asyncio.StreamReader) -> Answer:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        status = int(head[9:12])
        headers = dict(line.lower().split(": ", 1) for line in head.split("\r\n")[1:] if ": " in line)
        if "chunked" in headers.get("transfer-encoding", ""):
            page = b""
            while size := int((await reader.readline()).strip(), 16):
                page += (await reader.readexactly(size + 2))[:-2]
            await reader.readexactly(2)
        else:
            page = await reader.readexactly(int(headers.get("content-length", "0")))
        if headers.get("connection") == "close":
            self.close()
        return status, page


@dataclass
class Crowd:
    """What a crowd has seen. `acknowledged`: the value that each phone was told last that it is kept."""

    port: int
    until: float = 0.0
    acknowledged: dict[str, int] = field(default_factory=dict)
    answered: list[float] = field(default_factory=list)  # seconds each answer took
    polls: Counter[int] = field(default_factory=Counter)
    pages: Counter[int] = field(default_factory=Counter)
    refused: Counter[int] = field(default_factory=Counter)
    moved: int = 0
    missed: int = 0  # polls and pages that nobody answered

    async def meet(self, rooms: list[ServedRoom], seconds: float) -> None:
        """Let the rooms meet for so long."""
        began = time.monotonic()
        self.until = began + seconds
        async with asyncio.TaskGroup() as tasks:
            for number, room in enumerate(rooms):
                tasks.create_task(self._lead(room, random.Random(number), seconds))
                for token in room.phones:
                    tasks.create_task(self._poll(room, token, random.Random(token)))
                    tasks.create_task(self._judge(room, token, random.Random(token), seconds))

    async def _poll(self, room: ServedRoom, token: str, chance: random.Random) -> None:
        line, rev = Line(self.port), str(room.revision)
        await asyncio.sleep(chance.random())
        while time.monotonic() < self.until:
            try:
                status, mark = await line.ask("GET", f"/d/{room.code}/tilstand?rev={rev}")
                self.polls[status] += 1
                if status == 200 and int(mark) > int(rev):
                    shown, _ = await line.ask("GET", f"/d/{room.code}/{token}/")
                    self.pages[shown] += 1
                    rev = mark.decode() if shown == 200 else rev
            except (OSError, asyncio.IncompleteReadError):  # a phone asks again in a second
                self.missed += 1
            await asyncio.sleep(chance.uniform(0.8, 1.2))
        line.close()

    async def _judge(self, room: ServedRoom, token: str, chance: random.Random, seconds: float) -> None:
        """Answer once; whoever is late is told so."""
        line, value = Line(self.port), chance.randrange(11)
        form = {"act": "answer", "key": token, "item": "0", "round": "1", "v0": str(value)}
        await asyncio.sleep(chance.uniform(0, seconds * 0.9))
        began = time.monotonic()
        status, _ = await line.until_answered("POST", f"/d/{room.code}/{token}/", form)
        self.answered.append(time.monotonic() - began)
        if status == 200:
            self.acknowledged[token] = value
        else:
            self.refused[status] += 1
        line.close()

    async def _lead(self, room: ServedRoom, chance: random.Random, seconds: float) -> None:
        """Lock the door, and show what was answered near the end: two acts that every phone hears of."""
        line, revision = Line(self.port), room.revision
        for act, at in (("lock", 0.3), ("jump", 0.8)):
            begins = self.until - seconds + (at + chance.uniform(-0.1, 0.1)) * seconds
            await asyncio.sleep(max(0.0, begins - time.monotonic()))
            form = {"act": act, "revision": str(revision), "phase": "reveal"}
            status, page = await line.until_answered("POST", f"/styring/{room.control}/", form)
            done_before = status == 409 and line.asked_again  # whoever presses again is told that it was done
            assert status == 303 or done_before, (status, page[-2000:])
            revision, self.moved = revision + 1, self.moved + 1
        line.close()
