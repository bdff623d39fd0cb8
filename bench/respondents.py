"""Respondents: processor time of a completed response, responses per second, saves under 32 writers, the first page.

Run `python bench/respondents.py [RESPONSES]`. Everything runs on this machine over loopback: an open round in a
temporary data folder, the server as `fagspejl serve` starts it, and a load client that reads every page and sends its
form. The yardstick of the same run is a bare WSGI function that gets as many requests and does the same writes.
Processor time is the server's alone; per second, server and load client share the cores.
"""

from __future__ import annotations

import gzip
import re
import sys
import tempfile
import time
import urllib.request
from collections.abc import Sequence
from pathlib import Path

from _phone import Load, complete, in_processes, warm_up, write
from _site import Server, forty_statements, open_rounds, served_bare, served_site, start_django

RESPONSES = 2000
CLIENTS = 4
WARM_UP = 60
WRITERS, WRITING_SECONDS, WRITER_PROCESSES = 32, 6.0, 4
MOST_MS_FIVE, MOST_MS_FORTY = 2.5, 8.0
LEAST_PER_SECOND = 400
MOST_P99_MS = 100.0
MOST_BYTES, MOST_REQUESTS = 60_000, 3
AIM = 10


def split(links: Sequence[str], parts: int) -> list[list[str]]:
    return [list(links[start::parts]) for start in range(parts)]


def completed(server: Server, links: list[str], pages: int, *, to_bare: bool = False) -> tuple[float, Load]:
    """Return processor milliseconds per completed response, and the load."""
    warm = in_processes(warm_up, [(server.port, links[:WARM_UP], pages, to_bare)])
    if warm.faults:
        raise SystemExit(f"the warm-up failed: {warm.faults}\n{server.said()[-2000:]}")
    before = server.cpu()
    jobs = [(server.port, part, pages, to_bare) for part in split(links[WARM_UP:], CLIENTS)]
    load = in_processes(complete, jobs)
    time.sleep(0.2)
    return 1000 * (server.cpu() - before) / max(load.done, 1), load


def tell(name: str, ms: float, load: Load, yardstick: float, most: float) -> bool:
    times = ms / yardstick
    print(
        f"{name}: {ms:.2f} ms of processor time per completed response (at most {most}), "
        f"{times:.1f} times the bare function's {yardstick:.2f} ms (aim {AIM}); "
        f"{load.done / load.seconds:.0f} per second"
    )
    for fault, count in load.faults.items():
        print(f"   {count} x {fault}")
    return ms <= most and not load.faults


def measure_first_page(server: Server, link: str) -> bool:
    """Count what a phone fetches for the first page: the page itself, and what it names."""
    base = f"http://127.0.0.1:{server.port}"
    page, sizes = _fetch(f"{base}/svar/{link}/")
    named = re.findall(r'(?:href|src)="(/static/[^"]+)"', page)
    sent = [sizes, *(_fetch(base + path)[1] for path in named)]
    plain, packed = (sum(column) for column in zip(*sent, strict=True))
    print(
        f"first page: {len(sent)} requests (at most {MOST_REQUESTS}), {plain:,} bytes plain, {packed:,} as sent "
        f"(at most {MOST_BYTES:,})"
    )
    return len(sent) <= MOST_REQUESTS and plain <= MOST_BYTES


def _fetch(address: str) -> tuple[str, tuple[int, int]]:
    request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request) as answer:
        body = answer.read()
        plain = gzip.decompress(body) if answer.headers.get("Content-Encoding") == "gzip" else body
    return plain.decode(), (len(plain), len(body))


def measure_writers(server: Server, links: list[str]) -> bool:
    jobs = [(server.port, part, WRITING_SECONDS) for part in split(links, WRITER_PROCESSES)]
    load = in_processes(write, jobs)
    times = sorted(load.latencies)
    middle, last = (1000 * times[int(share * (len(times) - 1))] for share in (0.5, 0.99))
    print(
        f"{WRITERS} writers at once: {load.done / load.seconds:.0f} saves per second, half within {middle:.0f} ms, "
        f"99 of 100 within {last:.0f} ms (at most {MOST_P99_MS:.0f}), the slowest {1000 * times[-1]:.0f} ms"
    )
    for fault, count in load.faults.items():
        print(f"   {count} x {fault}")
    return last <= MOST_P99_MS and not load.faults


def kept(expected: Sequence[tuple[Sequence[str], int]]) -> bool:
    """Whether every acknowledged response stands in the database, once."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), count(DISTINCT round) FROM response")
        rows, rounds = cursor.fetchone()
    wanted = sum(done for _, done in expected)
    print(f"acknowledged {wanted}, kept {rows} in {rounds} rounds")
    return bool(rows == wanted)


def main() -> int:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else RESPONSES
    with tempfile.TemporaryDirectory(prefix="fagspejl-bench-") as name:
        folder = Path(name)
        start_django(folder)
        five, forty = open_rounds(
            ["faglig-ledelse", forty_statements(folder / "forty")], number + WARM_UP + WRITERS
        )
        from django.db import connection

        connection.close()
        with served_bare(folder) as server:
            bare_five, _ = completed(server, five[: WARM_UP + number], 1, to_bare=True)
            bare_forty, _ = completed(server, forty[: WARM_UP + number // 2], 5, to_bare=True)
        with served_site(folder) as server:
            good = measure_first_page(server, five[-1])
            ms, load = completed(server, five[: WARM_UP + number], 1)
            good &= tell("5 statements, 4 requests", ms, load, bare_five, MOST_MS_FIVE)
            rate = load.done / load.seconds
            print(f"   at least {LEAST_PER_SECOND} per second: {'yes' if rate >= LEAST_PER_SECOND else 'NO'}")
            good &= rate >= LEAST_PER_SECOND
            ms, second = completed(server, forty[: WARM_UP + number // 2], 5)
            good &= tell("40 statements, 8 requests", ms, second, bare_forty, MOST_MS_FORTY)
            good &= measure_writers(server, five[-WRITERS:])
            said = server.said()
            locked = said.count("database is locked")
            print(
                f'"database is locked": {locked} times; memory of the web processes {server.resident_mb():.0f} MB'
            )
            good &= locked == 0
        good &= kept([(five, load.done + WARM_UP + WRITERS), (forty, second.done + WARM_UP)])
        if said.strip():
            print(f"the server said: {said[-2000:]}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
