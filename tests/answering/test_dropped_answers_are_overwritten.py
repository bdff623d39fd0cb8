"""A round's answers are deleted whole and overwritten, with other rounds' beside them or alone."""

from __future__ import annotations

import os
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.db import connection

from fagspejl.answering.services import drop_answers

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.stores]

MINE, OTHER = uuid4(), uuid4()


def _sealed(round_id: UUID, number: int) -> list[bytes]:
    """Write rows as large as answers are; return a piece of the middle and of the end of each."""
    blobs = [os.urandom(4125) for _ in range(number)]
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO response (locator, round, blob) VALUES (%s, %s, %s)",
            [(os.urandom(32), round_id.bytes, blob) for blob in blobs],
        )
    return [blob[start : start + 12] for blob in blobs for start in (1000, 4100)]


def _left() -> dict[bytes, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT round, count(*) FROM response GROUP BY round")
        return {bytes(round_id): int(number) for round_id, number in cursor.fetchall()}


def _in_the_file(pieces: list[bytes]) -> int:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    whole = Path(str(connection.settings_dict["NAME"])).read_bytes()
    return sum(piece in whole for piece in pieces)


@pytest.mark.parametrize("others", [0, 1, 40])
def test_nobody_elses_go_with_them(others: int) -> None:
    """Karen's round is closed: its 60 rows are gone, and the rows of a round that is still open are all there."""
    mine, kept = _sealed(MINE, 60), _sealed(OTHER, others)
    on_disk = connection.vendor == "sqlite" and Path(str(connection.settings_dict["NAME"])).exists()
    if on_disk:
        assert _in_the_file(mine) == len(mine)
    assert drop_answers(MINE) == 60
    assert _left() == ({OTHER.bytes: others} if others else {})
    assert drop_answers(MINE) == 0
    if on_disk:  # before any other step has written the storage anew
        assert (_in_the_file(mine), _in_the_file(kept)) == (0, len(kept))
