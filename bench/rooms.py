"""Rooms: the moment of the picture, the question every second, joining, and what a thousand sessions leave in memory.

Run `python bench/rooms.py`. The reveal is measured in this process, in turns with the plainest page of the room; polls
are asked of a site as `fagspejl serve` starts it, in turns with a bare WSGI function behind the same server. Times are
processor time; of polls the server's alone.
"""

from __future__ import annotations

import gzip
import http.client
import io
import re
import socket
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from uuid import UUID, uuid4

from _site import Server, served_bare, served_site, start_django

PHONES, TIMES, SESSIONS, EARLY = 150, 9, 1_000, 400  # by then every cache of pictures is full
ROOMS, TURNS, PAUSE = 300, 20, 1.1  # rooms that are asked in turn; longer than a poll is kept
MOST_TIMES_PAGE, MOST_TIMES_KEPT, MOST_TIMES_ASKED = 20.0, 1.5, 2.0
MOST_REQUESTS, MOST_BYTES = 2, 40_000
MOST_GROWTH = 1.1  # of memory, from the 400th to the 1,000th session


@dataclass(frozen=True)
class Room:
    """An open session: its id, and the keys of its code and its control."""

    id: UUID
    code: str
    control: str


def make_room() -> Room:
    """Make an open session of 12 people in two groups, as a leader does."""
    from fagspejl.audit.types import Actor
    from fagspejl.workspace.sessions.selectors.sessions import code_here, control_key_here
    from fagspejl.workspace.sessions.services.planning import create_session, open_session
    from fagspejl.workspace.sessions.types import Case, DecisionMethod, Item, SplitGroup, SplitKind

    actor = Actor("bench", "bench")
    made = create_session(
        template="judgement",
        title="Skønsøvelse",
        language="da",
        units=(uuid4(),),
        cases=(Case("En familie", "En familie beder om hjælp. " * 30),),
        items=(Item(0, "Hvor langt skal vi gå?", "vejlede", "løse for"),),
        decision_method=DecisionMethod.LEADER,
        replaces="Teammøde",
        split_kind=SplitKind.SENIORITY,
        groups=(SplitGroup("Erfarne", 90), SplitGroup("Nye", 60)),
        actor=actor,
        account=uuid4(),
    )
    known = open_session(made, actor=actor)
    return Room(made, code_here(known), control_key_here(known))


