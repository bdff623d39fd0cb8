"""A round keeps what leaders had released when it opened. Rounds that are open already quote nothing."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """One row for each unit whose staff is told."""

    dependencies = (("evaluation", "0011_the_promise_is_registered"),)
    operations = (
        migrations.CreateModel(
            name="RoundNotice",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("unit", models.UUIDField()),
                ("points", models.JSONField()),
                ("own", models.CharField(blank=True, max_length=200)),
                ("language", models.CharField(max_length=5)),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to="evaluation.round",
                    ),
                ),
            ],
            options={"db_table": "round_notice"},
        ),
        migrations.AddConstraint(
            model_name="roundnotice",
            constraint=models.UniqueConstraint(fields=("round", "unit"), name="one_notice_of_a_unit"),
        ),
    )
