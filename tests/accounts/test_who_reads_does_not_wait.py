"""Somebody holds SQLite against all writers: whoever only reads does not wait to have it noted that they are there."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from fagspejl.accounts import middleware
from fagspejl.lib.clock import utc_now
from support.staff import log_in, somebody


def _seen(client: Client) -> int:
    return int(client.session["seen"])


def test_a_click_while_the_database_is_locked(
    transactional_db: None, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Karen reads on while a backup holds the database: her page comes, and her next click notes that she is there."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL locks no table of sessions")
    log_in(client, somebody("Karen Holm"))
    before, moment = _seen(client), utc_now() + timedelta(minutes=5)
    monkeypatch.setattr(middleware, "utc_now", lambda: moment)
    with closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert client.get("/").status_code == 200
        assert _seen(client) == before
        other.execute("ROLLBACK")
    assert client.get("/").status_code == 200
    assert _seen(client) == int(moment.timestamp())
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA busy_timeout").fetchone() == (20_000,)
