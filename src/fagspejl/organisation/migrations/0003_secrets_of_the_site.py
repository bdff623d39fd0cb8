"""What tells whether a machine goes by the same secrets as all others of the site."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """Make the table of fingerprints; the first machine that starts is the one that others must agree with."""

    dependencies = [("organisation", "0002_eligibility_and_addresses")]
    operations = [
        migrations.CreateModel(
            name="SiteSecret",
            fields=[
                ("name", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("salt", models.BinaryField(max_length=16)),
                ("fingerprint", models.BinaryField(max_length=32)),
            ],
            options={"db_table": "staff_site_secret"},
        )
    ]