def fill(room: Room, phones: int) -> list[str]:
    """Let so many phones in and judge; returns their tokens."""
    from fagspejl.workspace.sessions.keys import new_token
    from fagspejl.workspace.sessions.services.joining import answer, join
    from fagspejl.workspace.sessions.types import AnswerValues, PhaseCode

    go(room, PhaseCode.JUDGE)
    tokens = []
    for number in range(phones):
        tokens.append(new_token())
        join(room.code, tokens[-1], group=number % 5 // 3)
        values = AnswerValues(value=(number * number + number % 7) % 11)
        answer(room.code, tokens[-1], f"key {number}", item=0, round_=1, values=values)
    return tokens


def go(room: Room, phase: str) -> None:
    """Let the facilitator go to a phase."""
    from fagspejl.workspace.sessions.selectors.sessions import session_of
    from fagspejl.workspace.sessions.services.steering import go_to
    from fagspejl.workspace.sessions.types import PhaseCode

    known = session_of(room.id)
    assert known is not None
    go_to(room.control, known.revision, PhaseCode(phase))


def spent(work: Callable[[], object]) -> float:
    """Return processor milliseconds."""
    begun = time.process_time()
    work()
    return 1000 * (time.process_time() - begun)


def measure_reveal() -> bool:
    """The picture at both sizes and a ring for each of 150 phones, against a phone's page that only shows the case."""
    from fagspejl.workspace.sessions.pictures import drawn as pictures
    from fagspejl.workspace.sessions.selectors.own import own_values
    from fagspejl.workspace.sessions.selectors.sessions import phone_of, session_of

    room = make_room()
    tokens = fill(room, PHONES)
    go(room, "read")
    paths = [f"/d/{room.code}/{token}/" for token in tokens[:20]]
    bare = [statistics.median(spent(partial(answered, path)) for path in paths) for _ in range(TIMES)]
    go(room, "reveal")
    known = session_of(room.id)
    assert known is not None
    phones = [one for token in tokens if (one := phone_of(known, token)) is not None]
    own = {phone.id: own_values(phone, 0) for phone in phones}

    def reveal() -> None:
        pictures._kept.clear()
        shown = pictures.drawn(known, 0)
        assert shown is not None
        assert not shown.withheld
        for phone in phones:
            assert pictures.ring_of(shown, phone, own[phone.id])

    found, one = statistics.median(spent(reveal) for _ in range(TIMES)), statistics.median(bare)
    print(
        f"reveal: the picture for screen and {PHONES} phones takes {found:.1f} ms, {found / one:.1f} times plain "
        f"page of {one:.2f} ms (at most {MOST_TIMES_PAGE:.0f})"
    )
    return found / one <= MOST_TIMES_PAGE


def measure_polls(rooms: list[Room], folder: Path) -> bool:
    """Polls with nothing new: of a room that was asked within the second, and of rooms that were not."""
    from fagspejl.workspace.sessions.selectors.sessions import session_of

    first = session_of(rooms[0].id)
    assert first is not None
    paths = [f"/d/{room.code}/tilstand?rev={first.revision}" for room in rooms]
    with served_bare(folder) as bare, served_site(folder) as site:
        plain, kept = polled((bare, ["/plain/"] * len(paths)), (site, paths[:1] * len(paths)))
        read, asked = polled((bare, ["/read/"] * len(paths)), (site, paths), pause=PAUSE)
    ok = tell("asked again within the second", kept, plain, MOST_TIMES_KEPT, "204")
    return tell("asked of the database", asked, read, MOST_TIMES_ASKED, "204 with one SQLite read") and ok


def tell(name: str, ours: float, yardstick: float, most: float, what: str) -> bool:
    """Print one ratio; whether it keeps its limit."""
    times = ours / yardstick
    print(
        f"poll, {name}: {ours:.0f} us, {times:.2f} times a bare {what} of {yardstick:.0f} us (at most {most})"
    )
    return times <= most


def answered(path: str) -> None:
    """Answer one request in this process, as the server would have it answered."""
    from fagspejl.config.wsgi import application

    environ: dict[str, object] = {
        "PATH_INFO": path,
        "REQUEST_METHOD": "GET",
        "HTTP_HOST": "localhost",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
    }
    said: list[str] = []
    application(environ, lambda status, headers: said.append(status))
    assert said[0].startswith("200"), said


def polled(*asked: tuple[Server, list[str]], pause: float = 0.0) -> list[float]:
    """Return processor microseconds per poll of each server: its paths in turn, `pause` seconds before each turn.

    The servers take turns, so that a machine that is busy for a while is busy for both.
    """
    with ExitStack() as open_:
        lines = [open_.enter_context(_line(server)) for server, _ in asked]
        for line, (_, paths) in zip(lines, asked, strict=True):
            ask(line, paths)
        before = [server.cpu() for server, _ in asked]
        for _ in range(TURNS):
            time.sleep(pause)
            for line, (_, paths) in zip(lines, asked, strict=True):
                ask(line, paths)
        time.sleep(0.2)
        spent = [server.cpu() - was for (server, _), was in zip(asked, before, strict=True)]
    return [1e6 * one / (TURNS * len(paths)) for one, (_, paths) in zip(spent, asked, strict=True)]


def _line(server: Server) -> socket.socket:
    line = socket.create_connection(("127.0.0.1", server.port))
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return line


def ask(line: socket.socket, paths: list[str]) -> None:
    """Ask for these paths, one after another, on one connection."""
    for path in paths:
        line.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        answered = b""
        while b"\r\n\r\n" not in answered:
            answered += line.recv(4096)
        assert answered.startswith(b"HTTP/1.1 204"), (path, answered[:80])


def measure_join(room: Room, folder: Path) -> bool:
    """What a phone fetches until it is in the room, packed as servers send it."""
    with served_site(folder) as site:
        door = fetched(site, "GET", f"/d/{room.code}/")
        action = re.search(r'<form[^>]*action="(/d/[^"]+)"', door.text)
        assert action is not None, door.text[:2000]
        inside = fetched(site, "POST", action[1], "act=join&group=0")
        assert (door.status, inside.status) == (200, 200), inside.text[:2000]
        files = {
            file
            for page in (door, inside)
            for file in re.findall(r'(?:href|src)="(/static/[^"]+)"', page.text)
        }
        size = sum(len(gzip.compress(page.text.encode())) for page in (door, inside))
        size += sum(fetched(site, "GET", file).sent for file in files)
    print(
        f"join: 2 requests (at most {MOST_REQUESTS}) and {len(files)} files for a year, {size / 1000:.1f} KB in all "
        f"(at most {MOST_BYTES / 1000:.0f})"
    )
    return size <= MOST_BYTES


@dataclass(frozen=True)
class Fetched:
    """One answer: its status, its text, and how many bytes were sent."""

    status: int
    text: str
    sent: int


def fetched(server: Server, method: str, path: str, form: str = "") -> Fetched:
    """Fetch one address as a browser does."""
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    headers = {"Accept-Encoding": "gzip", "Content-Type": "application/x-www-form-urlencoded"}
    line.request(method, path, form or None, headers)
    answer = line.getresponse()
    sent = answer.read()
    plain = gzip.decompress(sent) if answer.headers.get("Content-Encoding") == "gzip" else sent
    return Fetched(answer.status, plain.decode("utf-8", "replace"), len(sent))


def measure_memory() -> bool:
    """A thousand sessions from open to close in one process, a picture drawn in each."""
    from fagspejl.audit.types import Actor
    from fagspejl.workspace.sessions.pictures import drawn as pictures
    from fagspejl.workspace.sessions.selectors.sessions import session_of
    from fagspejl.workspace.sessions.services.closing import close_session

    early = 0.0
    for number in range(1, SESSIONS + 1):
        room = make_room()
        fill(room, 5)
        go(room, "reveal")
        known = session_of(room.id)
        assert known is not None
        assert pictures.drawn(known, 0) is not None
        close_session(room.id, actor=Actor("bench", "bench"))
        if number == EARLY:
            early = resident_mb()
    late = resident_mb()
    print(
        f"memory: {late:.0f} MB after {SESSIONS} sessions, {late / early:.2f} times the {early:.0f} MB after {EARLY} "
        f"(at most {MOST_GROWTH})"
    )
    return late / early <= MOST_GROWTH


def resident_mb() -> float:
    """Return the memory of this process."""
    return int(Path("/proc/self/status").read_text().split("VmRSS:")[1].split()[0]) / 1024


def main() -> int:
    """Return 1 if a ratio is above its limit."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        start_django(folder)
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        held = [measure_reveal()]
        rooms = [make_room() for _ in range(ROOMS)]
        held += [measure_polls(rooms, folder), measure_join(rooms[0], folder), measure_memory()]
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
