"""Notes upward, their cards and sentences, and whom they were mailed to."""

from __future__ import annotations

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Make the tables."""

    initial = True

    dependencies = [
        ("organisation", "0006_roster_imports"),
    ]

    operations = [
        migrations.CreateModel(
            name="UpwardNote",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("unit", models.UUIDField(db_index=True)),
                ("language", models.CharField(max_length=5)),
                ("status", models.CharField(default="draft", max_length=10)),
                ("about", models.CharField(max_length=160)),
                ("decided_on", models.DateField(null=True)),
                ("ask", models.CharField(max_length=10)),
                ("ask_text", models.CharField(blank=True, max_length=300)),
                ("answer_by", models.DateField(null=True)),
                ("from_point", models.UUIDField(null=True)),
                ("created_on", models.DateField()),
                ("touched_on", models.DateField()),
                ("sent_on", models.DateField(null=True)),
                ("answered_on", models.DateField(null=True)),
                ("reply", models.CharField(blank=True, max_length=12)),
                ("answer", models.CharField(blank=True, max_length=600)),
                ("because", models.CharField(blank=True, max_length=300)),
                ("closed_on", models.DateField(null=True)),
                ("looked_on", models.DateField(null=True)),
                ("revision", models.PositiveIntegerField(default=0)),
                (
                    "addressee",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="organisation.person",
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="organisation.person",
                    ),
                ),
                (
                    "sender",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="organisation.person",
                    ),
                ),
            ],
            options={
                "db_table": "workspace_upward_note",
            },
        ),
        migrations.CreateModel(
            name="EvidenceCard",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("kind", models.CharField(max_length=20)),
                ("source", models.CharField(max_length=100)),
                ("heading", models.CharField(max_length=160)),
                ("sentence", models.CharField(blank=True, max_length=500)),
                ("n", models.PositiveIntegerField()),
                ("shown_on", models.DateField()),
                ("frozen_on", models.DateField()),
                ("series", models.JSONField(null=True)),
                ("gone_on", models.DateField(null=True)),
                (
                    "note",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cards",
                        to="workspace_notes.upwardnote",
                    ),
                ),
            ],
            options={
                "db_table": "workspace_upward_card",
            },
        ),
        migrations.CreateModel(
            name="NoteSentence",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("part", models.CharField(max_length=10)),
                ("place", models.PositiveSmallIntegerField()),
                ("text", models.CharField(max_length=240)),
                ("tag", models.CharField(blank=True, max_length=10)),
                (
                    "card",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="workspace_notes.evidencecard",
                    ),
                ),
                (
                    "note",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sentences",
                        to="workspace_notes.upwardnote",
                    ),
                ),
            ],
            options={
                "db_table": "workspace_upward_sentence",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("note", "part", "place"), name="sentences_of_a_part_in_order"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NoteMailed",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=12)),
                ("about", models.CharField(max_length=64)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="organisation.person",
                    ),
                ),
                (
                    "note",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mailed",
                        to="workspace_notes.upwardnote",
                    ),
                ),
            ],
            options={
                "db_table": "workspace_upward_mailed",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("note", "person", "kind", "about"), name="one_mail_about_a_note"
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="evidencecard",
            constraint=models.UniqueConstraint(
                fields=("note", "kind", "source"), name="one_card_of_a_source"
            ),
        ),
    ]
