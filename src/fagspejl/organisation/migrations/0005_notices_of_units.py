"""What a leader releases to the staff of her unit. Nobody has released anything yet."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """One row for each unit with a notice in force."""

    dependencies = (("organisation", "0004_since_when_on_the_list"),)
    operations = (
        migrations.CreateModel(
            name="UnitNotice",
            fields=[
                (
                    "unit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="organisation.unit",
                    ),
                ),
                ("points", models.JSONField()),
                ("own", models.CharField(blank=True, max_length=200)),
                ("language", models.CharField(max_length=5)),
                ("released_on", models.DateField()),
            ],
            options={"db_table": "unit_notice"},
        ),
    )
