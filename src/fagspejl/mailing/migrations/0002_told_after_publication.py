"""A mailing may tell that reports are ready, or thank everybody asked. The database keeps names of kinds as they are."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """Know the new kinds."""

    dependencies = [("mailing", "0001_tables_from_evaluation")]
    operations = [
        migrations.AlterField(
            model_name="mailing",
            name="kind",
            field=models.CharField(
                choices=[
                    ("invite", "invite"),
                    ("remind", "remind"),
                    ("extend", "extend"),
                    ("cancel", "cancel"),
                    ("reissue", "reissue"),
                    ("report", "report"),
                    ("thanks", "thanks"),
                ],
                max_length=12,
            ),
        ),
    ]
