"""Since when somebody is on the list of a leader; nobody knows it of those who are on it already."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """Keep the day on which a pair was first taken in."""

    dependencies = [("organisation", "0003_secrets_of_the_site")]
    operations = [migrations.AddField("assignment", "since", models.DateField(null=True))]
