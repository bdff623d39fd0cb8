"""A round names who holds its key, and holds from its opening what proves that the holder destroyed it."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """Rounds opened before get both from whoever first proves to hold their key."""

    dependencies = (("evaluation", "0008_the_promise_is_kept"),)

    operations = (
        migrations.AddField("round", "destruction_check", models.BinaryField(max_length=32, null=True)),
        migrations.AddField("round", "key_node", models.CharField(max_length=255, null=True)),
        migrations.AddField("round", "key_folder", models.CharField(max_length=4096, null=True)),
        migrations.AddField("round", "escrow_folder", models.CharField(max_length=4096, null=True)),
    )
