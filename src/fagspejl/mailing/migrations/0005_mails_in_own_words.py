"""What a planner writes into mails, three more kinds of them, and what takes the mails."""

from __future__ import annotations

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Keep a place for the words; names of kinds are kept as they are."""

    dependencies = [
        ("evaluation", "0013_rounds_have_plans"),
        ("mailing", "0004_lists_to_check"),
    ]

    operations = [
        migrations.AddField(
            model_name="mailpace",
            name="relay",
            field=models.CharField(
                blank=True, choices=[("mailbox", "mailbox"), ("relay", "relay")], max_length=10
            ),
        ),
        migrations.AlterField(
            model_name="mailing",
            name="kind",
            field=models.CharField(
                choices=[
                    ("inform", "inform"),
                    ("invite", "invite"),
                    ("remind", "remind"),
                    ("last_day", "last_day"),
                    ("extend", "extend"),
                    ("cancel", "cancel"),
                    ("reissue", "reissue"),
                    ("report", "report"),
                    ("thanks", "thanks"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="personalmail",
            name="kind",
            field=models.CharField(
                choices=[
                    ("talk", "talk"),
                    ("step", "step"),
                    ("missing", "missing"),
                    ("goal", "goal"),
                    ("list", "list"),
                    ("notice", "notice"),
                ],
                max_length=12,
            ),
        ),
        migrations.CreateModel(
            name="MailTemplate",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("inform", "inform"),
                            ("invite", "invite"),
                            ("remind", "remind"),
                            ("last_day", "last_day"),
                            ("extend", "extend"),
                            ("cancel", "cancel"),
                            ("reissue", "reissue"),
                            ("report", "report"),
                            ("thanks", "thanks"),
                        ],
                        max_length=12,
                    ),
                ),
                ("language", models.CharField(max_length=5)),
                ("subject", models.CharField(max_length=150)),
                ("body", models.TextField(blank=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="evaluation.round"
                    ),
                ),
            ],
            options={
                "db_table": "mail_template",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("round", "kind", "language"), name="one_text_of_a_kind_of_mail"
                    )
                ],
            },
        ),
    ]
