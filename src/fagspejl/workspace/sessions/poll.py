"""The question that every phone and screen of a room asks each second, answered before Django: is there anything new?

It carries no token and is the same for everybody in the room, so that it may be kept for a second, here and in a
proxy. The answer to a phone is a number that only the facilitator's acts move; the room screen is told two counts
besides.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from functools import partial
from http import HTTPStatus
from typing import Any, Final

from django.db import DEFAULT_DB_ALIAS, connections
from django.db import Error as AnyDatabaseError

from fagspejl.lib.clock import utc_now
from fagspejl.lib.unknown_codes import UnknownCodes
from fagspejl.workspace.sessions.keys import hash_of

ENDING: Final = "/tilstand"
PHONES: Final = "/d/"
SCREENS: Final = "/faelles/"
_KEPT: Final = 1.0  # seconds
_ROOMS: Final = 4_000  # that are kept at once
_PHONE: Final = "SELECT revision FROM workspace_session WHERE code_hash = ?"
# What the wall is told of a session `s` beside its revision: how many phones there are, and how many have answered.
COUNTS: Final = """
    (SELECT count(*) FROM workspace_participant p WHERE p.session_id = s.id AND NOT p.is_leader),
    CASE s.phase WHEN 'collect' THEN
        (SELECT CASE WHEN s.collecting = 'write' OR count(DISTINCT p.id) >= 4 THEN count(*) ELSE 0 END
         FROM workspace_contribution c JOIN workspace_participant p ON p.id = c.participant_id
         WHERE p.session_id = s.id AND (s.collecting = 'write' OR (c.confirmed IS NOT NULL AND NOT p.is_leader)))
    ELSE
        (SELECT count(DISTINCT p.id) FROM workspace_response r JOIN workspace_participant p ON p.id = r.participant_id
         WHERE p.session_id = s.id AND NOT p.is_leader AND r.value IS NOT NULL
         AND (r.item = s.item OR (s.reveal_all AND s.phase <> 'rejudge'))
         AND r.round = CASE s.phase WHEN 'rejudge' THEN 2 ELSE 1 END)
    END
"""
_SCREEN: Final = f"SELECT s.revision, {COUNTS} FROM workspace_session s WHERE s.display_hash = ?"  # noqa: S608 - our own
_MARK: Final = {"sqlite": "?", "postgresql": "%s"}  # for what is asked about
Hashed = Callable[[str], bytes]
_METHODS: Final = ("GET", "HEAD")
# Codes that open no room, counted by network in each process: whoever tries many waits. A phone that is in a room
# already is never refused.
MOST: Final = 60  # a town hall shares one address, and codes are typed by hand
unknown_codes: Final = UnknownCodes(MOST)
_HEADERS: Final = {
    "Content-Type": "text/plain; charset=utf-8",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
_kept: dict[str, tuple[float, str | None]] = {}
# (beginning, ending) of a path -> the question to the database, and the hash of what stands between them.
_asked: dict[tuple[str, str], tuple[str, Hashed]] = {}

Start = Callable[..., Any]


def register(prefix: str, query: str, hashed: Hashed, *, ending: str = ENDING) -> None:
    """Let a tool have rooms of its own asked about in the same way. `query` has one `?`, for the hash of the key."""
    _asked[prefix, ending] = query, hashed


def is_poll(path: str) -> bool:
    """Whether a path is this question."""
    return path.endswith(ENDING) and _question(path) is not None


def poll(environ: Mapping[str, Any], start_response: Start, network: Callable[[], str]) -> list[bytes]:
    """Answer 204 where nothing is new, else 200 with the new mark; 404 for a room that is closed or never was.

    Only marks of rooms are kept, never what was asked: whoever asks for anything else makes nothing grow.

    `network` tells where the question comes from; only of rooms that are not known that is asked.
    """
    if environ["REQUEST_METHOD"] not in _METHODS:
        return _said(start_response, HTTPStatus.METHOD_NOT_ALLOWED, b"")
    path = environ["PATH_INFO"]
    now = time.monotonic()
    until, mark = _kept.get(path, (0.0, None))
    if until <= now:
        # Who is in a room does not guess.
        if path not in _kept and unknown_codes.refuses(network(), now=utc_now()):
            return _said(start_response, HTTPStatus.TOO_MANY_REQUESTS, b"")
        try:
            mark = mark_of(path)
        except AnyDatabaseError:  # also where the connection itself is gone
            connections[DEFAULT_DB_ALIAS].close()
            return _said(start_response, HTTPStatus.SERVICE_UNAVAILABLE, b"")
        if mark is None:
            if path not in _kept:  # a room that has just been closed is no guess, and many phones ask for it
                unknown_codes.count(network(), now=utc_now())
            return _said(start_response, HTTPStatus.NOT_FOUND, b"")
        if len(_kept) > _ROOMS:
            _kept.clear()
        _kept[path] = (now + _KEPT, mark)
    if mark is not None and environ.get("QUERY_STRING") == f"rev={mark}":
        return _said(start_response, HTTPStatus.NO_CONTENT, b"")
    return _said(start_response, HTTPStatus.OK, (mark or "").encode())


def known_room(code: str) -> None:
    """Take note of a room that a phone is in, so that its question is answered whoever guesses from its network."""
    _kept.setdefault(f"{PHONES}{code}{ENDING}", (0.0, None))


def known_path(path: str) -> None:
    """Take note of a tool's own room, as `known_room` does of the engine's."""
    _kept.setdefault(path, (0.0, None))


def was_path(path: str) -> bool:
    """Whether this process knew a room by this path."""
    return path in _kept


def was_room(code: str) -> bool:
    """Whether this process knew a room by this code."""
    return f"{PHONES}{code}{ENDING}" in _kept


def _question(path: str) -> tuple[str, bytes] | None:
    """Return what is asked of the database, and about what; of two that fit, the longest."""
    fit = [one for one in _asked if path.startswith(one[0]) and path.endswith(one[1])]
    if not fit:
        return None
    prefix, ending = max(fit, key=lambda one: len(one[0]) + len(one[1]))
    query, hashed = _asked[prefix, ending]
    return query, hashed(path[len(prefix) : -len(ending)])


def mark_of(path: str) -> str | None:
    """Return the mark of a room, which a page of it is told as what it shows; None where there is none."""
    question = _question(path)
    if question is None:
        return None
    query, hashed = question
    # This thread's, looked up once; and the database's own cursor: what Django adds costs more than the question.
    database = connections[DEFAULT_DB_ALIAS]
    database.ensure_connection()
    with database.wrap_database_errors:
        asked = query.replace("?", _MARK[database.vendor])
        row = database.connection.execute(asked, (hashed,)).fetchone()
    return None if row is None else ".".join(map(str, row))


def _said(start_response: Start, status: HTTPStatus, body: bytes) -> list[bytes]:
    kept = "public, max-age=1" if status in {HTTPStatus.OK, HTTPStatus.NO_CONTENT} else "no-store"
    allow = (("Allow", ", ".join(_METHODS)),) if status is HTTPStatus.METHOD_NOT_ALLOWED else ()
    length = () if status is HTTPStatus.NO_CONTENT else (("Content-Length", str(len(body))),)
    start_response(
        f"{status.value} {status.phrase}", [*_HEADERS.items(), *allow, *length, ("Cache-Control", kept)]
    )
    return [body]


register(PHONES, _PHONE, partial(hash_of, "code"))
register(SCREENS, _SCREEN, partial(hash_of, "display"))
