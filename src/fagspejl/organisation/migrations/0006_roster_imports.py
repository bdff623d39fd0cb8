"""A roster on its way in, the systems rosters come from, and what undoes the last import. Nothing is there yet."""

from __future__ import annotations

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The tables of the import desk."""

    dependencies = (("organisation", "0005_notices_of_units"),)

    operations = (
        migrations.CreateModel(
            name="RosterDraft",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("slot", models.PositiveSmallIntegerField(default=1, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("file", models.CharField(max_length=200)),
                ("source", models.CharField(blank=True, max_length=100)),
                ("began_by", models.CharField(max_length=64)),
                ("began_name", models.CharField(max_length=200)),
                ("began_at", models.DateTimeField()),
                ("changed_by", models.CharField(max_length=200)),
                ("changed_at", models.DateTimeField()),
                ("held", models.BinaryField()),
                ("corrected", models.BinaryField(null=True)),
                ("mapping", models.JSONField(null=True)),
                ("decisions", models.JSONField(default=dict)),
                ("told", models.JSONField(null=True)),
            ],
            options={
                "db_table": "roster_draft",
            },
        ),
        migrations.CreateModel(
            name="RosterImport",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("at", models.DateTimeField()),
                ("actor", models.CharField(max_length=64)),
                ("actor_name", models.CharField(max_length=200)),
                ("file", models.CharField(blank=True, max_length=200)),
                ("counts", models.JSONField()),
                ("decisions", models.JSONField(default=list)),
                ("before", models.BinaryField(null=True)),
                ("undone_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "roster_import",
                "ordering": ("-at",),
            },
        ),
        migrations.CreateModel(
            name="RosterSource",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("name", models.CharField(max_length=100, unique=True)),
                ("headings", models.JSONField()),
                ("mapping", models.JSONField()),
                ("used_on", models.DateField()),
            ],
            options={
                "db_table": "roster_source",
                "ordering": ("name",),
            },
        ),
        migrations.CreateModel(
            name="RosterDraftLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("section", models.CharField(max_length=20)),
                ("kind", models.CharField(max_length=60)),
                ("number", models.PositiveIntegerField()),
                ("facts", models.JSONField()),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="organisation.rosterdraft",
                    ),
                ),
            ],
            options={
                "db_table": "roster_draft_line",
                "indexes": [
                    models.Index(fields=["draft", "section", "number"], name="roster_draft_lines"),
                ],
            },
        ),
    )
