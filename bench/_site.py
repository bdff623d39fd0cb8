"""A site for benchmarks: an open round in a temporary data folder, and servers started and watched on loopback."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from uuid import UUID

_TICKS = os.sysconf("SC_CLK_TCK")
WORKERS = 2


def start_django(folder: Path) -> None:
    """Point the application at a new data folder; keys and escrow lie beside it."""
    os.umask(0o077)  # commands set it themselves; a site that others could read would not start
    os.environ |= {
        "FAGSPEJL_DATA": str(folder / "data"),
        "FAGSPEJL_KEYS": str(folder / "keys"),
        "FAGSPEJL_ESCROW": str(folder / "escrow"),
    }
    from fagspejl.commands.site import use_data

    use_data(None)


def open_rounds(instruments: list[str], raters: int) -> list[list[str]]:
    """Open one round for each questionnaire, twenty raters a leader; returns every round's links.

    Each round has people of its own: nobody may be asked twice in so short a time.
    """
    from fagspejl.organisation.models import Assignment, Person, Unit

    top = Unit.objects.create(key="top", name="Kommunen")
    rounds = []
    for number, instrument in enumerate(instruments):
        Person.objects.update(leaves=True)
        unit = Unit.objects.create(key=f"unit{number}", name=f"Enhed {number}", parent=top, order=number + 1)
        leaders = [
            Person(key=f"{number}l{n}", name=f"Leder {n}", unit=unit, is_leader=True)
            for n in range(raters // 20 + 1)
        ]
        people = [Person(key=f"{number}p{n}", name=f"Svarperson {n}", unit=unit) for n in range(raters)]
        Person.objects.bulk_create([*leaders, *people], batch_size=500)
        Assignment.objects.bulk_create(
            [
                Assignment(rater=rater, leader=leaders[n // 20], perspective="employee")
                for n, rater in enumerate(people)
            ],
            batch_size=500,
        )
        rounds.append(_open(instrument))
    return rounds


def _open(instrument: str) -> list[str]:
    from django.conf import settings

    from fagspejl.audit.types import Actor
    from fagspejl.evaluation.keys.derivation import link_of
    from fagspejl.evaluation.keys.store import KeyStore
    from fagspejl.evaluation.models import Invitation
    from fagspejl.evaluation.services.creating import create_round
    from fagspejl.evaluation.services.opening import open_round
    from fagspejl.evaluation.types.policy import AccessPolicy, RoundPolicyValues
    from fagspejl.lib.clock import utc_now

    now, actor = utc_now(), Actor("bench", "bench")
    made: UUID = create_round(
        title="Faglig ledelse",
        organisation="Kommunen",
        instrument=instrument,
        deadline=now + timedelta(days=14),
        policy=RoundPolicyValues(access=AccessPolicy(languages=("da",))),
        actor=actor,
        now=now,
    )
    store = KeyStore(settings.KEYS, Path(os.environ["FAGSPEJL_ESCROW"]))
    open_round(made, keys=store, actor=actor, now=now)
    key = store.create(made)
    ids = Invitation.objects.filter(round_id=made).values_list("id", flat=True)
    return [link_of(key, made, one, 0) for one in ids]


def forty_statements(folder: Path) -> str:
    """Write a questionnaire of five themes of eight statements; returns its folder."""
    themes, wording = [], []
    for theme in range(5):
        items = "".join(f'\n[[themes.items]]\nid = "t{theme}_{item}"\n' for item in range(8))
        themes.append(f'\n[[themes]]\nid = "t{theme}"\nperspectives = ["employee"]\n{items}')
        statements = "".join(
            f't{theme}_{item} = "Min leder følger op på den faglige kvalitet af vores arbejde, del {item}."\n'
            for item in range(8)
        )
        wording.append(
            f'\n[themes.t{theme}]\ntitle = "Tema {theme}"\n[themes.t{theme}.intro]\nemployee = "Om vores arbejde."\n'
            f'[themes.t{theme}.stem]\nemployee = "Hvor enig er du i følgende udsagn?"\n'
            f"[themes.t{theme}.items.employee]\n{statements}"
        )
    folder.mkdir()
    (folder / "instrument.toml").write_text(
        'format = 1\nid = "forty"\nversion = "1.0"\n[scale]\nlo = 1\nhi = 5\n' + "".join(themes),
        encoding="utf-8",
    )
    (folder / "da.toml").write_text(
        'title = "Fyrre udsagn"\nsource = "Skrevet til måling."\n'
        'options = ["Helt uenig", "Uenig", "Hverken enig eller uenig", "Enig", "Helt enig"]\n'
        'dont_know = "Ved ikke"\nno_disclose = "Ønsker ikke at oplyse"\n' + "".join(wording),
        encoding="utf-8",
    )
    return str(folder)


class Server:
    """A running server: its port, and the processor time that it and its workers have used."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, log: Path) -> None:
        self._process, self.port, self._log = process, port, log

    def cpu(self) -> float:
        """Return processor seconds of the server and all its workers so far."""
        return sum(map(_ticks, _family(self._process.pid))) / _TICKS

    def resident_mb(self) -> float:
        """Return the memory of the server and its workers, in MB."""
        total = 0
        for pid in _family(self._process.pid):
            lines = Path(f"/proc/{pid}/status").read_text().splitlines()
            total += next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))
        return total / 1024

    def said(self) -> str:
        """Return what the server has written."""
        return self._log.read_text(encoding="utf-8", errors="replace")


@contextmanager
def served_site(folder: Path) -> Iterator[Server]:
    """Serve the site of `folder` by `fagspejl serve`, one worker per core."""
    port = _free_port()
    program = [sys.executable, "-c", "from fagspejl.commands.cli import main; main()", "serve", "--quiet"]
    with _started([*program, "--port", str(port), "--workers", str(WORKERS)], folder, port) as server:
        yield server


@contextmanager
def served_bare(folder: Path) -> Iterator[Server]:
    """Serve the bare function of `_bare.py` with what `fagspejl serve` tells Granian."""
    port = _free_port()
    program = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--http", "1"]
    program += ["--host", "127.0.0.1", "--port", str(port), "--workers", str(WORKERS)]
    program += ["--blocking-threads", "4", "--log-level", "warning", "_bare:application"]
    with _started(program, folder, port, BARE_DATABASE=str(folder / "bare.sqlite3")) as server:
        yield server


@contextmanager
def _started(command: list[str], folder: Path, port: int, **environment: str) -> Iterator[Server]:
    log = folder / f"server-{port}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=Path(__file__).parent,
            env=os.environ | environment,
        )
        try:
            _wait_for(port, process, log)
            yield Server(process, port, log)
        finally:
            process.terminate()
            process.wait(timeout=30)


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(300):
        if process.poll() is not None:
            raise RuntimeError(f"the server ended: {log.read_text()[-2000:]}")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server did not start")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(one for child in children for one in _family(int(child)))]


def _ticks(pid: int) -> int:
    text = Path(f"/proc/{pid}/stat").read_text()
    return sum(map(int, text.rpartition(")")[2].split()[11:15]))
