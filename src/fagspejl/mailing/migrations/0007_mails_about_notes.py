"""Mails about notes upward."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """Four more kinds of single mails."""

    dependencies = (("mailing", "0006_a_link_to_half_of_a_key"),)
    operations = (
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
                    ("witness", "witness"),
                    ("note", "note"),
                    ("note_due", "note_due"),
                    ("note_answer", "note_answer"),
                    ("note_moved", "note_moved"),
                    ("notice", "notice"),
                ],
                max_length=12,
            ),
        ),
    )
