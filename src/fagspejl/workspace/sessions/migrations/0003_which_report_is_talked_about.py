"""A talk about a report knows which one, so that nobody opens it once that report no longer stands.

PostgreSQL takes no samples of it, as of the other columns of a session (0001).
"""

from typing import Any

from django.db import migrations, models


def _no_samples(apps: Any, editor: Any) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute("ALTER TABLE workspace_session ALTER COLUMN report SET STATISTICS 0", params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("workspace_sessions", "0002_what_a_series_told"),
    ]

    operations = [
        migrations.AddField(
            model_name="session",
            name="report",
            field=models.UUIDField(null=True),
        ),
        migrations.RunPython(_no_samples, migrations.RunPython.noop),
    ]
