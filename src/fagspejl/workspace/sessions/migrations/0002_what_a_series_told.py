"""What a series of cases told is kept beside its pictures: sessions that are closed already kept nothing of it.

PostgreSQL takes no samples of it, as of the other columns of a session (0001).
"""

from typing import Any

from django.db import migrations, models


def _no_samples(apps: Any, editor: Any) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute("ALTER TABLE workspace_session ALTER COLUMN series SET STATISTICS 0", params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("workspace_sessions", "0001_sessions"),
    ]

    operations = [
        migrations.AddField(
            model_name="session",
            name="series",
            field=models.JSONField(default=dict),
        ),
        migrations.RunPython(_no_samples, migrations.RunPython.noop),
    ]
