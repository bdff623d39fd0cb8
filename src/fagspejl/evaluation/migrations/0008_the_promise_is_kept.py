"""A round keeps what it promises as bytes, from opening on. Rounds that are open already keep nothing more than before."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """Two columns of the policy, frozen with it by the same triggers."""

    dependencies = [("evaluation", "0007_mail_in_a_room_of_its_own")]
    operations = [
        migrations.AddField("roundpolicy", "rules", models.BinaryField(null=True)),
        migrations.AddField("roundpolicy", "promised", models.BinaryField(null=True)),
    ]
