"""The allow-list of tables, columns and indexes is the database that the migrations make, no more and no less."""

from __future__ import annotations

from contextlib import closing

from django.db import connection

from fagspejl.inspection.known import known
from fagspejl.inspection.postgres_dump import PostgresDump
from fagspejl.inspection.sqlite_dump import SqliteDump
from fagspejl.inspection.types import Dump, Thing
from support.dumped import Loot, server_parameters


def _dump(loot: Loot) -> Dump:
    return PostgresDump(server_parameters()) if connection.vendor == "postgresql" else SqliteDump(loot.take())


def test_whoever_adds_to_the_database_adds_to_the_list(loot: Loot) -> None:
    """A migration adds a table, a column or an index: the line for inspection/known.toml is named here."""
    with closing(_dump(loot)) as dump:
        tables = {name: table for name, table in dump.tables().items() if not name.startswith("sqlite_")}
        columns = {(name, column) for name, table in tables.items() for column in table.columns}
        indexes = {(thing.of, thing.text) for thing in dump.things() if thing.kind is Thing.INDEX}
    listed = {(name, column) for name, some in known().columns.items() for column in some}
    assert columns == listed
    assert indexes - {(name, text) for name, some in known().indexes.items() for text in some} == set()


def test_the_list_has_no_index_of_a_table_that_is_gone() -> None:
    """What a migration takes away leaves the list too."""
    assert set(known().indexes) <= set(known().columns)
