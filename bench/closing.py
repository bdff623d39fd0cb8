"""Closing a national round: 430,000 responses in 50,000 units, from the frozen round to the sealed release.

Run `python bench/closing.py` for a tenth of it, told with what follows for the whole, or with `--full` for all.
The round is written straight into the database of a temporary folder; a process of its own then closes it with the
same service as `fagspejl round close`, and tells the time of each step and the most memory it held. The copy of the
frozen round is made and opened on a second core from `read` to `audit`, so their processor time holds it too. The
yardstick of the same run is the least that any closing must do with the same rows: read each, decrypt it, parse it.
"""

from __future__ import annotations

import json
import os
import resource
import secrets
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from uuid import UUID, uuid4

UNITS, RESPONSES = 50_000, 430_000
PART = 10
MOST_SECONDS, MOST_MB = 60.0, 2048.0
OPENED = datetime(2026, 3, 2, 8, tzinfo=UTC)
DEADLINE = OPENED + timedelta(days=14)
_BATCH = 5_000


def prepare(folder: Path, units: int, responses: int) -> UUID:
    """Write the round: a leader in each unit, employees spread over them, and as many sealed answers."""
    from _site import start_django

    start_django(folder)
    from django.db import connection

    from fagspejl.evaluation.keys.derivation import key_check
    from fagspejl.evaluation.keys.store import KeyStore
    from fagspejl.evaluation.models import Round, RoundPolicy
    from fagspejl.evaluation.types import RoundState
    from fagspejl.evaluation.types.policy import RoundPolicyValues
    from fagspejl.instrument.loader import load

    instrument, policy, round_id = load("faglig-ledelse"), RoundPolicyValues(), uuid4()
    key = KeyStore(folder / "keys", folder / "escrow").create(round_id)
    draft = Round.objects.create(
        id=round_id,
        title="Faglig ledelse",
        organisation="Staten",
        instrument=f"{instrument.id}@{instrument.version}",
        instrument_sha=instrument.checksum,
        deadline=DEADLINE,
        created_at=OPENED,
    )
    RoundPolicy.objects.create(round=draft, values=policy.as_dict(), sha256=policy.sha256)
    leaders = [uuid4() for _ in range(units)]
    parents = [-1, *((place - 1) // 8 for place in range(1, units))]
    draft.tree = _tree(leaders, parents)
    draft.state, draft.opened_at, draft.key_check = RoundState.OPEN, OPENED, key_check(key)
    draft.save()
    connection.close()
    with closing(sqlite3.connect(folder / "data" / "fagspejl.sqlite3", isolation_level=None)) as database:
        database.execute("PRAGMA synchronous=OFF")
        database.execute("BEGIN")
        _people(database, leaders, responses)
        items = tuple(item.id for item in instrument.items)
        _answers(database, round_id, key, leaders, responses, items)
        database.execute("COMMIT")
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    os.sync()
    return round_id


def _tree(leaders: list[UUID], parents: list[int]) -> dict[str, list[dict[str, object]]]:
    """Eight units below each, depth first as an opening keeps them, one leader in every unit."""
    children: dict[int, list[int]] = {}
    for place, parent in enumerate(parents):
        children.setdefault(parent, []).append(place)
    order: list[tuple[int, int]] = []
    waiting = [(0, -1)]
    while waiting:
        place, above = waiting.pop()
        order.append((place, above))
        waiting += [(child, len(order) - 1) for child in reversed(children.get(place, ()))]
    units = [{"id": f"u{place}", "name": f"Enhed {place}", "parent": above} for place, above in order]
    people = [
        {"id": str(leaders[place]), "name": f"Leder {place}", "unit": index}
        for index, (place, _) in enumerate(order)
    ]
    return {"units": units, "leaders": people}


def _people(database: sqlite3.Connection, leaders: list[UUID], responses: int) -> None:
    unit = uuid4().hex
    database.execute(
        f"INSERT INTO unit (id, key, name, parent_id, {_q('order')}) VALUES (?, 'u', 'Enhed', NULL, 0)",
        [unit],
    )
    ids = [*leaders, *(UUID(int=number + 1) for number in range(responses))]
    database.executemany(
        "INSERT INTO person (id, key, name, email, profession, language, unit_id, is_leader, exempt, address_refused,"
        " leaves) VALUES (?, ?, ?, '', '', 'da', ?, ?, 0, '', 0)",
        ((one.hex, f"p{n}", f"Svarperson {n}", unit, n < len(leaders)) for n, one in enumerate(ids)),
    )


def _answers(
    database: sqlite3.Connection,
    round_id: UUID,
    key: bytes,
    leaders: list[UUID],
    responses: int,
    items: tuple[str, ...],
) -> None:
    """Everybody answers; a quarter writes a comment. Groups have about the sizes that units have."""
    from fagspejl.answering.sealed import locator_of, seal
    from fagspejl.answering.types import Payload
    from fagspejl.evaluation.keys.derivation import link_of, lookup_of

    rng = Random(7)
    form = "faglig-ledelse@1.0:employee:-"
    about = sorted(
        rng.choices(range(len(leaders)), weights=[rng.paretovariate(2) for _ in leaders], k=responses)
    )

    def rows() -> Iterator[tuple[tuple[object, ...], tuple[object, ...]]]:
        for number, leader in enumerate(about):
            invitation = uuid4()
            link = link_of(key, round_id, invitation, 0)
            values: dict[str, object] = {item: rng.randint(1, 5) for item in items}
            if rng.random() < 0.25:
                values["comment:more_of"] = f"Vi har brug for tid til at drøfte sagerne sammen ({number})."
            payload = Payload(form).step(secrets.token_hex(16), submitted=values, draft=None)
            person = UUID(int=number + 1).hex
            yield (
                (invitation.hex, round_id.hex, person, leaders[leader].hex, form, lookup_of(link)),
                (locator_of(link, round_id), round_id.bytes, seal(link, round_id, payload.as_dict())),
            )

    batch: list[tuple[tuple[object, ...], tuple[object, ...]]] = []
    for row in rows():
        batch.append(row)
        if len(batch) == _BATCH:
            _write(database, batch)
            batch = []
    _write(database, batch)


def _write(database: sqlite3.Connection, batch: list[tuple[tuple[object, ...], tuple[object, ...]]]) -> None:
    database.executemany(
        "INSERT INTO invitation (id, round_id, person_id, leader_id, form, lookup, perspective, generation, moving,"
        " revoked) VALUES (?, ?, ?, ?, ?, ?, 'employee', 0, 0, 0)",
        (invitation for invitation, _ in batch),
    )
    database.executemany("INSERT INTO response VALUES (?, ?, ?)", (response for _, response in batch))


def _q(name: str) -> str:
    return f'"{name}"'


def close(folder: Path, round_id: UUID) -> dict[str, object]:
    """Close the round in this process; returns seconds by step, in all, and the most memory in MB."""
    from _site import start_django

    start_django(folder)
    from fagspejl.audit.types import Actor
    from fagspejl.disclosure.services.close_round import Desk, close_round
    from fagspejl.evaluation.keys.store import KeyStore

    steps: dict[str, tuple[float, float, float]] = {}
    name, at, used = "check", time.perf_counter(), time.process_time()

    def tell(step: str, share: float) -> None:
        nonlocal name, at, used
        now, cpu = time.perf_counter(), time.process_time()
        before = steps.get(name, (0.0, 0.0, 0.0))
        steps[name] = before[0] + now - at, before[1] + cpu - used, _most_mb()
        name, at, used = step, now, cpu

    store = KeyStore(folder / "keys", folder / "escrow")
    desk = Desk(
        store, folder / "data" / "backups", DEADLINE + timedelta(hours=1), tell, Actor("bench", "bench")
    )
    began, cpu = time.perf_counter(), time.process_time()
    record = close_round(round_id=round_id, desk=desk)
    seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    tell("end", 1.0)
    return {"steps": steps, "seconds": seconds, "cpu": cpu, "mb": _most_mb(), "record": record}


def _most_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def least(folder: Path, round_id: UUID) -> float:
    """Return the processor seconds of reading, decrypting and parsing every answer, and nothing else."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    key, nonce, aad = bytes(32), bytes(12), b"x" * 67
    cipher = AESGCM(key)
    began = time.process_time()
    with closing(sqlite3.connect(folder / "data" / "fagspejl.sqlite3")) as database:
        rows = database.execute("SELECT locator, blob FROM response WHERE round = ?", [round_id.bytes])
        text = json.dumps({"submitted": {f"item_{n}": n for n in range(5)}, "seen": [["0" * 32, 1]]}).encode()
        whole = len(text).to_bytes(4, "big") + text.ljust(4092, b"\x00")
        sealed = cipher.encrypt(nonce, whole, aad)
        for _ in rows:
            opened = AESGCM(key).decrypt(nonce, sealed, aad)
            json.loads(opened[4 : 4 + int.from_bytes(opened[:4], "big")])
    return time.process_time() - began


def measure(units: int, responses: int) -> tuple[float, float]:
    """Prepare, close in a process of its own, tell; returns seconds and MB."""
    with tempfile.TemporaryDirectory(prefix="fagspejl-bench-") as name:
        folder = Path(name)
        began = time.perf_counter()
        prepared = _in_process("prepare", folder, str(units), str(responses))
        round_id = str(prepared["round"])
        size = (folder / "data" / "fagspejl.sqlite3").stat().st_size / 1e6
        print(
            f"{responses:,} responses in {units:,} units: {size:,.0f} MB, prepared in "
            f"{time.perf_counter() - began:.0f} s",
            flush=True,
        )
        yardstick = float(_in_process("least", folder, round_id)["seconds"])
        told = _in_process("close", folder, round_id)
        for step, (seconds, cpu, mb) in told["steps"].items():
            print(f"   {step}: {seconds:.1f} s, {cpu:.1f} s of processor time; {mb:.0f} MB at most so far")
        print(f"   {told['record']}")
        print(
            f"closed in {told['seconds']:.1f} s, of which {told['cpu']:.1f} s of processor time, "
            f"{told['cpu'] / yardstick:.1f} times reading, decrypting and parsing alone; {told['mb']:.0f} MB at most"
        )
        return float(told["seconds"]), float(told["mb"])


def _in_process(*words: object) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, __file__, *map(str, words)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(done.stderr[-3000:])
    return json.loads(done.stdout.splitlines()[-1])


def main() -> int:
    words = sys.argv[1:]
    if words and words[0] == "prepare":
        print(json.dumps({"round": str(prepare(Path(words[1]), int(words[2]), int(words[3])))}))
    elif words and words[0] == "close":
        print(json.dumps(close(Path(words[1]), UUID(words[2]))))
    elif words and words[0] == "least":
        print(json.dumps({"seconds": least(Path(words[1]), UUID(words[2]))}))
    elif words == ["--full"]:
        seconds, most = measure(UNITS, RESPONSES)
        return _judge("the whole", seconds, most)
    else:
        seconds, most = measure(UNITS // PART, RESPONSES // PART)
        start = 120.0  # what the process holds before the first answer
        return _judge(f"the whole, {PART} times this", seconds * PART, start + (most - start) * PART)
    return 0


def _judge(what: str, seconds: float, most: float) -> int:
    print(f"{what}: {seconds:.0f} s (at most {MOST_SECONDS:.0f}), {most:.0f} MB (at most {MOST_MB:.0f})")
    return int(seconds > MOST_SECONDS or most > MOST_MB)


if __name__ == "__main__":
    sys.exit(main())
