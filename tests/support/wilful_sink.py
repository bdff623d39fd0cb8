"""A mail server in a process of its own that refuses, drops and stalls by a seed, and tells what it took.

Of every address it is settled beforehand whether it is refused for good or put off the first time; a connection breaks
off, or stands still, by chance. What is told and what is kept are counted by this server alone, by no code of
Fagspejl's. Run `python -m support.wilful_sink FACTS` with the facts of `Wilful` as JSON: it tells its port, then a line
of JSON for each thing that happens. A mail is told before it is acknowledged.
"""

from __future__ import annotations

import email
import email.policy
import json
import os
import random
import re
import socket
import socketserver
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from typing import Any

_LINK = re.compile(r"/svar/([a-z2-7]{26})/")
_ADDRESS = re.compile(rb"<([^>]*)>")
_PUT_OFF = (b"451 4.7.1 try again later", b"450 4.2.1 too busy", b"452 4.2.2 mailbox full for now")
_REFUSED = (b"550 5.1.1 no such user", b"553 5.1.3 no such address", b"552 5.2.2 mailbox full")
_BREAKS = ("before_data", "in_data", "lost_250", "after_250")


@dataclass(frozen=True)
class Wilful:
    """How often what happens: shares of addresses, of mails (each way of breaking off), and of connections.

    `stalls`: how many mails the server takes and then says nothing of until the other side gives up, every
    `stall_every`th; every second of them it has kept. `pauses`: the share of mails that it is slow with.
    """

    seed: int
    put_off: float = 0.05
    refused: float = 0.01
    breaks: float = 0.004
    no_greeting: float = 0.02
    pauses: float = 0.002
    stalls: int = 2
    stall_every: int = 5_000

    def is_refused(self, address: str) -> bool:
        """Whether no mail to the address is ever taken."""
        return self._of(address).random() < self.refused

    def is_put_off(self, address: str) -> bool:
        """Whether the first mail to the address is put off."""
        return self.refused <= self._of(address).random() < self.refused + self.put_off

    def after_data(self, address: str) -> bool:
        """Whether the address is refused or put off only when the whole mail is there."""
        chance = self._of(address)
        chance.random()
        return chance.random() < 0.5

    def reply(self, address: str, replies: tuple[bytes, ...]) -> bytes:
        """One of the replies, always the same to an address."""
        return self._of(f"reply {address}").choice(replies)

    def _of(self, address: str) -> random.Random:
        return random.Random(f"{self.seed} {address}")


