"""The tables of mail, made by earlier migrations of `evaluation`: taken up as they stand, on old and new databases."""

from __future__ import annotations

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Know the models; nothing in the database changes."""

    initial = True
    dependencies = [
        ("evaluation", "0007_mail_in_a_room_of_its_own"),
        ("organisation", "0001_initial"),
    ]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="MailPace",
                    fields=[
                        (
                            "id",
                            models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False),
                        ),
                        ("next_at", models.DateTimeField()),
                        ("day", models.DateField()),
                        ("sent", models.PositiveIntegerField(default=0)),
                    ],
                    options={"db_table": "mail_pace"},
                ),
                migrations.CreateModel(
                    name="Mailing",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="mailings",
                                to="evaluation.round",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("invite", "invite"),
                                    ("remind", "remind"),
                                    ("extend", "extend"),
                                    ("cancel", "cancel"),
                                    ("reissue", "reissue"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(default=1)),
                        ("queued_on", models.DateField(null=True)),
                        ("halted", models.CharField(blank=True, max_length=200)),
                        ("finished", models.BooleanField(default=False)),
                    ],
                    options={
                        "db_table": "mailing",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("round", "kind", "number"), name="one_mailing_of_a_number"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Outbox",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "mailing",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="outbox",
                                to="mailing.mailing",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="organisation.person",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("queued", "queued"),
                                    ("claimed", "claimed"),
                                    ("sent", "sent"),
                                    ("done", "done"),
                                ],
                                default="queued",
                                max_length=8,
                            ),
                        ),
                        ("lease", models.DateTimeField(null=True)),
                    ],
                    options={
                        "db_table": "outbox",
                        "constraints": [
                            models.UniqueConstraint(fields=("mailing", "person"), name="one_mail_per_person")
                        ],
                    },
                ),
            ]
        ),
    ]
