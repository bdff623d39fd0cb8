"""What people write, what is put together of it, whom they guess, and whether they see the direction: rows of people, gone at the close.

PostgreSQL takes no samples of them, as of the other columns of a session (0001).
"""

import uuid
from typing import Any

import django.db.models.deletion
from django.db import migrations, models

_TABLES = ("workspace_session", "workspace_participant", "workspace_contribution")


def _no_samples(apps: Any, editor: Any) -> None:
    if editor.connection.vendor != "postgresql":
        return
    for table in _TABLES:
        with editor.connection.cursor() as cursor:
            columns = [
                column.name for column in editor.connection.introspection.get_table_description(cursor, table)
            ]
        quiet = ", ".join(f'ALTER COLUMN "{column}" SET STATISTICS 0' for column in columns)
        editor.execute(f"ALTER TABLE {table} {quiet}", params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("workspace_sessions", "0003_which_report_is_talked_about"),
    ]

    operations = [
        migrations.AddField("participant", "guesses", models.JSONField(default=dict)),
        migrations.AddField("participant", "direction", models.PositiveSmallIntegerField(null=True)),
        migrations.AddField("session", "collecting", models.CharField(default="none", max_length=10)),
        migrations.AddField("session", "confirmed", models.JSONField(default=list)),
        migrations.AddField("session", "guessed", models.JSONField(default=list)),
        migrations.AddField("session", "reveal_all", models.BooleanField(default=False)),
        migrations.AddField("session", "statements", models.JSONField(default=list)),
        migrations.CreateModel(
            name="Contribution",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("place", models.PositiveSmallIntegerField()),
                ("text", models.CharField(max_length=400)),
                ("statement", models.PositiveSmallIntegerField(null=True)),
                ("confirmed", models.BooleanField(null=True)),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contributions",
                        to="workspace_sessions.participant",
                    ),
                ),
            ],
            options={
                "db_table": "workspace_contribution",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("participant", "place"), name="one_contribution_per_place"
                    )
                ],
            },
        ),
        migrations.RunPython(_no_samples, migrations.RunPython.noop),
    ]
