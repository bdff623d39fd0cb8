"""PostgreSQL notes every statement that fails, with the time; no note may tie the hash of a link to an answer's place."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest
from django.db import DatabaseError, connection

from fagspejl.answering.sealed import locator_of
from fagspejl.answering.services import submit
from fagspejl.evaluation.keys.derivation import lookup_of
from support.dumped import server_parameters
from support.small_round import small_round


def _log() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('data_directory')")
        return (Path(cursor.fetchone()[0]).parent / "log").read_text(errors="replace")


@pytest.mark.django_db(transaction=True)
def test_a_save_that_fails_is_noted_without_its_values() -> None:
    """Sofie saves while the table is locked; the server notes that a save failed, but not whose link or which row."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite notes nothing")
    made = small_round({"Karen": {"employee": ["Sofie"]}})
    place = made.place("Sofie", "Karen")
    submit(place, {"shared_quality": 3}, save_id="a")
    before = len(_log())
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = 50")
    try:
        with psycopg.connect(**server_parameters()) as other:
            other.execute("LOCK TABLE response IN EXCLUSIVE MODE")
            with pytest.raises(DatabaseError):
                submit(place, {"shared_quality": 4}, save_id="b")
    finally:
        connection.close()
    noted = _log()[before:].lower()
    assert "update response" in noted
    for value in (locator_of(place.link, place.round), lookup_of(place.link)):
        assert value.hex()[:16] not in noted
