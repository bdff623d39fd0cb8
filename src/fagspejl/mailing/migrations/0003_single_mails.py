"""Single mails to one person that belong to no round."""

from __future__ import annotations

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Keep a place for them."""

    dependencies = [
        ("mailing", "0002_told_after_publication"),
        ("organisation", "0004_since_when_on_the_list"),
    ]
    operations = [
        migrations.CreateModel(
            name="PersonalMail",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("talk", "talk"),
                            ("step", "step"),
                            ("missing", "missing"),
                            ("goal", "goal"),
                            ("notice", "notice"),
                        ],
                        max_length=12,
                    ),
                ),
                ("about", models.CharField(max_length=64)),
                ("path", models.CharField(blank=True, max_length=200)),
                ("on", models.DateField(null=True)),
                ("queued_on", models.DateField()),
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
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="organisation.person",
                    ),
                ),
            ],
            options={
                "db_table": "personal_mail",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "kind", "about"), name="one_personal_mail_about_it"
                    )
                ],
            },
        ),
    ]
