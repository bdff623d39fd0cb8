"""Mailing, outbox and pace belong to the room `mailing` from here on. The tables stay as they are, with every row."""

from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    """Let go of the models; the next migration of `mailing` takes them up."""

    dependencies = [("evaluation", "0006_escrow_destruction_confirmed")]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.DeleteModel(name="Outbox"),
                migrations.DeleteModel(name="Mailing"),
                migrations.DeleteModel(name="MailPace"),
            ]
        ),
    ]
