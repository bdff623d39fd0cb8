"""A round keeps the day on which the holder of the key's copy confirmed that it is destroyed."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add the day; no round has one yet."""

    dependencies = [("evaluation", "0005_mails_with_new_links")]
    operations = [
        migrations.AddField(
            model_name="round",
            name="escrow_destruction_confirmed_on",
            field=models.DateField(null=True),
        ),
    ]
