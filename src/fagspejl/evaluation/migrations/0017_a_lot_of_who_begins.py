"""The half of a round's units that was drawn to begin first. The database itself lets no lot be drawn again."""

from __future__ import annotations

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from fagspejl.lib.triggers import Refusal, install, remove

_AS_TEXT = "CAST(NEW.begins AS text) <> CAST(OLD.begins AS text) OR CAST(NEW.later AS text) <> CAST(OLD.later AS text)"
REFUSALS = (
    Refusal(
        "lot_is_drawn_once",
        "round_lot",
        "UPDATE",
        "NEW.document <> OLD.document OR NEW.seed <> OLD.seed OR NEW.theme <> OLD.theme OR (OLD.drawn_on IS NOT NULL "
        f"AND (NEW.drawn_on IS NULL OR NEW.begins IS NULL OR NEW.later IS NULL OR {_AS_TEXT}))",
        "a lot is drawn once",
    ),
)


def _install(apps: Any, editor: Any) -> None:
    install(editor, REFUSALS)


def _remove(apps: Any, editor: Any) -> None:
    remove(editor, REFUSALS)


class Migration(migrations.Migration):
    """One table and one trigger."""

    dependencies = (("evaluation", "0016_the_key_is_witnessed"),)
    operations = (
        migrations.CreateModel(
            name="RoundLot",
            fields=[
                (
                    "round",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="lot",
                        serialize=False,
                        to="evaluation.round",
                    ),
                ),
                ("theme", models.CharField(max_length=100)),
                ("document", models.BinaryField()),
                ("seed", models.BinaryField(max_length=32)),
                ("registered_on", models.DateField()),
                ("drawn_on", models.DateField(null=True)),
                ("begins", models.JSONField(null=True)),
                ("later", models.JSONField(null=True)),
                (
                    "told_in",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="evaluation.round",
                    ),
                ),
            ],
            options={"db_table": "round_lot"},
        ),
        migrations.RunPython(_install, _remove),
    )
