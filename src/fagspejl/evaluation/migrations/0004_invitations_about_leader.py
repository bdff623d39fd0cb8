"""Counting who is asked about a leader reads that leader's invitations only, however large the round is."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add the index."""

    dependencies = [("evaluation", "0003_mail_and_rates")]
    operations = [
        migrations.AddIndex(
            model_name="invitation",
            index=models.Index(fields=["round", "leader", "perspective"], name="invitations_about_leader"),
        ),
    ]
