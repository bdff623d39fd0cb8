"""The frozen backup is made while the answers are counted, and nothing is sealed before it has been opened."""

from __future__ import annotations

import gc
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection

from fagspejl.disclosure.models import StoredRelease
from fagspejl.disclosure.services import close_round, storage
from fagspejl.disclosure.services.storage import BackupDoesNotOpen
from fagspejl.evaluation.models import Round
from support.closing import answered_round, desk

pytestmark = pytest.mark.django_db(transaction=True)


def _rows() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM response")
        return int(cursor.fetchone()[0])


def test_a_backup_that_does_not_open_stops_before_the_seal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Per's disk damages the copy: all answers are counted and audited, but not one is deleted; later it closes."""
    made = answered_round()
    at = desk(tmp_path, made)
    steps: list[str] = []
    flush = storage._flush

    def damaging(path: Path) -> None:
        flush(path)
        if path.name.endswith("-frozen.sqlite3"):
            path.write_bytes(path.read_bytes()[:-8192])

    with monkeypatch.context() as broken:
        broken.setattr(storage, "_flush", damaging)
        with pytest.raises((BackupDoesNotOpen, sqlite3.DatabaseError)):
            close_round(round_id=made.round.id, desk=replace(at, tell=lambda name, share: steps.append(name)))
    assert steps[-1] == "audit"
    assert (Round.objects.get().state, Round.objects.get().close_step) == ("closing", 0)
    assert (_rows(), StoredRelease.objects.count()) == (30, 0)
    assert close_round(round_id=made.round.id, desk=at)["counted"] == 23


def test_a_copy_that_lacks_an_answer_stops_before_the_seal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The copy opens but holds 29 of 30 rows: that is said, and nothing is sealed."""
    made = answered_round()
    at = desk(tmp_path, made)
    flush = storage._flush

    def losing(path: Path) -> None:
        flush(path)
        with closing(sqlite3.connect(path)) as copy:
            first = copy.execute("SELECT locator FROM response LIMIT 1").fetchone()
            copy.execute("DELETE FROM response WHERE locator = ?", first)
            copy.commit()

    monkeypatch.setattr(storage, "_flush", losing)
    with pytest.raises(BackupDoesNotOpen, match="29 of 30 rows"):
        close_round(round_id=made.round.id, desk=at)
    assert (Round.objects.get().state, _rows()) == ("closing", 30)


def test_the_collector_works_again_afterwards(tmp_path: Path) -> None:
    """A worker goes on living after a closing, and after one that was stopped: Python tidies up again in both."""
    made = answered_round()
    at = desk(tmp_path, made)

    def stop(name: str, share: float) -> None:
        assert name != "audit", "stopped"

    with pytest.raises(AssertionError, match="stopped"):
        close_round(round_id=made.round.id, desk=replace(at, tell=stop))
    assert gc.isenabled()
    close_round(round_id=made.round.id, desk=at)
    assert gc.isenabled()
