"""Whoever plays with what phones ask each second learns nothing, breaks nothing and makes nothing grow."""

from __future__ import annotations

import gc
import io
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import pytest

from fagspejl.lib.unknown_codes import UnknownCodes
from fagspejl.workspace.sessions import poll
from fagspejl.workspace.sessions.models import Session
from fagspejl.workspace.sessions.types import PhaseCode
from support.phone import Phone
from support.room import open_room

pytestmark = pytest.mark.django_db(transaction=True)
Ask = Callable[..., tuple[int, dict[str, str], bytes]]


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ask]:
    """Ask the application as a server does; Django itself must never hear of it. Nobody has guessed yet."""
    before = gc.get_threshold()
    from fagspejl.config import wsgi

    def nobody(*given: object) -> None:
        raise AssertionError("Django was asked")

    monkeypatch.setattr(wsgi, "_site", nobody)
    monkeypatch.setattr(wsgi, "_respondents", nobody)
    monkeypatch.setattr(poll, "_kept", {})
    monkeypatch.setattr(poll, "unknown_codes", UnknownCodes(10**9))

    def asked(path: str, query: str = "", method: str = "GET", network: str = "10.0.0.7") -> Any:
        told: list[tuple[str, list[tuple[str, str]]]] = []
        environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query, "REMOTE_ADDR": network}
        environ |= {"wsgi.input": io.BytesIO(b"x" * 1000)}  # type: ignore[dict-item]
        body = b"".join(wsgi.application(environ, lambda status, headers: told.append((status, headers))))
        ((status, headers),) = told
        return int(status[:3]), dict(headers), body

    yield asked
    gc.unfreeze()
    gc.set_threshold(*before)


ODD = [
    "/d//tilstand",
    "/d/tilstand",
    "/faelles//tilstand",
    "/faelles/tilstand",
    "/d/a/b/tilstand",
    "/d/../tilstand",
]
ODD += [
    f"/d/{sign}/tilstand"
    for sign in ("\x00", "\xff\xfe", "\udcff\ud800", "æøå", "🜁", "%", "' OR 1=1 --", "\r\n")
]
ODD += [f"/d/{'A' * 300_000}/tilstand", f"/d/{'/' * 1000}/tilstand"]


@pytest.mark.parametrize("path", ODD, ids=lambda path: ascii(path)[:30])
def test_odd_paths(ask: Ask, path: str) -> None:
    """A machine tries what no phone asks: there is no such room, and nobody may keep that answer."""
    status, headers, body = ask(path)
    assert (status, body, headers["Cache-Control"]) == (404, b"", "no-store")
    assert poll._kept == {}


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "get"])
def test_other_methods(ask: Ask, method: str) -> None:
    """What is asked in another way is refused, and no proxy keeps the refusal."""
    room = open_room()
    status, headers, body = ask(f"/d/{room.code}/tilstand", method=method)
    assert (status, body) == (405, b"")
    assert (headers["Allow"], headers["Cache-Control"]) == ("GET, HEAD", "no-store")


@pytest.mark.parametrize(
    "wrong", ["", "rev=", "rev={}&x=1", "rev=0{}", "REV={}", "rev=%3{}", "rev={}&" + "x" * 300_000, "\x00"]
)
def test_only_the_very_mark_means_nothing_new(ask: Ask, wrong: str) -> None:
    """However a mark is bent, the phone is told the true one, and what was asked before changes nothing for others."""
    room = open_room()
    path, mark = f"/d/{room.code}/tilstand", room.facts.revision
    for _ in range(2):  # asked of the database, and of the second's memory
        assert ask(path, wrong.format(mark))[::2] == (200, str(mark).encode())
        assert ask(path, f"rev={mark}")[0] == 204
        assert ask(path, f"rev={mark + 1}")[::2] == (200, str(mark).encode())
    assert list(poll._kept) == [path]


def test_nothing_grows(ask: Ask) -> None:
    """Somebody asks for two thousand rooms that are not, from as many networks: nothing of it is remembered as a room."""
    room = open_room()
    ask(f"/d/{room.code}/tilstand")
    for number in range(2_000):
        ask(
            f"/{'d' if number % 2 else 'faelles'}/{number}/tilstand",
            f"rev={number}",
            network=f"10.1.{number % 250}.1",
        )
        ask(f"/d/{room.code}/tilstand", f"rev={number}&{number}")
    assert len(poll._kept) == 1


def test_many_rooms_are_not_kept_for_ever(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    """A town holds more rooms than are kept at once: the oldest are asked of the database again."""
    monkeypatch.setattr(poll, "_ROOMS", 3)
    for _ in range(12):
        room = open_room()
        assert ask(f"/d/{room.code}/tilstand")[0] == 200
        assert len(poll._kept) <= 4


def test_closed_room(ask: Ask) -> None:
    """Karen closes: when the second is over the phones hear that the room is gone, and whoever asks does not guess."""
    room = open_room()
    path, mark = f"/d/{room.code}/tilstand", room.facts.revision
    assert ask(path, f"rev={mark}")[0] == 204
    room.close()
    poll._kept.update(dict.fromkeys(poll._kept, (0.0, str(mark))))  # the second is over
    assert [ask(path, f"rev={mark}")[0] for _ in range(3)] == [404] * 3
    assert not poll.unknown_codes.refuses("10.0.0.7", now=poll.utc_now())


def test_code_that_another_room_gets(ask: Ask) -> None:
    """By a rare chance Mads' room gets the code of Karen's closed one: Sofie's old page leads to joining, to nothing else."""
    room = open_room()
    sofie = Phone(room).join()
    path = f"/d/{room.code}/tilstand"
    hashed = Session.objects.values_list("code_hash", flat=True).get(id=room.id)
    ask(path)
    room.close()
    other = open_room()
    other.to(PhaseCode.JUDGE)
    Session.objects.filter(id=other.id).update(code_hash=hashed)
    poll._kept.update(dict.fromkeys(poll._kept, (0.0, None)))
    assert ask(path)[::2] == (200, str(other.facts.revision).encode())
    poll._kept.clear()
    assert 'value="join"' in sofie.open().page
    assert 'value="answer"' not in sofie.page


def test_address_of_a_room_says_no_more_than_its_mark(ask: Ask) -> None:
    """What a phone is told is a number and its second: no cookie, no mark of a visitor, no other header that tells."""
    room = open_room()
    _, headers, body = ask(f"/d/{quote(room.code)}/tilstand")
    assert set(headers) == {
        "Content-Type", "X-Content-Type-Options", "Referrer-Policy", "Content-Length", "Cache-Control",
    }  # fmt: skip
    assert body.isdigit()
