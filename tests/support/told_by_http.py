"""A planner without a browser: forms over plain HTTP to a served site, and what its processes took meanwhile."""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from support.mail import MailSink
from support.staff import code_in, one_time_code

_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass
class Planner:
    """Somebody's client: `url` of the site, the cookie of the session."""

    url: str
    cookie: str = ""

    def ask(
        self, method: str, path: str, body: bytes = b"", kind: str = "application/x-www-form-urlencoded"
    ) -> tuple[int, str, str]:
        """Return status, text and where to go next."""
        made = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=300)
        headers = {"Origin": self.url, "Cookie": self.cookie, "Content-Type": kind}
        made.request(method, path, body, headers)
        answer = made.getresponse()
        text = answer.read().decode("utf-8", "replace")
        for told in answer.headers.get_all("Set-Cookie") or ():
            self.cookie = told.partition(";")[0]
        made.close()
        return answer.status, text, answer.headers.get("Location", "")

    def form(self, path: str, at: str = "", **fields: str) -> tuple[int, str, str]:
        """Open the page `at` and send its form, or another of its own, with these fields."""
        token = self.token(at or path)
        return self.ask("POST", path, urlencode({**fields, "csrfmiddlewaretoken": token}).encode())

    def token(self, path: str) -> str:
        """Return what a form of the page carries to prove that it is ours."""
        _, text, _ = self.ask("GET", path)
        found = _TOKEN.search(text)
        return found[1] if found else ""

    def upload(self, path: str, at: str, name: str, content: bytes) -> tuple[int, str, str]:
        """Send one file with the form of a page."""
        line = "----fagspejl"
        head = f'--{line}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{self.token(at)}\r\n'
        head += f'--{line}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'
        body = head.encode() + content + f"\r\n--{line}--\r\n".encode()
        return self.ask("POST", path, body, f"multipart/form-data; boundary={line}")

    def log_in(self, sink: MailSink, email: str) -> None:
        """Log in for the first time: a mailed code, then a code app."""
        self.form("/log-ind/", email=email)
        for _ in range(300):
            if sink.received:
                break
            time.sleep(0.1)
        body = sink.received[-1].get_body(preferencelist=("plain",))
        assert body is not None
        self.form("/log-ind/kode/", code=code_in(body.get_content()))
        _, text, _ = self.ask("GET", "/sikkerhed/app/")
        secret = re.search(r'class="secret[^"]*"[^>]*>([^<]+)<', text)
        assert secret is not None, text
        code = one_time_code(re.sub(r"\s", "", unescape(secret[1])), int(time.time()) // 30)
        token = _TOKEN.search(text)  # of this very page: another look at it would show another secret
        assert token is not None, text
        sent = urlencode({"code": code, "csrfmiddlewaretoken": token[1]})
        assert self.ask("POST", "/sikkerhed/app/", sent.encode())[0] == 302


@dataclass
class Taken:
    """What the processes of a site took: bytes of the largest of each kind at its peak, and seconds of processors."""

    peaks: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0


@contextlib.contextmanager
def watched(folder: Path) -> Iterator[Taken]:
    """Watch the web processes that run in a folder, and the readers they start."""
    taken, over = Taken(), threading.Event()
    before = _seconds(folder)

    def look() -> None:
        while not over.wait(0.02):
            for kind, pid in _processes(folder):
                with contextlib.suppress(OSError, AttributeError):
                    status = Path(f"/proc/{pid}/status").read_text("ascii")
                    peak = int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) << 10  # type: ignore[index]
                    taken.peaks[kind] = max(taken.peaks.get(kind, 0), peak)

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield taken
    finally:
        over.set()
        watcher.join()
        taken.seconds = _seconds(folder) - before


def _processes(folder: Path) -> Iterator[tuple[str, int]]:
    for one in Path("/proc").iterdir():
        if one.name.isdecimal():
            with contextlib.suppress(OSError):
                line = (one / "cmdline").read_bytes()
                if (one / "cwd").readlink() != folder:
                    continue
                if b"held_process" in line:
                    yield "reader", int(one.name)
                elif b"\0serve\0" in line or b"spawn_main" in line:
                    yield "web", int(one.name)


def _seconds(folder: Path) -> float:
    """Processor seconds of the web processes and of the children they have waited for."""
    ticks = 0
    for kind, pid in _processes(folder):
        if kind == "web":
            with contextlib.suppress(OSError):
                ticks += sum(
                    map(int, Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:15])
                )
    return ticks / os.sysconf("SC_CLK_TCK")
