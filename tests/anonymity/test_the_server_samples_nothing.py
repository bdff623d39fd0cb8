"""PostgreSQL samples values for its planner, and samples outlive rows: of answers and links it takes none."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from fagspejl.answering.services import open_answer, rewrite_all, submit
from fagspejl.disclosure.services import close_round, confirm_close, publish_round
from support.closing import answered_round, desk
from support.dumped import server_parameters
from support.small_round import KEY, small_round

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite samples nothing"),
]
PEOPLE = [f"p{number}" for number in range(30)]
_SAMPLED = """
SELECT tablename || '.' || attname, coalesce(most_common_vals::text, '') || coalesce(histogram_bounds::text, '')
FROM pg_stats WHERE tablename = 'response' OR (tablename, attname) = ('invitation', 'lookup')
"""


def _analysed() -> dict[str, str]:
    """Let the server sample everything it may, and return what it kept of answers and links: column -> values."""
    with psycopg.connect(**server_parameters(), autocommit=True) as server:
        server.execute("ANALYZE")
        return dict(server.execute(_SAMPLED).fetchall())


def _places() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT encode(locator, 'hex') FROM response")
        return {text for (text,) in cursor.fetchall()}


def test_from_the_first_answer_to_publication(tmp_path: Path) -> None:
    """Per's server analyses while Karen's people answer, after the night and after publication: it keeps no value."""
    made = answered_round()
    at = desk(tmp_path, made)
    assert _places()
    assert _analysed() == {}
    rewrite_all(made.round.id, at.keys.read(made.round.id, made.round.key_check))
    assert _analysed() == {}
    close_round(round_id=made.round.id, desk=at)
    confirm_close(round_id=made.round.id, desk=at)
    publish_round(round_id=made.round.id, keys=at.keys, today=at.now.date())
    assert _analysed() == {}


def test_what_was_sampled_before_goes() -> None:
    """Per installs this version on a server that has sampled: the samples are gone, and every answer opens as before."""
    made = small_round({"Karen": {"employee": PEOPLE}})
    for name in PEOPLE:
        submit(made.place(name, "Karen"), {"shared_quality": 4}, save_id="s")
    before = {name: open_answer(made.place(name, "Karen")) for name in PEOPLE}
    MigrationExecutor(connection).migrate([("answering", "0001_initial")])
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE response ALTER COLUMN locator SET STATISTICS -1")
        cursor.execute("ALTER TABLE invitation ALTER COLUMN lookup SET STATISTICS -1")
        cursor.execute("GRANT SELECT ON response TO pg_monitor")
    sampled = _analysed()
    assert set(sampled) == {"response.locator", "invitation.lookup"}
    assert sum(place in sampled["response.locator"] for place in _places()) == len(PEOPLE)

    this_version = MigrationExecutor(connection)
    this_version.migrate(this_version.loader.graph.leaf_nodes())

    with psycopg.connect(**server_parameters()) as server:
        assert server.execute(_SAMPLED).fetchall() == []
        may = server.execute("SELECT has_table_privilege('pg_monitor', 'response', 'SELECT')").fetchone()
        assert may == (True,)
    assert _analysed() == {}
    assert {name: open_answer(made.place(name, "Karen")) for name in PEOPLE} == before
    assert rewrite_all(made.round.id, KEY) == len(PEOPLE)
