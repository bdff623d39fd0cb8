"""A mail with the representative's link to half of a key."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """One more kind of single mail."""

    dependencies = (("mailing", "0005_mails_in_own_words"),)
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
                    ("notice", "notice"),
                ],
                max_length=12,
            ),
        ),
    )
