"""What a series of cases told is kept beside its pictures: sessions that are closed already kept nothing of it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workspace_sessions", "0001_sessions"),
    ]

    operations = [
        migrations.AddField(
            model_name="session",
            name="series",
            field=models.JSONField(default=dict),
        ),
    ]
