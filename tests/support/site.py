"""Django for tests that store: SQLite in a real file, or (FAGSPEJL_TEST_DATABASE=postgresql) a real PostgreSQL.

`make test` runs every test marked `stores` on PostgreSQL and then everything on SQLite. A test that asks for `db`,
`transactional_db`, `client` or `live_server` is marked by itself. The tables are made once per run; each worker has a
PostgreSQL of its own (some tests read all that a server has written) and begins with a copy of that database.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from support.postgres import PostgresServer, running_server, server_folder, started

_STORING = {"db", "transactional_db", "django_db_setup", "client", "live_server", "site_keys"}
_STAYING = {"django_content_type", "auth_permission"}
# Rooms of pages: what they store goes through services whose own tests run on both databases. In every run on PostgreSQL
# are those of their tests that commit for real: acts at the same moment, bytes that stay, a thing's whole life.
_OF_PAGES = {
    "accounts", "courses", "dialogue", "independent", "load", "notes", "paths", "planning", "reflection",
    "reporting_site", "sparring", "theme", "unit_page", "words",
}  # fmt: skip
_MADE, _TEMPLATE = "FAGSPEJL_TEST_SERVER", "fagspejl_template"
_stack = ExitStack()
_folder = Path(_stack.enter_context(tempfile.TemporaryDirectory(prefix="fagspejl-site-")))

os.environ["FAGSPEJL_DATA"] = str(_folder / "data")
os.environ["FAGSPEJL_KEYS"] = str(_folder / "keys")
os.environ["FAGSPEJL_ESCROW"] = str(_folder / "escrow")
os.environ.pop("FAGSPEJL_DATABASE", None)
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # the browser's loop runs in the thread of the tests
os.environ["DJANGO_SETTINGS_MODULE"] = "fagspejl.config.settings"
os.umask(0o077)  # what a site refuses to start on otherwise; commands set it themselves
(_folder / "data").mkdir()


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Start PostgreSQL before Django reads its settings; whoever leads workers makes the tables for them."""
    wanted = os.environ.get("FAGSPEJL_TEST_DATABASE", "sqlite")
    worker = hasattr(config, "workerinput")
    if getattr(config.option, "numprocesses", None) and not worker:
        if wanted == "postgresql":
            folder = _stack.enter_context(server_folder())
            with started(folder) as server:
                _make_template(server)
            os.environ[_MADE] = str(folder)
        # Workers inherit this environment, and with it Django's settings would be read before they are made below.
        del os.environ["DJANGO_SETTINGS_MODULE"]
        return
    if wanted == "postgresql":
        server = _stack.enter_context(running_server(Path(os.environ[_MADE]) if worker else None))
        os.environ["FAGSPEJL_DATABASE"] = server.address("fagspejl")
    from django.conf import settings

    if wanted == "postgresql" and worker:
        settings.DATABASES["default"].setdefault("TEST", {})["TEMPLATE"] = _TEMPLATE
    # Read now, so that pytest-django sets up what is configured, and checked, so that no run is on another database.
    assert wanted in settings.DATABASES["default"]["ENGINE"], settings.DATABASES


def _make_template(server: PostgresServer) -> None:
    """Make every table once, in the database that the workers' own are copies of."""
    server.new_database(_TEMPLATE)
    subprocess.run(
        [sys.executable, "-m", "django", "migrate", "--verbosity=0"],
        env={**os.environ, "FAGSPEJL_DATABASE": server.address(_TEMPLATE)},
        check=True,
    )


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> None:
    """Let the emptying of tables between tests reach the sealed answers, and pass by what holds nothing.

    PostgreSQL empties by TRUNCATE, which the triggers that refuse DELETE do not see; on SQLite they are taken down and
    put up again around it. Django's own lists of models and permissions stay: emptied, they are written anew each time.
    """
    from django.core.management.commands import flush
    from django.db import connection

    kind: Any = type(connection.ops)
    sql_flush, execute_sql_flush = kind.sql_flush, kind.execute_sql_flush

    def of_tables_with_rows(self: object, style: object, tables: list[str], **options: bool) -> list[str]:
        if options.get("reset_sequences"):
            return sql_flush(self, style, tables, **options)
        used = _with_rows(tables)
        # An empty table may refer to one with rows; PostgreSQL takes both or neither.
        return sql_flush(
            self, style, used, reset_sequences=False, allow_cascade=connection.vendor == "postgresql"
        )

    def with_sealed_answers(self: object, statements: list[str]) -> None:
        sealed = bool(_with_rows(["response"]))  # Django does not manage this table
        if not statements and not sealed:
            return
        with connection.cursor() as cursor:
            if sealed:
                cursor.execute("DELETE FROM response")
            triggers = []
            if connection.vendor == "sqlite":
                cursor.execute("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")
                triggers = [row for row in cursor.fetchall() if any(f'"{row[1]}"' in s for s in statements)]
            for name, *_ in triggers:
                cursor.execute(f"DROP TRIGGER {name}")
        try:
            execute_sql_flush(self, statements)
        finally:
            with connection.cursor() as cursor:
                for *_, sql in triggers:
                    cursor.execute(sql)

    kind.sql_flush, kind.execute_sql_flush = of_tables_with_rows, with_sealed_answers
    vars(flush)["emit_post_migrate_signal"] = lambda *_: None


def _with_rows(tables: list[str]) -> list[str]:
    """Return those of the tables that tests write to and that hold a row."""
    from django.db import connection

    asked = [table for table in tables if table not in _STAYING]
    if not asked:
        return []
    with connection.cursor() as cursor:
        query = " UNION ALL ".join(
            f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM \"{name}\")" for name in asked
        )
        cursor.execute(query)
        return [name for (name,) in cursor.fetchall()]


def pytest_unconfigure() -> None:
    """Stop what was started."""
    _stack.close()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that stores, and those that are enough on one database."""
    for item in items:
        if item.get_closest_marker("django_db") or _STORING & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.stores)
        asked = item.get_closest_marker("django_db")
        if item.nodeid.split("/")[1] in _OF_PAGES and not (asked and asked.kwargs.get("transaction")):
            item.add_marker(pytest.mark.either)


@pytest.fixture
def site_keys(tmp_path: Path) -> tuple[Path, Path]:
    """A key folder and an escrow folder of this test's own."""
    return tmp_path / "keys", tmp_path / "escrow"
