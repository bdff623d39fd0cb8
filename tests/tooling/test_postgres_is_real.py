"""The PostgreSQL that tests get is a server of its own, also when the tests run as root."""

import psycopg

from support.postgres import PostgresServer


def test_answers_a_question(postgres_server: PostgresServer) -> None:
    """Per asks the server for 1 and gets 1."""
    with psycopg.connect(postgres_server.dsn()) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_is_a_version_per_may_run(postgres_server: PostgresServer) -> None:
    """Per runs PostgreSQL 14 or newer, so the tests do too."""
    with psycopg.connect(postgres_server.dsn()) as connection:
        assert connection.info.server_version >= 140_000


def test_sorts_and_keeps_danish_letters(postgres_server: PostgresServer) -> None:
    """Åse's name comes out of a new database as Bente put it in."""
    with psycopg.connect(postgres_server.new_database("danish_letters")) as connection:
        connection.execute("CREATE TABLE person (name text)")
        connection.execute("INSERT INTO person VALUES ('Åse Æbeløe')")
        assert connection.execute("SELECT name, upper(name) FROM person").fetchone() == (
            "Åse Æbeløe",
            "ÅSE ÆBELØE",
        )


def test_databases_are_apart(postgres_server: PostgresServer) -> None:
    """What Bente makes in one database is not in the next."""
    with psycopg.connect(postgres_server.new_database("first")) as connection:
        connection.execute("CREATE TABLE only_here ()")
    with psycopg.connect(postgres_server.new_database("second")) as connection:
        assert connection.execute("SELECT to_regclass('only_here')").fetchone() == (None,)
