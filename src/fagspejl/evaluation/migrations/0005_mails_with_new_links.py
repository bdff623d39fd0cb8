"""A mailing may be one person's new link. The database keeps names of kinds as they are; nothing in it changes."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """Know the new kind."""

    dependencies = [("evaluation", "0004_invitations_about_leader")]
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
                ],
                max_length=12,
            ),
        ),
    ]