@dataclass
class Told:
    """What the sink told: every mail it kept, in order, and how often each thing happened."""

    taken: list[dict[str, Any]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def hear(self, line: str) -> None:
        """Take in a line."""
        fact = json.loads(line)
        self.counts[fact["what"]] += 1
        if fact["what"] == "taken":
            self.taken.append(fact)


class Sink:
    """The running server, and what it has told so far."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        self._lines = process.stdout
        self.port = int(process.stdout.readline())
        self.told = Told()
        self._listener = threading.Thread(target=self._listen)
        self._listener.start()

    def _listen(self) -> None:
        for line in self._lines:
            self.told.hear(line)

    def taken(self) -> int:
        """How many mails it has kept so far."""
        return len(self.told.taken)

    def ended(self) -> None:
        """Wait until all that it told is heard."""
        self._listener.join()


@contextmanager
def wilful_sink(will: Wilful) -> Iterator[Sink]:
    """Run the server; at the end it is stopped, and everything it told is heard."""
    process = subprocess.Popen(
        [sys.executable, "-m", "support.wilful_sink", json.dumps(asdict(will))],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
    )
    try:
        sink = Sink(process)
        yield sink
    finally:
        process.terminate()
        process.wait(30)
    sink.ended()


class _BreaksOff(Exception):
    """The connection is closed without another word."""


class _Serving(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 64

    def __init__(self, will: Wilful) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.will, self.lock = will, threading.Lock()
        self.chance = random.Random(will.seed)
        self.seen: Counter[str] = Counter()
        self.mails = self.stalls = 0

    def tell(self, what: str, **facts: object) -> None:
        """Tell one thing that happened."""
        with self.lock:
            sys.stdout.write(json.dumps({"what": what, **facts}) + "\n")
            sys.stdout.flush()

    def falls(self, share: float) -> bool:
        """Whether something that happens with this chance happens now."""
        with self.lock:
            return self.chance.random() < share

    def way_to_break(self) -> str:
        """How the connection of this mail breaks off; "" where it does not."""
        with self.lock:
            at = self.chance.random() / self.will.breaks if self.will.breaks else len(_BREAKS)
            return _BREAKS[int(at)] if at < len(_BREAKS) else ""

    def stall(self) -> int:
        """Count a mail; returns the number of its stall, 0 for none."""
        with self.lock:
            self.mails += 1
            if self.stalls >= self.will.stalls or self.mails % self.will.stall_every:
                return 0
            self.stalls += 1
            return self.stalls

    def is_first(self, address: str) -> bool:
        """Whether the address is put off: the first time it is seen."""
        with self.lock:
            self.seen[address] += 1
            return self.seen[address] == 1


class _Talk(socketserver.StreamRequestHandler):
    server: _Serving
    disable_nagle_algorithm = True

    def handle(self) -> None:
        with suppress(_BreaksOff, ConnectionError):
            self._talk()

    def _talk(self) -> None:
        if self.server.falls(self.server.will.no_greeting):
            self.server.tell("no_greeting")
            return
        self._say(b"220 sink")
        address = refusal = ""
        for line in self.rfile:
            word = line[:4].upper()
            if word == b"EHLO":
                self._say(b"250-sink", b"250 8BITMIME")
            elif word == b"RCPT":
                found = _ADDRESS.search(line)
                assert found is not None
                address = found[1].decode("ascii")
                refusal = self._refusal(address)
                if refusal and not self.server.will.after_data(address):
                    self._say(refusal.encode("ascii"))
                else:
                    self._say(b"250 OK")
            elif word == b"DATA":
                self._data(address, refusal)
            elif word == b"QUIT":
                self._say(b"221 bye")
                return
            else:
                self._say(b"250 OK")

    def _refusal(self, address: str) -> str:
        will, first = self.server.will, self.server.is_first(address)
        if will.is_refused(address):
            self.server.tell("refused", to=address)
            return will.reply(address, _REFUSED).decode("ascii")
        if first and will.is_put_off(address):
            self.server.tell("put_off", to=address)
            return will.reply(address, _PUT_OFF).decode("ascii")
        return ""

    def _data(self, address: str, refusal: str) -> None:
        breaks = self.server.way_to_break()
        if breaks == "before_data":
            self._break(breaks)
        self._say(b"354 go on")
        raw = self._mail()
        if breaks == "in_data":  # it came whole, and is thrown away
            self._break(breaks)
        if refusal:
            self._say(refusal.encode("ascii"))
            return
        if self.server.falls(self.server.will.pauses):
            self.server.tell("pause")
            time.sleep(0.3)
        stall = self.server.stall()
        is_kept = not stall or stall % 2 == 0
        if is_kept:
            self._keep(address, raw)
        if stall:
            self.server.tell("stall_kept" if is_kept else "stall")
            self.rfile.read(1)  # until the other side gives up
            raise _BreaksOff
        if breaks == "lost_250":
            self._break(breaks)
        self._say(b"250 OK")
        if breaks == "after_250":
            self._break(breaks)

    def _keep(self, address: str, raw: bytes) -> None:
        mail = email.message_from_bytes(raw, policy=email.policy.default)
        plain = mail.get_body(("plain",))
        assert plain is not None
        links = sorted(set(_LINK.findall(plain.get_content())))
        to = [one.addr_spec for one in mail["To"].addresses]
        self.server.tell("taken", to=address, head=to, id=str(mail["Message-ID"]), links=links)

    def _mail(self) -> bytes:
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                return b"".join(lines)
            lines.append(line[1:] if line.startswith(b".") else line)
        raise _BreaksOff  # the other side was killed in the middle

    def _break(self, how: str) -> None:
        self.server.tell(how)
        self.connection.shutdown(socket.SHUT_RDWR)
        raise _BreaksOff

    def _say(self, *lines: bytes) -> None:
        self.wfile.write(b"".join(line + b"\r\n" for line in lines))


def main() -> None:
    """Serve until terminated."""
    with _Serving(Wilful(**json.loads(sys.argv[1]))) as server:
        sys.stdout.write(f"{server.server_address[1]}\n")
        sys.stdout.flush()
        server.serve_forever()


if __name__ == "__main__":
    main()
