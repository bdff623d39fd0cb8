"""Servers die, databases restart and people press at once in the middle of a session: nothing acknowledged is lost.

Phones are asked to wait where nothing can be saved, and go on when it can.
"""

from __future__ import annotations

import http.client
import re
import resource
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pytest

from support.forked import wait_until
from support.nodes import Node, node
from support.postgres import PostgresServer, server_folder, started
from support.respondent import URLENCODED
from support.room_writers import RoomWriters
from support.served_rooms import ServedRoom, ServedRooms, served_rooms
from support.site_process import own_database

WAIT = "Hent siden igen om lidt"
_ACTION = re.compile(r'action="(/d/[^"]+)"')


@dataclass(frozen=True)
class Seen:
    """An answer as a browser sees it."""

    status: int
    page: str
    retry: str | None


def _asked(port: int, path: str, form: dict[str, str] | None = None, *, network: str = "192.0.2.7") -> Seen:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=120)) as web:
        headers = {"Host": "localhost", "X-Forwarded-For": network, "Content-Type": URLENCODED}
        web.request("GET" if form is None else "POST", path, form and urlencode(form), headers)
        answer = web.getresponse()
        return Seen(answer.status, answer.read().decode(), answer.getheader("Retry-After"))


def _judged(port: int, room: ServedRoom, token: str, value: int, key: str = "") -> Seen:
    form = {"act": "answer", "key": key or f"{token}{value}", "item": "0", "round": "1", "v0": str(value)}
    return _asked(port, f"/d/{room.code}/{token}/", form)


def _pressed(port: int, room: ServedRoom, revision: int, act: str = "on", **more: str) -> Seen:
    return _asked(port, f"/styring/{room.control}/", {"act": act, "revision": str(revision), **more})


def _at_once(work: Sequence[Callable[[], Seen]]) -> list[int]:
    with ThreadPoolExecutor(len(work)) as people:
        return sorted(one.result().status for one in [people.submit(each) for each in work])


@contextmanager
def _room(
    folder: Path, name: str, *, phones: int = 6, workers: int = 2
) -> Iterator[tuple[ServedRooms, Node]]:
    with (
        served_rooms(folder, own_database(name), phones=phones) as made,
        node(folder, workers=workers, **made.extra) as at,
    ):
        yield made, at


@pytest.mark.stores
def test_the_server_is_killed_in_mid_session(tmp_path: Path) -> None:
    """Per's machine kills workers one by one, all at once, and the server itself: every "gemt" was true."""
    with _room(tmp_path, "room_killed") as (made, at):
        (room,) = made.rooms
        writers = RoomWriters(at.port, room)
        with writers.at_work():
            writers.wait_for(6)
            for _ in range(2):
                at.kill(at.wait_for_workers()[-1])
                at.wait_until_answers()
            at.kill(*at.wait_for_workers())
            at.wait_until_answers()
            writers.wait_for(writers.saved + 6)
            at.kill_server()
            at.start()
            writers.wait_for(writers.saved + 6)
        assert writers.again, "nobody was in the middle of anything"
        assert made.lost(writers.acknowledged) == []
        assert made.run("kept", tokens=[])["rows"] == len(room.phones)
        assert _pressed(at.port, room, room.revision, "jump", phase="reveal").status == 303


@pytest.mark.stores
def test_people_press_at_once(tmp_path: Path) -> None:
    """Karen and Mads press "Videre" in the same second, Sofie's phone sends twice, Omar comes late: each counts once."""
    with _room(tmp_path, "room_at_once") as (made, at):
        (room,) = made.rooms
        port, (sofie, *others) = at.port, room.phones
        assert _at_once([lambda: _judged(port, room, sofie, 7, "the same")] * 4) == [200] * 4
        for value, token in enumerate(others):
            assert _judged(port, room, token, value).status == 200
        assert made.run("kept", tokens=[sofie]) == {"answers": {sofie: 7}, "phones": 6, "rows": 6}
        for step in range(3):  # until it is shown
            found = made.run("state", room=room.id)
            if found["phase"] == "reveal":
                break
            pressed = [lambda found=found: _pressed(port, room, found["revision"])] * 3
            assert _at_once(pressed) == [303, 409, 409], step  # type: ignore[arg-type]
            assert made.run("state", room=room.id)["revision"] == found["revision"] + 1
        assert made.run("state", room=room.id)["phase"] == "reveal"
        assert _judged(port, room, sofie, 1, "another").status == 409
        assert _judged(port, room, sofie, 7, "the same").status in (200, 409)
        omar = _ACTION.findall(_asked(port, f"/d/{room.code}/").page)[0]
        late = _asked(port, omar, {"act": "join"})
        assert (late.status, 'value="answer"' in late.page) == (200, False)
        form = {"act": "answer", "key": "late", "item": "0", "round": "1", "v0": "3"}
        assert _asked(port, omar, form).status == 409
        assert made.run("kept", tokens=[sofie]) == {"answers": {sofie: 7}, "phones": 7, "rows": 6}


