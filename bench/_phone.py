"""A respondent without a browser: one connection to this machine, every page read and sent as a browser would.

Knows nothing of the application but its pages. Run in processes of its own, so that its time is not the server's.
"""

from __future__ import annotations

import html
import re
import socket
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from multiprocessing import get_context
from urllib.parse import urlencode

_HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)"')
_ASKED = re.compile(r'name="(u\.[^"]+)"')
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)\r\n", re.IGNORECASE)
_PIECES = re.compile(rb"\r\ntransfer-encoding: *chunked\r\n", re.IGNORECASE)
RECEIPT = "Dit svar er registreret"
FORM = "application/x-www-form-urlencoded"


class NotAnswered(Exception):
    """The server answered with something else than the page that comes next."""

    def __init__(self, step: str, status: int, body: str) -> None:
        super().__init__(f"{step}: status {status}: {' '.join(body.split())[:300]}")
        self.status = status


class Phone:
    """One kept connection."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._socket: socket.socket | None = None
        self._rest = b""

    def get(self, path: str) -> tuple[int, str]:
        return self._ask(f"GET {path} HTTP/1.1\r\nHost: localhost:{self._port}\r\n\r\n".encode())

    def post(self, path: str, fields: dict[str, str], accept: str = "text/html") -> tuple[int, str]:
        body = urlencode(fields).encode()
        head = (
            f"POST {path} HTTP/1.1\r\nHost: localhost:{self._port}\r\nAccept: {accept}\r\n"
            f"Content-Type: {FORM}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return self._ask(head.encode() + body)

    def _ask(self, request: bytes) -> tuple[int, str]:
        if self._socket is None:
            self._socket = socket.create_connection(("127.0.0.1", self._port), timeout=60)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.sendall(request)
        head = self._until(b"\r\n\r\n")
        if found := _LENGTH.search(head):
            body = self._exactly(int(found[1]))
        elif _PIECES.search(head):
            body = self._in_pieces()
        else:
            raise RuntimeError(f"a response without a length: {head!r}")
        return int(head[9:12]), body.decode()

    def _until(self, mark: bytes) -> bytes:
        data = self._rest
        while (end := data.find(mark)) < 0:
            data += self._more()
        end += len(mark)
        self._rest = data[end:]
        return data[:end]

    def _exactly(self, size: int) -> bytes:
        pieces, have = [self._rest], len(self._rest)
        while have < size:
            pieces.append(self._more())
            have += len(pieces[-1])
        data = b"".join(pieces)
        self._rest = data[size:]
        return data[:size]

    def _in_pieces(self) -> bytes:
        body = b""
        while size := int(self._until(b"\r\n"), 16):
            body += self._exactly(size)
            self._until(b"\r\n")
        self._until(b"\r\n")
        return body

    def _more(self) -> bytes:
        assert self._socket is not None
        data = self._socket.recv(1 << 18)
        if not data:
            raise ConnectionError("the server closed the connection")
        return data


def _fields(page: str) -> dict[str, str]:
    return {html.unescape(name): html.unescape(value) for name, value in _HIDDEN.findall(page)}


def _page(step: str, answer: tuple[int, str]) -> str:
    status, body = answer
    if status != 200:
        raise NotAnswered(step, status, body)
    return body


def answer(phone: Phone, link: str, pages: int) -> None:
    """Answer everything: start page, `pages` pages, review, receipt. Raises NotAnswered."""
    page = _page("start page", phone.get(f"/svar/{link}/"))
    page = _page("page 1", phone.post("/svar/start/", _fields(page)))
    for number in range(1, pages + 1):
        fields = _fields(page)
        fields |= {name: str(place % 5 + 1) for place, name in enumerate(dict.fromkeys(_ASKED.findall(page)))}
        if number < pages:
            page = _page(f"page {number + 1}", phone.post("/svar/side/", {**fields, "til": str(number + 1)}))
        else:
            page = _page("review", phone.post("/svar/gennemse/", fields))
    page = _page("receipt", phone.post("/svar/send/", _fields(page)))
    if RECEIPT not in page:
        raise NotAnswered("receipt", 200, page)


def bare(phone: Phone, link: str, pages: int) -> None:
    """The same number of requests and of writes, to the bare function of `_bare.py`."""
    page = _page("start page", phone.get(f"/svar/{link}/"))
    page = _page("page 1", phone.post("/svar/start/", {"kode": link}))
    fields = {"kode": link, **{f"u.item_{n}": str(n % 5 + 1) for n in range(5)}, "gem": "0" * 32}
    for _ in range(pages - 1):
        page = _page("page", phone.post("/svar/side/", fields))
    page = _page("review", phone.post("/svar/gennemse/", fields))
    page = _page("receipt", phone.post("/svar/send/", fields))
    if RECEIPT not in page:
        raise NotAnswered("receipt", 200, page)


@dataclass
class Load:
    """What came of a load. `latencies` in seconds; `faults` what was answered instead, with how often."""

    done: int = 0
    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    faults: dict[str, int] = field(default_factory=dict)

    def fault(self, error: Exception) -> None:
        self.faults[str(error)] = self.faults.get(str(error), 0) + 1

    def __iadd__(self, other: Load) -> Load:
        self.done += other.done
        self.seconds = max(self.seconds, other.seconds)
        self.latencies += other.latencies
        for name, times in other.faults.items():
            self.faults[name] = self.faults.get(name, 0) + times
        return self


_Work = Callable[..., Load]


def complete(port: int, links: Sequence[str], pages: int, to_bare: bool) -> Load:
    """Answer through every link in turn, on one connection."""
    phone, load, act = Phone(port), Load(), bare if to_bare else answer
    began = time.perf_counter()
    for link in links:
        try:
            act(phone, link, pages)
            load.done += 1
        except NotAnswered as error:
            load.fault(error)
    load.seconds = time.perf_counter() - began
    return load


def warm_up(port: int, links: Sequence[str], pages: int, to_bare: bool) -> Load:
    """Answer through every link, each on a new connection, so that every worker has made its pages once."""
    load = Load()
    for link in links:
        load += complete(port, [link], pages, to_bare)
    return load


def write(port: int, links: Sequence[str], seconds: float) -> Load:
    """One writer for each link, all at once: save the page as its script does, again and again with other values."""
    loads = [Load() for _ in links]
    ready = threading.Barrier(len(links))
    writers = [
        threading.Thread(target=_one_writer, args=(port, link, load, ready, seconds))
        for link, load in zip(links, loads, strict=True)
    ]
    for writer in writers:
        writer.start()
    total = Load()
    for writer, load in zip(writers, loads, strict=True):
        writer.join()
        total += load
    return total


def _one_writer(port: int, link: str, load: Load, ready: threading.Barrier, seconds: float) -> None:
    import json

    phone = Phone(port)
    page = _page("page 1", phone.post("/svar/start/", _fields(_page("start", phone.get(f"/svar/{link}/")))))
    fields, items = _fields(page), dict.fromkeys(_ASKED.findall(page))
    ready.wait()
    end = time.perf_counter() + seconds
    turn = 0
    while (began := time.perf_counter()) < end:
        turn += 1
        fields |= {name: str((place + turn) % 5 + 1) for place, name in enumerate(items)}
        status, body = phone.post("/svar/side/", fields, accept="application/json")
        if status != 200:
            load.fault(NotAnswered("save", status, body))
            continue
        load.latencies.append(time.perf_counter() - began)
        load.done += 1
        fields |= {name: str(value) for name, value in json.loads(body).items()}
    load.seconds = seconds


def in_processes(work: _Work, jobs: Sequence[tuple[object, ...]]) -> Load:
    """Run one process for each job and add up what came of them."""
    total = Load()
    with get_context("spawn").Pool(len(jobs)) as pool:
        pool.map(len, [()] * len(jobs))  # all are there before the first begins
        for load in pool.starmap(work, jobs, chunksize=1):
            total += load
    return total
