"""A round registers its promise when it opens. Rounds that are open already have none, and say so."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column of the policy, frozen with it by the same triggers."""

    dependencies = (("evaluation", "0010_reports_are_deleted"),)
    operations = (migrations.AddField("roundpolicy", "registered", models.BinaryField(null=True)),)