@pytest.mark.stores
def test_three_hundred_phones(tmp_path: Path) -> None:
    """The whole administration comes to one room: three hundred are in, and the next is told that it is full."""
    with _room(tmp_path, "room_full", phones=298) as (made, at):
        (room,) = made.rooms
        doors = [_ACTION.findall(_asked(at.port, f"/d/{room.code}/").page)[0] for _ in range(5)]
        found = _at_once([lambda door=door: _asked(at.port, door, {"act": "join"}) for door in doors])  # type: ignore[misc]
        assert found == [200, 200, 403, 403, 403]
        told = _asked(at.port, f"/d/{room.code}/{'a' * 26}/", {"act": "join"})
        assert (told.status, "Der er plads til 300 telefoner" in told.page) == (403, True)
        assert made.run("kept", tokens=[])["phones"] == 300
        some = room.phones[::30]
        assert (
            _at_once([lambda token=token: _judged(at.port, room, token, 5) for token in some]) == [200] * 10
        )  # type: ignore[misc]
        assert _asked(at.port, f"/d/{room.code}/tilstand?rev={room.revision}").status == 204


def test_guessed_codes(tmp_path: Path) -> None:
    """Somebody in the town hall tries sixty codes: the next is refused, and who is in the room there notices nothing."""
    with _room(tmp_path, "", phones=2, workers=1) as (made, at):
        (room,) = made.rooms
        port = at.port
        signs = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
        codes = [f"ZZZZ{signs[n // 31]}{signs[n % 31]}" for n in range(61)]
        ways = ["/d/{}/", "/d/{}/tilstand", "/d/{}/" + "a" * 26 + "/"]
        found = [_asked(port, ways[n % 3].format(code)).status for n, code in enumerate(codes)]
        assert found == [404] * 60 + [429]
        assert _asked(port, f"/d/{room.code}/").status == 429
        assert _asked(port, f"/d/{room.code}/", network="192.0.2.8").status == 200
        assert _asked(port, f"/d/{room.code}/{room.phones[0]}/").status == 200
        assert _judged(port, room, room.phones[0], 4).status == 200
        assert _asked(port, f"/d/{room.code}/tilstand?rev={room.revision}").status == 204
        assert room.code not in at.log.read_text()


def test_odd_addresses(tmp_path: Path) -> None:
    """A machine sends bytes that no browser sends to a room's addresses: each is refused, and the log tells nothing."""
    odd = [
        "/d//tilstand",
        "/d/%00/tilstand",
        "/d/%ff%fe/tilstand",
        "/d/%ed%a0%80/tilstand",
        "/d/%2e%2e/tilstand",
    ]
    odd += [
        "/d/%F0%9F%9C%81/tilstand",
        "/faelles/%ff/",
        "/styring/%ed%a0%80/",
        "/styring/%ff/tilstand",
        "/d/%ff/",
    ]
    odd += [
        f"/d/{'A' * 20_000}/tilstand",
        f"/d/ZZZZZZ/tilstand?{'x' * 20_000}",
        "/d/ZZZZZZ/%ff/",
        "/faelles/%00/tilstand",
    ]
    with _room(tmp_path, "", phones=1, workers=1) as (_, at):
        found = {path[:40]: _asked(at.port, path).status for path in odd}
        assert set(found.values()) <= {400, 404, 414, 431}, found
        told = at.log.read_text()
        assert "Traceback" not in told
        assert "tilstand" not in told


