"""How many answers a day has had, and no samples of what is said of agreements.

PostgreSQL notes frequent values of columns and the order of rows beside them (ANALYZE); of counts and words it is not to.
"""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

_QUIET = {
    "workspace_pulse_count": ("version", "week", "side", "answer", "exception", "count"),
    "workspace_obstacle_line": ("id", "version", "week", "side", "text"),
    "workspace_pulse_page": ("key_hash", "day"),
    "workspace_pulse_day": ("side", "day", "count"),
    "workspace_agreement": ("pulse_hash",),
}


def _no_samples(apps: Any, editor: Any) -> None:
    if editor.connection.vendor != "postgresql":
        return
    for table, columns in _QUIET.items():
        quiet = ", ".join(f'ALTER COLUMN "{column}" SET STATISTICS 0' for column in columns)
        editor.execute(f'ALTER TABLE "{table}" {quiet}', params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("workspace_agreements", "0001_agreements"),
    ]

    operations = [
        migrations.CreateModel(
            name="PulseDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("side", models.CharField(max_length=10)),
                ("day", models.DateField(db_index=True)),
                ("count", models.PositiveIntegerField(default=0)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pulse_days",
                        to="workspace_agreements.agreement",
                    ),
                ),
            ],
            options={
                "db_table": "workspace_pulse_day",
                "constraints": [
                    models.UniqueConstraint(fields=("agreement", "side", "day"), name="one_pulse_day_of_side")
                ],
            },
        ),
        migrations.RunPython(_no_samples, migrations.RunPython.noop),
    ]
