"""The yardstick: a bare WSGI function for the same requests, with the same SQLite writes and nothing else."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import threading
from collections.abc import Callable, Iterable
from typing import Any

_BLOB = 4096 + 29  # what a sealed answer takes
_PAGE = b"<!doctype html><p>Dit svar er registreret" + b"." * 4000
_PRAGMAS = "journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "busy_timeout=20000"
_WRITE = "INSERT INTO response VALUES (?, ?, ?) ON CONFLICT (locator) DO UPDATE SET blob = excluded.blob"
_BLANK = bytes(32)
_local = threading.local()


def _database() -> sqlite3.Connection:
    if not hasattr(_local, "database"):
        made = sqlite3.connect(os.environ["BARE_DATABASE"], isolation_level=None)
        for pragma in _PRAGMAS:
            made.execute(f"PRAGMA {pragma}").fetchall()
        made.execute(
            "CREATE TABLE IF NOT EXISTS response (locator BLOB PRIMARY KEY, round BLOB, blob BLOB) WITHOUT ROWID"
        )
        _local.database = made
    return _local.database


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer; a review and a receipt write one row, /read/ reads one, and /plain/ does nothing at all."""
    if environ["PATH_INFO"] in {"/plain/", "/read/"}:
        if environ["PATH_INFO"] == "/read/":
            _database().execute("SELECT round FROM response WHERE locator = ?", (_BLANK,)).fetchone()
        start_response("204 No Content", [])
        return [b""]
    if environ["REQUEST_METHOD"] == "POST":
        body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
        if environ["PATH_INFO"] != "/svar/start/":
            code = body[5:31]
            row = hashlib.sha256(code).digest(), code[:16], os.urandom(_BLOB)
            database = _database()
            database.execute("BEGIN IMMEDIATE")
            database.execute(_WRITE, row)
            database.execute("COMMIT")
    start_response("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(_PAGE)))])
    return [_PAGE]
