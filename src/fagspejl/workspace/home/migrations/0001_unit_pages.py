"""The addresses of units' pages. No unit has one yet."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """Two tables without a person in them."""

    initial = True
    dependencies = ()
    operations = (
        migrations.CreateModel(
            name="UnitLink",
            fields=[
                ("unit", models.UUIDField(primary_key=True, serialize=False)),
                ("turn", models.PositiveIntegerField(default=1)),
                ("key_hash", models.BinaryField(max_length=32, unique=True)),
                ("language", models.CharField(max_length=5)),
            ],
            options={"db_table": "workspace_unit_link"},
        ),
        migrations.CreateModel(
            name="UnitMailed",
            fields=[
                ("unit", models.UUIDField(primary_key=True, serialize=False)),
                ("round", models.UUIDField()),
                ("first_on", models.DateField()),
            ],
            options={"db_table": "workspace_unit_mailed"},
        ),
    )
