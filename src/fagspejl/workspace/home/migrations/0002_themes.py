"""The theme that a unit works with. No unit has one yet."""

from __future__ import annotations

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    """One table without a person in it, and one open theme per unit."""

    dependencies = (("workspace_home", "0001_unit_pages"),)
    operations = (
        migrations.CreateModel(
            name="Focus",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("unit", models.UUIDField(db_index=True)),
                ("theme", models.CharField(max_length=120)),
                ("item", models.CharField(blank=True, max_length=400)),
                ("why", models.CharField(blank=True, max_length=280)),
                ("tools", models.JSONField(default=list)),
                ("chosen_on", models.DateField()),
                ("closed_on", models.DateField(null=True)),
            ],
            options={
                "db_table": "workspace_focus",
                "constraints": (
                    models.UniqueConstraint(
                        condition=models.Q(("closed_on", None)),
                        fields=("unit",),
                        name="one_open_theme_per_unit",
                    ),
                ),
            },
        ),
    )
