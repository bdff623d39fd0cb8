"""The demo as a visitor has it: a copy of its folders, served by the real command, and commands run on it."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit

FAGSPEJL = [sys.executable, "-c", "from fagspejl.commands.cli import main; main()"]


@dataclass(frozen=True)
class DemoSite:
    """A served demo. `cast` is its cast.json; addresses in it name another port than this copy has."""

    url: str
    data: Path
    cast: dict[str, Any]

    def path_of(self, address: str) -> str:
        """Return the path of an address of cast.json."""
        return urlsplit(address).path

    def here(self, address: str) -> str:
        """Return an address of cast.json as this copy has it."""
        return self.url + urlsplit(address).path

    @property
    def open_round(self) -> str:
        """The id of the round that can be answered."""
        return str(next(one["id"] for one in self.cast["rounds"] if one["state"] == "open"))

    def person(self, key: str) -> dict[str, Any]:
        """Return one of the cast."""
        found: dict[str, Any] = next(one for one in self.cast["people"] if one["key"] == key)
        return found

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command on the demo's folders, as its planner types it."""
        return run(*words, "--data", str(self.data), FAGSPEJL_ACTOR=str(self.person("bente")["email"]))


def run(*words: str, **told: str) -> subprocess.CompletedProcess[str]:
    """Run `fagspejl` with nothing of these tests in its environment."""
    return subprocess.run(
        [*FAGSPEJL, *words], env=environment(**told), capture_output=True, text=True, check=False, timeout=300
    )


def environment(**more: str) -> dict[str, str]:
    """Return this environment without the settings of the tests' own site."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name == "FAGSPEJL_STATE" or not name.startswith(("FAGSPEJL_", "DJANGO_"))
    }
    return kept | more


@contextmanager
def served_demo(made: Path, folder: Path) -> Iterator[DemoSite]:
    """Serve a copy of a demo that `fagspejl demo` made in `made`."""
    data = folder / "demo"
    shutil.copytree(made, data)
    shutil.copytree(f"{made}-input", f"{data}-input")
    shutil.copytree(f"{made}-keys", f"{data}-keys")
    shutil.copytree(f"{made}-keys-escrow", f"{data}-keys-escrow")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    url = f"http://localhost:{port}"
    told = {"FAGSPEJL_DEMO": "1", "FAGSPEJL_DATA": str(data), "FAGSPEJL_BASE_URL": url}
    command = [*FAGSPEJL, "serve", "--port", str(port), "--workers", "1", "--quiet"]
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(command, env=environment(**told), stdout=log, stderr=subprocess.STDOUT)
    try:
        _wait_for(url, server, folder / "server.log")
        yield DemoSite(url, data, json.loads((data / "cast.json").read_text("utf-8")))
    finally:
        server.terminate()
        server.wait(timeout=60)
    said = (folder / "server.log").read_text("utf-8")
    assert "Traceback" not in said, said
    assert "/svar/" not in said, said  # respondents leave no trace in a log


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(600):
        assert server.poll() is None, log.read_text("utf-8")
        with suppress(URLError, ConnectionError), urllib.request.urlopen(f"{url}/demo/"):
            return
        time.sleep(0.1)
    raise AssertionError("the server did not start")