def test_sqlite_is_locked(tmp_path: Path) -> None:
    """A backup holds the file while Sofie answers: her answer waits and is kept, and the question of each second goes on."""
    with served_rooms(tmp_path, {}, phones=2) as made, node(tmp_path, **made.extra) as at:
        (room,) = made.rooms
        sofie = room.phones[0]
        with closing(sqlite3.connect(tmp_path / "data" / "fagspejl.sqlite3", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            found: list[Seen] = []
            waits = threading.Thread(target=lambda: found.append(_judged(at.port, room, sofie, 8)))
            waits.start()
            for _ in range(3):
                assert _asked(at.port, f"/d/{room.code}/tilstand?rev={room.revision}").status == 204
                assert _asked(at.port, f"/d/{room.code}/{room.phones[1]}/").status == 200
            waits.join(0.5)
            assert found == []
            other.execute("ROLLBACK")
        waits.join(60)
        assert (found[0].status, made.lost({sofie: 8})) == (200, [])


def test_the_disk_is_full(tmp_path: Path) -> None:
    """Nothing can be written any more: phone and control are asked to wait, what is there is shown, and both go on."""
    with served_rooms(tmp_path, {}, phones=2) as made, node(tmp_path, workers=1, **made.extra) as at:
        (room,) = made.rooms
        sofie, omar = room.phones
        assert _judged(at.port, room, omar, 2).status == 200
        _let_write(at, 1)
        for late in (_judged(at.port, room, sofie, 8), _pressed(at.port, room, room.revision)):
            assert (late.status, WAIT in late.page) == (503, True)
        assert _asked(at.port, f"/d/{room.code}/{omar}/").status == 200
        _let_write(at, None)
        assert _judged(at.port, room, sofie, 8).status == 200
        assert _pressed(at.port, room, room.revision).status == 303
        assert made.lost({sofie: 8, omar: 2}) == []
        assert "Traceback" not in at.log.read_text()


def _let_write(at: Node, size: int | None) -> None:
    """Let the workers write files up to so many bytes, as on a disk without room; None: as before."""
    for pid in at.wait_for_workers():
        _, most = resource.prlimit(pid, resource.RLIMIT_FSIZE)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (most if size is None else size, most))


@pytest.mark.slow
def test_sqlite_is_locked_for_long(tmp_path: Path) -> None:
    """The file stays locked for half a minute: phone and control are asked to wait, and both go on afterwards."""
    with served_rooms(tmp_path, {}, phones=2) as made, node(tmp_path, **made.extra) as at:
        (room,) = made.rooms
        sofie = room.phones[0]
        with closing(sqlite3.connect(tmp_path / "data" / "fagspejl.sqlite3", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            late = [lambda: _judged(at.port, room, sofie, 8), lambda: _pressed(at.port, room, room.revision)]
            assert _at_once(late) == [503, 503]
            other.execute("ROLLBACK")
        assert made.run("kept", tokens=[sofie])["answers"] == {sofie: ""}
        assert _judged(at.port, room, sofie, 8).status == 200
        assert _pressed(at.port, room, room.revision).status == 303


def test_postgresql_restarts(tmp_path: Path) -> None:
    """Per restarts the database while people judge: phones and Karen are asked to wait, and all they had is there."""
    with server_folder() as folder, ExitStack() as runs:
        runs.enter_context(started(folder)).new_database("room")
        site = {"FAGSPEJL_DATABASE": PostgresServer(folder).address("room")}
        with served_rooms(tmp_path, site, phones=2) as made, node(tmp_path, **made.extra) as at:
            (room,) = made.rooms
            sofie, omar = room.phones
            asked = f"/d/{room.code}/tilstand?rev={room.revision}"
            assert _judged(at.port, room, sofie, 8).status == 200
            assert _asked(at.port, asked).status == 204
            runs.close()
            away = [_judged(at.port, room, omar, 3), _pressed(at.port, room, room.revision)]
            away += [_asked(at.port, f"/d/{room.code}/{omar}/"), _asked(at.port, f"/faelles/{room.display}/")]
            assert {(one.status, one.retry, WAIT in one.page) for one in away} == {(503, "5", True)}
            wait_until(lambda: _asked(at.port, asked).status == 503)  # when the second is over
            runs.enter_context(started(folder, again=True))
            wait_until(lambda: _judged(at.port, room, omar, 3).status == 200)
            wait_until(lambda: _asked(at.port, asked).status == 204)
            assert made.lost({sofie: 8, omar: 3}) == []
            wait_until(lambda: _pressed(at.port, room, room.revision).status in (303, 409))
            assert made.run("state", room=room.id)["revision"] == room.revision + 1
        assert "Traceback" not in at.log.read_text()
