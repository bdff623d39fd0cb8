"""The tables of competences. PostgreSQL takes no samples of rows and counts: those would outlive a withdrawn row."""

import uuid
from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def _no_samples(apps: Any, editor: Any) -> None:
    if editor.connection.vendor != "postgresql":
        return
    for table in ("workspace_competence_row", "workspace_competence_unit"):
        with editor.connection.cursor() as cursor:
            described = editor.connection.introspection.get_table_description(cursor, table)
        quiet = ", ".join(f'ALTER COLUMN "{column.name}" SET STATISTICS 0' for column in described)
        editor.execute(f"ALTER TABLE {table} {quiet}", params=None)


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="CompetenceUnit",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("unit", models.UUIDField(unique=True)),
                ("language", models.CharField(max_length=5)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("next_number", models.PositiveSmallIntegerField(default=1)),
                ("created_on", models.DateField()),
                ("coverage", models.JSONField(null=True)),
                ("gone", models.BooleanField(default=False)),
                ("overwritten", models.BooleanField(default=True)),
            ],
            options={
                "db_table": "workspace_competence_unit",
            },
        ),
        migrations.CreateModel(
            name="KnowledgeSource",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("unit", models.UUIDField(db_index=True)),
                ("source", models.CharField(max_length=120)),
                ("follower_role", models.CharField(max_length=60)),
                ("last_shared", models.DateField(null=True)),
                ("created_on", models.DateField()),
            ],
            options={
                "db_table": "workspace_knowledge_source",
            },
        ),
        migrations.CreateModel(
            name="LearningItem",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("unit", models.UUIDField(db_index=True)),
                ("task", models.PositiveSmallIntegerField(default=0)),
                ("what", models.CharField(max_length=120)),
                ("how", models.CharField(max_length=12)),
                ("used_where", models.CharField(max_length=120)),
                ("sign", models.CharField(blank=True, max_length=120)),
                ("by", models.DateField(null=True)),
                ("done_on", models.DateField(null=True)),
                ("created_on", models.DateField()),
            ],
            options={
                "db_table": "workspace_learning_item",
            },
        ),
        migrations.CreateModel(
            name="CompetenceRow",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("unit", models.UUIDField(db_index=True)),
                ("person", models.UUIDField()),
                ("marks", models.JSONField(default=dict)),
                ("ask", models.JSONField(default=list)),
                ("opened", models.BooleanField(default=False)),
                ("fresh", models.BooleanField(default=True)),
                ("read", models.BooleanField(default=False)),
                ("drawn", models.BooleanField(default=False)),
                ("veil", models.PositiveSmallIntegerField(default=0)),
                ("seen_on", models.DateField()),
                ("revision", models.PositiveIntegerField(default=1)),
            ],
            options={
                "db_table": "workspace_competence_row",
                "constraints": [
                    models.UniqueConstraint(fields=("unit", "person"), name="one_competence_row")
                ],
            },
        ),
        migrations.CreateModel(
            name="CompetenceTask",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("place", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=80)),
                ("need", models.PositiveSmallIntegerField()),
                ("source", models.CharField(blank=True, max_length=120)),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tasks",
                        to="workspace_competence.competenceunit",
                    ),
                ),
            ],
            options={
                "db_table": "workspace_competence_task",
                "constraints": [
                    models.UniqueConstraint(fields=("unit", "number"), name="one_competence_of_number")
                ],
            },
        ),
        migrations.RunPython(_no_samples, migrations.RunPython.noop),
    ]
