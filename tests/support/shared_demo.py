"""The demo, built once per run by the command that newcomers type, and read by every worker of the run.

The first test that asks builds it, the others wait; nobody changes it. A test that must, or that serves it, takes a copy
(support/demo_site.py). What the command said, and what it served before Ctrl-C ended it, is kept beside the folder.
"""

from __future__ import annotations

import fcntl
import json
import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from dataclasses import asdict, dataclass
from pathlib import Path

import pytest

from support.demo_site import FAGSPEJL, environment


@dataclass(frozen=True, slots=True)
class Served:
    """What the command served: `listening` are the addresses it was heard at, as Linux writes them."""

    port: int
    cache_control: str
    front_page: str
    release: str
    listening: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BuiltDemo:
    """The finished demo: its folder, what the command printed on the way, and how it ended on Ctrl-C."""

    folder: Path
    said: str
    told: str
    exit_code: int
    served: Served

    @property
    def files(self) -> Path:
        """The folder of the answers that the demo's reports are made from."""
        return self.folder.with_name(f"{self.folder.name}-input")


@pytest.fixture(scope="session")
def built_demo(tmp_path_factory: pytest.TempPathFactory) -> BuiltDemo:
    """The demo of this run. Read it, change nothing."""
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "shared-demo"
    shared.mkdir(exist_ok=True)
    facts = shared / "facts.json"
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not facts.exists():
            made = _build(shared / "demo")
            facts.write_text(json.dumps({**asdict(made), "folder": str(made.folder)}), "utf-8")
    kept = json.loads(facts.read_text("utf-8"))
    served = Served(**{**kept["served"], "listening": tuple(kept["served"]["listening"])})
    return BuiltDemo(**{**kept, "folder": Path(kept["folder"]), "served": served})


def _build(folder: Path) -> BuiltDemo:
    """Run `fagspejl demo`, look at what it serves, and press Ctrl-C."""
    process = subprocess.Popen(
        [*FAGSPEJL, "demo", "--out", str(folder), "--port", "0"],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    said = []
    try:
        while not said or "http://localhost:" not in said[-1]:
            said.append(process.stdout.readline())
            assert said[-1], process.communicate()
        served = _look(int(said[-1].split("http://localhost:")[1].split()[0]))
    finally:
        os.killpg(process.pid, signal.SIGINT)
        rest, told = process.communicate(timeout=60)
    return BuiltDemo(folder, "".join(said) + rest, told, process.returncode, served)


def _look(port: int) -> Served:
    address = f"http://127.0.0.1:{port}"
    cache_control, front_page = _opened(f"{address}/")
    _, release = _opened(f"{address}/demo/filer/release.json")
    table = Path("/proc/net/tcp")
    rows = table.read_text().splitlines()[1:] if table.exists() else []
    places = [row.split()[1].split(":") for row in rows]
    return Served(
        port, cache_control, front_page, release, tuple(p[0] for p in places if p[1] == f"{port:04X}")
    )


def _opened(address: str) -> tuple[str, str]:
    """Open an address of the server, which may need a moment to start: its Cache-Control and its text."""
    for _ in range(300):
        try:
            with urllib.request.urlopen(address) as answer:
                return answer.headers["Cache-Control"], answer.read().decode()
        except urllib.error.URLError:
            time.sleep(0.1)
    raise AssertionError("the server did not start")
