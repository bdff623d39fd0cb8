"""What every phone asks each second is answered before Django, the same for all, and may be kept one second."""

from __future__ import annotations

import gc
import io
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from fagspejl.workspace.sessions import poll
from fagspejl.workspace.sessions.types import PhaseCode
from support.room import open_room

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def door(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The application as a server loads it; what it tells Python's collector is taken back."""
    before = gc.get_threshold()
    from fagspejl.config import wsgi

    def nobody(*given: object) -> None:
        raise AssertionError("Django was asked")

    monkeypatch.setattr(wsgi, "_site", nobody)
    monkeypatch.setattr(wsgi, "_respondents", nobody)
    monkeypatch.setattr(poll, "_kept", {})
    yield wsgi.application
    gc.unfreeze()
    gc.set_threshold(*before)


def _asked(door: Any, path: str, query: str = "") -> tuple[int, dict[str, str], bytes]:
    told: list[tuple[str, list[tuple[str, str]]]] = []
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "REMOTE_ADDR": "10.0.0.7",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "HTTP_HOST": "localhost",
        "wsgi.input": io.BytesIO(),
        "wsgi.url_scheme": "http",
    }
    body = b"".join(door(environ, lambda status, headers: told.append((status, headers))))
    return int(told[0][0][:3]), dict(told[0][1]), body


def test_nothing_new(door: Any) -> None:
    """Sofie's phone asks: an empty 204 that any proxy may keep for a second, until Karen goes on."""
    room = open_room()
    path = f"/d/{room.code}/tilstand"
    mark = room.facts.revision
    status, headers, body = _asked(door, path, f"rev={mark}")
    assert (status, body, headers["Cache-Control"]) == (204, b"", "public, max-age=1")
    room.to(PhaseCode.JUDGE)
    poll._kept.clear()  # the second is over
    assert _asked(door, path, f"rev={mark}")[::2] == (200, str(mark + 1).encode())
    assert _asked(door, path)[::2] == (200, str(mark + 1).encode())


def test_no_answer_moves_the_mark(door: Any) -> None:
    """Eleven people join and answer: what the phones are told does not change by a sign."""
    room = open_room()
    room.to(PhaseCode.JUDGE)
    path = f"/d/{room.code}/tilstand"
    before = _asked(door, path)
    for value in range(11):
        room.judged(room.phone(), value)
    poll._kept.clear()
    assert _asked(door, path) == before


def test_the_same_through_django(door: Any) -> None:
    """A test's client and a browser's live server get the same answer from the short way inside Django."""
    room = open_room()
    for path in (
        f"/d/{room.code}/tilstand",
        "/d/ZZZZZZ/tilstand",
        "/faelles/nothing/tilstand",
        "/d//tilstand",
    ):
        status, _, body = _asked(door, path)
        answer = Client().get(path)
        assert (answer.status_code, answer.content) == (status, body)


def test_database_is_away(door: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database restarts in the middle of a session: the phones are told to ask again, and no more."""
    from django.db import InterfaceError, OperationalError

    room = open_room()
    for error in (OperationalError, InterfaceError):

        def away(path: str, error: type[Exception] = error) -> str:
            raise error

        monkeypatch.setattr(poll, "mark_of", away)
        assert _asked(door, f"/d/{room.code}/tilstand")[0] == 503
