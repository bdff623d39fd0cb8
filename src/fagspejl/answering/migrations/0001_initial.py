"""The table of sealed answers, by hand: WITHOUT ROWID on SQLite, so that order of arrival is nowhere."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models

_SQLITE = (
    "CREATE TABLE response (locator BLOB NOT NULL PRIMARY KEY CHECK (length(locator) = 32), "
    "round BLOB NOT NULL CHECK (length(round) = 16), blob BLOB NOT NULL) WITHOUT ROWID"
)
_POSTGRESQL = (
    "CREATE TABLE response (locator bytea PRIMARY KEY CHECK (octet_length(locator) = 32), "
    "round bytea NOT NULL CHECK (octet_length(round) = 16), blob bytea NOT NULL)"
)


def _create(apps: Any, editor: Any) -> None:
    editor.execute(_POSTGRESQL if editor.connection.vendor == "postgresql" else _SQLITE, params=None)


def _drop(apps: Any, editor: Any) -> None:
    editor.execute("DROP TABLE response", params=None)


class Migration(migrations.Migration):
    """Create the table."""

    initial = True
    dependencies = []
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(_create, _drop)],
            state_operations=[
                migrations.CreateModel(
                    name="Response",
                    fields=[
                        ("locator", models.BinaryField(max_length=32, primary_key=True, serialize=False)),
                        ("round", models.BinaryField(max_length=16)),
                        ("blob", models.BinaryField()),
                    ],
                    options={"db_table": "response", "managed": False},
                )
            ],
        )
    ]
