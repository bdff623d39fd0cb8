"""A fresh site as an organisation runs it: a web server that cannot open the keys, a worker that can, a mail server.

The keys belong to another user, and the web server has given up the right to look past that. Where tests do not run as
root nobody can belong to another user, and the web server is only told of no key folder but its own.
"""

from __future__ import annotations

import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from support.mail import MailSink
from support.site_process import command, environment, fagspejl, free_port, own_database

ADDRESS = "https://evaluering.egedal.example"
_DROP_FROM_BOUNDS = 24  # PR_CAPBSET_DROP of Linux's prctl(2)
_PAST_OWNERS = (1, 2, 3)  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_FOWNER


@dataclass(frozen=True)
class ServedDesk:
    """A running site: its address, its folder, and the environment of its commands."""

    url: str
    folder: Path
    told: dict[str, str]

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command as the operator."""
        return fagspejl(self.folder, *arguments, **self.told)

    @property
    def keys(self) -> Path:
        """Where the worker's keys lie."""
        return self.folder / "keys"


def without_rights() -> None:
    """Give up the right to read what belongs to others, for the program that is started next."""
    if os.geteuid() != 0:
        return
    libc = ctypes.CDLL(None, use_errno=True)
    for right in _PAST_OWNERS:
        if libc.prctl(_DROP_FROM_BOUNDS, right, 0, 0, 0) != 0:
            raise OSError(ctypes.get_errno(), "the right could not be given up")


@contextmanager
def served_desk(folder: Path, sink: MailSink) -> Iterator[ServedDesk]:
    """Serve a fresh site with a worker beside it; both end at the end."""
    port = free_port()
    url = f"http://localhost:{port}"
    told = {
        "FAGSPEJL_BASE_URL": ADDRESS,  # what mails lead to; the browser comes by the port behind it
        "FAGSPEJL_NAME_SERVERS": "127.0.0.1",  # nobody answers: what cannot be looked up is in nobody's way
        "FAGSPEJL_SMTP": f"smtp+plain://{sink.host}:{sink.port}",
        "FAGSPEJL_MAIL_FROM": "Egedal Kommune <evaluering@egedal.example>",
        "FAGSPEJL_MAIL_PER_MINUTE": "none",
        "FAGSPEJL_MAIL_PAUSE": "1",
        "FAGSPEJL_ESCROW": str(folder / "escrow"),
        **own_database("desk"),
    }
    desk = ServedDesk(url, folder, told)
    made = desk.run("user", "add", "per@egedal.example", "--name", "Per Riis", "--role", "operator")
    assert made.returncode == 0, made.stderr
    (folder / "web-keys").mkdir(mode=0o700)
    shutil.copy2(folder / "keys" / "site.secret", folder / "web-keys" / "site.secret")
    (folder / "escrow").mkdir(mode=0o700, exist_ok=True)
    if os.geteuid() == 0:
        other = pwd.getpwnam("nobody")
        for place in (folder / "keys", *(folder / "keys").iterdir(), folder / "escrow"):
            os.chown(place, other.pw_uid, other.pw_gid)
    web = {**environment(folder, **told), "FAGSPEJL_KEYS": str(folder / "web-keys")}
    del web["FAGSPEJL_ESCROW"]
    with (folder / "web.log").open("wb") as web_log, (folder / "worker.log").open("wb") as worker_log:
        server = subprocess.Popen(
            command("serve", "--port", str(port), "--workers", "1"),
            cwd=folder,
            env=web,
            stdout=web_log,
            stderr=subprocess.STDOUT,
            preexec_fn=without_rights,  # noqa: PLW1509 - it calls the system and nothing else
        )
        _wait(server, folder / "web.log", b"http://")
        worker = subprocess.Popen(
            command("worker", "--every", "1"),
            cwd=folder,
            env=environment(folder, **told),
            stdout=worker_log,
            stderr=subprocess.STDOUT,
        )
        try:
            yield desk
        finally:
            for process in (worker, server):
                process.send_signal(signal.SIGINT)
            for process in (worker, server):
                process.wait(60)
    for log in ("web.log", "worker.log"):
        said = (folder / log).read_text("utf-8")
        assert "Traceback" not in said, said


def _wait(process: subprocess.Popen[bytes], log: Path, sign: bytes) -> None:
    deadline = time.monotonic() + 180
    while sign not in log.read_bytes():
        assert process.poll() is None, log.read_text("utf-8")
        assert time.monotonic() < deadline, log.read_text("utf-8")
        time.sleep(0.1)
